"""The vocabulary for reading what was handed in."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from jobs.intake.enums import BatchState, Outcome

if TYPE_CHECKING:
    from jobs.intake.models import IntakeBatch, IntakeRow  # noqa: F401 — the querysets' models
    from portal.accounts.actor import Actor

SILENCE = timedelta(minutes=2)
"""After so long without a committed block of rows, a running import counts as lost."""


class IntakeBatchQuerySet(models.QuerySet["IntakeBatch"]):
    def visible_to(self, actor: "Actor") -> Self:
        """Managers see every batch, counsellors those of their office. Employers see theirs on their own pages."""
        if actor.is_manager:
            return self
        return self.filter(office=actor.office_id) if actor.is_counsellor else self.none()

    def lost(self, now: datetime) -> Self:
        """Batches queued or running that nobody works at."""
        return self.filter(
            Q(beat_at=None, created_at__lt=now - SILENCE) | Q(beat_at__lt=now - SILENCE),
            state__in=[BatchState.QUEUED, BatchState.RUNNING],
        )


class IntakeRowQuerySet(models.QuerySet["IntakeRow"]):
    def imported(self) -> Self:
        return self.filter(outcome=Outcome.IMPORTED)

    def not_imported(self) -> Self:
        return self.exclude(outcome=Outcome.IMPORTED)

    def awaiting_occupation(self) -> Self:
        """Rows whose occupation a counsellor should confirm, longest waiting first."""
        return self.filter(awaits_occupation=True).order_by("id")

    def confirmable_by(self, actor: "Actor") -> Self:
        """Rows whose occupation the actor may confirm (see :func:`jobs.intake.permissions.may_confirm`)."""
        if actor.is_manager:
            return self.exclude(vacancy=None, worker=None)
        if not actor.is_counsellor:
            return self.none()
        own = Q(batch__office=actor.office_id) & (Q(vacancy__isnull=False) | Q(worker__isnull=False))
        adverts = Q(batch__office=None, vacancy__isnull=False)
        people = Q(batch=None, worker__isnull=False) & (Q(worker__office=actor.office_id) | Q(worker__office=None))
        return self.filter(Q(batch__isnull=False) & own | adverts | people)
