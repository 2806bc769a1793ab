"""The reports waiting for the centre, by advert."""

from dataclasses import dataclass

from django.db.models import Count, Max, Min

from jobs.enums import VACANCY_TRANSITIONS, VacancyState
from jobs.flags.models import Decision, Flag
from jobs.models import Vacancy

SHOWN = 30
DECIDED = 10


@dataclass(frozen=True)
class Reported:
    """One advert and the open reports of it, newest first."""

    vacancy: Vacancy
    flags: list[Flag]
    can_return: bool
    can_close: bool

    @property
    def newest(self) -> Flag:
        return self.flags[0]


def reported() -> list[Reported]:
    """Adverts with open reports: the most reported first, then the longest waiting."""
    counted = (
        Flag.objects.open().order_by().values("vacancy").annotate(n=Count("pk"), since=Min("at"), last=Max("at"))
        .order_by("-n", "since", "vacancy")[:SHOWN]
    )  # fmt: skip
    keys = [row["vacancy"] for row in counted]
    by_key = Vacancy.objects.with_card().in_bulk(keys)
    flags: dict[int, list[Flag]] = {key: [] for key in keys}
    for flag in Flag.objects.open().filter(vacancy__in=keys).order_by("-at", "-id"):
        flags[flag.vacancy_id].append(flag)
    return [_reported(by_key[key], flags[key]) for key in keys]


def _reported(vacancy: Vacancy, flags: list[Flag]) -> Reported:
    after = VACANCY_TRANSITIONS[VacancyState(vacancy.state)]
    return Reported(vacancy, flags, VacancyState.RETURNED in after, VacancyState.CLOSED in after)


def waiting() -> int:
    """Adverts with open reports."""
    return Flag.objects.open().order_by().values("vacancy").distinct().count()


def decided() -> list[Decision]:
    """The latest decisions."""
    latest = Decision.objects.select_related("vacancy__employer", "actor").annotate(reports=Count("flags"))
    return list(latest.order_by("-at", "-id")[:DECIDED])
