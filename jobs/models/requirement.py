"""What a vacancy asks for, item by item."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.codes.enums import Proficiency


class VacancySkill(models.Model):
    vacancy = models.ForeignKey("jobs.Vacancy", models.CASCADE, related_name="skills")
    skill = models.ForeignKey("codes.Skill", models.PROTECT, related_name="+")
    is_required = models.BooleanField(_("bắt buộc"), default=True)
    """Otherwise nice to have: counts half."""

    class Meta:
        ordering = ["vacancy", "-is_required", "skill"]
        constraints = [models.UniqueConstraint(fields=["vacancy", "skill"], name="vacancy_skill_once")]

    def __str__(self) -> str:
        return str(self.skill)


class VacancyLanguage(models.Model):
    vacancy = models.ForeignKey("jobs.Vacancy", models.CASCADE, related_name="languages")
    language = models.ForeignKey("codes.Language", models.PROTECT, related_name="+")
    proficiency = models.PositiveSmallIntegerField(_("khả năng"), choices=Proficiency)

    class Meta:
        ordering = ["vacancy", "language"]
        constraints = [models.UniqueConstraint(fields=["vacancy", "language"], name="vacancy_language_once")]

    def __str__(self) -> str:
        return f"{self.language}: {self.get_proficiency_display()}"


class VacancyComputing(models.Model):
    vacancy = models.ForeignKey("jobs.Vacancy", models.CASCADE, related_name="computing")
    skill = models.ForeignKey("codes.ComputingSkill", models.PROTECT, related_name="+")
    proficiency = models.PositiveSmallIntegerField(_("khả năng"), choices=Proficiency)

    class Meta:
        ordering = ["vacancy", "skill"]
        constraints = [models.UniqueConstraint(fields=["vacancy", "skill"], name="vacancy_computing_once")]

    def __str__(self) -> str:
        return f"{self.skill}: {self.get_proficiency_display()}"


class VacancyLicence(models.Model):
    vacancy = models.ForeignKey("jobs.Vacancy", models.CASCADE, related_name="licences")
    licence = models.ForeignKey("codes.Licence", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["vacancy", "licence"]
        constraints = [models.UniqueConstraint(fields=["vacancy", "licence"], name="vacancy_licence_once")]

    def __str__(self) -> str:
        return str(self.licence)
