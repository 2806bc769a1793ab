"""The vocabulary for reading papers."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from workers.models import Worker
    from workers.papers.models import Paper  # noqa: F401 — the queryset's model


class PaperQuerySet(models.QuerySet["Paper"]):
    def of(self, worker: "Worker") -> Self:
        """The person's own, newest first, each with its file."""
        return self.filter(worker=worker).select_related("upload").order_by("-added_at", "-id")
