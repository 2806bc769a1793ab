"""When little is found: which single condition, let go or widened, would show more, and how much."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from jobs.search.criteria import RADIUS, Criteria
from jobs.search.run import Found, search

FEW = 6


@dataclass(frozen=True, slots=True)
class Loosening:
    label: str
    criteria: Criteria
    more: int
    """Vacancies it adds."""


def loosenings(found: Found, today: date) -> list[Loosening]:
    """What to let go, the most rewarding first; empty when enough was found."""
    if found.counts.total >= FEW:
        return []
    asked = found.reading.criteria
    total = found.counts.total
    offers = [
        Loosening(_drop_label(name), asked.without(name), count - total) for name, count in found.counts.without.items()
    ]
    if asked.where:
        wider = next((km for km in RADIUS if km > asked.radius), None)
        if wider and asked.communes():
            offers.append(_tried(_("Tìm rộng ra %(km)s km") % {"km": wider}, asked.having(radius=wider), total, today))
        offers.append(_tried(_("Bỏ nơi làm việc"), asked.without("where", "radius"), total, today))
    if asked.text and len(asked.given()) > 1:
        offers.append(_tried(_("Bỏ từ “%(text)s”") % {"text": asked.text}, asked.without("text"), total, today))
    return sorted((offer for offer in offers if offer.more > 0), key=lambda offer: -offer.more)[:5]


def _tried(label: str, criteria: Criteria, total: int, today: date) -> Loosening:
    return Loosening(label, criteria, search(criteria, 1, today).counts.total - total)


def _drop_label(name: str) -> str:
    return {
        "groups": _("Bỏ nhóm nghề"),
        "pay": _("Bỏ mức lương"),
        "experience": _("Bỏ kinh nghiệm"),
        "time": _("Bỏ hình thức làm việc"),
        "days": _("Kể cả tin đăng lâu hơn"),
    }[name]
