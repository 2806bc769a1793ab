"""What work the person wants (Mẫu 01a)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.codes.enums import (
    ContractType,
    Handling,
    Hands,
    Hearing,
    Lifting,
    Ownership,
    Position,
    Purpose,
    RecruitMethod,
    Sight,
    Standing,
    WorkingTime,
    WorkSetting,
)
from portal.codes.fields import TidyCharField


class WorkWish(models.Model):
    """The wishes that do not repeat. An empty list or ``None`` means: not said."""

    worker = models.OneToOneField("workers.Worker", models.CASCADE, primary_key=True, related_name="wish")
    ownerships = ArrayField(models.CharField(max_length=8, choices=Ownership), default=list, blank=True)
    position = models.CharField(_("chức vụ"), max_length=8, choices=Position, blank=True)
    any_manual_work = models.BooleanField(_("nhận mọi việc lao động phổ thông"), null=True, blank=True)
    contract_types = ArrayField(models.CharField(max_length=12, choices=ContractType), default=list, blank=True)
    working_times = ArrayField(models.CharField(max_length=4, choices=WorkingTime), default=list, blank=True)
    purposes = ArrayField(models.CharField(max_length=12, choices=Purpose), default=list, blank=True)
    can_shifts = models.BooleanField(_("làm ca"), null=True, blank=True)
    can_travel = models.BooleanField(_("đi công tác"), null=True, blank=True)
    can_secondment = models.BooleanField(_("đi biệt phái"), null=True, blank=True)
    pay_min = models.PositiveIntegerField(_("lương thấp nhất chấp nhận (đồng/tháng)"), null=True, blank=True)
    pay_negotiable = models.BooleanField(_("thỏa thuận khi phỏng vấn"), default=False)
    benefits = models.ManyToManyField(
        "codes.Benefit", blank=True, related_name="+", verbose_name=_("phúc lợi mong muốn")
    )
    accepts_move = models.BooleanField(_("đi làm xa nếu có ký túc xá"), null=True, blank=True)
    setting = models.CharField(_("nơi làm việc"), max_length=8, choices=WorkSetting, blank=True)
    max_lifting = models.PositiveSmallIntegerField(_("nâng được"), choices=Lifting, null=True, blank=True)
    max_standing = models.PositiveSmallIntegerField(_("đứng, đi lại được"), choices=Standing, null=True, blank=True)
    hearing = models.PositiveSmallIntegerField(_("nghe, nói được"), choices=Hearing, null=True, blank=True)
    sight = models.PositiveSmallIntegerField(_("thị lực"), choices=Sight, null=True, blank=True)
    handling = models.PositiveSmallIntegerField(_("thao tác tay được"), choices=Handling, null=True, blank=True)
    hands = models.CharField(_("dùng hai tay"), max_length=10, choices=Hands, blank=True)
    can_start_on = models.DateField(_("có thể bắt đầu từ"), null=True, blank=True)
    """Empty: not said; ready now is the day it was said."""
    recruit_methods = ArrayField(models.CharField(max_length=8, choices=RecruitMethod), default=list, blank=True)
    overseas_countries = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    """ISO 3166-1 alpha-2 codes of the countries asked for."""

    class Meta:
        verbose_name = _("nguyện vọng việc làm")
        constraints = [
            models.CheckConstraint(condition=Q(pay_min=None) | Q(pay_min__lte=1_000_000_000), name="wish_pay_sane"),
        ]

    def __str__(self) -> str:
        return f"01a {self.worker_id}"


class WantedOccupation(models.Model):
    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="wanted_occupations")
    rank = models.PositiveSmallIntegerField(default=1)
    title = TidyCharField(_("tên công việc"), max_length=200)
    """In the person's own words."""
    occupation = models.ForeignKey("codes.Occupation", models.PROTECT, null=True, blank=True, related_name="+")
    confidence = models.FloatField(null=True, blank=True)
    """Of the automatic coding, 0–1; empty when a person chose the code."""

    class Meta:
        verbose_name = _("công việc mong muốn")
        ordering = ["worker", "rank", "id"]
        constraints = [models.UniqueConstraint(fields=["worker", "rank"], name="wanted_occupation_rank")]

    def __str__(self) -> str:
        return self.title


class WantedPlace(models.Model):
    """A commune (with a radius around it), or a whole province."""

    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="wanted_places")
    rank = models.PositiveSmallIntegerField(default=1)
    province = models.ForeignKey("codes.Province", models.PROTECT, null=True, blank=True, related_name="+")
    commune = models.ForeignKey("codes.Commune", models.PROTECT, null=True, blank=True, related_name="+")
    park = models.ForeignKey("codes.IndustrialPark", models.PROTECT, null=True, blank=True, related_name="+")
    radius_km = models.PositiveSmallIntegerField(_("trong bán kính (km)"), null=True, blank=True)

    class Meta:
        verbose_name = _("nơi làm việc mong muốn")
        ordering = ["worker", "rank", "id"]
        constraints = [
            models.UniqueConstraint(fields=["worker", "rank"], name="wanted_place_rank"),
            models.CheckConstraint(
                condition=Q(province__isnull=False, commune=None, park=None, radius_km=None)
                | Q(province=None, commune__isnull=False),
                name="wanted_place_province_or_commune",
            ),
            models.CheckConstraint(
                condition=Q(radius_km=None) | Q(radius_km__gte=1, radius_km__lte=500), name="wanted_place_radius"
            ),
        ]

    def __str__(self) -> str:
        return str(self.commune or self.province)
