"""The daily e-mail: to whom, what is in it, and that nobody gets it twice."""

import smtplib
from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.notices import preferences
from portal.notices.channels.base import Later
from portal.notices.enums import Channel
from portal.notices.messages import Message, kinds, message_of
from portal.notices.models import Digest, NoDigest, Notice
from portal.notices.services import unsubscribe_token


def proven(user: User) -> bool:
    """Whether the user's e-mail address is proven theirs."""
    return bool(EmailAddress.objects.filter(user=user, email__iexact=user.email or "", verified=True).exists())


def reachable() -> "QuerySet[User]":
    """Users whose e-mail address is proven theirs, and who have not asked for no e-mails."""
    users = User.objects.filter(is_active=True, email__isnull=False)
    users = users.exclude(Exists(NoDigest.objects.filter(user=OuterRef("pk"))))
    address = EmailAddress.objects.filter(user=OuterRef("pk"), email__iexact=OuterRef("email"), verified=True)
    return users.filter(Exists(address))


def due(day: date) -> list[int]:
    """Keys of those with something to tell and no e-mail of ``day`` yet; some of it may turn out not mailable."""
    waiting = Notice.objects.to_mail().filter(recipient=OuterRef("pk"))
    today = Digest.objects.filter(recipient=OuterRef("pk"), day=day)
    found = reachable().filter(Exists(waiting)).exclude(Exists(today)).order_by("pk")
    return list(found.values_list("pk", flat=True))


def send(user_keys: Iterable[int], day: date, connection: Any) -> int:
    """Send each their e-mail of ``day`` over an open mail ``connection``; how many went out.

    Safe to repeat and to run twice at once. Raises :class:`Later` when the mail server cannot be reached.
    """
    users = list(reachable().filter(pk__in=list(user_keys)).order_by("pk"))
    keys = [user.pk for user in users]
    no = preferences.unwanted(keys, Channel.EMAIL)
    allowed = {kind: made.mailable(keys) - no.get(made.category, set()) for kind, made in kinds().items()}
    return sum(
        _send_one(user, day, [kind for kind in allowed if user.pk in allowed[kind]], connection) for user in users
    )


def _send_one(user: User, day: date, kinds_allowed: list[str], connection: Any) -> bool:
    digest = _claim(user, day, kinds_allowed)
    if digest is None:
        return False
    mail = compose(user, f"digest-{user.public_id}-{day:%Y%m%d}", list(digest.notices.order_by("-at", "-id")))
    mail.connection = connection
    try:
        refusal = hand_over(mail)
    except Later:
        _release(digest)
        raise
    if refusal:
        # This address is refused, and would be again: the next notice tries once more, another day.
        Digest.objects.filter(pk=digest.pk).update(error=refusal)
        return False
    Digest.objects.filter(pk=digest.pk).update(sent_at=timezone.now())
    return True


@transaction.atomic
def _claim(user: User, day: date, kinds_allowed: list[str]) -> Digest | None:
    """Today's e-mail to ``user``, with the notices it carries; ``None`` when it has been made, or nothing is left."""
    # Two at once: the second waits here, and then finds the digest.
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
    if Digest.objects.filter(recipient=user, day=day).exists():
        return None
    notices = Notice.objects.of(user).to_mail().filter(kind__in=kinds_allowed)
    keys = list(notices.values_list("pk", flat=True))
    if not keys:
        return None
    digest = Digest.objects.create(recipient=user, day=day)
    Notice.objects.filter(pk__in=keys).update(digest=digest)
    return digest


@transaction.atomic
def _release(digest: Digest) -> None:
    """The e-mail has surely not gone out: its notices wait for the next try."""
    Notice.objects.filter(digest=digest).update(digest=None)
    digest.delete()


def hand_over(mail: EmailMultiAlternatives) -> str:
    """Send; why the server refuses this recipient for good, or nothing. Raises :class:`Later`."""
    try:
        mail.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as refusal:
        return str(refusal)[:200] or "refused"
    except (smtplib.SMTPException, OSError) as trouble:
        raise Later(str(trouble)) from trouble
    return ""


def compose(user: User, name: str, notices: list[Notice]) -> EmailMultiAlternatives:
    """The e-mail in the user's language; its addresses lead to the portal, one of them ends such e-mails.

    The same e-mail has the same ``name``, should a mail server ever be handed it twice.
    """
    with translation.override(user.language):
        messages: list[Message] = [made for made in map(message_of, notices) if made]
        leave = settings.PUBLIC_ADDRESS + reverse("notices:leave", args=[unsubscribe_token(user)])
        context = {
            "user": user,
            "messages": messages,
            "portal": settings.PUBLIC_ADDRESS,
            "centre_name": settings.CENTRE_NAME,
            "leave": leave,
            "settings": settings.PUBLIC_ADDRESS + reverse("notices:settings"),
            "language": user.language,
        }
        subject = messages[0].title if len(messages) == 1 else _("Tin mới cho anh chị trên Cầu Việc")
        mail = EmailMultiAlternatives(subject, render_to_string("notices/digest.txt", context), to=[user.email or ""])
        mail.attach_alternative(render_to_string("notices/digest.html", context), "text/html")
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    mail.extra_headers = {
        "Message-ID": f"<{name}@{host}>",
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return mail
