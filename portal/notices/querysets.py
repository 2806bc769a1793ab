"""The vocabulary for reading notices."""

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from portal.notices.enums import Channel

if TYPE_CHECKING:
    from portal.accounts.models import User
    from portal.notices.models import Notice  # noqa: F401 — the queryset's model

FRESH = timedelta(days=7)
"""What is older is no news for an e-mail."""


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, user: "User") -> Self:
        """The user's own, newest first."""
        return self.filter(recipient=user).order_by("-at", "-id")

    def unseen(self) -> Self:
        return self.filter(seen_at=None)

    def to_mail(self) -> Self:
        """Not seen on the portal and in no e-mail yet, of the last days."""
        from portal.notices.models import Delivery

        # On its way by itself, or gone: the daily e-mail does not repeat it.
        alone = Delivery.objects.filter(notice=OuterRef("pk"), channel=Channel.EMAIL, error="")
        return self.unseen().filter(digest=None, at__gte=timezone.now() - FRESH).exclude(Exists(alone))
