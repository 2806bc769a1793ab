"""Every place name, before and after 1 July 2025, held in memory for the lookups of :mod:`portal.codes.places`.

Built once per process from the database (about 0.3 s) and again when the lists have been loaded anew.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

from portal.codes.models import (
    CodeListVersion,
    Commune,
    CommuneSuccession,
    FormerDistrict,
    IndustrialPark,
    PlaceAlias,
    Province,
)
from portal.codes.text import fold_words

VERSION_NAME = "places"
_RECHECK_SECONDS = 30.0
_DISTANCES_KEPT = 256
EARTH_KM = 6371.0088


class Kind(IntEnum):
    """What a name names; the order in which a bare name is understood."""

    PROVINCE = 0
    DISTRICT = 1
    COMMUNE = 2
    PARK = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A named place with what it is today.

    ``id`` is the key of the row of its kind. ``communes`` are keys of today's communes that make it up or
    took it in; empty for a province of today, which is meant whole. ``province_id`` is today's province.
    """

    kind: Kind
    id: int
    code: str
    name: str
    short: str
    within: str
    """The former district and province, or the province, that tell namesakes apart."""
    current: bool
    province_id: int
    communes: tuple[int, ...]
    is_split: bool = False
    """The commune was divided: which of ``communes`` is meant is not known."""


@dataclass(frozen=True, slots=True)
class CommuneToday:
    id: int
    code: str
    name: str
    province_id: int
    latitude: float
    longitude: float
    wage_zone: int | None


