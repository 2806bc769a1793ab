"""Merges of people registered twice: what moved, what was folded, and what undoing needs."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.crypto import EncryptedTextField
from portal.codes.fields import PublicIdField, TidyCharField


class WorkerMerge(models.Model):
    """Append-only but for ``undone_*``. The merged person's row is gone; ``kept`` holds all of it."""

    public_id = PublicIdField()
    survivor = models.ForeignKey(
        "workers.Worker", models.CASCADE, related_name="merges", verbose_name=_("hồ sơ giữ lại")
    )
    merged_public_id = models.CharField(max_length=12, db_index=True)
    """Its address goes on to the survivor."""
    kept = EncryptedTextField(blank=True)
    """JSON, encrypted since it holds identity numbers: ``merged`` – the row that went, ``before`` – the survivor's
    values that were replaced, ``moved`` – ``{"app.Model.attname": [keys]}``, ``folded`` – rows the survivor had a like
    of already, ``changed`` – ``[["app.Model", key, {attname: former value}]]``."""
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = TidyCharField(_("lý do"), max_length=255)
    at = models.DateTimeField(_("lúc"), default=timezone.now)
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("lần gộp hồ sơ")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.merged_public_id} → {self.survivor_id}"


class DistinctPeople(models.Model):
    """Staff looked at two people who seem alike: they are two."""

    first = models.ForeignKey("workers.Worker", models.CASCADE, related_name="+")
    second = models.ForeignKey("workers.Worker", models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("hai người khác nhau")
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="distinct_people_once")]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"
