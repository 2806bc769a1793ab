"""Times an employer offers, and the interview each applicant makes of them."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.interviews.enums import INTERVIEW_LIVE, InterviewState, Way
from portal.codes.fields import PublicIdField, TidyCharField


class TsTzRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Slot(models.Model):
    """A time with a number of seats; one seat for a talk, more for a group."""

    public_id = PublicIdField()
    vacancy = models.ForeignKey("jobs.Vacancy", models.PROTECT, related_name="interview_slots")
    starts_at = models.DateTimeField(_("bắt đầu lúc"))
    ends_at = models.DateTimeField(_("kết thúc lúc"))
    way = models.CharField(_("hình thức"), max_length=8, choices=Way, default=Way.ONSITE)
    place = TidyCharField(_("nơi gặp"), max_length=255, blank=True)
    note = TidyCharField(_("dặn thêm"), max_length=255, blank=True)
    capacity = models.PositiveSmallIntegerField(_("số người"), default=1)
    taken = models.PositiveSmallIntegerField(default=0)
    """Seats booked; kept under the slot's lock."""
    version = models.PositiveIntegerField(default=0)
    """Raised when the time moves: the calendar file of before is replaced."""
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = TidyCharField(_("lý do hủy"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("giờ phỏng vấn")
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["vacancy", "starts_at"], name="interview_slot_vacancy")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="interview_slot_order"),
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="interview_slot_seats"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="interview_slot_capacity"),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%H:%M %d/%m/%Y}"

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def is_open(self) -> bool:
        """May still be chosen."""
        return self.cancelled_at is None and self.taken < self.capacity and self.starts_at > timezone.now()


class Interview(models.Model):
    """One applicant and the times offered to them; at most one live at a time."""

    public_id = PublicIdField()
    application = models.ForeignKey("jobs.Application", models.PROTECT, related_name="interviews")
    worker = models.ForeignKey("workers.Worker", models.PROTECT, related_name="interviews")
    """The applicant, here for the constraint below."""
    slots = models.ManyToManyField(Slot, related_name="offers")
    """Offered, the chosen one among them."""
    slot = models.ForeignKey(Slot, models.PROTECT, null=True, blank=True, related_name="interviews")
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    """Of the chosen slot, here for the constraint below."""
    state = models.CharField(_("trạng thái"), max_length=10, choices=InterviewState, default=InterviewState.OFFERED)
    reason = TidyCharField(_("lý do"), max_length=255, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    """For the time now booked."""

    class Meta:
        verbose_name = _("phỏng vấn")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(
                fields=["starts_at"], condition=Q(state="booked", reminded_at=None), name="interview_to_remind"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=sorted(INTERVIEW_LIVE)),
                name="interview_live_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["booked", "held", "no_show"])
                | Q(slot__isnull=False, starts_at__isnull=False, ends_at__isnull=False),
                name="interview_booked_has_slot",
            ),
            ExclusionConstraint(
                name="interview_no_overlap",
                expressions=[
                    (TsTzRange("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                    ("worker", RangeOperators.EQUAL),
                ],
                condition=Q(state=InterviewState.BOOKED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.state}"


class InterviewEvent(models.Model):
    """Append-only: everything that happened to an interview, with who and why."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="events")
    before = models.CharField(max_length=10, choices=InterviewState, blank=True)
    after = models.CharField(max_length=10, choices=InterviewState)
    starts_at = models.DateTimeField(null=True, blank=True)
    """The time it was about."""
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = TidyCharField(max_length=255, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["interview", "at", "id"]

    def __str__(self) -> str:
        return f"{self.interview_id}: {self.before} → {self.after}"
