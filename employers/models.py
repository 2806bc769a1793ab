"""Employers (người sử dụng lao động, Mẫu 03) and their members."""

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from employers.enums import MemberRole, Subject, Verification
from employers.querysets import EmployerQuerySet
from employers.tax_code import validate_tax_code
from portal.codes.enums import Ownership, SizeBand
from portal.codes.fields import PublicIdField, TidyCharField
from portal.codes.text import fold_words


class Employer(models.Model):
    public_id = PublicIdField()
    name = TidyCharField(_("tên"), max_length=255)
    name_en = TidyCharField(_("tên tiếng Anh"), max_length=255, blank=True)
    folded_name = models.CharField(max_length=255, editable=False, db_index=True)
    subject = models.CharField(_("chủ thể"), max_length=12, choices=Subject, default=Subject.ENTERPRISE)
    tax_code = models.CharField(
        _("mã số thuế"), max_length=14, unique=True, null=True, blank=True, validators=[validate_tax_code]
    )
    ownership = models.CharField(_("loại hình"), max_length=8, choices=Ownership, blank=True)
    size_band = models.PositiveSmallIntegerField(_("quy mô"), choices=SizeBand, null=True, blank=True)
    industry = models.ForeignKey("codes.Industry", models.PROTECT, null=True, blank=True, verbose_name=_("ngành chính"))
    product = TidyCharField(_("mặt hàng, sản phẩm"), max_length=255, blank=True)
    commune = models.ForeignKey("codes.Commune", models.PROTECT, null=True, blank=True, verbose_name=_("xã, phường"))
    park = models.ForeignKey(
        "codes.IndustrialPark", models.PROTECT, null=True, blank=True, verbose_name=_("khu công nghiệp")
    )
    address = TidyCharField(_("địa chỉ cụ thể"), max_length=255, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    website = models.CharField(_("trang web"), max_length=200, blank=True, validators=[URLValidator(["https", "http"])])
    representative = TidyCharField(_("người đại diện"), max_length=120, blank=True)
    representative_position = TidyCharField(_("chức vụ"), max_length=120, blank=True)
    about = models.TextField(_("giới thiệu"), blank=True)
    headcount_next_6_months = models.PositiveIntegerField(
        _("số lao động tuyển trong 6 tháng tới"), null=True, blank=True
    )
    verification = models.CharField(_("xác minh"), max_length=10, choices=Verification, default=Verification.PENDING)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = EmployerQuerySet.as_manager()

    class Meta:
        verbose_name = _("người sử dụng lao động")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verification__in=[Verification.VERIFIED, Verification.SUSPENDED]) | ~Q(tax_code=None),
                name="employer_verified_has_tax_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]  # Django's own signature
        self.folded_name = fold_words(self.name)[:255]
        super().save(*args, **kwargs)


class VerificationChange(models.Model):
    """Append-only: who changed an employer's verification and why."""

    employer = models.ForeignKey(Employer, models.CASCADE, related_name="verification_changes")
    before = models.CharField(max_length=10, choices=Verification)
    after = models.CharField(max_length=10, choices=Verification)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = TidyCharField(_("lý do"), max_length=255, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.employer_id}: {self.before} → {self.after}"


class EmployerMember(models.Model):
    employer = models.ForeignKey(Employer, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("vai trò"), max_length=10, choices=MemberRole, default=MemberRole.RECRUITER)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("thành viên doanh nghiệp")
        ordering = ["employer", "id"]
        constraints = [models.UniqueConstraint(fields=["employer", "user"], name="employer_member_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.employer}"
