"""Where the results of a search lie: open vacancies by commune, the place asked for let go."""

from dataclasses import dataclass
from datetime import date

from jobs.search.criteria import RADIUS, Criteria
from jobs.search.shelf import shelf
from jobs.search.words import Reading
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
    on = shelf(today)
    rows = on.found(reading, today) & on.passing(reading.criteria)
    wider = wider_radius(reading.criteria)
    around = reading.criteria.having(radius=wider).communes() if wider else []
    return Spread(
        on.communes.numbers(rows),
        on.communes.empty(rows),
        int(rows.sum()),
        int((rows & on.communes.naming(around)).sum()) if around else 0,
    )


def wider_radius(asked: Criteria) -> int:
    """The next wider radius on offer; 0 when there is none or no place to draw it around."""
    wider = next((km for km in RADIUS if km > asked.radius), 0)
    return wider if wider and asked.communes() else 0


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
