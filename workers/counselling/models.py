"""Counselling: one record is one turn (lượt)."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.codes.fields import PublicIdField, TidyCharField
from workers.counselling.enums import Channel, Topic
from workers.counselling.querysets import SessionQuerySet


class CounsellingSession(models.Model):
    """A turn given to a registered worker, or to a named walk-in who does not register."""

    public_id = PublicIdField()
    worker = models.ForeignKey("workers.Worker", models.PROTECT, null=True, blank=True, related_name="sessions")
    walk_in_name = TidyCharField(_("tên người đến (không đăng ký)"), max_length=120, blank=True)
    walk_in_phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="sessions_given")
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="sessions")
    event = models.ForeignKey("outreach.OutreachEvent", models.PROTECT, null=True, blank=True, related_name="sessions")
    at = models.DateTimeField(_("thời gian"), default=timezone.now)
    channel = models.CharField(_("hình thức"), max_length=8, choices=Channel, default=Channel.COUNTER)
    topics = ArrayField(models.CharField(max_length=12, choices=Topic), verbose_name=_("nội dung"))
    need = models.TextField(_("nhu cầu"), blank=True)
    advice = models.TextField(_("nội dung đã tư vấn"), blank=True)
    next_step = TidyCharField(_("việc tiếp theo"), max_length=255, blank=True)
    next_on = models.DateField(_("ngày hẹn"), null=True, blank=True)
    private_note = models.TextField(_("ghi chú nội bộ"), blank=True)
    """Never shown to the worker."""
    visit = models.UUIDField(default=uuid.uuid4)
    """Turns of one visit share it."""
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """Of the form that recorded the turn: a double click makes one record."""
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("lượt tư vấn")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["office", "next_on"], condition=~Q(next_on=None), name="session_due"),
            models.Index(fields=["at"], name="session_at"),
            models.Index(fields=["worker", "-at"], name="session_worker"),
            models.Index(fields=["counsellor", "-at"], name="session_counsellor"),
            models.Index(fields=["office", "-at"], name="session_office"),
            # All that the ledger counts by, so that a year's turns are counted without touching the wide rows.
            models.Index(
                fields=["at"],
                include=["id", "worker", "office", "counsellor", "channel", "topics"],
                name="session_ledger",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(worker__isnull=False, walk_in_name="") | (Q(worker=None) & ~Q(walk_in_name="")),
                name="session_worker_or_walk_in",
            ),
            models.CheckConstraint(condition=Q(topics__len__gte=1), name="session_has_topic"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y} {self.worker or self.walk_in_name}"

    @property
    def person(self) -> str:
        """The name of whom the turn was given to."""
        return self.worker.full_name if self.worker else self.walk_in_name

    @property
    def topic_labels(self) -> list[str]:
        return [str(Topic(topic).label) for topic in self.topics]
