"""When little is found: which single condition, let go or widened, would show more, and how much."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from jobs.search.criteria import Criteria
from jobs.search.run import Found, search
from jobs.search.spread import Spread, spread, wider_radius

FEW = 6


@dataclass(frozen=True, slots=True)
class Loosening:
    label: str
    criteria: Criteria
    more: int
    """Vacancies it adds."""


def lying_around(found: Found, today: date) -> Spread | None:
    """Where there is more, when little was found at a place."""
    asked = found.reading.criteria
    return spread(found.reading, today) if asked.where and found.counts.total < FEW else None


def loosenings(found: Found, today: date) -> list[Loosening]:
    """What to let go, the most rewarding first; empty when enough was found."""
    if found.counts.total >= FEW:
        return []
    asked = found.reading.criteria
    total = found.counts.total
    offers = [
        Loosening(_drop_label(name), asked.without(name), count - total) for name, count in found.counts.without.items()
    ]
    lying = lying_around(found, today)
    if lying:
        if wider := wider_radius(asked):
            label = _("Tìm rộng ra %(km)s km") % {"km": wider}
            offers.append(Loosening(label, asked.having(radius=wider), lying.wider - total))
        offers.append(Loosening(_("Bỏ nơi làm việc"), asked.without("where", "radius"), lying.everywhere - total))
    if asked.text and len(asked.without("sort", "view").given()) > 1:
        rest = asked.without("text")
        more = search(rest, 1, today, counts_only=True).counts.total - total
        offers.append(Loosening(_("Bỏ từ “%(text)s”") % {"text": asked.text}, rest, more))
    offers = [replace(offer, criteria=offer.criteria.without("view")) for offer in offers]
    return sorted((offer for offer in offers if offer.more > 0), key=lambda offer: -offer.more)[:5]


def _drop_label(name: str) -> str:
    return {
        "groups": _("Bỏ nhóm nghề"),
        "pay": _("Bỏ mức lương"),
        "experience": _("Bỏ kinh nghiệm"),
        "time": _("Bỏ hình thức làm việc"),
        "days": _("Kể cả tin đăng lâu hơn"),
    }[name]
