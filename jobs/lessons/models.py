"""What a person changed in their wishes because a proposed vacancy was not for them."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.enums import DismissReason
from portal.codes.fields import PublicIdField, TidyCharField


class Lesson(models.Model):
    """One change of wishes, with what stood before, so that it can be taken back.

    Matching reads the wishes, never this: its declared rules stay the only ones.
    """

    public_id = PublicIdField()
    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="lessons")
    vacancy = models.ForeignKey("jobs.Vacancy", models.CASCADE, related_name="+")
    reason = models.CharField(_("lý do"), max_length=12, choices=DismissReason)
    text = TidyCharField(_("thay đổi"), max_length=255)
    """As the person read it when they agreed."""
    before: models.JSONField[Any, Any] = models.JSONField()
    after: models.JSONField[Any, Any] = models.JSONField()
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("điều đã rút ra")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["worker", "-at"], name="lesson_worker")]
        constraints = [
            models.CheckConstraint(condition=Q(undone_at=None) | Q(undone_at__gte=F("at")), name="lesson_dates")
        ]

    def __str__(self) -> str:
        return self.text
