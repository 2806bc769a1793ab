"""Files people hand in."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.codes.fields import PublicIdField, TidyCharField


def storage_path(upload: "Upload", name: str) -> str:
    """Where the file lies: nothing of what the person called it."""
    return f"handed-in/{upload.public_id[:2]}/{upload.public_id}"


class Upload(models.Model):
    """One file, checked by its content; who may read it is decided by what it belongs to."""

    public_id = PublicIdField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    """Whoever handed it in."""
    name = TidyCharField(_("tên tệp"), max_length=120)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    """SHA-256 of the file as stored, hexadecimal."""
    file = models.FileField(upload_to=storage_path, max_length=80)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("tệp đã nộp")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.name


class NumberSeries(models.Model):
    """The last number an office gave in one year to one kind of paper."""

    series = models.CharField(_("ký hiệu"), max_length=8)
    """Letters that stand in the number: "GT" for referral letters."""
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))
    last = models.PositiveIntegerField(_("số cuối"), default=0)

    class Meta:
        verbose_name = _("sổ số giấy tờ")
        ordering = ["series", "office", "-year"]
        constraints = [models.UniqueConstraint(fields=["series", "office", "year"], name="number_series_once")]

    def __str__(self) -> str:
        return f"{self.series} {self.office_id} {self.year}: {self.last}"
