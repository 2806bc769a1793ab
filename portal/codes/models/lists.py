"""The short lists of the forms."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.codes.enums import QualificationLevel
from portal.codes.models.base import DatedCode


class QualificationTitle(DatedCode):
    """A qualification as one decree words it, with the level of Mẫu 01 it counts as."""

    class Decree(models.TextChoices):
        ND_352 = "352/2025", "352/2025/NĐ-CP"
        ND_318 = "318/2025", "318/2025/NĐ-CP"

    decree = models.CharField(_("nghị định"), max_length=8, choices=Decree)
    level = models.PositiveSmallIntegerField(_("trình độ"), choices=QualificationLevel)

    class Meta(DatedCode.Meta):
        verbose_name = _("trình độ chuyên môn kỹ thuật")


class Language(DatedCode):
    class Meta(DatedCode.Meta):
        verbose_name = _("ngoại ngữ")


class ComputingSkill(DatedCode):
    class Meta(DatedCode.Meta):
        verbose_name = _("kỹ năng tin học")


class SoftSkill(DatedCode):
    class Meta(DatedCode.Meta):
        verbose_name = _("kỹ năng mềm")


class Skill(DatedCode):
    """A trade skill, listed under the occupations that use it."""

    occupations = models.ManyToManyField("codes.Occupation", through="SkillOfOccupation", related_name="skills")

    class Meta(DatedCode.Meta):
        verbose_name = _("kỹ năng nghề")


class SkillOfOccupation(models.Model):
    skill = models.ForeignKey(Skill, models.CASCADE)
    occupation = models.ForeignKey("codes.Occupation", models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["skill", "occupation"], name="skill_of_occupation_once")]
        ordering = ["occupation", "skill"]

    def __str__(self) -> str:
        return f"{self.occupation_id} · {self.skill_id}"


class Licence(DatedCode):
    """A licence or certificate to practise (driving classes, forklift, welding, nursing …)."""

    includes = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="included_in")
    """Lower classes a holder may use as well (Law on road traffic safety 36/2024, art. 57)."""

    class Meta(DatedCode.Meta):
        verbose_name = _("giấy phép, chứng chỉ hành nghề")


class Benefit(DatedCode):
    class Meta(DatedCode.Meta):
        verbose_name = _("phúc lợi")


class WorkingCondition(DatedCode):
    """An option of the form's working conditions, for showing; the code compares the enums."""

    group = models.CharField(_("nhóm"), max_length=24)

    class Meta(DatedCode.Meta):
        verbose_name = _("điều kiện làm việc")


class PriorityGroup(DatedCode):
    """Đối tượng ưu tiên (Mẫu 01) and nhóm đặc thù (Decree 318/2025)."""

    is_sensitive = models.BooleanField(_("dữ liệu nhạy cảm"), default=False)

    class Meta(DatedCode.Meta):
        verbose_name = _("đối tượng ưu tiên")
