"""Conferences, talks in the communes and job fairs, and who came."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.codes.fields import PublicIdField, TidyCharField
from workers.outreach.enums import Audience, EventKind
from workers.outreach.querysets import OutreachEventQuerySet


class OutreachEvent(models.Model):
    public_id = PublicIdField()
    kind = models.CharField(_("loại"), max_length=16, choices=EventKind)
    title = TidyCharField(_("tên"), max_length=200)
    audiences = ArrayField(models.CharField(max_length=12, choices=Audience), verbose_name=_("đối tượng"))
    starts_at = models.DateTimeField(_("bắt đầu"))
    ends_at = models.DateTimeField(_("kết thúc"))
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="events")
    commune = models.ForeignKey("codes.Commune", models.PROTECT, related_name="+", verbose_name=_("xã, phường"))
    venue = TidyCharField(_("địa điểm"), max_length=200)
    partners = TidyCharField(_("đơn vị phối hợp"), max_length=255, blank=True)
    description = models.TextField(_("nội dung"), blank=True)
    how_to_join = models.TextField(
        _("cách tham gia"), blank=True, db_default="", help_text=_("Mỗi dòng một việc cần làm, cần mang theo")
    )
    capacity = models.PositiveIntegerField(
        _("số chỗ"), null=True, blank=True, help_text=_("Để trống: ai đến cũng được, không đếm chỗ")
    )
    """Seats people may put themselves down for on the portal; empty: as many as come."""
    is_public = models.BooleanField(_("đăng trên cổng"), default=True)
    employers = models.ManyToManyField("employers.Employer", blank=True, related_name="events")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OutreachEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("hội nghị, phiên giao dịch")
        ordering = ["-starts_at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="event_period")]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """A person on an event's list; present once checked in."""

    event = models.ForeignKey(OutreachEvent, models.CASCADE, related_name="attendances")
    worker = models.ForeignKey("workers.Worker", models.SET_NULL, null=True, blank=True, related_name="attendances")
    name = TidyCharField(_("họ và tên"), max_length=120)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    audience = models.CharField(_("đối tượng"), max_length=12, choices=Audience)
    commune = models.ForeignKey("codes.Commune", models.PROTECT, null=True, blank=True, related_name="+")
    checked_in_at = models.DateTimeField(_("có mặt lúc"), null=True, blank=True)
    wants = TidyCharField(_("nguyện vọng"), max_length=160, blank=True)
    registered_at = models.DateTimeField(_("tự đăng ký lúc"), null=True, blank=True, editable=False)
    """When the person put themselves down; empty for those on a list that staff took in."""

    class Meta:
        verbose_name = _("người tham dự")
        ordering = ["event", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "worker"], condition=~Q(worker=None), name="attendance_worker_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
