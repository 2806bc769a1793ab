"""The labour-market page: the figures in the reader's language, each with the search that shows its rows."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jobs.search.criteria import Criteria
from jobs.search.facets import group_names
from portal.accounts.access import allow, anyone
from portal.codes import places
from portal.reports.charts import bars
from portal.reports.market import MILLION, RECENT_DAYS, SMALL, Market, Offer, market


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table of offers."""

    name: str
    address: str
    """Query part of the search that finds exactly these vacancies."""
    offer: Offer
    seats_share: int
    """Of the longest bar, in percent."""
    seekers_share: int
    spread: tuple[int, int, int] | None
    """Start of the middle half of pay, its width and the median, in percent of the scale."""


@allow(anyone)
@require_safe
def market_page(request: HttpRequest) -> HttpResponse:
    """For everybody, without signing in."""
    found = market(timezone.now())
    names = group_names()
    scale = _scale(found)
    context = {
        "market": found,
        "groups": _lines([(names.get(o.key, o.key), Criteria(groups=(o.key,)), o) for o in found.groups], scale),
        "areas": _lines([(_place(o.key), Criteria(where=_place(o.key)), o) for o in found.areas], scale),
        "bands": [(n, count, Criteria(pay=n).address()) for n, count in found.bands],
        "recent_address": Criteria(days=RECENT_DAYS).address(),
        "small": SMALL,
        "chart": bars(
            _("Số người cần tuyển theo tháng đăng tin"),
            [f"{month.first:%m/%y}" for month in found.months],
            [(_("Cần tuyển"), [month.seats for month in found.months])],
        )
        if any(month.seats for month in found.months)
        else "",
    }
    return render(request, "reports/market.html", context)


def _place(key: str) -> str:
    """A commune as the search understands it again."""
    here = places.commune(int(key))
    return f"{here.name}, {places.gazetteer().provinces[here.province_id]}"


def _scale(found: Market) -> tuple[int, int]:
    """Both ends of the scale of pay in đồng, whole millions around all the quartiles shown."""
    shown = [offer.pay for offer in [*found.groups, *found.areas] if offer.pay]
    low = min((pay.low for pay in shown), default=0) // MILLION
    high = -(-max((pay.high for pay in shown), default=MILLION) // MILLION)
    return low * MILLION, high * MILLION


def _lines(offers: list[tuple[str, Criteria, Offer]], scale: tuple[int, int]) -> list[Line]:
    longest = max([1, *(max(offer.seats, offer.seekers or 0) for _name, _asked, offer in offers)])
    return [
        Line(
            name,
            asked.address(),
            offer,
            round(100 * offer.seats / longest),
            round(100 * (offer.seekers or 0) / longest),
            _spread(offer, scale),
        )
        for name, asked, offer in offers
    ]


def _spread(offer: Offer, scale: tuple[int, int]) -> tuple[int, int, int] | None:
    if offer.pay is None:
        return None
    left, length = scale[0], max(1, scale[1] - scale[0])
    quartiles = (offer.pay.low, offer.pay.middle, offer.pay.high)
    low, middle, high = (round(100 * (value - left) / length) for value in quartiles)
    return low, max(1, high - low), middle
