"""Numbers of official letters."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferralCounter(models.Model):
    """The last number of an office's referral letters in one year."""

    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("số giấy giới thiệu")
        ordering = ["office", "-year"]
        constraints = [models.UniqueConstraint(fields=["office", "year"], name="referral_counter_once")]

    def __str__(self) -> str:
        return f"{self.office_id} {self.year}: {self.last}"
