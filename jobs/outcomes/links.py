"""The link by which an employer says what became of a referral: no account, one letter, one purpose, an end.

What it holds is the letter's identifier, signed for this purpose alone. It reads and answers that letter and nothing
else; when it ends follows from the letter's own dates, so that printing it again changes nothing.
"""

from datetime import date, timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from jobs.models import Referral

_SALT = "jobs.outcomes.confirmation"
ANSWER_DAYS = 30
"""After the letter's last day: hiring takes its time."""


def token_of(referral: Referral) -> str:
    return signing.Signer(salt=_SALT).sign(referral.public_id)


def ends_on(referral: Referral) -> date:
    """The last day the link answers."""
    return referral.valid_until + timedelta(days=ANSWER_DAYS)


def is_over(referral: Referral, today: date | None = None) -> bool:
    return ends_on(referral) < (today or timezone.localdate())


def referral_of(token: str) -> Referral | None:
    """The letter a link belongs to, also when the link has ended; ``None`` for one that is not ours."""
    try:
        public_id = signing.Signer(salt=_SALT).unsign(token)
    except signing.BadSignature:
        return None
    found = Referral.objects.select_related("application__worker", "application__vacancy__employer", "office")
    return found.filter(public_id=public_id).first()


def confirmation_address(referral: Referral) -> str:
    """The whole address, for letters and e-mails."""
    return settings.PUBLIC_ADDRESS + reverse("outcomes:confirm", args=[token_of(referral)])
