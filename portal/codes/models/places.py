"""Places before and after 1 July 2025, industrial parks, minimum wages."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.codes.enums import WageZone


class Place(models.Model):
    """A place with the time it existed; ``code`` may be used again by its successor."""

    code = models.CharField(_("mã"), max_length=8)
    name = models.CharField(_("tên"), max_length=120)
    """Full official name with its kind: "Xã Vũ Thư", "Tỉnh Hưng Yên"."""
    short_name = models.CharField(_("tên ngắn"), max_length=120)
    folded = models.CharField(max_length=120, db_index=True)
    """``short_name`` folded, for comparing."""
    valid_from = models.DateField(_("có hiệu lực từ"), null=True, blank=True)
    valid_to = models.DateField(_("hết hiệu lực sau"), null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["code", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_current(self) -> bool:
        return self.valid_to is None


class Province(Place):
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")

    class Meta(Place.Meta):
        verbose_name = _("tỉnh, thành phố")
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(valid_to=None), name="province_current_code"),
            models.UniqueConstraint(fields=["code"], condition=~Q(valid_to=None), name="province_former_code"),
        ]


class FormerDistrict(Place):
    """Huyện cũ: abolished on 1 July 2025, still how people name places."""

    province = models.ForeignKey(Province, models.PROTECT, related_name="former_districts")

    class Meta(Place.Meta):
        verbose_name = _("huyện cũ")
        constraints = [models.UniqueConstraint(fields=["code"], name="former_district_code")]


class Commune(Place):
    province = models.ForeignKey(Province, models.PROTECT, related_name="communes")
    former_district = models.ForeignKey(
        FormerDistrict, models.PROTECT, null=True, blank=True, related_name="communes", verbose_name=_("huyện cũ")
    )
    """Set for communes of before 1 July 2025 only."""
    successors = models.ManyToManyField(
        "self", symmetrical=False, through="CommuneSuccession", related_name="predecessors"
    )
    wage_zone = models.PositiveSmallIntegerField(_("vùng lương"), choices=WageZone, null=True, blank=True)
    """Zone of Decree 293/2025; empty where not loaded (other provinces)."""

    class Meta(Place.Meta):
        verbose_name = _("xã, phường")
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(valid_to=None), name="commune_current_code"),
            models.UniqueConstraint(fields=["code"], condition=~Q(valid_to=None), name="commune_former_code"),
        ]


class CommuneSuccession(models.Model):
    """An old commune went, whole or in part, into a new one."""

    old = models.ForeignKey(Commune, models.CASCADE, related_name="successions")
    new = models.ForeignKey(Commune, models.CASCADE, related_name="origins")
    is_split = models.BooleanField(default=False)
    """The old commune was divided among several new ones."""

    class Meta:
        ordering = ["old", "new"]
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="commune_succession_once")]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"


class PlaceAlias(models.Model):
    """Another spelling of a commune, district or province ("An Quí" for "An Quý")."""

    text = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, db_index=True)
    commune = models.ForeignKey(Commune, models.CASCADE, null=True, blank=True, related_name="aliases")
    district = models.ForeignKey(FormerDistrict, models.CASCADE, null=True, blank=True, related_name="aliases")
    province = models.ForeignKey(Province, models.CASCADE, null=True, blank=True, related_name="aliases")
    is_local = models.BooleanField(_("do trung tâm thêm"), default=False)

    class Meta:
        ordering = ["text", "id"]

    def __str__(self) -> str:
        return self.text


class IndustrialPark(models.Model):
    """Khu công nghiệp."""

    code = models.CharField(_("mã"), max_length=24, unique=True)
    name = models.CharField(_("tên"), max_length=120)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=120, blank=True)
    folded = models.CharField(max_length=120, db_index=True)
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="parks", verbose_name=_("xã, phường"))
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("khu công nghiệp")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class MinimumWage(models.Model):
    """Regional minimum wage; amounts in đồng."""

    zone = models.PositiveSmallIntegerField(_("vùng"), choices=WageZone)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)
    monthly = models.PositiveIntegerField(_("đồng/tháng"))
    hourly = models.PositiveIntegerField(_("đồng/giờ"))
    source = models.CharField(_("căn cứ"), max_length=120)

    class Meta:
        verbose_name = _("lương tối thiểu vùng")
        ordering = ["zone", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["zone", "valid_from"], name="minimum_wage_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="minimum_wage_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_zone_display()} {self.valid_from}"
