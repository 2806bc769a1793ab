"""Kept vacancies as their owner sees them: each with its state of today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from employers.enums import Verification
from jobs.enums import VacancyState
from jobs.models import Application, Vacancy
from jobs.saved.models import Favourite
from workers.models import Worker

READABLE = frozenset({VacancyState.PUBLISHED, VacancyState.PAUSED, VacancyState.CLOSED})


@dataclass(frozen=True, slots=True)
class Kept:
    vacancy: Vacancy
    closed: str
    """Why it takes nobody now; empty while it is open."""
    is_readable: bool
    """Its page can still be opened."""
    note: str = ""
    application: Application | None = None
    """The owner's latest to it."""


def why_closed(vacancy: Vacancy, today: date) -> str:
    """Why a vacancy takes nobody on ``today``, in a few words; empty while it does."""
    if vacancy.state == VacancyState.PAUSED:
        return _("Đang tạm dừng tuyển")
    if vacancy.state != VacancyState.PUBLISHED or vacancy.employer.verification == Verification.SUSPENDED:
        return _("Đã đóng")
    if vacancy.remaining <= 0:
        return _("Đã tuyển đủ người")
    if vacancy.deadline and vacancy.deadline < today:
        return _("Đã hết hạn")
    return ""


def is_readable(vacancy: Vacancy) -> bool:
    """Whether the vacancy's page answers."""
    return (
        vacancy.state in READABLE
        and vacancy.published_at is not None
        and vacancy.employer.verification != Verification.SUSPENDED
    )


def favourites(worker: Worker) -> QuerySet[Favourite]:
    """The worker's own, newest first."""
    return Favourite.objects.filter(worker=worker).order_by("-at", "-id")


def shown(worker: Worker | None, kept: Iterable[tuple[int, str]], today: date) -> list[Kept]:
    """(vacancy key, note) pairs as rows of a list, in the same order."""
    pairs = list(kept)
    keys = [key for key, _note in pairs]
    vacancies = Vacancy.objects.with_card().in_bulk(keys)
    sent: dict[int, Application] = {}
    if worker and keys:
        own = Application.objects.filter(worker=worker, vacancy__in=keys).order_by("created_at", "id")
        sent = {application.vacancy_id: application for application in own}
    return [
        Kept(vacancies[key], why_closed(vacancies[key], today), is_readable(vacancies[key]), note, sent.get(key))
        for key, note in pairs
        if key in vacancies
    ]
