"""What the person has done and can do."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.codes.enums import Proficiency
from portal.codes.fields import TidyCharField


class WorkHistory(models.Model):
    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="history")
    employer_name = TidyCharField(_("đơn vị"), max_length=200, blank=True)
    title = TidyCharField(_("công việc, chức vụ"), max_length=200)
    occupation = models.ForeignKey("codes.Occupation", models.PROTECT, null=True, blank=True, related_name="+")
    duties = models.TextField(_("công việc chính"), blank=True)
    starts_on = models.DateField(_("từ"), null=True, blank=True)
    ends_on = models.DateField(_("đến"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("số tháng"), null=True, blank=True)
    """Given when the dates are not known; otherwise follows from them."""

    class Meta:
        verbose_name = _("kinh nghiệm làm việc")
        ordering = ["worker", F("starts_on").desc(nulls_last=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="history_dates"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class WorkerSkill(models.Model):
    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="skills")
    skill = models.ForeignKey("codes.Skill", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["worker", "skill"]
        constraints = [models.UniqueConstraint(fields=["worker", "skill"], name="worker_skill_once")]

    def __str__(self) -> str:
        return str(self.skill)


class WorkerLanguage(models.Model):
    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="languages")
    language = models.ForeignKey("codes.Language", models.PROTECT, related_name="+")
    proficiency = models.PositiveSmallIntegerField(_("khả năng"), choices=Proficiency)
    certificate = TidyCharField(_("chứng chỉ"), max_length=80, blank=True)

    class Meta:
        ordering = ["worker", "-proficiency", "id"]
        constraints = [models.UniqueConstraint(fields=["worker", "language"], name="worker_language_once")]

    def __str__(self) -> str:
        return f"{self.language}: {self.get_proficiency_display()}"


class WorkerComputing(models.Model):
    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="computing")
    skill = models.ForeignKey("codes.ComputingSkill", models.PROTECT, related_name="+")
    proficiency = models.PositiveSmallIntegerField(_("khả năng"), choices=Proficiency)

    class Meta:
        ordering = ["worker", "-proficiency", "id"]
        constraints = [models.UniqueConstraint(fields=["worker", "skill"], name="worker_computing_once")]

    def __str__(self) -> str:
        return f"{self.skill}: {self.get_proficiency_display()}"


class WorkerLicence(models.Model):
    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="licences")
    licence = models.ForeignKey("codes.Licence", models.PROTECT, related_name="+")
    valid_to = models.DateField(_("có giá trị đến"), null=True, blank=True)
    """Empty: without an end."""

    class Meta:
        ordering = ["worker", "licence"]
        constraints = [models.UniqueConstraint(fields=["worker", "licence"], name="worker_licence_once")]

    def __str__(self) -> str:
        return str(self.licence)


class BlockedEmployer(models.Model):
    """The person does not want to be shown to, or matched with, this employer."""

    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="blocked")
    employer = models.ForeignKey("employers.Employer", models.CASCADE, related_name="+")

    class Meta:
        ordering = ["worker", "id"]
        constraints = [models.UniqueConstraint(fields=["worker", "employer"], name="blocked_employer_once")]

    def __str__(self) -> str:
        return f"{self.worker_id} ⊘ {self.employer_id}"
