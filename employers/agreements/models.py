"""Labour-supply agreements (thỏa thuận cung ứng lao động) and their quotas."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.codes.fields import PublicIdField, TidyCharField


class SupplyAgreement(models.Model):
    public_id = PublicIdField()
    number = TidyCharField(_("số"), max_length=40, unique=True)
    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="agreements")
    signed_on = models.DateField(_("ngày ký"))
    signed_by_centre = TidyCharField(_("đại diện trung tâm"), max_length=120)
    signed_by_employer = TidyCharField(_("đại diện doanh nghiệp"), max_length=120)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến ngày"))
    note = models.TextField(_("ghi chú"), blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("thỏa thuận cung ứng lao động")
        ordering = ["-signed_on", "-id"]
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="agreement_period")]

    def __str__(self) -> str:
        return self.number


class AgreementQuota(models.Model):
    """How many people of one occupation in one month."""

    agreement = models.ForeignKey(SupplyAgreement, models.CASCADE, related_name="quotas")
    occupation = models.ForeignKey("codes.Occupation", models.PROTECT, verbose_name=_("nghề"))
    month = models.DateField(_("tháng"), help_text=_("Ngày đầu tháng"))
    headcount = models.PositiveIntegerField(_("số lao động"))

    class Meta:
        verbose_name = _("chỉ tiêu cung ứng")
        ordering = ["agreement", "month", "occupation"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "occupation", "month"], name="agreement_quota_once"),
            models.CheckConstraint(condition=Q(headcount__gte=1), name="agreement_quota_positive"),
            models.CheckConstraint(condition=Q(month__day=1), name="agreement_quota_first_of_month"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.month:%m/%Y}: {self.headcount}"
