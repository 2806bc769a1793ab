"""Merges of employers registered twice: what moved, what was folded, and what undoing needs."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from employers.models import Employer
from portal.codes.fields import PublicIdField, TidyCharField


class EmployerMerge(models.Model):
    """Append-only but for ``undone_*``. The merged employer's row is gone; this one holds all of it."""

    public_id = PublicIdField()
    survivor = models.ForeignKey(Employer, models.PROTECT, related_name="merges", verbose_name=_("hồ sơ giữ lại"))
    merged_public_id = models.CharField(max_length=12, db_index=True)
    """Its address goes on to the survivor."""
    merged_name = TidyCharField(_("hồ sơ được gộp"), max_length=255)
    merged = models.JSONField()
    """Every field of the row that went, as ``{attname: value}``."""
    before = models.JSONField()
    """The survivor's values that the merge replaced, as ``{attname: value}``."""
    moved = models.JSONField()
    """``{"app.Model.attname": [keys]}`` of the rows that now belong to the survivor."""
    folded = models.JSONField()
    """Rows the survivor had a like of already, as Django serialises them: kept here instead."""
    changed = models.JSONField(default=list)
    """Rows whose values the merge changed besides: ``["app.Model", key, {attname: former value}]``."""
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = TidyCharField(_("lý do"), max_length=255)
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("lần gộp doanh nghiệp")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.merged_name} → {self.survivor_id}"


class Distinct(models.Model):
    """Staff looked at two employers that seem alike: they are two."""

    first = models.ForeignKey(Employer, models.CASCADE, related_name="+")
    second = models.ForeignKey(Employer, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("hai đơn vị khác nhau")
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="distinct_once")]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"