class Gazetteer:
    """All places and the indexes over their folded names."""

    def __init__(self, version: object) -> None:
        self.version = version
        self._kilometres: dict[int, npt.NDArray[np.float64]] = {}
        self.loaded = time.monotonic()
        self.provinces: dict[int, str] = {}
        self.province_codes: dict[str, int] = {}
        self.communes: dict[int, CommuneToday] = {}
        self.places: list[Place] = []
        self.former: dict[int, list[Place]] = defaultdict(list)
        """The communes of before 1 July 2025 that one of today's was made of, by its key."""
        self.by_name: dict[str, list[Place]] = defaultdict(list)
        """Folded names – short, full and other spellings – to the places so named, wider kinds first."""
        self.spellings: dict[tuple[Kind, int], set[str]] = defaultdict(set)
        """How a place is written with its diacritics, in lower case: its short name and other spellings."""
        self._province_places()
        old_to_new = self._commune_places()
        self._district_places(old_to_new)
        self._park_places()
        self._alias_names()
        for named in self.by_name.values():
            named.sort(key=lambda place: (place.kind, not place.current, place.code))
        self.by_name = dict(self.by_name)

    def _add(self, place: Place) -> None:
        self.places.append(place)
        self.spellings[place.kind, place.id].add(place.short.casefold())
        for name in {fold_words(place.name), fold_words(place.short)}:
            self.by_name[name].append(place)

    def _province_places(self) -> None:
        rows = list(Province.objects.values_list("id", "code", "name", "short_name", "valid_to", "successor_id"))
        self.provinces = {pk: name for pk, _, name, _, valid_to, _ in rows if valid_to is None}
        self.province_codes = {code: pk for pk, code, _, _, valid_to, _ in rows if valid_to is None}
        self._successor = {pk: successor or pk for pk, *_, successor in rows}
        self._province_rows = rows

    def _commune_places(self) -> dict[int, tuple[list[int], bool]]:
        into: dict[int, tuple[list[int], bool]] = {}
        for old, new, split in CommuneSuccession.objects.order_by("old_id", "id").values_list(
            "old_id", "new_id", "is_split"
        ):
            into.setdefault(old, ([], split))[0].append(new)
        short_province = {pk: short for pk, _, _, short, _, _ in self._province_rows}
        of_old_province: dict[int, set[int]] = defaultdict(set)
        self._of_district: dict[int, set[int]] = defaultdict(set)
        communes = Commune.objects.order_by("code").values_list(
            "id", "code", "name", "short_name", "province_id", "former_district_id", "former_district__name",
            "valid_to", "latitude", "longitude", "wage_zone",
        )  # fmt: skip
        found = []
        for pk, code, name, short, province, district, district_name, valid_to, latitude, longitude, zone in communes:
            if valid_to is None:
                self.communes[pk] = CommuneToday(pk, code, name, province, latitude or 0.0, longitude or 0.0, zone)
                found.append(
                    Place(Kind.COMMUNE, pk, code, name, short, short_province[province], True, province, (pk,))
                )
                continue
            today, split = into.get(pk, ([], False))
            of_old_province[province].update(today)
            self._of_district[district or 0].update(today)
            within = f"{district_name}, {short_province[province]}"
            now = self._successor[province]
            found.append(Place(Kind.COMMUNE, pk, code, name, short, within, False, now, tuple(today), split))
        for pk, code, name, short, valid_to, successor in self._province_rows:
            if valid_to is None:
                self._add(Place(Kind.PROVINCE, pk, code, name, short, "", True, pk, ()))
            elif not self._same_territory(successor, name):
                members = tuple(sorted(of_old_province[pk]))
                self._add(Place(Kind.PROVINCE, pk, code, name, short, "", False, successor or 0, members))
        for place in found:
            self._add(place)
            for key in () if place.current else place.communes:
                self.former[key].append(place)
        return into

    def _same_territory(self, successor: int | None, name: str) -> bool:
        """The old province went on alone under its own name: nothing to tell apart."""
        merged = sum(1 for row in self._province_rows if row[5] == successor)
        return merged == 1 and self.provinces.get(successor or 0) == name

    def _district_places(self, into: dict[int, tuple[list[int], bool]]) -> None:
        for pk, code, name, short, province, province_short in FormerDistrict.objects.order_by("code").values_list(
            "id", "code", "name", "short_name", "province_id", "province__short_name"
        ):
            communes = tuple(sorted(self._of_district[pk]))
            if communes:
                now = self._successor[province]
                self._add(Place(Kind.DISTRICT, pk, code, name, short, province_short, False, now, communes))

    def _park_places(self) -> None:
        for pk, code, name, commune in IndustrialPark.objects.filter(valid_to=None).values_list(
            "id", "code", "name", "commune_id"
        ):
            home = self.communes[commune]
            short = name.removeprefix("Khu công nghiệp").strip()
            place = Place(Kind.PARK, pk, code, name, short, home.name, True, home.province_id, (commune,))
            self._add(place)
            self.by_name[f"kcn {fold_words(short)}"].append(place)

    def _alias_names(self) -> None:
        by_row = {(place.kind, place.id): place for place in self.places}
        for text, folded, commune, district, province in PlaceAlias.objects.values_list(
            "text", "folded", "commune_id", "district_id", "province_id"
        ):
            key = (
                (Kind.COMMUNE, commune) if commune else (Kind.DISTRICT, district) if district
                else (Kind.PROVINCE, province)
            )  # fmt: skip
            place = by_row.get(key)
            if place is None:
                continue
            self.spellings[key].add(text.casefold())
            kind = fold_words(place.name).removesuffix(fold_words(place.short)).strip()
            for name in {folded, f"{kind} {folded}".strip()}:
                if place not in self.by_name[name]:
                    self.by_name[name].append(place)

    @cached_property
    def names(self) -> list[tuple[str, Place]]:
        """(folded short name, place), sorted: the ground of suggestions."""
        pairs = {(name, place) for name, named in self.by_name.items() for place in named}
        return sorted(pairs, key=lambda pair: (pair[0], pair[1].kind, not pair[1].current, pair[1].code))

    @cached_property
    def centres(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Keys, latitudes and longitudes (radians) of today's communes, by key."""
        rows = sorted((c.id, c.latitude, c.longitude) for c in self.communes.values())
        table = np.array(rows, dtype=np.float64).reshape(-1, 3)
        return table[:, 0].astype(np.int64), np.radians(table[:, 1]), np.radians(table[:, 2])

    def of_province(self, province_id: int) -> Iterator[CommuneToday]:
        """Today's communes of a province of today, by code."""
        return (commune for commune in self.communes.values() if commune.province_id == province_id)

    def kilometres(self, key: int) -> npt.NDArray[np.float64]:
        """Great-circle distances from the centre of a commune to those of all, in the order of :attr:`centres`; those
        last asked for are kept, since one search asks for the same again and again."""
        found = self._kilometres.get(key)
        if found is None:
            _ids, lats, lons = self.centres
            here = self.communes[key]
            lat, lon = np.radians(here.latitude), np.radians(here.longitude)
            half = np.sin((lats - lat) / 2) ** 2 + np.cos(lat) * np.cos(lats) * np.sin((lons - lon) / 2) ** 2
            found = 2 * EARTH_KM * np.arcsin(np.sqrt(half))
            if len(self._kilometres) >= _DISTANCES_KEPT:
                self._kilometres.clear()
            self._kilometres[key] = found
        return found


_lock = threading.Lock()
_kept: Gazetteer | None = None
_checked = 0.0


def gazetteer() -> Gazetteer:
    """The places of this process; whether they are still those of the database is asked every 30 s."""
    global _kept, _checked  # noqa: PLW0603 — one gazetteer a process
    now = time.monotonic()
    if _kept is not None and now - _checked < _RECHECK_SECONDS:
        return _kept
    with _lock:
        version = CodeListVersion.objects.filter(list_name=VERSION_NAME).values_list("digest", "loaded_at").first()
        if _kept is None or _kept.version != version:
            _kept = Gazetteer(version)
        _checked = now
        return _kept


def forget() -> None:
    """Build again at the next use: the lists were loaded or edited in this process."""
    global _kept  # noqa: PLW0603 — one gazetteer a process
    _kept = None


def touch() -> None:
    """Places were edited by hand: tell the other processes too."""
    version, _ = CodeListVersion.objects.get_or_create(list_name=VERSION_NAME, defaults={"digest": "-"})
    version.save(update_fields=["loaded_at"])
    forget()
