"""Requests about one's own data with their clock and their log, and copies to take away."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.codes.fields import PublicIdField, TidyCharField
from workers.rights.enums import ExportState, Kind, State


class DataRequest(models.Model):
    """One request; what became of it stays as proof after the person's data is gone."""

    public_id = PublicIdField()
    worker = models.ForeignKey("workers.Worker", models.PROTECT, related_name="data_requests")
    kind = models.CharField(_("yêu cầu"), max_length=8, choices=Kind)
    state = models.CharField(_("tình trạng"), max_length=9, choices=State, default=State.OPEN)
    text = models.TextField(_("nội dung"), max_length=2000, blank=True)
    asked_at = models.DateTimeField(_("nhận lúc"), default=timezone.now)
    answer_by = models.DateField(_("trả lời lần đầu trước"))
    answered_at = models.DateTimeField(null=True, blank=True)
    """When the person was first told what happens with it."""
    due_on = models.DateField(_("xong trước"))
    is_extended = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(_("trả lời"), blank=True)

    class Meta:
        verbose_name = _("yêu cầu về dữ liệu")
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["due_on"], condition=Q(state=State.OPEN), name="data_request_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "kind"], condition=Q(state=State.OPEN), name="data_request_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN, decided_at=None) | (~Q(state=State.OPEN) & ~Q(decided_at=None)),
                name="data_request_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.asked_at:%d/%m/%Y}"


class DataRequestStep(models.Model):
    """Append-only: everything that happened with a request, with who."""

    class What(models.TextChoices):
        ASKED = "asked", _("Nhận yêu cầu")
        ANSWERED = "answered", _("Trả lời lần đầu")
        EXTENDED = "extended", _("Gia hạn")
        DONE = "done", _("Đã thực hiện")
        REFUSED = "refused", _("Không thực hiện")
        WITHDRAWN = "withdrawn", _("Người yêu cầu rút lại")

    request = models.ForeignKey(DataRequest, models.CASCADE, related_name="steps")
    what = models.CharField(max_length=9, choices=What)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    note = TidyCharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["request", "at", "id"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.what}"


def export_path(export: "DataExport", name: str) -> str:
    return f"taken-away/{export.public_id[:2]}/{export.public_id}.zip"


class DataExport(models.Model):
    """Everything held about one person in one file, for that person alone, for a few days."""

    public_id = PublicIdField()
    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="data_exports")
    state = models.CharField(max_length=7, choices=ExportState, default=ExportState.WAITING)
    done = models.PositiveSmallIntegerField(default=0)
    """Parts gathered so far, of ``workers.rights.gathering.PARTS``."""
    asked_at = models.DateTimeField(default=timezone.now)
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    size = models.PositiveIntegerField(default=0)
    file = models.FileField(upload_to=export_path, max_length=80, blank=True)

    class Meta:
        verbose_name = _("bản sao dữ liệu")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["worker"], condition=Q(state=ExportState.WAITING), name="data_export_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker_id} {self.asked_at:%d/%m/%Y}"
