"""How an employer becomes known: the form (Mẫu 03), its papers, what the centre said, and who asks to speak for it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from employers.models import Employer
from employers.verification.enums import ClaimState, Happening, Outcome, PaperKind, ReturnCode, Service
from portal.accounts.models import MOBILE
from portal.codes.fields import PublicIdField, TidyCharField
from portal.documents.models import Upload


class Registration(models.Model):
    """What Mẫu 03 asks beyond the employer itself; made when the first step is saved."""

    employer = models.OneToOneField(Employer, models.CASCADE, primary_key=True, related_name="registration")
    version = models.PositiveIntegerField(default=0)
    representative_phone = models.CharField(
        _("điện thoại người đại diện"), max_length=10, blank=True, validators=[MOBILE]
    )
    other_contact = TidyCharField(_("liên hệ khác"), max_length=160, blank=True)
    services = ArrayField(
        models.CharField(max_length=8, choices=Service), default=list, blank=True, verbose_name=_("dịch vụ đăng ký")
    )
    wanted_when = TidyCharField(_("thời gian mong muốn"), max_length=160, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    """When the commitment at the end of the form was given; it is asked once."""
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("phiếu đăng ký (Mẫu 03)")

    def __str__(self) -> str:
        return f"Mẫu 03 · {self.employer_id}"


class Paper(models.Model):
    """A paper the employer handed in; taken back, both row and file go."""

    public_id = PublicIdField()
    employer = models.ForeignKey(Employer, models.CASCADE, related_name="papers")
    kind = models.CharField(_("loại giấy tờ"), max_length=16, choices=PaperKind)
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("giấy tờ doanh nghiệp")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.employer_id}: {self.get_kind_display()}"


class Handover(models.Model):
    """One time the employer asked the centre to look, and what the centre decided."""

    employer = models.ForeignKey(Employer, models.CASCADE, related_name="handovers")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(_("kết quả"), max_length=10, choices=Outcome, blank=True)
    codes = ArrayField(models.CharField(max_length=16, choices=ReturnCode), default=list, blank=True)
    words = models.TextField(_("cần bổ sung"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("lần gửi xác minh")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["at"], condition=Q(outcome=""), name="handover_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["employer"], condition=Q(outcome=""), name="handover_open_once"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None) | ~Q(outcome="") & Q(decided_at__isnull=False),
                name="handover_decided_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.at:%d/%m/%Y} {self.outcome}"

    @property
    def reasons(self) -> list[str]:
        """The codes in words."""
        return [str(ReturnCode(code).label) for code in self.codes]


class Claim(models.Model):
    """Somebody signed up with the tax code of an employer that has members: the centre decides."""

    public_id = PublicIdField()
    employer = models.ForeignKey(Employer, models.CASCADE, related_name="claims")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="employer_claims")
    company = TidyCharField(_("tên đã ghi"), max_length=255)
    """What the person called it: the only name they are shown."""
    message = models.TextField(_("lời giải thích"), blank=True)
    letter = models.ForeignKey(Upload, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("trạng thái"), max_length=10, choices=ClaimState, default=ClaimState.OPEN)
    reason = TidyCharField(_("lý do"), max_length=255, blank=True)
    at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("yêu cầu được quản lý")
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "user"], condition=Q(state=ClaimState.OPEN), name="claim_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.employer_id}"


class EmployerLog(models.Model):
    """Append-only: what happened to an employer besides its states, and whether staff did it on its behalf."""

    employer = models.ForeignKey(Employer, models.CASCADE, related_name="log")
    what = models.CharField(max_length=16, choices=Happening)
    detail = TidyCharField(max_length=500, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    on_behalf = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("lịch sử doanh nghiệp")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.employer_id}: {self.what}"
