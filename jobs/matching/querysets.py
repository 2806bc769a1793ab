"""The vocabulary for reading matches and runs."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Subquery

from jobs.matching.enums import RUN_ACTIVE, RunState, Side

if TYPE_CHECKING:
    from jobs.matching.models import Match, MatchRun  # noqa: F401 — the querysets' models
    from jobs.models import Vacancy
    from workers.models import Worker


class MatchRunQuerySet(models.QuerySet["MatchRun"]):
    def active(self) -> Self:
        """The run under way; there is at most one."""
        return self.filter(state__in=RUN_ACTIVE)

    def published(self) -> Self:
        """The run whose lists are shown; there is at most one."""
        return self.filter(state=RunState.PUBLISHED)


class MatchQuerySet(models.QuerySet["Match"]):
    def published(self) -> Self:
        """Rows of the run that readers see now."""
        from jobs.matching.models import MatchRun

        return self.filter(run=Subquery(MatchRun.objects.published().order_by().values("pk")[:1]))

    def for_worker(self, worker: "Worker") -> Self:
        """The worker's list as published, best first; each row has ``vacancy``."""
        return self.published().filter(side=Side.WORKER, worker=worker).order_by("rank")

    def for_vacancy(self, vacancy: "Vacancy") -> Self:
        """The vacancy's list as published, best first; each row has ``worker``."""
        return self.published().filter(side=Side.VACANCY, vacancy=vacancy).order_by("rank")
