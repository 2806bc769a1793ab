"""What all code lists share."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class DatedQuerySet(models.QuerySet[M_co]):
    def in_force(self, day: date) -> Self:
        """Values valid on ``day``."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )


class DatedCode(models.Model):
    """One value of an official list. It is never deleted: it ends on ``valid_to``."""

    code = models.CharField(_("mã"), max_length=24, unique=True)
    name = models.CharField(_("tên"), max_length=255)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=255, blank=True)
    order = models.PositiveIntegerField(_("thứ tự"), default=0)
    valid_from = models.DateField(_("có hiệu lực từ"), null=True, blank=True)
    valid_to = models.DateField(_("hết hiệu lực sau"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("thay bằng")
    )
    is_local = models.BooleanField(_("do trung tâm thêm"), default=False)
    """Added here by an administrator: loading the official lists leaves it as it is."""

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.name_en if self.name_en and (get_language() or "").startswith("en") else self.name


class CodeListVersion(models.Model):
    """What has been loaded: the digest of each list's source, so that loading twice does nothing twice."""

    list_name = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["list_name"]

    def __str__(self) -> str:
        return self.list_name
