"""What changes accounts' state: the log of who read whose data, and accounts nobody proved theirs."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError
from django.utils import timezone

from portal.accounts.models import AccessLog, User
from portal.accounts.signals import StillNeeded, account_leaving

UNPROVEN_STAYS = timedelta(minutes=30)
"""Longer than any code is good for: nobody is in the middle of proving it any more."""


def log_access(actor: User, subject_id: str, action: str, reason: str = "", **more: Any) -> None:
    """Record that ``actor`` opened the data of the person with public id ``subject_id``.

    ``action`` names the page or export (at most 32 characters), ``reason`` why, where one is asked for; ``more`` the
    other fields of :class:`AccessLog`. With ``once`` a line that has been written already is not written again,
    also when two requests come together. One query.
    """
    line = AccessLog(actor=actor, subject_id=subject_id, action=action, reason=reason[:255], **more)
    AccessLog.objects.bulk_create([line], ignore_conflicts=line.once is not None)


def release_unproven(phone: str) -> bool:
    """Forget the account that holds ``phone`` without anybody having proven it theirs or ever signed in.

    Who mistypes a number, or takes another's on purpose, does not keep its owner out for longer than a code lasts.
    """
    from allauth.account.models import EmailAddress

    addresses = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    stale = User.objects.filter(
        phone=phone, phone_verified=False, last_login=None, date_joined__lt=timezone.now() - UNPROVEN_STAYS
    ).exclude(Exists(addresses))
    try:
        with transaction.atomic():
            user = stale.select_for_update(of=("self",)).first()
            if user is None:
                return False
            account_leaving.send(sender=User, user=user)
            user.delete()
    except (StillNeeded, ProtectedError):
        return False
    return True
