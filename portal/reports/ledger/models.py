"""Which turn led to which application, as the database reads it; and the lists staff took away."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.codes.fields import PublicIdField, TidyCharField
from portal.reports.ledger.enums import Count, ExportState
from portal.reports.ledger.querysets import CreditQuerySet

WITHIN_DAYS = 90
"""How long after a turn what the person sends by themselves still counts as following from it."""


class Credit(models.Model):
    """One application and the turn it is credited to: a view (migration ``0001``), nothing to write.

    The rule, the same wherever a figure of the ledger is read:

    1. A letter issued in a turn belongs to that turn, by the key recorded when it was issued.
    2. Anything else the person sent – an application of their own, an invitation they took up, a letter written
       outside a turn – belongs to the latest turn they had in the 90 days before. Without a letter it is shown
       apart, as sent by themselves.
    3. Sent without any turn in those days, it belongs to none and is said to.

    An application is one row here and a hire hangs on one application: no hire counts twice in any total.
    Invitations nobody took up are not here.
    """

    application = models.OneToOneField("jobs.Application", models.DO_NOTHING, primary_key=True, related_name="credit")
    person_id = models.BigIntegerField()
    """The worker's key; no relation, since nothing can be moved to another person here."""
    letter = models.OneToOneField("jobs.Referral", models.DO_NOTHING, null=True, related_name="credit")
    placement = models.OneToOneField("jobs.Placement", models.DO_NOTHING, null=True, related_name="credit")
    turn = models.ForeignKey("counselling.CounsellingSession", models.DO_NOTHING, null=True, related_name="credits")
    is_recorded = models.BooleanField()
    """By rule 1."""
    sent_at = models.DateTimeField()
    """When the person applied; of an invitation, when they took it up."""

    objects = CreditQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "ledger_credit"
        verbose_name = _("mắt xích của sổ tư vấn")
        ordering = ["-sent_at", "-application_id"]

    def __str__(self) -> str:
        return f"{self.turn_id} → {self.application_id}"


def export_path(export: "Export", name: str) -> str:
    return f"ledger/{export.public_id[:2]}/{export.public_id}.xlsx"


class Export(models.Model):
    """Rows with people's names, taken away by a member of staff for a reason they wrote down.

    The file goes after a day; the row stays as proof of who took what.
    """

    public_id = PublicIdField()
    """Also the mark in every sheet of the file."""
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    what = models.CharField(_("danh sách"), max_length=8, choices=Count)
    query = models.CharField(_("lọc theo"), max_length=400)
    """The address's own way of naming period and filters."""
    reason = TidyCharField(_("lý do"), max_length=200)
    state = models.CharField(max_length=7, choices=ExportState, default=ExportState.WAITING)
    of = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    """Rows written so far, of ``of``."""
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """Of the form: a double click makes one file."""
    asked_at = models.DateTimeField(default=timezone.now)
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    size = models.PositiveIntegerField(default=0)
    file = models.FileField(upload_to=export_path, max_length=80, blank=True)

    class Meta:
        verbose_name = _("danh sách đã xuất")
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(state=ExportState.WAITING), name="ledger_export_waiting"),
            models.Index(fields=["expires_at"], condition=~Q(file=""), name="ledger_export_kept"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="ledger_export_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.asked_at:%d/%m/%Y}"
