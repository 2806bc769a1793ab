"""What Mẫu 01 and 01a ask for and nothing else in the portal reads."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.codes.enums import QualificationLevel
from portal.codes.fields import TidyCharField
from workers.slips.enums import MEALS, PayBand, Service


class Slip(models.Model):
    """The rest of a person's two forms. Empty means: not said. Matching reads none of it."""

    worker = models.OneToOneField("workers.Worker", models.CASCADE, primary_key=True, related_name="slip")
    services = ArrayField(
        models.CharField(max_length=8, choices=Service), default=list, blank=True, verbose_name=_("dịch vụ đề nghị")
    )
    services_other = TidyCharField(_("dịch vụ khác"), max_length=160, blank=True)
    priority_other = TidyCharField(_("đối tượng ưu tiên khác"), max_length=160, blank=True)
    other_qualification = models.PositiveSmallIntegerField(
        _("trình độ chuyên môn khác"), choices=QualificationLevel, null=True, blank=True
    )
    other_specialty = TidyCharField(_("chuyên ngành của trình độ khác"), max_length=160, blank=True)
    other_training_1 = TidyCharField(_("trình độ khác (1)"), max_length=160, blank=True)
    other_training_2 = TidyCharField(_("trình độ khác (2)"), max_length=160, blank=True)
    trade_grade = TidyCharField(_("bậc"), max_length=40, blank=True)
    work_description = models.TextField(_("mô tả công việc mong muốn"), max_length=1000, blank=True)
    pay_band = models.PositiveSmallIntegerField(_("khoảng lương tháng"), choices=PayBand, null=True, blank=True)
    pay_day = models.PositiveIntegerField(_("lương ngày (đồng)"), null=True, blank=True)
    pay_hour = models.PositiveIntegerField(_("lương giờ (đồng)"), null=True, blank=True)
    pay_commission = models.BooleanField(_("hoa hồng theo doanh thu, sản phẩm"), default=False)
    meals = models.CharField(_("hỗ trợ ăn"), max_length=8, choices=MEALS, blank=True)

    class Meta:
        verbose_name = _("phiếu đăng ký")
        constraints = [
            models.CheckConstraint(
                condition=(Q(pay_day=None) | Q(pay_day__lte=50_000_000))
                & (Q(pay_hour=None) | Q(pay_hour__lte=10_000_000)),
                name="slip_pay_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"01, 01a {self.worker_id}"


def slip_of(worker: "models.Model") -> Slip:
    """The stored answers, or fresh ones in which nothing is said yet (not stored)."""
    return Slip.objects.filter(worker=worker.pk).first() or Slip(worker_id=worker.pk)
