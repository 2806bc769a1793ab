"""Placements: the hire, and whether the person still works."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.codes.enums import ContractType
from portal.codes.fields import PublicIdField, TidyCharField


class Placement(models.Model):
    public_id = PublicIdField()
    application = models.OneToOneField("jobs.Application", models.PROTECT, related_name="placement")
    started_on = models.DateField(_("ngày bắt đầu làm việc"))
    monthly_pay = models.PositiveIntegerField(_("lương thỏa thuận (đồng/tháng)"), null=True, blank=True)
    contract_type = models.CharField(_("loại hợp đồng"), max_length=12, choices=ContractType, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("việc làm đã nhận")
        ordering = ["-started_on", "-id"]
        indexes = [models.Index(fields=["started_on"], name="placement_started")]

    def __str__(self) -> str:
        return f"{self.application} {self.started_on:%d/%m/%Y}"


class PlacementCheck(models.Model):
    """Confirmed at 1 month (Mẫu 04), then at 3 and 6 months."""

    class Outcome(models.TextChoices):
        WORKING = "working", _("Đang làm việc")
        LEFT = "left", _("Đã nghỉ việc")
        UNREACHED = "unreached", _("Chưa liên lạc được")

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="checks")
    month = models.PositiveSmallIntegerField(_("tháng thứ"), choices=[(1, "1"), (3, "3"), (6, "6")])
    outcome = models.CharField(_("kết quả"), max_length=10, choices=Outcome)
    checked_on = models.DateField(_("ngày kiểm tra"))
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    note = TidyCharField(_("ghi chú"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("kiểm tra việc làm")
        ordering = ["placement", "month"]
        constraints = [models.UniqueConstraint(fields=["placement", "month"], name="placement_check_once")]

    def __str__(self) -> str:
        return f"{self.placement_id} +{self.month}"
