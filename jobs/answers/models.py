"""Decisions that can be taken back for a moment, promises that lapsed, and who asked the centre to ask."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.answers.enums import WORDS, RefusalReason
from portal.codes.fields import PublicIdField, TidyCharField


class Decision(models.Model):
    """An employer's answer: one line of the application's log, with its coded reason and the words that go with it."""

    public_id = PublicIdField()
    application = models.ForeignKey("jobs.Application", models.CASCADE, related_name="decisions")
    transition = models.OneToOneField("jobs.ApplicationTransition", models.CASCADE, related_name="decision")
    code = models.CharField(_("lý do"), max_length=12, choices=RefusalReason, blank=True)
    words = models.TextField(_("lời nhắn"), max_length=1000, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)
    """When the candidate first read it."""
    told_at = models.DateTimeField(null=True, blank=True)
    """When it became final and the candidate was told."""
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("quyết định")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["at"], condition=Q(told_at=None, undone_at=None), name="decision_untold")]
        constraints = [
            models.CheckConstraint(condition=Q(undone_at=None) | Q(told_at=None), name="decision_undone_untold"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.code or self.transition.after}"

    @property
    def said(self) -> str:
        """What the candidate reads: the employer's own words, else the polite ones of the reason."""
        return self.words or (str(WORDS[RefusalReason(self.code)]) if self.code else "")


class Lapse(models.Model):
    """A promised day that passed without an answer; the candidate was told once."""

    application = models.OneToOneField("jobs.Application", models.CASCADE, related_name="lapse")
    reply_by = models.DateField(_("hẹn trả lời trước"))
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("lần quá hẹn trả lời")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.application_id} {self.reply_by}"


class HelpRequest(models.Model):
    """A candidate asks the centre to find out why no answer comes."""

    public_id = PublicIdField()
    application = models.OneToOneField("jobs.Application", models.CASCADE, related_name="help_request")
    asked_at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answer = TidyCharField(_("trung tâm trả lời"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("nhờ trung tâm hỏi giúp")
        ordering = ["asked_at", "id"]
        indexes = [models.Index(fields=["asked_at"], condition=Q(handled_at=None), name="help_request_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(handled_at=None, handled_by=None, answer="") | ~Q(handled_at=None) & ~Q(answer=""),
                name="help_request_handled_has_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}"


class StartConfirmation(models.Model):
    """The person's own word on whether the job began; the employer's record stands beside it."""

    placement = models.OneToOneField("jobs.Placement", models.CASCADE, related_name="start_confirmation")
    started = models.BooleanField(_("đã đi làm"))
    note = TidyCharField(_("nói thêm"), max_length=255, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("xác nhận đi làm")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.placement_id}: {self.started}"
