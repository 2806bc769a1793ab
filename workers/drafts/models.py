"""A turn while it is still talked about: kept here as it is typed, gone once it is recorded."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from workers.counselling.models import CounsellingSession

KEPT = timedelta(days=7)


class DraftQuerySet(models.QuerySet["TurnDraft"]):
    def open_of(self, counsellor: User) -> Self:
        """Of one counsellor, the last written first; what was recorded meanwhile or is over is no draft."""
        recorded = CounsellingSession.objects.filter(submission=OuterRef("submission"))
        written = self.filter(counsellor=counsellor, saved_at__gte=timezone.now() - KEPT)
        return written.exclude(Exists(recorded)).order_by("-saved_at", "-id")


class TurnDraft(models.Model):
    """What one counsellor has typed about one person. Nobody else reads it: it holds the private note too."""

    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    worker = models.ForeignKey("workers.Worker", models.CASCADE, related_name="turn_drafts")
    submission = models.UUIDField(unique=True)
    """Of the form: the turn it becomes carries the same."""
    values = models.JSONField(default=dict)
    """Names of the form's fields → text, or list of texts."""
    editor = models.CharField(max_length=36)
    """The open page that wrote last."""
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(_("lưu lúc"), default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("bản nháp lượt tư vấn")
        ordering = ["-saved_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["counsellor", "worker"], name="turn_draft_once")]

    def __str__(self) -> str:
        return f"{self.worker_id} {self.saved_at:%d/%m/%Y %H:%M}"
