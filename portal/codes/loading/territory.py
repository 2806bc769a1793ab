"""Provinces, former districts and communes before and after 1 July 2025, aliases, industrial parks.

The places and the mapping old → new come from the data of ``vietnamadminunits`` (MIT), the wage zones,
other spellings and parks from our own tables.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.codes.loading.sync import Changes, sync, sync_links
from portal.codes.loading.tables import rows, territory_path
from portal.codes.models import Commune, CommuneSuccession, FormerDistrict, IndustrialPark, PlaceAlias, Province
from portal.codes.text import fold_words, nfc

REFORM = date(2025, 7, 1)
"""Two-level local government: districts abolished, provinces and communes merged (NQ 202/2025/QH15)."""
LAST_DAY = date(2025, 6, 30)
_PLACE = ("name", "short_name", "folded", "valid_from", "valid_to", "latitude", "longitude")

_OLD = """SELECT provinceCode, province, provinceShort, provinceLat, provinceLon, provinceKey,
 districtCode, district, districtShort, districtLat, districtLon, districtKey,
 wardCode, ward, wardShort, wardLat, wardLon, wardKey FROM admin_units_legacy"""
_NEW = """SELECT provinceCode, province, provinceShort, provinceLat, provinceLon, provinceKey,
 wardCode, ward, wardShort, wardLat, wardLon, wardKey FROM admin_units"""


@dataclass
class Territory:
    """What the package says, keyed by its own text keys."""

    old: list[tuple[Any, ...]]
    new: list[tuple[Any, ...]]
    mapping: dict[str, Any]


def _read() -> Territory:
    with closing(sqlite3.connect(f"file:{territory_path('dataset.db')}?mode=ro", uri=True)) as data:
        return Territory(
            data.execute(_OLD).fetchall(),
            data.execute(_NEW).fetchall(),
            json.loads(territory_path("converter_2025.json").read_text(encoding="utf-8")),
        )


def load(today: date) -> Changes:
    """Load all places. Returns what changed; ``today`` is not needed: the dates of places are in the law."""
    source = _read()
    changes, provinces = _provinces(source)
    more, districts = _districts(source, provinces)
    changes += more
    more, communes = _communes(source, provinces, districts)
    changes += more + _successions(source, communes)
    return changes + _aliases(source, provinces, districts, communes) + _parks(communes)


def _era(key: tuple[bool, str]) -> dict[str, date | None]:
    return {"valid_from": REFORM, "valid_to": None} if key[0] else {"valid_from": None, "valid_to": LAST_DAY}


def _place(code: str, name: str, short: str, latitude: float, longitude: float) -> dict[str, Any]:
    return {
        "code": code,
        "name": nfc(name),
        "short_name": nfc(short),
        "folded": fold_words(short),
        "latitude": latitude,
        "longitude": longitude,
    }


Key = tuple[bool, str]
"""(of today?, code): codes of before July 2025 are used again."""


def _provinces(source: Territory) -> tuple[Changes, dict[Key, Province]]:
    def build(current: bool, units: list[tuple[Any, ...]]) -> dict[Key, Province]:
        return {(current, u[0]): Province(**_place(*u[:5]), **_era((current, u[0]))) for u in units}

    wanted = [*build(True, source.new).values(), *build(False, source.old).values()]
    changes, kept, _ = sync(Province.objects.all(), wanted, _key, _PLACE)
    provinces: dict[Key, Province] = {_key(province): province for province in kept.values()}
    new_codes = {unit[5]: unit[0] for unit in source.new}
    old_codes = {unit[5]: unit[0] for unit in source.old}
    moved = []
    for new_key, old_keys in source.mapping["DICT_PROVINCE"].items():
        for old_key in old_keys:
            province, successor = provinces[False, old_codes[old_key]], provinces[True, new_codes[new_key]]
            if province.successor_id != successor.pk:
                province.successor = successor
                moved.append(province)
    Province.objects.bulk_update(moved, ["successor"])
    return changes, provinces


def _key(place: Province | Commune) -> Key:
    return place.valid_to is None, place.code


def _districts(source: Territory, provinces: dict[Key, Province]) -> tuple[Changes, dict[str, FormerDistrict]]:
    wanted = {
        u[6]: FormerDistrict(**_place(*u[6:11]), **_era((False, u[6])), province_id=provinces[False, u[0]].pk)
        for u in source.old
    }
    changes, kept, _ = sync(
        FormerDistrict.objects.all(), wanted.values(), lambda place: place.code, (*_PLACE, "province_id")
    )
    return changes, {place.code: place for place in kept.values()}


def _communes(
    source: Territory, provinces: dict[Key, Province], districts: dict[str, FormerDistrict]
) -> tuple[Changes, dict[Key, Commune]]:
    wanted = [
        Commune(**_place(*u[6:11]), **_era((True, u[6])), province_id=provinces[True, u[0]].pk) for u in source.new
    ]
    wanted += [
        Commune(
            **_place(*u[12:17]),
            **_era((False, u[12])),
            province_id=provinces[False, u[0]].pk,
            former_district_id=districts[u[6]].pk,
        )
        for u in source.old
        if u[12]
    ]
    fields = (*_PLACE, "province_id", "former_district_id")
    changes, kept, _ = sync(Commune.objects.all(), wanted, _key, fields)
    communes = {_key(commune): commune for commune in kept.values()}
    _wage_zones(communes)
    return changes, communes


def _wage_zones(communes: dict[Key, Commune]) -> None:
    """Zones of the communes in our table; those an administrator entered for other provinces stay."""
    moved = []
    for row in rows("wage_zones"):
        commune = communes[True, row["commune"]]
        if commune.wage_zone != int(row["zone"]):
            commune.wage_zone = int(row["zone"])
            moved.append(commune)
    Commune.objects.bulk_update(moved, ["wage_zone"])


def _pairs(source: Territory) -> Iterator[tuple[str, str, bool]]:
    """(old key, code of the commune of today, divided?) for every succession."""
    new_codes = {(unit[5], unit[11]): unit[6] for unit in source.new}
    for province, communes in source.mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, olds in communes.items():
            for old in olds:
                yield old, new_codes[province, commune], False
    for province, olds in source.mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in olds.items():
            for part in parts:
                yield old, new_codes[province, part["newWardKey"]], True


def _old_units(source: Territory) -> dict[str, tuple[Any, ...]]:
    return {f"{unit[5]}_{unit[11]}_{unit[17] or ''}": unit for unit in source.old}


def _successions(source: Territory, communes: dict[Key, Commune]) -> Changes:
    units = _old_units(source)
    wanted = [
        CommuneSuccession(old_id=communes[False, units[old][12]].pk, new_id=communes[True, new].pk, is_split=split)
        for old, new, split in _pairs(source)
        if units[old][12]
    ]
    return sync_links(CommuneSuccession.objects.all(), wanted, lambda link: (link.old_id, link.new_id), ("is_split",))


def _aliases(
    source: Territory,
    provinces: dict[Key, Province],
    districts: dict[str, FormerDistrict],
    communes: dict[Key, Commune],
) -> Changes:
    """Other spellings; an island district without communes is another name of the special zone of today."""
    wanted = []
    for row in rows("place_aliases"):
        key = (row["era"] == "current", row["code"])
        wanted.append(
            PlaceAlias(
                text=row["text"],
                folded=fold_words(row["text"]),
                commune=communes[key] if row["kind"] == "commune" else None,
                district=districts[row["code"]] if row["kind"] == "district" else None,
                province=provinces[key] if row["kind"] == "province" else None,
            )
        )
    units = _old_units(source)
    for old, new, _ in _pairs(source):
        if not units[old][12]:
            name = nfc(units[old][7])
            wanted.append(PlaceAlias(text=name, folded=fold_words(name), commune=communes[True, new]))
    return sync_links(
        PlaceAlias.objects.filter(is_local=False),
        wanted,
        lambda alias: (alias.text, alias.commune_id, alias.district_id, alias.province_id),
    )


def _parks(communes: dict[Key, Commune]) -> Changes:
    wanted = [
        IndustrialPark(
            code=row["code"],
            name=row["name_vi"],
            name_en=row["name_en"],
            folded=fold_words(row["name_vi"].removeprefix("Khu công nghiệp")),
            commune_id=communes[True, row["commune"]].pk,
        )
        for row in rows("industrial_parks")
    ]
    fields = ("name", "name_en", "folded", "commune_id")
    changes, _, _ = sync(IndustrialPark.objects.all(), wanted, lambda park: park.code, fields)
    return changes
