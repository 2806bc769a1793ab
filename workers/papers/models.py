"""Papers a person keeps at the centre: certificates, licences, a CV of their own."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.codes.fields import PublicIdField, TidyCharField
from portal.documents.models import Upload
from workers.papers.enums import PaperKind
from workers.papers.querysets import PaperQuerySet


class Paper(models.Model):
    """One file with a name. Deleting it deletes the file, wherever it was attached."""

    public_id = PublicIdField()
    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="papers")
    kind = models.CharField(_("loại giấy tờ"), max_length=12, choices=PaperKind)
    title = TidyCharField(_("tên"), max_length=120)
    upload = models.OneToOneField(Upload, models.PROTECT, related_name="paper")
    digest = models.CharField(max_length=64, editable=False)
    """Of the file as kept: the same one is not kept twice for one person."""
    added_at = models.DateTimeField(default=timezone.now)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("giấy tờ")
        ordering = ["-added_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["worker", "digest"], name="paper_once"),
            models.CheckConstraint(condition=~models.Q(title=""), name="paper_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title
