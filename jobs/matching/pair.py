"""One worker and one vacancy, compared by the declared rules in plain Python: what an explanation is made of.

Reads the same columns and calls the same shares as the kernel; a test holds both to the same points on every pair.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from jobs.matching import points, shares
from jobs.matching.atlas import Atlas
from jobs.matching.criteria import Criterion, Test
from jobs.matching.enums import FactState
from jobs.matching.snapshot import VACANCY_KINDS, WORKER_KINDS, Snapshot

LEGAL_AGE = 15
"""Labour Code 2019, art. 3: said only to those younger."""
Items = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True)
class Half:
    """One side's row and lists."""

    key: int
    row: Mapping[str, int]
    items: Items


@dataclass(frozen=True)
class Rules:
    """What the points depend on beside the two sides."""

    atlas: Atlas
    weights: Mapping[str, int]
    rarities: Mapping[int, int]


@dataclass(frozen=True)
class Nearness:
    """How the two occupations go together."""

    share: int
    mine: int
    """Key of the worker's occupation that is nearest, 0 none."""
    wanted: bool
    """It is one the worker wants, not only one they have practised."""


class Pair:
    def __init__(self, worker: Half, vacancy: Half, rules: Rules, barred: bool) -> None:
        self.worker, self.vacancy, self.rules, self.barred = worker, vacancy, rules, barred

    def state(self, criterion: Criterion) -> FactState | None:
        """``None`` when the vacancy does not ask."""
        held: bool | None
        match criterion.test:
            case Test.OCCUPATION:
                held = self.nearness.share > 0 or self.is_manual
            case Test.PLACE:
                share = self.place_share
                held = None if share == shares.UNKNOWN else share != shares.FAILS
            case Test.EXPERIENCE:
                return self._experience()
            case Test.BARRED:
                return FactState.MISSES if self.barred else None
            case _:
                return self._declared(criterion)
        if held is None:
            return FactState.UNKNOWN
        return FactState.FITS if held else FactState.MISSES

    def _experience(self) -> FactState | None:
        required = self.vacancy.row["experience"]
        if required <= 0:
            return None
        if self.months < 0:
            return FactState.UNKNOWN
        return FactState.FITS if self.months >= required else FactState.MISSES

    def _declared(self, criterion: Criterion) -> FactState | None:
        if criterion.test in (Test.EACH, Test.EACH_AT_LEAST, Test.ONE_OF):
            return self._items(criterion)
        mine, asked = self.worker.row[criterion.worker], self.vacancy.row[criterion.vacancy]
        if criterion.test is Test.AMONG:
            if not asked:
                return None
            if not mine:
                return FactState.UNKNOWN
            return FactState.FITS if asked & ~mine == 0 else FactState.MISSES
        if criterion.code == "age_min" and asked == LEGAL_AGE and not 0 <= mine < LEGAL_AGE:
            return None
        if criterion.code == "pay" and asked < 0:
            return FactState.UNKNOWN if mine > 0 else None
        if asked < 0 or (criterion.test is Test.AT_LEAST and asked == 0):
            return None
        if mine < 0 or (criterion.code == "pay" and mine == 0):
            return FactState.UNKNOWN
        holds = mine <= asked if criterion.test is Test.NOT_OVER else mine >= asked
        return FactState.FITS if holds else FactState.MISSES

    def _items(self, criterion: Criterion) -> FactState | None:
        asked = self.vacancy.items[criterion.vacancy]
        if not asked:
            return None
        held = dict(self.worker.items[criterion.worker])
        if criterion.test is Test.EACH_AT_LEAST:
            holds = all(held.get(key, 0) >= level for key, level in asked)
        elif criterion.test is Test.ONE_OF:
            holds = any(key in held for key, _ in asked)
        else:
            holds = not self.missing(criterion)
        return FactState.FITS if holds else FactState.MISSES

    def missing(self, criterion: Criterion) -> list[int]:
        """Keys of the items asked for that the worker lacks."""
        held = dict(self.worker.items[criterion.worker])
        if criterion.code == "licence":
            return [key for key, _ in self.vacancy.items["licence"] if not self._licensed(key)]
        return [key for key, level in self.vacancy.items[criterion.vacancy] if held.get(key, -1) < level]

    def _licensed(self, key: int) -> bool:
        atlas = self.rules.atlas
        bit = int(atlas.licences.of(np.array([key]))[0])
        return any(
            int(atlas.licence_bits[row, bit >> 6]) >> (bit & 63) & 1
            for row in atlas.licences.of(np.array([held for held, _ in self.worker.items["licence"]], np.int64))
        )

    def term(self, code: str) -> int | None:
        """Points of one term; ``None`` when unknown."""
        weight = self.rules.weights[code]
        if code == "skills":
            return self._skills(weight)
        share = self.share(code)
        return None if share is None else weight * share // 1000

    def share(self, code: str) -> int | None:
        """Per mille of a term other than skills; ``None`` when unknown."""
        mine, theirs = self.worker.row, self.vacancy.row
        match code:
            case "occupation":
                return self.nearness.share
            case "place":
                return None if self.place_share == shares.UNKNOWN else max(self.place_share, 0)
            case "pay":
                known = mine["pay"] > 0 and theirs["pay_top"] > 0
                known = known and (theirs["pay_ceiling"] >= 0 or theirs["pay_top"] >= mine["pay"])
                return shares.pay_share(mine["pay"], theirs["pay_top"]) if known else None
            case "experience":
                known = self.months >= 0 and theirs["experience"] >= 0
                return shares.experience_share(self.months, theirs["experience"]) if known else None
            case "qualification":
                known = mine["qualification"] >= 0 and theirs["qualification"] >= 0
                return shares.qualification_share(mine["qualification"], theirs["qualification"]) if known else None
        wished, met, said = self.wishes
        return shares.wishes_share(len(wished), len(met)) if wished and said else None

    def _skills(self, weight: int) -> int | None:
        if not self.vacancy.items["skill"] or not self.worker.items["skill"]:
            return None
        held = {key for key, _ in self.worker.items["skill"]}
        return sum(worth for key, worth in self.skill_worths(weight).items() if key in held)

    def skill_worths(self, weight: int) -> dict[int, int]:
        """Whole points of each skill the vacancy asks for."""
        asked = self.vacancy.items["skill"]
        heavy = [self.rules.rarities.get(key, 10) * value for key, value in asked]
        return dict(zip((key for key, _ in asked), points.apportion(weight, heavy), strict=True))

    @cached_property
    def is_manual(self) -> bool:
        """The vacancy asks for neither experience nor qualification, and the worker accepts any manual work."""
        asks_nothing = self.vacancy.row["experience"] == 0 and self.vacancy.row["qualification"] == 0
        return asks_nothing and self.worker.row["any_manual"] == 1

    def _relation(self, key: int) -> int:
        index = self.rules.atlas.occupations
        mine, theirs = index.of(np.array([key, self.vacancy.row["occupation"]]))
        return 0 if mine < 0 or theirs < 0 else int(self.rules.atlas.relation[mine, theirs])

    @cached_property
    def nearness(self) -> Nearness:
        found = Nearness(0, 0, False)
        for kind in ("wanted", "practised"):
            for key, _ in self.worker.items[kind]:
                share = self._relation(key)
                if share > found.share:
                    found = Nearness(share, key, kind == "wanted")
        return found

    @cached_property
    def months(self) -> int:
        """Worked in occupations related to the vacancy's; -1 unknown."""
        stated = self.worker.row["stated_months"]
        done = [(key, months) for key, months in self.worker.items["practised"] if months >= 0]
        if stated < 0 and not done:
            return shares.UNKNOWN
        worked = sum(months for key, months in done if self._relation(key))
        if any(self._relation(key) for key, _ in self.worker.items["wanted"]):
            worked = max(worked, stated)
        return min(worked, 30_000)

    @cached_property
    def place_share(self) -> int:
        if self.vacancy.row["abroad"]:
            return 1000
        if not self.vacancy.items["workplace"]:
            return shares.UNKNOWN
        best = max(self._workplace(commune, province) for commune, province in self.vacancy.items["workplace"])
        if best == shares.FAILS and self.vacancy.row["dormitory"] and self.worker.row["accepts_move"] == 1:
            return shares.MOVED_SHARE
        return best

    def _workplace(self, commune: int, province: int) -> int:
        atlas = self.rules.atlas
        communes = [key for key, _ in self.worker.items["wanted_commune"]]
        reach = [radius * 1000 for _, radius in self.worker.items["wanted_commune"]]
        home = self.worker.row["home"]
        named = atlas.communes.of(np.array([*communes, home], np.int64))
        reach = [*reach, -1]
        if named[-1] < 0:
            named, reach = named[:-1], reach[:-1]
        today = np.append(atlas.current_province, -1)
        whole = today[atlas.provinces.of(np.array([key for key, _ in self.worker.items["wanted_province"]], np.int64))]
        at = int(atlas.communes.of(np.array([commune]))[0])
        metres = atlas.metres(named, np.array([max(at, 0)]))
        of = atlas.province_of[named] if named.size else np.zeros(0, np.int32)
        table: Any = metres
        return shares.workplace_share(
            at,
            int(today[atlas.provinces.of(np.array([province]))[0]]),
            0,
            list(range(named.size)),
            reach,
            whole.tolist(),
            table,
            of.tolist(),
        )

    def today(self, province: int) -> int:
        """Index of what the province (key) is today, -1 unknown."""
        atlas = self.rules.atlas
        return int(np.append(atlas.current_province, -1)[atlas.provinces.of(np.array([province]))[0]])

    @property
    def vacancy_provinces(self) -> set[int]:
        return {self.today(province) for _, province in self.vacancy.items["workplace"]}

    @cached_property
    def way(self) -> int:
        """Metres from the nearest commune the worker named, or the home, to the nearest workplace; -1 unknown."""
        atlas = self.rules.atlas
        mine = [key for key, _ in self.worker.items["wanted_commune"]] + [self.worker.row["home"]]
        named = atlas.communes.of(np.array(mine, np.int64))
        work = atlas.communes.of(np.array([key for key, _ in self.vacancy.items["workplace"]], np.int64))
        if not (named >= 0).any() or not (work >= 0).any():
            return -1
        metres = atlas.metres(named[named >= 0], work[work >= 0])
        return int(metres[metres >= 0].min(initial=10**9)) if (metres >= 0).any() else -1

    @cached_property
    def wishes(self) -> tuple[list[tuple[str, int]], list[tuple[str, int]], bool]:
        """Wished things, those of them the vacancy has, and whether it says anything about any of them."""
        mine, theirs = self.worker.row, self.vacancy.row
        offered = {key for key, _ in self.vacancy.items["benefit"]}
        wished = [("benefit", key) for key, _ in self.worker.items["benefit"]]
        met = [wish for wish in wished if wish[1] in offered]
        said = bool(wished and offered)
        if mine["setting"]:
            wish = ("setting", mine["setting"])
            wished.append(wish)
            said = said or bool(theirs["setting"])
            if theirs["setting"] and mine["setting"] in (theirs["setting"], 4):
                met.append(wish)
        if 0 < mine["ownerships"] < 7:
            wish = ("ownerships", mine["ownerships"])
            wished.append(wish)
            said = said or bool(theirs["ownership"])
            if theirs["ownership"] & mine["ownerships"]:
                met.append(wish)
        return wished, met, said


def halves(rows: Any, lists: Any, kinds: dict[str, int]) -> dict[int, Half]:
    """The rows of one side of a snapshot, with their lists, by key."""
    names = {kind: name for name, kind in kinds.items()}
    items: defaultdict[int, Items] = defaultdict(lambda: {name: [] for name in kinds})
    for kind, owner, item, value in lists.tolist():
        items[owner][names[kind]].append((item, value))
    columns = rows.dtype.names
    return {row[0]: Half(row[0], dict(zip(columns, row, strict=True)), items[row[0]]) for row in rows.tolist()}


def pairs(snapshot: Snapshot, rules: Rules) -> dict[tuple[int, int], Pair]:
    """Every worker × every vacancy of a (small) snapshot."""
    workers = halves(snapshot.workers, snapshot.worker_lists, WORKER_KINDS)
    vacancies = halves(snapshot.vacancies, snapshot.vacancy_lists, VACANCY_KINDS)
    barred = set(snapshot.barred.tolist())
    return {
        (w, v): Pair(worker, vacancy, rules, (w, v) in barred)
        for w, worker in workers.items()
        for v, vacancy in vacancies.items()
    }
