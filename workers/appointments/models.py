"""Hours an office gives for appointments, the appointments in them, and the numbers of those who simply come."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.codes.fields import PublicIdField, TidyCharField
from workers.appointments.enums import AppointmentState, Happening, TicketState, Weekday
from workers.counselling.enums import Topic


class OfficeHours(models.Model):
    """Part of a weekday in which an office receives by appointment: ``capacity`` people every ``minutes``."""

    public_id = PublicIdField()
    office = models.ForeignKey("accounts.Office", models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("thứ"), choices=Weekday)
    starts = models.TimeField(_("từ"))
    ends = models.TimeField(_("đến"))
    minutes = models.PositiveSmallIntegerField(
        _("mỗi lượt (phút)"), default=30, validators=[MinValueValidator(10), MaxValueValidator(240)]
    )
    capacity = models.PositiveSmallIntegerField(
        _("số người mỗi lượt"), default=1, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )

    class Meta:
        verbose_name = _("giờ nhận hẹn")
        ordering = ["office", "weekday", "starts"]
        constraints = [
            models.UniqueConstraint(fields=["office", "weekday", "starts"], name="office_hours_once"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="office_hours_order"),
            models.CheckConstraint(
                condition=Q(minutes__gte=10, minutes__lte=240, capacity__gte=1, capacity__lte=50),
                name="office_hours_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}–{self.ends:%H:%M}"


class DayOff(models.Model):
    """A day on which an office receives nobody; public holidays need no row."""

    office = models.ForeignKey("accounts.Office", models.CASCADE, related_name="days_off")
    day = models.DateField(_("ngày"))
    note = TidyCharField(_("lý do"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("ngày nghỉ")
        ordering = ["office", "day"]
        constraints = [models.UniqueConstraint(fields=["office", "day"], name="day_off_once")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class Appointment(models.Model):
    """Lịch hẹn tư vấn: a person, an office and a time. Never more in a slot than it holds (kept under a lock)."""

    public_id = PublicIdField()
    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="appointments")
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="appointments")
    starts_at = models.DateTimeField(_("giờ hẹn"))
    ends_at = models.DateTimeField(_("đến"))
    topic = models.CharField(_("nội dung"), max_length=12, choices=Topic, default=Topic.JOBS)
    note = TidyCharField(_("muốn hỏi gì"), max_length=255, blank=True)
    state = models.CharField(_("trạng thái"), max_length=10, choices=AppointmentState, default=AppointmentState.BOOKED)
    created_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    """For the time now booked."""
    followed_at = models.DateTimeField(null=True, blank=True)
    """Somebody spoke to the person after they had missed it."""

    class Meta:
        verbose_name = _("lịch hẹn tư vấn")
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(fields=["office", "starts_at"], name="appointment_office"),
            models.Index(fields=["worker", "starts_at"], name="appointment_worker"),
            models.Index(fields=["starts_at"], condition=Q(state="booked"), name="appointment_booked"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="appointment_order"),
            models.UniqueConstraint(
                fields=["worker", "starts_at"], condition=Q(state="booked"), name="appointment_booked_once"
            ),
            models.CheckConstraint(
                condition=Q(followed_at=None) | Q(state__in=["missed", "came"]), name="appointment_followed_if_missed"
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%H:%M %d/%m/%Y}"


class AppointmentEvent(models.Model):
    """Append-only: everything that happened to an appointment, with who and why."""

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="events")
    what = models.CharField(max_length=10, choices=Happening)
    starts_at = models.DateTimeField(_("giờ hẹn"))
    """The time it was about."""
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = TidyCharField(_("ghi chú"), max_length=255, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("diễn biến lịch hẹn")
        ordering = ["appointment", "at", "id"]

    def __str__(self) -> str:
        return f"{self.appointment_id}: {self.what}"


class TicketCounter(models.Model):
    """The last number given out in an office on a day."""

    office = models.ForeignKey("accounts.Office", models.CASCADE, related_name="+")
    day = models.DateField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["office", "-day"]
        constraints = [models.UniqueConstraint(fields=["office", "day"], name="ticket_counter_once")]

    def __str__(self) -> str:
        return f"{self.office_id} {self.day}: {self.last}"


class Ticket(models.Model):
    """Số thứ tự: somebody waits in an office on a day, is called, is served or leaves."""

    public_id = PublicIdField()
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="tickets")
    day = models.DateField()
    number = models.PositiveIntegerField(_("số"))
    name = TidyCharField(_("tên"), max_length=120, blank=True)
    """As said at the counter; whoever is in the records needs none."""
    worker = models.ForeignKey("workers.Worker", models.SET_NULL, null=True, blank=True, related_name="tickets")
    appointment = models.ForeignKey(Appointment, models.SET_NULL, null=True, blank=True, related_name="tickets")
    topic = models.CharField(_("nội dung"), max_length=12, choices=Topic, blank=True)
    is_first = models.BooleanField(_("ưu tiên"), default=False)
    """Whom the law lets go first; which law is nobody's business here."""
    due_at = models.DateTimeField(null=True, blank=True)
    """When they were asked to come, for those with an appointment."""
    state = models.CharField(_("trạng thái"), max_length=8, choices=TicketState, default=TicketState.WAITING)
    taken_at = models.DateTimeField(_("lấy số lúc"), default=timezone.now)
    called_at = models.DateTimeField(_("gọi lúc"), null=True, blank=True)
    ended_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """Of the form: a double press gives one number."""

    class Meta:
        verbose_name = _("số thứ tự")
        ordering = ["-day", "office", "number"]
        indexes = [models.Index(fields=["office", "day", "state"], name="ticket_queue")]
        constraints = [
            models.UniqueConstraint(fields=["office", "day", "number"], name="ticket_number_once"),
            models.UniqueConstraint(
                fields=["counsellor", "day"], condition=Q(state="serving"), name="ticket_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["serving", "served"]) | Q(counsellor__isnull=False, called_at__isnull=False),
                name="ticket_served_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "serving"], ended_at=None)
                | Q(state__in=["served", "left"], ended_at__isnull=False),
                name="ticket_ended_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def person(self) -> str:
        """Who waits, as far as is known."""
        return self.worker.full_name if self.worker else self.name
