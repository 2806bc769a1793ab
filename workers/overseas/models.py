"""Programmes of work abroad and people's dossiers."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.codes.enums import GeneralEducation, QualificationLevel
from portal.codes.fields import PublicIdField, TidyCharField
from workers.overseas.countries import country_name
from workers.overseas.enums import Currency, DossierState
from workers.overseas.querysets import OverseasProgrammeQuerySet


class OverseasProgramme(models.Model):
    public_id = PublicIdField()
    name = TidyCharField(_("tên chương trình"), max_length=200)
    country = models.CharField(_("nước"), max_length=2, help_text=_("Mã ISO 3166-1, hai chữ cái"))
    sender = TidyCharField(_("đơn vị phái cử hợp pháp"), max_length=200)
    is_seasonal = models.BooleanField(_("lao động thời vụ"), default=False)
    fees = models.TextField(_("chi phí chính thức"))
    """Published so that nobody pays a broker."""
    quota = models.PositiveIntegerField(_("chỉ tiêu"))
    opens_on = models.DateField(_("nhận đăng ký từ"))
    closes_on = models.DateField(_("đến"))
    age_min = models.PositiveSmallIntegerField(_("tuổi từ"), null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(_("tuổi đến"), null=True, blank=True)
    general_education_min = models.PositiveSmallIntegerField(choices=GeneralEducation, null=True, blank=True)
    qualification_min = models.PositiveSmallIntegerField(choices=QualificationLevel, null=True, blank=True)
    description = models.TextField(_("nội dung"), blank=True)
    pay = TidyCharField(_("tiền lương"), max_length=200, blank=True, db_default="")
    duration = TidyCharField(_("thời hạn làm việc"), max_length=120, blank=True, db_default="")
    legal_basis = TidyCharField(
        _("căn cứ"), max_length=255, blank=True, db_default="", help_text=_("Luật, thỏa thuận, công văn cho phép")
    )

    objects = OverseasProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("chương trình đi làm việc ở nước ngoài")
        ordering = ["-opens_on", "-id"]
        constraints = [models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="programme_period")]

    def __str__(self) -> str:
        return self.name

    @property
    def country_name(self) -> str:
        """In the reader's language."""
        return country_name(self.country)


class ProgrammeFee(models.Model):
    """One thing a person pays and nothing beyond: how much, to whom, by which published text."""

    programme = models.ForeignKey(OverseasProgramme, models.CASCADE, related_name="fee_items")
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    name = TidyCharField(_("khoản"), max_length=160)
    amount = models.PositiveBigIntegerField(_("số tiền"), null=True, blank=True, help_text=_("Để trống: theo thực tế"))
    currency = models.CharField(_("đơn vị tiền"), max_length=3, choices=Currency, default=Currency.VND)
    is_returned = models.BooleanField(_("được hoàn lại"), default=False)
    """A deposit: not counted as spent."""
    paid_to = TidyCharField(_("nộp cho ai"), max_length=160, blank=True)
    source = TidyCharField(_("căn cứ"), max_length=255, blank=True, help_text=_("Văn bản công bố mức này"))

    class Meta:
        verbose_name = _("khoản chi phí")
        ordering = ["programme", "order"]
        constraints = [models.UniqueConstraint(fields=["programme", "order"], name="programme_fee_order")]

    def __str__(self) -> str:
        return self.name


class ProgrammeStep(models.Model):
    """One step and the papers it needs, as staff write them."""

    programme = models.ForeignKey(OverseasProgramme, models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    name = TidyCharField(_("bước"), max_length=160)
    documents = models.TextField(_("giấy tờ cần có"), blank=True, help_text=_("Mỗi dòng một giấy tờ"))

    class Meta:
        verbose_name = _("bước của chương trình")
        ordering = ["programme", "order"]
        constraints = [models.UniqueConstraint(fields=["programme", "order"], name="programme_step_order")]

    def __str__(self) -> str:
        return self.name


class Dossier(models.Model):
    public_id = PublicIdField()
    programme = models.ForeignKey(OverseasProgramme, models.PROTECT, related_name="dossiers")
    worker = models.ForeignKey("workers.Worker", models.PROTECT, related_name="dossiers")
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="dossiers")
    state = models.CharField(_("tình trạng"), max_length=12, choices=DossierState, default=DossierState.REGISTERED)
    registered_on = models.DateField(_("ngày đăng ký"))
    guided_on = models.DateField(_("ngày hướng dẫn hồ sơ"), null=True, blank=True)
    missing = models.TextField(_("giấy tờ còn thiếu"), blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("hồ sơ đi làm việc ở nước ngoài")
        ordering = ["-registered_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["programme", "worker"], name="dossier_once")]

    def __str__(self) -> str:
        return f"{self.worker} · {self.programme}"
