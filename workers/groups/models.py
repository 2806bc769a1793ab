"""Several people counselled together (Mẫu 02, Decree 352/2025): one group, one turn for each person present."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.codes.fields import PublicIdField, TidyCharField
from workers.groups.enums import Asked


class GroupVisit(models.Model):
    """What the form says of a group, as its representative stated it."""

    public_id = PublicIdField()
    origin = TidyCharField(_("đến từ"), max_length=200)
    headcount = models.PositiveIntegerField(_("số người"), validators=[MinValueValidator(2)])
    representative = TidyCharField(_("người đại diện"), max_length=120)
    address = TidyCharField(_("địa chỉ"), max_length=255)
    phone = models.CharField(_("số điện thoại"), max_length=20)
    email = models.EmailField(_("thư điện tử"), blank=True)
    services = ArrayField(models.CharField(max_length=8, choices=Asked), verbose_name=_("dịch vụ đề nghị"))
    other_service = TidyCharField(_("dịch vụ khác"), max_length=255, blank=True)
    wished_time = TidyCharField(_("thời gian đề nghị"), max_length=120, blank=True)
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("thời gian"), default=timezone.now)
    submission = models.UUIDField(unique=True, editable=False)
    """Of the form: sending it twice records one group."""

    class Meta:
        verbose_name = _("buổi tư vấn nhóm")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(headcount__gte=2), name="group_is_several"),
            models.CheckConstraint(condition=Q(services__len__gte=1), name="group_asks_for_something"),
        ]

    def __str__(self) -> str:
        return f"{self.origin} {self.at:%d/%m/%Y}"

    @property
    def service_labels(self) -> list[str]:
        """As the form names them; what is asked for beside its three by its own words."""
        named = [str(Asked(one).label) for one in self.services if one != Asked.OTHER or not self.other_service]
        return [*named, self.other_service] if self.other_service else named


class GroupTurn(models.Model):
    """The turn of one person who was present."""

    group = models.ForeignKey(GroupVisit, models.CASCADE, related_name="turns")
    session = models.OneToOneField("counselling.CounsellingSession", models.CASCADE, related_name="group_turn")
    position = models.PositiveIntegerField()
    """As the list went."""

    class Meta:
        ordering = ["group", "position"]
        constraints = [models.UniqueConstraint(fields=["group", "position"], name="group_turn_position")]

    def __str__(self) -> str:
        return f"{self.group_id} {self.position}"
