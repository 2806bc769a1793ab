"""The link by which an employer says what became of a referral: no account, one letter, one purpose, an end.

What it holds is the letter's identifier with a seal for this purpose alone, short enough to be typed from paper. It
reads and answers that letter and nothing else; when it ends follows from the letter's own dates, so that printing it
again changes nothing.
"""

import base64
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from jobs.models import Referral

_SALT = "jobs.outcomes.confirmation"
ANSWER_DAYS = 30
"""After the letter's last day: hiring takes its time."""


def token_of(referral: Referral) -> str:
    return f"{referral.public_id}-{_seal(referral.public_id)}"


def _seal(public_id: str) -> str:
    """60 bits: nobody finds it by asking a page, and it can still be typed from a letter."""
    digest = salted_hmac(_SALT, public_id, algorithm="sha256").digest()
    return base64.b32encode(digest).decode().lower()[:12]


def ends_on(referral: Referral) -> date:
    """The last day the link answers."""
    return referral.valid_until + timedelta(days=ANSWER_DAYS)


def is_over(referral: Referral, today: date | None = None) -> bool:
    return ends_on(referral) < (today or timezone.localdate())


def referral_of(token: str) -> Referral | None:
    """The letter a link belongs to, also when the link has ended; ``None`` for one that is not ours."""
    public_id, _dash, seal = token.partition("-")
    if not constant_time_compare(seal, _seal(public_id)):
        return None
    found = Referral.objects.select_related("application__worker", "application__vacancy__employer", "office")
    return found.filter(public_id=public_id).first()


def confirmation_address(referral: Referral) -> str:
    """The whole address, for letters and e-mails."""
    return settings.PUBLIC_ADDRESS + reverse("outcomes:confirm", args=[token_of(referral)])
