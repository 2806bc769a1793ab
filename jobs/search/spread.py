"""Where the results of a search lie: open vacancies by commune, the place asked for let go; one statement."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from jobs.search.criteria import RADIUS, Criteria
from jobs.search.kept import kept
from jobs.search.sql import ALIKE, LIVE, statement
from jobs.search.words import Mode, Reading
from portal.codes import places

_EVERYWHERE, _WIDER, _UNPLACED = -1, -2, 0
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
    """Kept for three minutes, as the counts are."""
    return kept("spread", reading.criteria, today, lambda: _spread(reading, today))


def wider_radius(asked: Criteria) -> int:
    """The next wider radius on offer; 0 when there is none or no place to draw it around."""
    wider = next((km for km in RADIUS if km > asked.radius), 0)
    return wider if wider and asked.communes() else 0


def _spread(reading: Reading, today: date) -> Spread:
    if reading.mode is Mode.NONE:
        return Spread({}, 0, 0, 0)
    found = statement(reading, today)
    others = [condition for name, condition in found.filters.items() if name != "where"]
    wider = wider_radius(reading.criteria)
    around = reading.criteria.having(radius=wider).communes() if wider else []
    sql = (
        "WITH hits AS MATERIALIZED (SELECT commune_ids FROM jobs_vacancyindex"
        f" WHERE {' AND '.join([LIVE, found.words, *others])})"
        " SELECT c, count(*) FROM hits, unnest(commune_ids) c GROUP BY c"
        " UNION ALL SELECT %(everywhere)s, count(*) FROM hits"
        " UNION ALL SELECT %(unplaced)s, count(*) FROM hits WHERE commune_ids = '{}'"
        " UNION ALL SELECT %(wider)s, count(*) FROM hits WHERE commune_ids && %(around)s::bigint[]"
    )
    own: dict[str, Any] = {"everywhere": _EVERYWHERE, "unplaced": _UNPLACED, "wider": _WIDER, "around": around}
    with connection.cursor() as cursor:
        if reading.mode is Mode.ALIKE:
            cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, false)", [str(ALIKE)])
        cursor.execute(sql, {**found.params, **own})
        counts: dict[int, int] = dict(cursor.fetchall())
    unplaced, everywhere, within = counts.pop(_UNPLACED), counts.pop(_EVERYWHERE), counts.pop(_WIDER)
    return Spread(counts, unplaced, everywhere, within)


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
