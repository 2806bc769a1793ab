"""Template filters every page may use (registered as built-ins in the settings)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.utils import formats
from django.utils.translation import gettext as _
from lucide.templatetags.lucide import lucide as draw

register = template.Library()


@register.inclusion_tag("partials/address.html", takes_context=True)
def own_address(context: Mapping[str, Any], path: str, query: str = "") -> dict[str, str]:
    """The page's one address for search engines, and the same page in each language. ``query``: "" or "?a=b"."""
    whole = settings.PUBLIC_ADDRESS + path + (query if query != "?" else "")
    english = f"{whole}{'&' if '?' in whole else '?'}lang=en"
    request = context.get("request")
    asked = request.GET.get("lang") if request else ""
    return {"own": english if asked == "en" else whole, "vi": whole, "en": english}


@register.simple_tag
def lucide(name: str, *, size: int = 24, **attributes: object) -> str:
    """A Lucide icon; the package's own tag draws it anew each time, a list page shows a hundred."""
    return _icon(str(name), size, tuple(sorted((key, str(value)) for key, value in attributes.items())))


@lru_cache(maxsize=512)
def _icon(name: str, size: int, attributes: tuple[tuple[str, str], ...]) -> str:
    return draw(name, size=size, **dict(attributes))


@register.filter
def number(value: int | Decimal | float | None) -> str:
    """A number as the reader writes it: 68800 → "68.800" (vi), "68,800" (en); nothing → a dash."""
    return "–" if value is None else formats.number_format(value, force_grouping=True)


@register.filter
def millions(dong: int | None) -> str:
    """An amount of money in đồng, in millions to one decimal: 7500000 → "7,5 triệu"; below a million in full."""
    if dong is None:
        return "–"
    if abs(dong) < 1_000_000:
        return _("%(amount)s đồng") % {"amount": number(dong)}
    amount = Decimal(dong).scaleb(-6).quantize(Decimal("0.1")).normalize()
    shown = formats.number_format(amount, decimal_pos=0 if amount == amount.to_integral() else 1, force_grouping=True)
    return _("%(amount)s triệu") % {"amount": shown}


@register.filter
def lookup(mapping: Mapping[Any, Any], key: Any) -> Any:
    """``mapping[key]``, or an empty string."""
    return mapping.get(key, "")


@register.filter
def spoken(reasons: Iterable[Any]) -> list[Any]:
    """The reasons to show one by one (see ``silent``)."""
    every = list(reasons)
    hidden = silent(every)
    return [one for one in every if one not in hidden]


@register.filter
def silent(reasons: Iterable[Any]) -> list[Any]:
    """The reasons about which a vacancy says nothing, if they are several: one line names them all."""
    found = [one for one in reasons if getattr(one, "is_unsaid", False)]
    return found if len(found) > 1 else []


@register.filter
def share(part: int | None, whole: int | None) -> int:
    """``part`` of ``whole`` in whole percent, between 0 and 100; an empty whole gives 0."""
    return min(100, max(0, round(100 * (part or 0) / whole))) if whole else 0


@register.filter
def minus(whole: int, part: int) -> int:
    """What is left of ``whole``."""
    return whole - part


class Seat(NamedTuple):
    x: int
    taken: bool


@register.filter
def seats(total: int, filled: int) -> list[Seat]:
    """The seats of a small meter, taken ones first, 18 units apart."""
    return [Seat(18 * i, i < filled) for i in range(total)]


@register.filter
def pages_near(page: Page[Any]) -> list[int]:
    """Page numbers to offer: the ends and two around the current; 0 stands for a gap."""
    last = page.paginator.num_pages
    wanted = sorted({1, last} | {n for n in range(page.number - 2, page.number + 3) if 1 <= n <= last})
    shown: list[int] = []
    for number_ in wanted:
        if shown and number_ - shown[-1] > 1:
            shown.append(0)
        shown.append(number_)
    return shown
