"""What a person sees of their matches: the published list less what they have dealt with."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from jobs.enums import APPLICATION_LIVE, ApplicationState
from jobs.matching.enums import Reader
from jobs.matching.explain import Explanation, explain_many
from jobs.matching.models import Match
from jobs.models import Application, Dismissal, Vacancy
from workers.models import Worker

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Suggestion:
    """One vacancy of the list with its reasons as they are now."""

    vacancy: Vacancy
    points: int
    fit: int
    preference: int
    explanation: Explanation | None


def open_matches(worker: Worker) -> "Sequence[tuple[int, int, int, int]]":
    """(vacancy key, points, fit, preference), best first: open vacancies neither put aside nor applied to."""
    aside = Dismissal.objects.filter(worker=worker, vacancy=OuterRef("vacancy"))
    dealt_with = Application.objects.filter(
        worker=worker, vacancy=OuterRef("vacancy"), state__in=[*APPLICATION_LIVE, ApplicationState.HIRED]
    )
    return list(
        Match.objects.for_worker(worker)
        .filter(vacancy__in=Vacancy.objects.published())
        .exclude(Exists(aside))
        .exclude(Exists(dealt_with))
        .values_list("vacancy", "points", "fit", "preference")
    )


def suggestions(worker: Worker, rows: "Sequence[tuple[int, int, int, int]]", *, explained: bool) -> list[Suggestion]:
    """The rows with their vacancies, in the same order; each vacancy's places are loaded."""
    vacancies = Vacancy.objects.with_card().in_bulk([row[0] for row in rows])
    told = explain_many([worker], vacancies.values(), Reader.WORKER) if explained and vacancies else {}
    return [
        Suggestion(vacancies[key], points, fit, preference, told.get((worker.pk, key)))
        for key, points, fit, preference in rows
        if key in vacancies
    ]
