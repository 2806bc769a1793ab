"""Occupations (QĐ 34/2020/QĐ-TTg), industries (VSIC 2025), fields of training (QĐ 01/2017/QĐ-TTg)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.codes.models.base import DatedCode


class Tree(DatedCode):
    """A hierarchical list; a child's code begins with its parent's."""

    level = models.PositiveSmallIntegerField(_("cấp"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta(DatedCode.Meta):
        abstract = True
        ordering = ["code"]


class Occupation(Tree):
    """Nghề nghiệp, levels 1–4 (10 / 48 / 152 / 509 codes). Not ISCO-08: never join on it."""

    class Meta(Tree.Meta):
        verbose_name = _("nghề nghiệp")


class OccupationSynonym(models.Model):
    """How people and adverts name an occupation: "công nhân may", "lái xe nâng"."""

    occupation = models.ForeignKey(Occupation, models.CASCADE, related_name="synonyms")
    text = models.CharField(max_length=160)
    folded = models.CharField(max_length=160, db_index=True)
    is_local = models.BooleanField(_("do trung tâm thêm"), default=False)

    class Meta:
        ordering = ["occupation", "text"]
        constraints = [models.UniqueConstraint(fields=["occupation", "folded"], name="occupation_synonym_once")]

    def __str__(self) -> str:
        return self.text


class OccupationRelation(models.Model):
    """Occupations (level 4) nearer or farther apart than their codes say; stored both ways round.

    Made by ``manage.py relate_occupations``.
    """

    occupation = models.ForeignKey(Occupation, models.CASCADE, related_name="relations")
    related = models.ForeignKey(Occupation, models.CASCADE, related_name="+")
    share = models.PositiveSmallIntegerField()
    """Per mille of the full occupation points (0–1000), instead of what the codes say; 0: not near."""
    reason = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["occupation", "-share", "related"]
        constraints = [
            models.UniqueConstraint(fields=["occupation", "related"], name="occupation_relation_once"),
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=1000), name="occupation_relation_share"),
            models.CheckConstraint(condition=~Q(occupation=F("related")), name="occupation_relation_not_self"),
        ]

    def __str__(self) -> str:
        return f"{self.occupation_id} ~ {self.related_id}"


class IndustryGroup(DatedCode):
    """One of the 21 groups of Mẫu 03 (VSIC 2018, level 1)."""

    class Meta(DatedCode.Meta):
        verbose_name = _("nhóm ngành (Mẫu 03)")


class Industry(Tree):
    """Ngành kinh tế, VSIC 2025 sections (letters) and divisions (two digits), QĐ 36/2025."""

    group = models.ForeignKey(IndustryGroup, models.PROTECT, null=True, blank=True, related_name="industries")

    class Meta(Tree.Meta):
        verbose_name = _("ngành kinh tế")


class TrainingField(DatedCode):
    """Ngành, nhóm ngành đào tạo (QĐ 01/2017/QĐ-TTg)."""

    class Meta(DatedCode.Meta):
        verbose_name = _("lĩnh vực đào tạo")
