"""What applicant and employer write to each other about one application."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.codes.fields import PublicIdField, TidyCharField

LONGEST = 1000


class Side(models.TextChoices):
    WORKER = "worker", _("Người lao động")
    EMPLOYER = "employer", _("Doanh nghiệp")
    CENTRE = "centre", _("Trung tâm")


class Letter(models.Model):
    """One message; never changed, never deleted by the two sides."""

    public_id = PublicIdField()
    application = models.ForeignKey("jobs.Application", models.CASCADE, related_name="letters")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side)
    text = models.TextField(max_length=LONGEST)
    nonce = models.CharField(max_length=32)
    """Of the form it was written in: sent twice, it is one."""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("tin nhắn")
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["application", "at"], name="letter_thread"),
            models.Index(fields=["author", "at"], name="letter_author"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["author", "nonce"], name="letter_once"),
            models.CheckConstraint(condition=~Q(text=""), name="letter_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.side}"


class Reading(models.Model):
    """Up to when somebody has read a thread."""

    application = models.ForeignKey("jobs.Application", models.CASCADE, related_name="readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    side = models.CharField(max_length=8, choices=Side)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["application", "user"]
        constraints = [models.UniqueConstraint(fields=["application", "user"], name="reading_once")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.user_id}"


class Report(models.Model):
    """One side asks the centre to look at a thread; until then, nobody writes there."""

    public_id = PublicIdField()
    application = models.ForeignKey("jobs.Application", models.CASCADE, related_name="message_reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side)
    reason = TidyCharField(_("có chuyện gì?"), max_length=255)
    at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = TidyCharField(_("trung tâm xử lý"), max_length=255, blank=True)
    reopened = models.BooleanField(default=False)
    """The centre found that the two may write again."""

    class Meta:
        verbose_name = _("báo trung tâm")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["at"], condition=Q(handled_at=None), name="message_report_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "by"], condition=Q(handled_at=None), name="message_report_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.side}"
