"""Papers sent with an application, and whether the employer may keep them when it says no."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.codes.fields import PublicIdField, TidyCharField


class Attachment(models.Model):
    """A copy as it was when sent: what the person changes or deletes at home later does not change it."""

    public_id = PublicIdField()
    application = models.ForeignKey("jobs.Application", models.PROTECT, related_name="attachments")
    upload = models.OneToOneField("documents.Upload", models.PROTECT, related_name="attachment")
    title = TidyCharField(_("tên"), max_length=120)
    digest = models.CharField(max_length=64, editable=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("giấy tờ kèm hồ sơ")
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["application", "digest"], name="attachment_once")]

    def __str__(self) -> str:
        return self.title


class Keeping(models.Model):
    """The person agreed that the employer keeps the application when it says no; silence is no agreement."""

    application = models.OneToOneField("jobs.Application", models.CASCADE, related_name="keeping")
    wording = models.TextField(_("nội dung đã đồng ý"))
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("cho giữ hồ sơ")
        ordering = ["-given_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")), name="keeping_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}"


class Removal(models.Model):
    """Append-only: an application whose letter and papers were removed when their time was over."""

    application = models.OneToOneField("jobs.Application", models.CASCADE, related_name="removal")
    papers = models.PositiveSmallIntegerField()
    had_letter = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.application_id} −{self.papers}"
