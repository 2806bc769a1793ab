"""People of a snapshot beside a stock of vacancies, as the compiled loops take them."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from jobs.matching import layout, points, shares
from jobs.matching.affinity import place_table, related_occupations
from jobs.matching.atlas import Atlas
from jobs.matching.demands import Facet, facets
from jobs.matching.records import Encoded
from jobs.matching.snapshot import Snapshot
from jobs.matching.stock import Stock, intern, most_beside, ragged, skill_words, slices, stock
from jobs.matching.wishes import wish_shares, wished_masks

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, eq=False)
class Packed:
    """What the compiled loops take, and how their rows translate back; equal only to itself."""

    stock: Stock
    workers: layout.Workers
    by_occupation: layout.ByOccupation
    tables: layout.Tables
    places: Array
    """int16 [worker key, vacancy key]: per mille, or ``UNKNOWN`` or ``FAILS``."""
    wish_shares: Array
    weights: Array
    """int64 [7], of the terms in declared order."""
    worker_ids: Array
    facets: dict[str, Facet]
    """Of the people."""

    @property
    def vacancies(self) -> layout.Vacancies:
        return self.stock.vacancies

    @property
    def vacancy_ids(self) -> Array:
        """By row of the vacancies."""
        return self.stock.ids


def pack(snapshot: Snapshot, atlas: Atlas, weights: dict[str, int], rarities: dict[int, int]) -> Packed:
    """Both sides of ``snapshot``; the arguments are those of :func:`jobs.matching.stock.stock`."""
    return pack_people(stock(snapshot, atlas, weights, rarities), snapshot)


def pack_people(vacancies: Stock, snapshot: Snapshot) -> Packed:
    """The people (and barred pairs) of ``snapshot`` beside vacancies packed before. Barred pairs whose vacancy is not
    in the stock are left out."""
    atlas, weights = vacancies.atlas, vacancies.weights
    people = Encoded(snapshot, atlas, vacancies.countries, people=True)
    places, people.records["place"] = _places(people, vacancies)
    wished, people.records["wishes"] = np.unique(wished_masks(people), return_inverse=True)
    wishes = wish_shares(wished, vacancies.offered)
    worth = np.where(places == shares.FAILS, -1, _worth(weights["place"], places)).astype(np.int16)
    tables = layout.Tables(
        weights=np.array([weights[code] for code in ("occupation", "pay", "experience", "skills")], np.int64),
        place=worth,
        place_of_vacancy=np.ascontiguousarray(worth.T),
        quality=vacancies.quality,
        pay=_worth(weights["pay"], _pay_shares(people, vacancies)).astype(np.int16),
        wishes=_worth(weights["conditions"], wishes).astype(np.int16),
    )
    most = tables.wishes.max(axis=1, initial=0)[people.records["wishes"]]
    rest, other, _ = most_beside(people, vacancies.quality.max(axis=1), most, weights)
    workers = _workers(people, (rest, other), vacancies, snapshot)
    return Packed(
        vacancies,
        workers,
        _by_occupation(workers, vacancies.vacancies.off.size - 1),
        tables,
        places,
        wishes,
        np.array([weights[term.code] for term in points.TERMS], np.int64),
        people.rows["id"],
        facets(people.records, atlas),
    )


def _worth(weight: int, table: Array) -> Array:
    """Whole points of a table of shares; what is unknown earns none."""
    return weight * np.maximum(table, 0).astype(np.int64) // 1000


def _places(people: Encoded, vacancies: Stock) -> tuple[Array, Array]:
    """Table of place shares, and the key of each person."""
    atlas, work = people.atlas, vacancies.workplaces
    _, keys, _ = people.items("wanted_commune")
    off, communes, radius = people.grouped("wanted_commune", atlas.communes.of(keys))
    wanted = slices(off, communes, radius * 1000)
    homes = atlas.communes.of(people.rows["home"]).tolist()
    _, keys, _ = people.items("wanted_province")
    current = np.append(atlas.current_province, -1)[atlas.provinces.of(keys)]
    off, provinces, _ = people.grouped("wanted_province", current)
    moves = (people.rows["accepts_move"] == 1).tolist()
    distinct, numbers = intern(
        [
            (named + (((home, -1),) if home >= 0 else ()), tuple(sorted(set(whole))), move)
            for named, home, whole, move in zip(wanted, homes, slices(off, provinces), moves, strict=True)
        ]
    )
    named_keys, named = intern([commune for key in distinct for commune, _ in key[0]])
    at = np.array(named_keys, np.int64)
    table = np.zeros((len(distinct), work.dormitory.size), np.int16)
    place_table(
        ragged([key[0] for key in distinct])[0],
        named,
        np.array([reach for key in distinct for _, reach in key[0]], np.int32),
        *ragged([key[1] for key in distinct]),
        np.array([key[2] for key in distinct], np.bool_),
        work.off,
        work.work,
        work.dormitory,
        work.abroad,
        work.commune,
        work.province,
        atlas.metres(at, np.maximum(work.commune, 0)),
        atlas.province_of[at] if named_keys else np.zeros(0, np.int32),
        table,
    )
    return table, numbers


def _pay_shares(people: Encoded, vacancies: Stock) -> Array:
    """Shares of each distinct pay asked × each distinct pay offered, both rising."""
    asked, offered = np.unique(people.records["pay"]), np.unique(vacancies.vacancies.records["pay"])
    table = [[shares.pay_share(least, top) for top in offered.tolist()] for least in asked.tolist()]
    return np.array(table, np.int16).reshape(asked.size, offered.size)


def _workers(people: Encoded, most: tuple[Array, Array], vacancies: Stock, snapshot: Snapshot) -> layout.Workers:
    atlas = people.atlas
    skills = np.zeros((people.rows.size, skill_words(atlas)), np.uint64)
    rows, keys, _ = people.items("skill")
    at = atlas.skills.of(keys)
    np.bitwise_or.at(skills, (rows, at >> 6), np.uint64(1) << (at & 63).astype(np.uint64))
    _, keys, _ = people.items("wanted")
    wanted_off, wanted, _ = people.grouped("wanted", atlas.occupations.of(keys))
    _, keys, _ = people.items("practised")
    done_off, done, done_months = people.grouped("practised", atlas.occupations.of(keys))
    off = np.zeros(people.rows.size + 1, np.int64)
    none = np.zeros(0, np.int32), np.zeros(0, np.int16), np.zeros(0, np.int16)
    given = (atlas.relation, wanted_off, wanted, done_off, done, done_months, people.rows["stated_months"])
    related_occupations(*given, False, off, *none)
    filled = np.empty(off[-1], np.int32), np.empty(off[-1], np.int16), np.empty(off[-1], np.int16)
    related_occupations(*given, True, off, *filled)
    pairs = snapshot.barred[np.isin(snapshot.barred["vacancy"], vacancies.ids)]
    owners = np.searchsorted(people.rows["id"], pairs["worker"])
    barred = vacancies.rows(pairs["vacancy"])
    barred_off = np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=people.rows.size))]).astype(np.int64)
    own = np.zeros(vacancies.ids.size, np.bool_)
    own[barred] = True
    pay = np.unique(people.records["pay"], return_inverse=True)[1].astype(np.int32)
    return layout.Workers(people.records, *most, pay, skills, off, *filled, barred_off, barred.astype(np.int32), own)


def _by_occupation(workers: layout.Workers, occupations: int) -> layout.ByOccupation:
    rows = np.repeat(np.arange(workers.records.size, dtype=np.int32), np.diff(workers.off))
    order = np.lexsort((rows, workers.occ))
    rows, occ = rows[order], workers.occ[order]
    return layout.ByOccupation(
        off=np.searchsorted(occ, np.arange(occupations + 1)).astype(np.int64),
        worker=rows,
        share=workers.share[order],
        months=workers.months[order],
        place=workers.records["place"][rows],
        manual=np.flatnonzero(workers.records["manual"]).astype(np.int32),
    )


def rarities_of(snapshot: Snapshot) -> dict[int, int]:
    """How rare each skill is among the snapshot's workers, by key of the skill."""
    keys, holders = np.unique(snapshot.worker_list("skill")["item"], return_counts=True)
    asked = np.unique(snapshot.vacancy_list("skill")["item"])
    counts = dict(zip(keys.tolist(), holders.tolist(), strict=True))
    people = int(snapshot.workers.size)
    return {key: points.rarity(counts.get(key, 0), people) for key in {*counts, *asked.tolist()}}
