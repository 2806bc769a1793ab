"""Writing, reading, reporting; and what the centre does with a report."""

import unicodedata
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.answers.telling import tell_members, tell_worker
from jobs.messages.models import LONGEST, Letter, Reading, Report, Side
from jobs.messages.permissions import is_open, is_stopped
from jobs.models import Application
from jobs.services import NotPossible
from portal.accounts.models import User
from portal.notices.services import tell

WRITTEN = "application-message"
MOST, WITHIN = 20, timedelta(minutes=10)
"""Letters one person may send, over all their threads."""


def tidy(text: str) -> str:
    """Composed (NFC), without control characters, at most two line ends in a row."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(c for c in composed if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    while "\n\n\n" in kept:
        kept = kept.replace("\n\n\n", "\n\n")
    return kept.strip()


@transaction.atomic
def write(application: Application, author: User, side: Side, text: str, nonce: str) -> Letter:
    """Send a letter to the other side; the same form again gives the same letter back.

    Raises :class:`NotPossible` when it is empty or too long, the thread is closed, or too many came at once.
    """
    # One at a time for a person, so that they are counted rightly.
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=author.pk)
    sent = Letter.objects.filter(author=author, nonce=nonce).first()
    if sent:
        return sent
    locked = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    said = tidy(text)
    if not said:
        raise NotPossible(_("Hãy viết vài chữ."))
    if len(said) > LONGEST:
        raise NotPossible(_("Tin nhắn dài quá: tối đa %(most)s chữ cái.") % {"most": LONGEST})
    if not is_open(locked):
        raise NotPossible(_("Hồ sơ đã xong hơn 30 ngày nên không nhắn tin nữa."))
    if is_stopped(locked):
        raise NotPossible(_("Cuộc trao đổi này đang dừng để trung tâm xem."))
    if Letter.objects.filter(author=author, at__gt=timezone.now() - WITHIN).count() >= MOST:
        raise NotPossible(_("Anh chị nhắn nhiều quá trong ít phút. Hãy chờ một lát rồi gửi tiếp."))
    letter = Letter.objects.create(application=locked, author=author, side=side, text=said, nonce=nonce)
    read(locked, author, side)
    _tell(locked, letter)
    return letter


def _tell(application: Application, letter: Letter) -> None:
    """The other side hears of it once an hour at most: one notice stands for what came together."""
    key = f"{application.public_id}:{letter.at:%Y%m%d%H}:{letter.side}"
    if letter.side != Side.WORKER:
        tell_worker(WRITTEN, key, application, side=letter.side, name="")
    if letter.side != Side.EMPLOYER:
        tell_members(WRITTEN, key, application, side=letter.side, employer=application.vacancy.employer.name)
    referral = getattr(application, "referral", None)
    if letter.side != Side.CENTRE and referral is not None:
        payload = {"application": application.public_id, "title": application.vacancy.title, "side": letter.side}
        names = {"name": application.worker.full_name, "employer": application.vacancy.employer.name}
        tell(WRITTEN, key, [(referral.issued_by_id, payload | names)])


def read(application: Application, user: User, side: Side) -> None:
    """``user`` has read everything written so far."""
    Reading.objects.update_or_create(application=application, user=user, defaults={"side": side, "at": timezone.now()})


@transaction.atomic
def report(application: Application, by: User, side: Side, reason: str) -> Report:
    """Stop the thread and ask the centre to look; asked twice, it is one."""
    Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if not reason.strip():
        raise NotPossible(_("Hãy nói có chuyện gì."))
    made, _created = Report.objects.get_or_create(
        application=application, by=by, handled_at=None, defaults={"side": side, "reason": reason}
    )
    return made


@transaction.atomic
def handle(report: Report, by: User, outcome: str, reopen: bool) -> Report:
    """What the centre did; the thread is opened again or stays closed. The first decision stands."""
    locked = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if locked.handled_at:
        raise NotPossible(_("Việc này đã có người xử lý."))
    if not outcome.strip():
        raise NotPossible(_("Hãy ghi đã xử lý thế nào."))
    locked.handled_at, locked.handled_by, locked.outcome = timezone.now(), by, outcome
    locked.reopened = reopen
    locked.save()
    return locked
