"""The map of results: a province's communes as points, those with results as circles, their area by the number."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote_plus

import numpy as np
import numpy.typing as npt
from django.conf import settings

from jobs.search.criteria import Criteria
from jobs.search.spread import Spread, commune_name
from portal.codes import places
from portal.codes.gazetteer import Gazetteer

WIDTH = 320.0
MARGIN = 26.0
LEAST, MOST = 5.0, 19.0
"""Radius of a circle, for one vacancy and for the most."""
FULL = 12
"""Vacancies from which the most take the largest circle: where everywhere has one or two, circles stay small."""
NUMBERED = 12.0
"""Radius from which the number stands inside."""
NARROW, WIDE = 15.0, 7.5
"""Height of letters on a phone and on a wide screen, in units of the map."""
Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A commune with results."""

    x: float
    y: float
    r: float
    name: str
    count: int
    address: str
    """Of the search narrowed to it."""
    is_asked: bool
    """Within the place asked for."""
    km: int | None
    """From the place asked for."""
    label: str = ""
    """When its name is written beside it: "always", or "wide" for wide screens only."""

    @property
    def is_numbered(self) -> bool:
        return self.r >= NUMBERED

    @property
    def below(self) -> float:
        """Where the name stands."""
        return round(self.y + self.r, 1)


@dataclass(frozen=True, slots=True)
class Sketch:
    province: str
    width: float
    height: float
    ground: str
    """Every commune, as a path of points."""
    dots: str
    """Communes without results, likewise."""
    spots: list[Spot]
    """Largest first, so that small ones are drawn upon them."""
    elsewhere: list[tuple[str, str, int]]
    """(province, address, results) outside, most first."""
    unplaced: int


def sketch(asked: Criteria, lying: Spread) -> Sketch:
    """Of the province of the place asked for, or the centre's."""
    book = places.gazetteer()
    place = asked.place()
    province = place.province_id if place else book.province_codes[settings.CENTRE_PROVINCE]
    by_key, height = _sheet(book, province)
    address = _narrowed(asked)
    away = places.away(place.communes) if place and place.communes else {}
    inside = set(asked.communes())
    most = max(FULL, *(lying.communes.get(key, 0) for key in by_key))
    spots = [
        Spot(
            *by_key[key],
            round(LEAST + (MOST - LEAST) * math.sqrt(lying.communes[key] / most), 1),
            places.commune(key).name,
            lying.communes[key],
            address(commune_name(key)),
            key in inside,
            round(away[key]) if key in away else None,
        )
        for key in by_key
        if lying.communes.get(key)
    ]
    spots.sort(key=lambda spot: (-spot.count, spot.name))
    return Sketch(
        book.provinces[province],
        WIDTH,
        height,
        _path(by_key.values()),
        _path(point for key, point in by_key.items() if not lying.communes.get(key)),
        _labelled(spots),
        _elsewhere(asked, lying, province),
        lying.unplaced,
    )


def _narrowed(asked: Criteria) -> Callable[[str], str]:
    """The address of the list of these results at a place, by its name; as :meth:`Criteria.address`, but for many."""
    before, _mark, after = asked.having(where="@", radius=0, view="").address().partition("noi=%40")
    return lambda name: f"{before}noi={quote_plus(name)}{after}"


@lru_cache(maxsize=8)
def _sheet(book: Gazetteer, province: int) -> tuple[dict[int, Point], float]:
    """Where a province's communes stand, by their keys, and the height of the sheet."""
    communes = sorted(book.of_province(province), key=lambda commune: commune.code)
    at, height = _laid_out([(commune.longitude, commune.latitude) for commune in communes])
    return {commune.id: point for commune, point in zip(communes, at, strict=True)}, height


def _laid_out(places_at: Sequence[Point]) -> tuple[list[Point], float]:
    """(longitude, latitude) on a sheet :data:`WIDTH` wide, north up; and its height."""
    if not places_at:
        return [], WIDTH
    west, east = min(p[0] for p in places_at), max(p[0] for p in places_at)
    south, north = min(p[1] for p in places_at), max(p[1] for p in places_at)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / max((east - west) * squeeze, 1e-6)
    height = round((north - south) * scale + 2 * MARGIN, 1)
    points = [
        (round(MARGIN + (x - west) * squeeze * scale, 1), round(MARGIN + (north - y) * scale, 1)) for x, y in places_at
    ]
    return points, height


def _path(points: Iterable[Point]) -> str:
    """For ``d``: a stroke of no length at each point, which a round end makes a disc."""
    return "".join(f"M{x} {y}h0" for x, y in points)


def _labelled(spots: list[Spot]) -> list[Spot]:
    """Names below the largest circles that have room; on a phone fewer have."""
    circles = np.array([(spot.x - spot.r, spot.y - spot.r, spot.x + spot.r, spot.y + spot.r) for spot in spots])
    taken = {NARROW: circles, WIDE: circles}

    def written(number: int, spot: Spot, height: float) -> bool:
        half, top = len(spot.name) * height * 0.28, spot.y + spot.r
        box = (spot.x - half, top, spot.x + half, top + height * 1.2)
        overlaps = _overlaps(box, taken[height])
        overlaps[number] = False  # its own circle
        has_room = box[0] >= 0 and box[2] <= WIDTH and not overlaps.any()
        if has_room:
            taken[height] = np.vstack([taken[height], box])
        return has_room

    named = []
    for number, spot in enumerate(spots):
        on_phone, on_wide = written(number, spot, NARROW), written(number, spot, WIDE)
        label = "always" if on_phone and on_wide else "wide" if on_wide else ""
        named.append(replace(spot, label=label))
    return named


def _overlaps(box: Box, others: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    left, top, right, bottom = others.T
    found: npt.NDArray[np.bool_] = (box[0] < right) & (left < box[2]) & (box[1] < bottom) & (top < box[3])
    return found


def _elsewhere(asked: Criteria, lying: Spread, province: int) -> list[tuple[str, str, int]]:
    book = places.gazetteer()
    counts: dict[int, int] = {}
    for key, count in lying.communes.items():
        other = book.communes[key].province_id if key in book.communes else province
        if other != province:
            counts[other] = counts.get(other, 0) + count
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    address = _narrowed(asked)
    return [(book.provinces[key], address(book.provinces[key]), count) for key, count in ranked]
