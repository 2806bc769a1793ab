"""Consent per purpose, with its proof (Law 91/2025/QH15, art. 9; Decree 356/2025)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.codes.fields import TidyCharField
from workers.enums import ConsentChannel, ConsentPurpose


class Consent(models.Model):
    """Given once, withdrawn once; a new consent is a new row, so the proof stays whole."""

    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="consents")
    purpose = models.CharField(_("mục đích"), max_length=12, choices=ConsentPurpose)
    wording = models.TextField(_("nội dung đã đồng ý"))
    channel = models.CharField(_("hình thức"), max_length=8, choices=ConsentChannel)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    evidence = TidyCharField(_("chứng cứ"), max_length=160, blank=True)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("sự đồng ý")
        ordering = ["worker", "purpose", "-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "purpose"], condition=Q(withdrawn_at=None), name="consent_standing_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")), name="consent_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker_id} {self.purpose}"
