"""What is kept of a vacancy beside its text: the rest of Mẫu 03a, its changes, its end, its duplicates."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.posting.enums import Change, ReturnReason, Service
from portal.codes.fields import TidyCharField


class Registration(models.Model):
    """What Mẫu 03a asks for the centre's use; readers do not see it."""

    vacancy = models.OneToOneField("jobs.Vacancy", models.CASCADE, primary_key=True, related_name="registration")
    other_training = TidyCharField(_("trình độ khác"), max_length=160, blank=True)
    preferred_groups = models.ManyToManyField(
        "codes.PriorityGroup", blank=True, related_name="+", verbose_name=_("ưu tiên tuyển")
    )
    services = ArrayField(models.CharField(max_length=8, choices=Service), default=list, blank=True)
    wants_messages = models.BooleanField(_("nhận tin nhắn, thư khi có người ứng tuyển"), null=True, blank=True)
    committed_at = models.DateTimeField(_("cam kết lúc"), null=True, blank=True)
    committed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("phiếu đăng ký tuyển lao động")
        constraints = [
            models.CheckConstraint(
                condition=Q(committed_at=None, committed_by=None)
                | Q(committed_at__isnull=False, committed_by__isnull=False),
                name="registration_commitment_whole",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class VacancyChange(models.Model):
    """Append-only: what was changed of a vacancy after it was published, by whom."""

    vacancy = models.ForeignKey("jobs.Vacancy", models.CASCADE, related_name="changes")
    what = models.CharField(max_length=10, choices=Change)
    before = TidyCharField(max_length=255, blank=True)
    after = TidyCharField(max_length=255, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["vacancy", "at", "id"]

    def __str__(self) -> str:
        return f"{self.vacancy_id}: {self.what} {self.before} → {self.after}"


class Closing(models.Model):
    """How a vacancy ended, in people: hired through the centre (measured) and otherwise (told)."""

    vacancy = models.OneToOneField("jobs.Vacancy", models.CASCADE, primary_key=True, related_name="closing")
    hired_here = models.PositiveIntegerField(_("tuyển qua trung tâm"), default=0)
    hired_elsewhere = models.PositiveIntegerField(_("tuyển qua kênh khác"), null=True, blank=True)
    """Empty: not said."""
    note = TidyCharField(_("ghi chú"), max_length=255, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("kết quả khi đóng tin")
        ordering = ["-at", "-vacancy_id"]

    def __str__(self) -> str:
        return f"{self.vacancy_id}: {self.hired_here} + {self.hired_elsewhere}"


class Return(models.Model):
    """The coded reasons of a return; the words stand in the transition."""

    transition = models.OneToOneField(
        "jobs.VacancyTransition", models.CASCADE, primary_key=True, related_name="returned"
    )
    reasons = ArrayField(models.CharField(max_length=10, choices=ReturnReason))

    def __str__(self) -> str:
        return f"{self.transition_id}: {', '.join(self.reasons)}"

    @property
    def labels(self) -> list[str]:
        return [str(ReturnReason(code).label) for code in self.reasons]


class Merge(models.Model):
    """A vacancy that was the same as another one: its people and what hung on it went there."""

    duplicate = models.OneToOneField("jobs.Vacancy", models.CASCADE, primary_key=True, related_name="merged_into")
    survivor = models.ForeignKey("jobs.Vacancy", models.PROTECT, related_name="merged_from")
    moved = models.JSONField(default=dict)
    """Table → [rows moved, rows that could not move and stay with the duplicate]."""
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("gộp tin trùng")
        ordering = ["-at", "-duplicate_id"]
        constraints = [
            models.CheckConstraint(condition=~Q(duplicate=F("survivor")), name="merge_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.duplicate_id} → {self.survivor_id}"
