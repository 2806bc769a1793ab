"""Counts of every filter value from one grouping: four filters packed in one number, unpacked here.

The packing is that of the SQL function ``vacancy_bands`` (migration ``0003_search``).
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobs.search.criteria import DAYS, EXPERIENCE, PAY, TIMES, Criteria

Numbers = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
Table = npt.NDArray[np.int32]
"""Rows ``(packed bands, days band, number)`` of the vacancies within the words and the place."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many vacancies each value of a filter would show, the other filters kept."""

    total: int
    groups: dict[str, int]
    """By occupation group, most first; ungrouped vacancies are in no group."""
    pay: dict[int, int]
    experience: dict[int, int]
    time: dict[str, int]
    days: dict[int, int]
    without: dict[str, int]
    """The total with the named filter let go."""


def passing(packed: Numbers, days: Numbers, asked: Criteria) -> dict[str, Mask]:
    """Which of the rows with these packed bands and days bands pass each filter."""
    group, pay, experience, time = packed // 256, packed // 32 % 8, packed // 4 % 8, packed % 4
    everything = np.ones(len(packed), dtype=bool)
    return {
        "groups": np.isin(group, [int(code) for code in asked.groups]) if asked.groups else everything,
        "pay": pay > PAY.index(asked.pay) if asked.pay else everything,
        "experience": experience <= _place(EXPERIENCE, asked.experience)
        if asked.experience is not None
        else everything,
        "time": time == TIMES.index(asked.time) if asked.time else everything,
        "days": days <= _place(DAYS, asked.days) if asked.days else everything,
    }


def counted(table: Table, asked: Criteria) -> Counts:
    """Add up what passes the filters."""
    packed, days, number = table[:, 0], table[:, 1], table[:, 2]
    group, pay, experience, time = packed // 256, packed // 32 % 8, packed // 4 % 8, packed % 4
    passes = passing(packed, days, asked)

    def total(mask: Mask) -> int:
        return int(number[mask].sum())

    others = {name: np.logical_and.reduce([mask for other, mask in passes.items() if other != name]) for name in passes}
    by_group = np.bincount(group, weights=number * others["groups"], minlength=100).astype(int)
    ranked = sorted((-count, code) for code, count in enumerate(by_group.tolist()) if code and count)
    return Counts(
        total=total(np.logical_and.reduce(list(passes.values()))),
        groups={f"{code:02d}": -count for count, code in ranked},
        pay={value: total(others["pay"] & (pay > place)) for place, value in enumerate(PAY)},
        experience={
            value: total(others["experience"] & (experience <= place)) for place, value in enumerate(EXPERIENCE)
        },
        time={value: total(others["time"] & (time == place)) for place, value in enumerate(TIMES) if value},
        days={value: total(others["days"] & (days <= place)) for place, value in enumerate(DAYS)},
        without={name: total(others[name]) for name in passes if name in asked.given()},
    )


def _place(values: Iterable[int], value: int | None) -> int:
    return list(values).index(value or 0)
