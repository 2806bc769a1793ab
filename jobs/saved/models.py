"""What people keep for themselves: vacancies with a note, what they looked at, searches that tell what is new."""

from typing import ClassVar

from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.saved.enums import Frequency
from jobs.search import Criteria
from portal.codes.fields import PublicIdField, TidyCharField


class Favourite(models.Model):
    """A vacancy somebody keeps, with a note of their own that nobody else reads."""

    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="favourites")
    vacancy = models.ForeignKey("jobs.Vacancy", models.CASCADE, related_name="favourites")
    note = TidyCharField(_("ghi chú của tôi"), max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("việc đã lưu")
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["worker", "vacancy"], name="favourite_once")]

    def __str__(self) -> str:
        return f"{self.worker_id} ♥ {self.vacancy_id}"


class Viewed(models.Model):
    """A vacancy somebody opened; only the newest few are kept (:data:`jobs.saved.recent.KEPT`)."""

    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="viewed")
    vacancy = models.ForeignKey("jobs.Vacancy", models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("việc đã xem")
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["worker", "vacancy"], name="viewed_once")]

    def __str__(self) -> str:
        return f"{self.worker_id} → {self.vacancy_id}"


class SavedSearch(models.Model):
    """A search somebody keeps; ``query`` is the query part of its address without the order of results."""

    public_id = PublicIdField()
    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="saved_searches")
    name = TidyCharField(_("tên"), max_length=80)
    query = models.CharField(max_length=1500)
    frequency = models.CharField(_("báo tin mới"), max_length=5, choices=Frequency, default=Frequency.DAILY)
    created_at = models.DateTimeField(default=timezone.now)
    looked_at = models.DateTimeField(default=timezone.now)
    """Its owner saw the results; what was published since is new."""
    told_until = models.DateTimeField(default=timezone.now)
    """Vacancies published up to here have been told, or need not be."""
    understood = models.JSONField(default=dict, blank=True)
    """The reading of its words when last asked (see :mod:`jobs.saved.reading`), so that counting needs no asking."""

    class Meta:
        verbose_name = _("tìm kiếm đã lưu")
        ordering = ["-created_at", "-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["worker", "query"], name="saved_search_once")]
        indexes: ClassVar = [
            models.Index(fields=["told_until"], condition=models.Q(frequency="daily"), name="saved_search_to_tell")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def criteria(self) -> Criteria:
        return Criteria.of(QueryDict(self.query))
