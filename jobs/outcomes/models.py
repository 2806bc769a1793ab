"""What became of referrals and of the work that came of them. Rows are added, not rewritten."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.models import PlacementCheck
from jobs.outcomes.enums import Justified, PersonReason, Source, Word
from portal.codes.enums import ContractType
from portal.codes.fields import TidyCharField


class EmployerWord(models.Model):
    """What the employer said about a referral, and how it reached the centre."""

    referral = models.ForeignKey("jobs.Referral", models.CASCADE, related_name="words")
    word = models.CharField(_("đơn vị trả lời"), max_length=10, choices=Word)
    source = models.CharField(_("qua"), max_length=6, choices=Source)
    said_by = TidyCharField(_("người trả lời"), max_length=160, blank=True)
    """Name and position."""
    note = TidyCharField(_("nói thêm"), max_length=255, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    """The counsellor on the telephone; nobody where the link was used."""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("đơn vị xác nhận")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral"], condition=~Q(word=Word.WAITING), name="employer_word_final_once"
            ),
            models.CheckConstraint(
                condition=Q(source=Source.LINK, recorded_by=None)
                | Q(source=Source.PHONE, recorded_by__isnull=False) & ~Q(said_by=""),
                name="employer_word_phone_has_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referral_id}: {self.word}"


class Refusal(models.Model):
    """The person does not take the work of a referral."""

    referral = models.OneToOneField("jobs.Referral", models.CASCADE, related_name="refusal")
    reason = models.CharField(_("lý do"), max_length=10, choices=PersonReason)
    words = TidyCharField(_("lời người lao động"), max_length=255, blank=True)
    justified = models.CharField(_("có lý do chính đáng"), max_length=4, choices=Justified, default=Justified.OPEN)
    refused_on = models.DateField(_("ngày từ chối"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("từ chối việc làm được giới thiệu")
        ordering = ["-refused_on", "-id"]

    def __str__(self) -> str:
        return f"{self.referral_id}: {self.reason}"


class Mailing(models.Model):
    """The confirmation link was sent to the employer."""

    referral = models.ForeignKey("jobs.Referral", models.CASCADE, related_name="mailings")
    email = models.EmailField(_("gửi tới"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("thư xin xác nhận")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.referral_id}: {self.email}"


class Call(models.Model):
    """One call about a placement at 1, 3 or 6 months, also one that nobody answered."""

    placement = models.ForeignKey("jobs.Placement", models.CASCADE, related_name="calls")
    month = models.PositiveSmallIntegerField(_("tháng thứ"), choices=[(1, "1"), (3, "3"), (6, "6")])
    outcome = models.CharField(_("kết quả"), max_length=10, choices=PlacementCheck.Outcome)
    again_on = models.DateField(_("gọi lại ngày"), null=True, blank=True)
    monthly_pay = models.PositiveIntegerField(_("lương thực nhận (đồng/tháng)"), null=True, blank=True)
    has_contract = models.BooleanField(_("đã ký hợp đồng"), null=True, blank=True)
    contract_type = models.CharField(_("loại hợp đồng"), max_length=12, choices=ContractType, blank=True)
    is_insured = models.BooleanField(_("được đóng bảo hiểm"), null=True, blank=True)
    problems = TidyCharField(_("vướng mắc"), max_length=255, blank=True)
    left_on = models.DateField(_("nghỉ việc từ ngày"), null=True, blank=True)
    left_because = TidyCharField(_("vì sao nghỉ"), max_length=255, blank=True)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """Of the form: a double click makes one call."""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("cuộc gọi hỏi thăm")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["placement", "-at"], name="call_placement")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome=PlacementCheck.Outcome.UNREACHED) | Q(again_on__isnull=False),
                name="call_unreached_again",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} +{self.month}: {self.outcome}"


class ExchangeUpdate(models.Model):
    """A placement's result was entered on the national job exchange (Mẫu 04, Decree 352/2025)."""

    placement = models.OneToOneField("jobs.Placement", models.CASCADE, related_name="exchange_update")
    updated_on = models.DateField(_("đã cập nhật ngày"))
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("cập nhật kết quả lên sàn")
        ordering = ["-updated_on", "-id"]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.updated_on}"
