"""A proposal the person put aside: it returns in no list until the criterion's time has passed."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.enums import DismissReason
from portal.codes.fields import TidyCharField


class Dismissal(models.Model):
    """ "Not for me, because": read by matching as a refusal of this vacancy by this worker."""

    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="dismissals")
    vacancy = models.ForeignKey("jobs.Vacancy", models.CASCADE, related_name="dismissals")
    reason = models.CharField(_("lý do"), max_length=12, choices=DismissReason, default=DismissReason.HIDDEN)
    note = TidyCharField(_("nói thêm"), max_length=255, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("việc đã gác lại")
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["worker", "vacancy"], name="dismissal_once")]

    def __str__(self) -> str:
        return f"{self.worker_id} ⊘ {self.vacancy_id}"
