"""Clients of unemployment insurance as counsellors meet them.

What is kept is what the decision on paper says and what the person did. Nothing here decides on entitlement.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.codes.fields import PublicIdField, TidyCharField
from workers.insurance.enums import Ending, GivenBy, Situation, TrainingState
from workers.insurance.querysets import MonthlyNoticeQuerySet, PeriodQuerySet

MOST_MONTHS = 12


class BenefitPeriod(models.Model):
    """Thời gian hưởng trợ cấp thất nghiệp, copied from the decision."""

    public_id = PublicIdField()
    worker = models.ForeignKey("workers.Worker", models.PROTECT, related_name="benefit_periods")
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+", verbose_name=_("nơi theo dõi"))
    decision_number = TidyCharField(_("quyết định số"), max_length=60)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    first_day = models.DateField(_("hưởng từ ngày"))
    last_day = models.DateField(_("đến hết ngày"))
    months = models.PositiveSmallIntegerField(_("số tháng được hưởng"))
    ended_on = models.DateField(_("thôi hưởng từ ngày"), null=True, blank=True)
    """Earlier than ``last_day``, after a decision of the competent body."""
    ending = models.CharField(_("lý do thôi hưởng"), max_length=10, choices=Ending, blank=True)
    note = TidyCharField(_("ghi chú"), max_length=255, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("thời gian hưởng trợ cấp thất nghiệp")
        ordering = ["-first_day", "-id"]
        indexes = [models.Index(fields=["office", "last_day"], name="benefit_office")]
        constraints = [
            models.UniqueConstraint(fields=["worker", "first_day"], name="benefit_once"),
            models.CheckConstraint(condition=Q(last_day__gte=models.F("first_day")), name="benefit_order"),
            models.CheckConstraint(condition=Q(months__gte=1, months__lte=MOST_MONTHS), name="benefit_months"),
            models.CheckConstraint(
                condition=Q(ended_on=None, ending="") | Q(ended_on__isnull=False) & ~Q(ending=""),
                name="benefit_ended_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_number}: {self.first_day:%d/%m/%Y} – {self.last_day:%d/%m/%Y}"

    @property
    def until(self) -> date:
        """The last day the person draws the benefit, as far as the papers say."""
        return min(self.last_day, self.ended_on) if self.ended_on else self.last_day

    def holds_on(self, day: date) -> bool:
        return self.first_day <= day <= self.until


class MonthlyNotice(models.Model):
    """Thông báo tìm kiếm việc làm hằng tháng (Mẫu 24): when one month's is due, and what came."""

    public_id = PublicIdField()
    period = models.ForeignKey(BenefitPeriod, models.CASCADE, related_name="notices")
    month = models.PositiveSmallIntegerField(_("tháng hưởng thứ"))
    opens_on = models.DateField(_("thông báo từ ngày"))
    due_on = models.DateField(_("đến ngày"))
    given_on = models.DateField(_("ngày thông báo"), null=True, blank=True)
    given_by = models.CharField(_("cách thông báo"), max_length=8, choices=GivenBy, blank=True)
    situation = models.CharField(_("tình trạng việc làm"), max_length=8, choices=Situation, blank=True)
    employer = TidyCharField(_("đơn vị, công việc đang làm"), max_length=255, blank=True)
    """Where the person works or is on trial."""
    note = TidyCharField(_("ghi chú"), max_length=255, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MonthlyNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("thông báo tìm kiếm việc làm")
        ordering = ["period", "month"]
        indexes = [models.Index(fields=["due_on"], condition=Q(given_on=None), name="notice_missing")]
        constraints = [
            models.UniqueConstraint(fields=["period", "month"], name="notice_once"),
            models.CheckConstraint(condition=Q(due_on__gte=models.F("opens_on")), name="notice_order"),
            models.CheckConstraint(
                condition=Q(given_on=None, given_by="", situation="") | Q(given_on__isnull=False) & ~Q(situation=""),
                name="notice_given_has_situation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} +{self.month}"

    @property
    def is_late(self) -> bool:
        """Given after its last day."""
        return self.given_on is not None and self.given_on > self.due_on


class Sought(models.Model):
    """One place the person asked for work that month, a line of Mẫu 24."""

    notice = models.ForeignKey(MonthlyNotice, models.CASCADE, related_name="sought")
    position = models.PositiveSmallIntegerField()
    name = TidyCharField(_("tên đơn vị"), max_length=255)
    address = TidyCharField(_("địa chỉ"), max_length=255, blank=True)
    contact = TidyCharField(_("người liên hệ"), max_length=120, blank=True)
    job = TidyCharField(_("vị trí công việc"), max_length=160, blank=True)
    result = TidyCharField(_("kết quả"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("đơn vị đã tìm việc")
        ordering = ["notice", "position"]
        constraints = [models.UniqueConstraint(fields=["notice", "position"], name="sought_once")]

    def __str__(self) -> str:
        return self.name


class TrainingSupport(models.Model):
    """Hỗ trợ tham gia đào tạo, nâng cao trình độ kỹ năng nghề, as advised and as it went."""

    public_id = PublicIdField()
    period = models.ForeignKey(BenefitPeriod, models.CASCADE, related_name="trainings")
    course = TidyCharField(_("nghề, khóa học"), max_length=160)
    school = TidyCharField(_("cơ sở đào tạo"), max_length=160, blank=True)
    starts_on = models.DateField(_("học từ ngày"), null=True, blank=True)
    ends_on = models.DateField(_("đến ngày"), null=True, blank=True)
    state = models.CharField(_("tình trạng"), max_length=8, choices=TrainingState, default=TrainingState.ADVISED)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("hỗ trợ học nghề")
        ordering = ["period", "id"]
        constraints = [
            models.UniqueConstraint(fields=["period", "course"], name="benefit_course_once"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="benefit_course_order",
            ),
        ]

    def __str__(self) -> str:
        return self.course
