"""The search: everything asked stands in the address, so that it can be shared, kept and gone back to."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jobs.models import Vacancy
from jobs.saved import searches
from jobs.saved.own import kept_by
from jobs.saved.permissions import job_seeker
from jobs.search import Criteria, Found, search
from jobs.search.criteria import NAMES, NEAREST, SORTS, VIEWS
from jobs.search.facets import conditions, facets, group_names
from jobs.search.loosen import FEW, loosenings, lying_around
from jobs.search.run import PAGE
from jobs.search.sketch import sketch
from jobs.search.spread import nearest, spread
from portal.accounts.access import allow, anyone
from portal.codes import places
from portal.codes.form_fields import describe


@dataclass(frozen=True)
class Choice:
    """Another place the typed name may mean."""

    label: str
    address: str


@allow(anyone)
@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Vacancies by words, place and filters, with the counts of every filter."""
    criteria = Criteria.of(request.GET)
    number = request.GET.get("page", "1")
    today = timezone.localdate()
    page = int(number) if number.isdecimal() and len(number) < 4 else 1
    found = search(criteria, page, today, counts_only=bool(criteria.view))
    asked = found.reading.criteria
    names = group_names()
    lying = spread(found.reading, today) if asked.view else lying_around(found, today)
    vacancies = in_order(found.keys)
    context = {
        "asked": asked,
        "found": found,
        "vacancies": vacancies,
        "away": kilometres(asked, vacancies),
        "page": page_of(found),
        "facets": facets(asked, found.counts, names),
        "conditions": conditions(asked, names),
        "sorts": orders(asked),
        "list_address": asked.without("view").address(),
        "map_address": asked.having(view=VIEWS[1]).address(),
        "sketch": sketch(asked, lying) if asked.view and lying else None,
        "loosenings": loosenings(found, today),
        "nearest": nearest(asked, lying) if lying and found.counts.total < FEW else [],
        **keeping(request, asked),
        "kept": [(NAMES[name], value) for name, value in kept(asked)],
        "canonical": canonical(asked, found.page),
        "feed_query": canonical(asked, 1),
        "is_landing": is_landing(asked, found),
        **place_understood(asked),
    }
    return render(request, "jobs/search.html", context)


def canonical(asked: Criteria, page: int) -> str:
    """The query of the one address of these results, whatever their order; "" or beginning with "?"."""
    query = asked.without("sort", "view").address().removeprefix("?")
    parts = [query] if query else []
    return "?" + "&".join([*parts, f"page={page}"] if page > 1 else parts) if parts or page > 1 else ""


def is_landing(asked: Criteria, found: Found) -> bool:
    """Whether search engines may show it: all vacancies, those of one place or of one occupation group, page 1.

    Other combinations are the same adverts over and over; and nobody gets words of their own shown as our page.
    """
    given = asked.given()
    is_one = set(given) <= {"where"} or (set(given) == {"groups"} and len(asked.groups) == 1)
    return is_one and found.page == 1 and found.counts.total > 0


def orders(asked: Criteria) -> list[tuple[object, str, bool]]:
    """(label, address, whether it is in force): "nearest" only where some results are nearer than others."""
    offered: list[tuple[str, object]] = list(SORTS.items())
    if asked.is_around:
        offered.append((NEAREST, _("Gần nhất")))
    return [(label, asked.having(sort=value).address(), asked.sort == value) for value, label in offered]


def kilometres(asked: Criteria, vacancies: list[Vacancy]) -> dict[int, int]:
    """From the place asked for to the nearest workplace, by the vacancy's key; only around a place."""
    place = asked.place() if asked.is_around else None
    if place is None or not vacancies:
        return {}
    away = places.away(place.communes)
    found = {}
    for vacancy in vacancies:
        near = [away[one.commune_id] for one in vacancy.places.all() if one.commune_id in away]
        if near:
            found[vacancy.pk] = round(min(near))
    return found


def keeping(request: HttpRequest, asked: Criteria) -> dict[str, object]:
    """Whether the reader may keep this search, and whether they do."""
    query = searches.canonical(asked.address().removeprefix("?"))
    return {"query": query, "may_keep_search": job_seeker(request), "is_kept": query in kept_by(request).queries}


def in_order(keys: list[int]) -> list[Vacancy]:
    """The vacancies with these keys, in this order, ready for cards."""
    by_key = Vacancy.objects.with_only_card().in_bulk(keys)
    return [by_key[key] for key in keys if key in by_key]


def page_of(found: Found) -> Page[int]:
    """For the pager: as many pages as are offered, not the rows themselves."""
    paginator: Paginator[int] = Paginator(range(found.pages * PAGE), PAGE)
    return paginator.page(found.page)


def kept(asked: Criteria) -> list[tuple[str, object]]:
    """What the search box passes on unseen: the filters in force."""
    pairs: list[tuple[str, object]] = []
    for name, value in asked.without("text", "where").given().items():
        pairs += [(name, item) for item in value] if isinstance(value, tuple) else [(name, value)]
    return pairs


def place_understood(asked: Criteria) -> dict[str, object]:
    """How the place was understood, what it is called today, and what else the name may mean."""
    if not asked.where:
        return {"place": None, "place_today": "", "other_places": []}
    understood = places.resolve(asked.where)
    best = understood.best
    others = list(() if understood.is_certain else understood.matches[1:4]) or (
        [] if best else places.suggest(asked.where, 3)
    )
    return {
        "place": describe(best) if best else "",
        "place_today": places.today(best) if best else "",
        "other_places": [Choice(describe(p), asked.having(where=describe(p), radius=0).address()) for p in others],
    }
