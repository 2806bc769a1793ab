"""Changes offered after "not for me, because": each tried on the engine's own rules before it is offered."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from jobs.enums import DismissReason
from jobs.lessons.candidates import Candidate, candidates
from jobs.lessons.patches import BLOCKED, read, write
from jobs.matching.enums import Reader
from jobs.matching.explain import Explanation, explain_many
from jobs.models import Vacancy
from workers.models import Worker

MOST_COUNTED = 50
"""Vacancies of the person's list looked at to say how many would go."""


@dataclass(frozen=True)
class Offer:
    key: str
    text: str
    candidate: Candidate
    others: int
    """How many of the vacancies proposed now would go with it, this one not counted."""


class _Undo(Exception):
    """Ends a trial: nothing of it stays."""


def offers(worker: Worker, vacancy: Vacancy, reason: DismissReason, listed: Collection[Vacancy] = ()) -> list[Offer]:
    """What would leave this vacancy, and ones like it, out of the next run; nothing that would not.

    ``listed``: vacancies proposed to the person now.
    """
    found: dict[str, Offer] = {}
    others = [one for one in listed if one.pk != vacancy.pk][:MOST_COUNTED]
    asked = candidates(worker, vacancy, reason)
    before = _told(worker, [vacancy, *others]) if asked else {}
    for one in asked:
        if one.key in found or read(worker, one.patch) == one.patch:
            continue
        if one.criterion == "barred":
            blocked = {int(name.removeprefix(BLOCKED)) for name in one.patch}
            found[one.key] = Offer(one.key, one.text, one, sum(other.employer_id in blocked for other in others))
            continue
        after = _tried(worker, one, [vacancy, *others])
        key = worker.pk, vacancy.pk
        if one.criterion in _failed(after[key]) - _failed(before[key]):
            gone = sum(
                before[worker.pk, other.pk].eligible and not after[worker.pk, other.pk].eligible for other in others
            )
            found[one.key] = Offer(one.key, one.text, one, gone)
    return list(found.values())


def _told(worker: Worker, vacancies: list[Vacancy]) -> dict[tuple[int, int], Explanation]:
    return explain_many([worker], vacancies, Reader.WORKER)


def _tried(worker: Worker, candidate: Candidate, vacancies: list[Vacancy]) -> dict[tuple[int, int], Explanation]:
    """What the rules say once the change is made; it is taken back at once."""
    told: dict[tuple[int, int], Explanation] = {}
    try:
        with transaction.atomic():
            write(worker, candidate.patch)
            told = _told(worker, vacancies)
            raise _Undo
    except _Undo:
        return told


def _failed(explanation: Explanation) -> set[str]:
    return {fact.code for fact in explanation.failed}
