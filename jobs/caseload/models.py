"""Who is responsible for whom: one open case a person, every earlier one kept; and the turns planned by week."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.caseload.enums import Began, Ended
from jobs.caseload.querysets import CaseQuerySet
from portal.codes.fields import PublicIdField, TidyCharField

MOST_PLANNED = 5_000
"""Turns of one week; more is a slip of the keyboard."""


class Handover(models.Model):
    """Cases given to colleagues in one go; what was moved is in the cases that began with it."""

    public_id = PublicIdField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cases_moved = models.PositiveIntegerField(_("số hồ sơ"), default=0)
    at = models.DateTimeField(_("lúc"), default=timezone.now)
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("lần giao hồ sơ")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["by", "-at"], name="handover_by")]

    def __str__(self) -> str:
        return self.public_id


class Case(models.Model):
    """Hồ sơ phụ trách: a counsellor answers for a person from ``since`` until ``until`` (open: ``None``)."""

    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="cases")
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="cases", verbose_name=_("cán bộ phụ trách")
    )
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="cases", verbose_name=_("văn phòng"))
    since = models.DateTimeField(_("từ"), default=timezone.now)
    began = models.CharField(_("bắt đầu khi"), max_length=8, choices=Began)
    until = models.DateTimeField(_("đến"), null=True, blank=True)
    ended = models.CharField(_("kết thúc vì"), max_length=12, choices=Ended, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    """Nobody where it followed from what happened."""
    note = TidyCharField(_("lời nhắn khi giao"), max_length=255, blank=True)
    """Between colleagues; never shown to the person."""
    handover = models.ForeignKey(Handover, models.PROTECT, null=True, blank=True, related_name="cases")
    """In which the case began."""
    previous = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    """Whose place it took; undoing a handover opens it again."""
    last_turn = models.ForeignKey(
        "counselling.CounsellingSession", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """The person's latest, whoever gave it. This and the two below are kept by :mod:`jobs.caseload.following`."""
    contact_at = models.DateTimeField(_("liên lạc lần cuối"), default=timezone.now)
    """Of the latest turn; of the beginning where there was none."""
    next_on = models.DateField(_("việc tiếp theo đến ngày"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("hồ sơ phụ trách")
        ordering = ["-since", "-id"]
        indexes = [
            models.Index(fields=["counsellor", "contact_at"], condition=Q(until=None), name="case_counsellor"),
            models.Index(fields=["office", "contact_at"], condition=Q(until=None), name="case_office"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["worker"], condition=Q(until=None), name="case_open_once"),
            models.CheckConstraint(
                condition=Q(until=None, ended="") | Q(until__isnull=False) & ~Q(ended=""), name="case_ended_has_reason"
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="case_order"),
        ]

    def __str__(self) -> str:
        return f"{self.worker_id} · {self.counsellor_id}"


class WeekPlan(models.Model):
    """Turns planned a week, from the Monday ``week`` until a later row says otherwise.

    Of an office (``counsellor`` empty) or of one counsellor in it.
    """

    office = models.ForeignKey("accounts.Office", models.CASCADE, related_name="week_plans")
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="week_plans"
    )
    week = models.DateField(_("từ tuần"))
    turns = models.PositiveIntegerField(
        _("số lượt một tuần"), null=True, blank=True, validators=[MaxValueValidator(MOST_PLANNED)]
    )
    """Empty: nothing is planned from here on (an office then plans what its counsellors do together)."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("kế hoạch tuần")
        ordering = ["office", "counsellor", "week"]
        constraints = [
            models.UniqueConstraint(fields=["office", "counsellor", "week"], name="week_plan_once"),
            models.UniqueConstraint(
                fields=["office", "week"], condition=Q(counsellor=None), name="week_plan_office_once"
            ),
            models.CheckConstraint(condition=Q(turns=None) | Q(turns__lte=MOST_PLANNED), name="week_plan_sane"),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="week_plan_monday"),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.counsellor_id or ''} {self.week}: {self.turns}"
