"""The vacancy (tin tuyển dụng, Mẫu 03a)."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.enums import CloseReason, VacancyOrigin, VacancyState
from jobs.querysets import VacancyQuerySet
from portal.codes.enums import (
    ContractType,
    GeneralEducation,
    Handling,
    Hands,
    Hearing,
    Lifting,
    Meals,
    PayUnit,
    Position,
    Purpose,
    QualificationLevel,
    RecruitMethod,
    Sight,
    Standing,
    WorkingTime,
    WorkSetting,
)
from portal.codes.fields import PublicIdField, TidyCharField
from portal.codes.text import fold_words

UNITS_A_MONTH = {PayUnit.MONTH: 1, PayUnit.DAY: 26, PayUnit.HOUR: 208}
"""A day is 1/26 of a month, an hour 1/208 (26 days of 8 hours)."""


class Vacancy(models.Model):
    """One position. ``None`` or an empty list means: the employer has not said."""

    public_id = PublicIdField()
    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="vacancies")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    origin = models.CharField(_("nguồn"), max_length=12, choices=VacancyOrigin, default=VacancyOrigin.EMPLOYER)
    source_key = models.CharField(max_length=80, unique=True, null=True, blank=True, editable=False)
    """Identity of the imported row, so that a repeated import makes no second vacancy."""
    state = models.CharField(_("trạng thái"), max_length=10, choices=VacancyState, default=VacancyState.DRAFT)
    close_reason = models.CharField(_("lý do đóng"), max_length=16, choices=CloseReason, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(_("đăng lúc"), null=True, blank=True)
    closed_at = models.DateTimeField(_("đóng lúc"), null=True, blank=True)
    deadline = models.DateField(_("hạn nộp hồ sơ"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    title = TidyCharField(_("tên công việc"), max_length=255)
    folded_title = models.CharField(max_length=255, editable=False)
    description = models.TextField(_("mô tả công việc"), blank=True)
    requirements = models.TextField(_("yêu cầu"), blank=True)
    benefits_text = models.TextField(_("quyền lợi"), blank=True)
    occupation = models.ForeignKey("codes.Occupation", models.PROTECT, null=True, blank=True, related_name="vacancies")
    """QĐ 34/2020, level 4."""
    occupation_confidence = models.FloatField(null=True, blank=True)
    """Of the automatic coding, 0–1; empty once a person chose the code."""
    headcount = models.PositiveIntegerField(_("số lượng cần tuyển"), default=1)
    filled = models.PositiveIntegerField(_("đã tuyển"), default=0)
    position = models.CharField(_("chức vụ"), max_length=8, choices=Position, blank=True)

    pay_min = models.PositiveIntegerField(_("lương từ (đồng)"), null=True, blank=True)
    pay_max = models.PositiveIntegerField(_("lương đến (đồng)"), null=True, blank=True)
    pay_unit = models.CharField(_("tính theo"), max_length=5, choices=PayUnit, default=PayUnit.MONTH)
    pay_negotiable = models.BooleanField(_("thỏa thuận khi phỏng vấn"), default=False)
    pay_commission = models.BooleanField(_("hoa hồng theo doanh thu, sản phẩm"), default=False)
    monthly_min = models.PositiveIntegerField(null=True, blank=True, editable=False)
    monthly_max = models.PositiveIntegerField(null=True, blank=True, editable=False)
    """The stated pay by the month; the maximum is empty for "from …"."""
    meals = models.CharField(_("hỗ trợ ăn"), max_length=5, choices=Meals, blank=True)
    benefits = models.ManyToManyField("codes.Benefit", blank=True, related_name="+", verbose_name=_("phúc lợi"))
    dormitory = models.BooleanField(_("có ký túc xá"), null=True, blank=True)

    experience_min_months = models.PositiveSmallIntegerField(_("kinh nghiệm tối thiểu (tháng)"), null=True, blank=True)
    """0: none required; empty: not said."""
    general_education_min = models.PositiveSmallIntegerField(
        _("học vấn tối thiểu"), choices=GeneralEducation, null=True, blank=True
    )
    qualification_min = models.PositiveSmallIntegerField(
        _("trình độ chuyên môn kỹ thuật tối thiểu"), choices=QualificationLevel, null=True, blank=True
    )
    training_field = models.ForeignKey("codes.TrainingField", models.PROTECT, null=True, blank=True, related_name="+")
    specialty = TidyCharField(_("chuyên ngành"), max_length=160, blank=True)
    trade_skill = TidyCharField(_("kỹ năng nghề, bậc"), max_length=160, blank=True)
    soft_skills = models.ManyToManyField("codes.SoftSkill", blank=True, related_name="+", verbose_name=_("kỹ năng mềm"))
    age_min = models.PositiveSmallIntegerField(_("tuổi từ"), null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(_("tuổi đến"), null=True, blank=True)
    age_legal_basis = TidyCharField(_("căn cứ pháp lý của giới hạn tuổi"), max_length=160, blank=True)
    reserved_groups = models.ManyToManyField(
        "codes.PriorityGroup", blank=True, related_name="+", verbose_name=_("chỉ dành cho đối tượng")
    )

    contract_type = models.CharField(_("loại hợp đồng"), max_length=12, choices=ContractType, blank=True)
    working_time = models.CharField(_("hình thức làm việc"), max_length=4, choices=WorkingTime, blank=True)
    purpose = models.CharField(_("mục đích"), max_length=12, choices=Purpose, blank=True)
    needs_shifts = models.BooleanField(_("làm ca"), null=True, blank=True)
    needs_travel = models.BooleanField(_("đi công tác"), null=True, blank=True)
    needs_secondment = models.BooleanField(_("đi biệt phái"), null=True, blank=True)
    setting = models.CharField(_("nơi làm việc"), max_length=8, choices=WorkSetting, blank=True)
    lifting = models.PositiveSmallIntegerField(_("nâng vật"), choices=Lifting, null=True, blank=True)
    standing = models.PositiveSmallIntegerField(_("đứng, đi lại"), choices=Standing, null=True, blank=True)
    hearing = models.PositiveSmallIntegerField(_("nghe, nói"), choices=Hearing, null=True, blank=True)
    sight = models.PositiveSmallIntegerField(_("thị lực"), choices=Sight, null=True, blank=True)
    handling = models.PositiveSmallIntegerField(_("thao tác tay"), choices=Handling, null=True, blank=True)
    hands = models.CharField(_("dùng hai tay"), max_length=10, choices=Hands, blank=True)
    starts_by = models.DateField(_("bắt đầu làm chậm nhất"), null=True, blank=True)
    programme = models.ForeignKey(
        "overseas.OverseasProgramme", models.PROTECT, null=True, blank=True, related_name="vacancies"
    )
    recruit_methods = ArrayField(models.CharField(max_length=8, choices=RecruitMethod), default=list, blank=True)
    contact_name = TidyCharField(_("người liên hệ"), max_length=120, blank=True)
    contact_position = TidyCharField(_("chức vụ người liên hệ"), max_length=120, blank=True)
    contact_phone = models.CharField(_("điện thoại liên hệ"), max_length=20, blank=True)
    contact_email = models.EmailField(_("thư liên hệ"), blank=True)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name = _("tin tuyển dụng")
        ordering = ["-published_at", "-id"]
        indexes = [
            models.Index(fields=["-published_at", "-id"], condition=Q(state="published"), name="vacancy_newest"),
            models.Index(fields=["employer", "-published_at"], name="vacancy_employer"),
            models.Index(fields=["created_at"], name="vacancy_created"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(headcount__gte=1), name="vacancy_headcount"),
            models.CheckConstraint(condition=Q(filled__lte=F("headcount")), name="vacancy_filled_within"),
            models.CheckConstraint(
                condition=Q(pay_min=None) | Q(pay_max=None) | Q(pay_max__gte=F("pay_min")), name="vacancy_pay_order"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted", "returned"])
                | Q(published_at__isnull=False)
                | Q(state="closed"),
                name="vacancy_published_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) & ~Q(close_reason="")
                | ~Q(state="closed") & Q(closed_at=None, close_reason=""),
                name="vacancy_closed_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(age_min=None, age_max=None) | ~Q(age_legal_basis=""), name="vacancy_age_has_legal_basis"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.prepare()
        super().save(*args, **kwargs)

    def prepare(self) -> None:
        """Fill what follows from other fields; bulk writers call it themselves."""
        self.folded_title = fold_words(self.title)[:255]
        factor = UNITS_A_MONTH[PayUnit(self.pay_unit)]
        self.monthly_min = None if self.pay_min is None else self.pay_min * factor
        self.monthly_max = None if self.pay_max is None else self.pay_max * factor

    @property
    def remaining(self) -> int:
        """Seats still free."""
        return self.headcount - self.filled


class VacancyPlace(models.Model):
    """A workplace: a commune (perhaps in an industrial park), or no nearer than a province."""

    vacancy = models.ForeignKey(Vacancy, models.CASCADE, related_name="places")
    province = models.ForeignKey("codes.Province", models.PROTECT, related_name="+")
    """The province of today, also when the commune is known."""
    commune = models.ForeignKey("codes.Commune", models.PROTECT, null=True, blank=True, related_name="+")
    """The commune of today."""
    park = models.ForeignKey("codes.IndustrialPark", models.PROTECT, null=True, blank=True, related_name="+")
    text = TidyCharField(_("địa điểm như đã ghi"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("nơi làm việc")
        ordering = ["vacancy", "id"]
        indexes = [
            models.Index(fields=["commune", "vacancy"], name="vacancy_place_commune"),
            models.Index(fields=["province", "vacancy"], name="vacancy_place_province"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "province", "commune", "park"], nulls_distinct=False, name="vacancy_place_once"
            ),
            models.CheckConstraint(condition=Q(park=None) | Q(commune__isnull=False), name="vacancy_park_has_commune"),
        ]

    def __str__(self) -> str:
        return str(self.commune or self.province)


class VacancyTransition(models.Model):
    """Append-only: every change of a vacancy's state, with who and why."""

    vacancy = models.ForeignKey(Vacancy, models.CASCADE, related_name="transitions")
    before = models.CharField(max_length=10, choices=VacancyState, blank=True)
    after = models.CharField(max_length=10, choices=VacancyState)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = TidyCharField(max_length=255, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["vacancy", "at", "id"]

    def __str__(self) -> str:
        return f"{self.vacancy_id}: {self.before} → {self.after}"
