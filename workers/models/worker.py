"""The person (Mẫu 01)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.crypto import EncryptedTextField, search_hash
from portal.codes.enums import GeneralEducation, QualificationLevel, Sex
from portal.codes.fields import PublicIdField, TidyCharField
from portal.codes.text import fold_words
from workers.enums import Origin, Search, Visibility
from workers.querysets import WorkerQuerySet


class Worker(models.Model):
    """Everything but the name may be unknown; unknown is empty, never a default."""

    public_id = PublicIdField()
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="worker")
    office = models.ForeignKey("accounts.Office", models.PROTECT, null=True, blank=True, related_name="workers")
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người tiếp nhận"),
    )
    origin = models.CharField(_("nguồn"), max_length=12, choices=Origin, default=Origin.SELF)
    source_key = models.CharField(max_length=80, unique=True, null=True, blank=True, editable=False)
    """Identity of the imported row, so that a repeated import makes no second person."""

    full_name = TidyCharField(_("họ và tên"), max_length=120)
    folded_name = models.CharField(max_length=120, editable=False)
    birth_date = models.DateField(_("ngày sinh"), null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("năm sinh"), null=True, blank=True)
    sex = models.CharField(_("giới tính"), max_length=6, choices=Sex, blank=True)
    identity_number = EncryptedTextField(_("số định danh cá nhân"), blank=True)
    identity_hash = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    ethnicity = EncryptedTextField(_("dân tộc"), blank=True)
    religion = EncryptedTextField(_("tôn giáo"), blank=True)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True, db_index=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    other_contact = TidyCharField(_("liên hệ khác"), max_length=160, blank=True)
    permanent_commune = models.ForeignKey(
        "codes.Commune", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("nơi thường trú")
    )
    permanent_address = TidyCharField(_("địa chỉ thường trú"), max_length=255, blank=True)
    commune = models.ForeignKey(
        "codes.Commune", models.PROTECT, null=True, blank=True, related_name="workers", verbose_name=_("nơi ở hiện nay")
    )
    address = TidyCharField(_("địa chỉ hiện nay"), max_length=255, blank=True)
    priority_groups = models.ManyToManyField(
        "codes.PriorityGroup", blank=True, related_name="workers", verbose_name=_("đối tượng ưu tiên")
    )
    """Groups that are not sensitive; the sensitive ones stand encrypted below."""
    sensitive_groups = EncryptedTextField(_("đối tượng ưu tiên (nhạy cảm)"), blank=True)
    """Codes of sensitive priority groups joined by commas."""

    general_education = models.PositiveSmallIntegerField(
        _("trình độ học vấn"), choices=GeneralEducation, null=True, blank=True
    )
    qualification = models.PositiveSmallIntegerField(
        _("trình độ chuyên môn kỹ thuật cao nhất"), choices=QualificationLevel, null=True, blank=True
    )
    training_field = models.ForeignKey(
        "codes.TrainingField", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ngành đào tạo")
    )
    specialty = TidyCharField(_("chuyên ngành"), max_length=160, blank=True)
    trade_skill = TidyCharField(_("kỹ năng nghề, bậc"), max_length=160, blank=True)
    soft_skills = models.ManyToManyField("codes.SoftSkill", blank=True, related_name="+", verbose_name=_("kỹ năng mềm"))
    stated_experience_months = models.PositiveSmallIntegerField(_("kinh nghiệm tự khai (tháng)"), null=True, blank=True)
    """Of the wanted occupations, where no work history says more."""
    worked_abroad = TidyCharField(_("đã làm việc ở nước ngoài"), max_length=120, blank=True)

    search = models.CharField(_("tình trạng tìm việc"), max_length=12, choices=Search, default=Search.LOOKING)
    visibility = models.CharField(_("hiển thị"), max_length=10, choices=Visibility, default=Visibility.HIDDEN)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=0)
    """Raised with each saved form; a form based on an older one is not saved over it."""

    objects = WorkerQuerySet.as_manager()

    class Meta:
        verbose_name = _("người lao động")
        ordering = ["-created_at", "-id"]
        indexes = [
            GinIndex(fields=["folded_name"], name="worker_name_trigrams", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["office", "-created_at"], name="worker_office_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_date=None) | Q(birth_year=F("birth_date__year")), name="worker_birth_year_agrees"
            ),
            models.CheckConstraint(
                condition=Q(birth_year=None) | Q(birth_year__gte=1900, birth_year__lte=2100),
                name="worker_birth_year_range",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.prepare()
        super().save(*args, **kwargs)

    def prepare(self) -> None:
        """Fill what follows from other fields; bulk writers call it themselves."""
        self.folded_name = fold_words(self.full_name)
        if self.birth_date:
            self.birth_year = self.birth_date.year
        self.identity_hash = search_hash(self.identity_number) if self.identity_number else None

    @property
    def birth_decade(self) -> str:
        """The year of birth as far as those are shown it who have not said why they open the person: "199•"."""
        return f"{self.birth_year // 10}•" if self.birth_year else ""

    def age_on(self, day: date) -> int | None:
        """Completed years; from the birth year alone the lower of the two possible ages."""
        if self.birth_date:
            before = (day.month, day.day) < (self.birth_date.month, self.birth_date.day)
            return day.year - self.birth_date.year - before
        return day.year - self.birth_year - 1 if self.birth_year else None
