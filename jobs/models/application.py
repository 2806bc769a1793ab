"""Applications, from whoever started them, and the centre's referrals."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.enums import APPLICATION_LIVE, ApplicationOrigin, ApplicationState
from portal.codes.fields import PublicIdField, TidyCharField


class Application(models.Model):
    """Hồ sơ ứng tuyển: one worker, one vacancy, one live application at a time."""

    public_id = PublicIdField()
    worker = models.ForeignKey("workers.Worker", models.PROTECT, related_name="applications")
    vacancy = models.ForeignKey("jobs.Vacancy", models.PROTECT, related_name="applications")
    origin = models.CharField(_("nguồn"), max_length=12, choices=ApplicationOrigin)
    agreement = models.ForeignKey(
        "agreements.SupplyAgreement", models.PROTECT, null=True, blank=True, related_name="applications"
    )
    event = models.ForeignKey(
        "outreach.OutreachEvent", models.PROTECT, null=True, blank=True, related_name="applications"
    )
    state = models.CharField(_("trạng thái"), max_length=10, choices=ApplicationState)
    letter = models.TextField(_("thư ứng tuyển"), blank=True)
    reason = TidyCharField(_("lý do"), max_length=255, blank=True)
    """Of declining, refusing or withdrawing."""
    reply_by = models.DateField(_("hẹn trả lời trước"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("hồ sơ ứng tuyển")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["vacancy", "state"], name="application_vacancy_state"),
            models.Index(fields=["worker", "-created_at"], name="application_worker"),
            models.Index(fields=["created_at"], name="application_created"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "vacancy"],
                condition=Q(state__in=sorted(APPLICATION_LIVE)),
                name="application_live_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker} → {self.vacancy}"


class ApplicationTransition(models.Model):
    """Append-only: every change of an application's state, with who and why."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="transitions")
    before = models.CharField(max_length=10, choices=ApplicationState, blank=True)
    after = models.CharField(max_length=10, choices=ApplicationState)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = TidyCharField(max_length=255, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["application", "at", "id"]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.before} → {self.after}"


class Referral(models.Model):
    """Giới thiệu việc làm: issued by staff with the official letter (Mẫu 01, Decree 374/2025)."""

    public_id = PublicIdField()
    application = models.OneToOneField(Application, models.PROTECT, related_name="referral")
    number = models.CharField(_("số"), max_length=40)
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="referrals")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="referrals_issued")
    issued_on = models.DateField(_("ngày cấp"))
    valid_until = models.DateField(_("có giá trị đến hết ngày"))
    session = models.ForeignKey(
        "counselling.CounsellingSession", models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    """The turn it was issued in: the first link of the turn-to-job ledger."""

    class Meta:
        verbose_name = _("giới thiệu việc làm")
        ordering = ["-issued_on", "-id"]
        indexes = [models.Index(fields=["issued_on"], name="referral_issued")]
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="referral_number_once"),
            models.CheckConstraint(condition=Q(valid_until__gte=models.F("issued_on")), name="referral_validity"),
        ]

    def __str__(self) -> str:
        return self.number
