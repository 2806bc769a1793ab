"""Where the results of a search lie: open vacancies by commune, the place asked for let go; one statement."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import connection

from jobs.search.criteria import RADIUS, Criteria
from jobs.search.kept import kept
from jobs.search.sql import ALIKE, LIVE, by_words, statement
from jobs.search.words import Mode, Reading
from portal.codes import places

NEAREST = 5


@dataclass(frozen=True, slots=True)
class Spread:
    communes: dict[int, int]
    """By key of today's commune; a vacancy of several workplaces counts in each."""
    unplaced: int
    """Vacancies that name no commune."""
    everywhere: int
    """Vacancies, each once."""
    wider: int
    """Of these, within the next wider radius around the place; 0 without a place or a wider radius."""


@dataclass(frozen=True, slots=True)
class Near:
    label: str
    km: int
    """From the place asked for, centre to centre."""
    count: int
    criteria: Criteria


def spread(reading: Reading, today: date) -> Spread:
    """Kept for three minutes, as the counts are, whatever the place."""
    anywhere = reading.criteria.without("where", "radius")
    lists = kept("spread", anywhere, today, lambda: _lists(reading, today))
    wider = wider_radius(reading.criteria)
    around = set(reading.criteria.having(radius=wider).communes() if wider else [])
    communes: Counter[int] = Counter()
    for places_of, number in lists.items():
        for key in places_of:
            communes[key] += number
    within = sum(number for places_of, number in lists.items() if not around.isdisjoint(places_of))
    return Spread(dict(communes), lists.get((), 0), sum(lists.values()), within)


def wider_radius(asked: Criteria) -> int:
    """The next wider radius on offer; 0 when there is none or no place to draw it around."""
    wider = next((km for km in RADIUS if km > asked.radius), 0)
    return wider if wider and asked.communes() else 0


def _lists(reading: Reading, today: date) -> dict[tuple[int, ...], int]:
    """How many open vacancies name just these communes; () those that name none."""
    if reading.mode is Mode.NONE:
        return {}
    found = statement(reading, today)
    others = [condition for name, condition in found.filters.items() if name != "where"]
    where = " AND ".join([LIVE, found.words, *others])
    with connection.cursor() as cursor:
        if reading.mode is Mode.ALIKE:
            cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, false)", [str(ALIKE)])
        # Few lists differ: counting whole lists spares Postgres taking 66,000 of them apart.
        cursor.execute(
            f"{by_words(reading)}SELECT commune_ids, count(*) FROM jobs_vacancyindex WHERE {where} GROUP BY 1",
            found.params,
        )
        return {tuple(communes): number for communes, number in cursor.fetchall()}


def nearest(asked: Criteria, lying: Spread) -> list[Near]:
    """The places nearest to the one asked for that have results, itself left out."""
    place = asked.place()
    inside = set(asked.communes())
    if place is None or not inside:
        return []
    away = places.away(place.communes)
    outside = sorted((away[key], key) for key in lying.communes if key not in inside and key in away)
    return [
        Near(
            places.commune(key).name,
            round(km),
            lying.communes[key],
            asked.having(where=commune_name(key), radius=0),
        )
        for km, key in outside[:NEAREST]
    ]


def commune_name(key: int) -> str:
    """So that the search understands it again."""
    here = places.commune(key)
    return f"{here.name}, {places.gazetteer().provinces[here.province_id]}"
