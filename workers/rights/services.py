"""What changes requests: asking, answering, extending, deciding, each with its line in the log."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.notices.services import tell
from workers.enums import ConsentPurpose, Search, Visibility
from workers.models import Worker
from workers.rights import clock, erasure
from workers.rights.enums import Kind, State
from workers.rights.models import DataRequest, DataRequestStep
from workers.services import consents
from workers.services.profile import announce, set_visibility

What = DataRequestStep.What


class NotPossible(Exception):
    """The request is not in a state for this; the text says so to people."""


@transaction.atomic
def ask(worker: Worker, kind: Kind, text: str, actor: User | None) -> DataRequest:
    """Take up a request; one of the kind that is open stays the only one.

    What protects the person takes effect at once: the centre's decision only confirms it.
    """
    now, today = timezone.now(), timezone.localdate()
    try:
        with transaction.atomic():
            made = DataRequest.objects.create(
                worker=worker,
                kind=kind,
                text=text,
                asked_at=now,
                answer_by=clock.answer_by(today),
                due_on=clock.due(kind, today),
            )
    except IntegrityError:
        return DataRequest.objects.get(worker=worker, kind=kind, state=State.OPEN)
    _log(made, What.ASKED, actor)
    if kind in {Kind.OBJECT, Kind.RESTRICT, Kind.DELETE}:
        consents.withdraw(worker, ConsentPurpose.MATCHING)
    if kind in {Kind.RESTRICT, Kind.DELETE}:
        set_visibility(worker, Visibility.HIDDEN)
        Worker.objects.filter(pk=worker.pk).update(search=Search.NOT_LOOKING)
        announce(worker.pk)
    return made


@transaction.atomic
def doubt(worker: Worker, look: str, text: str, actor: User | None) -> DataRequest:
    """The person does not know why somebody looked (``look`` in words). Asked while an earlier one is open, it is
    added to that; the same look again changes nothing."""
    said = f"{look}\n{text}".strip()
    made = DataRequest.objects.select_for_update(of=("self",)).filter(worker=worker, kind=Kind.LOOK, state=State.OPEN)
    standing = made.first()
    if standing is None:
        return ask(worker, Kind.LOOK, said[:2000], actor)
    if look not in standing.text:
        standing.text = f"{standing.text}\n\n{said}"[:2000]
        standing.save(update_fields=["text"])
        _log(standing, What.ASKED, actor, look[:500])
    return standing


@transaction.atomic
def withdraw(request: DataRequest, actor: User) -> None:
    """The person takes it back; what was switched off stays off until they switch it on again."""
    locked = _locked(request)
    locked.state, locked.decided_at = State.WITHDRAWN, timezone.now()
    locked.save()
    _log(locked, What.WITHDRAWN, actor)


@transaction.atomic
def reply(request: DataRequest, actor: User, text: str) -> None:
    """The first answer: what happens now and by when."""
    locked = _locked(request)
    locked.answered_at = locked.answered_at or timezone.now()
    locked.answer = text
    locked.save()
    _log(locked, What.ANSWERED, actor, text)
    _tell(locked)


@transaction.atomic
def extend(request: DataRequest, actor: User, reason: str) -> None:
    """Once, with a reason the person is told."""
    locked = _locked(request)
    if locked.is_extended:
        raise NotPossible(_("Yêu cầu này đã gia hạn một lần; luật không cho gia hạn nữa."))
    locked.is_extended = True
    locked.due_on += timedelta(days=clock.EXTENSION_DAYS)
    locked.answered_at = locked.answered_at or timezone.now()
    locked.answer = reason
    locked.save()
    _log(locked, What.EXTENDED, actor, reason)
    _tell(locked)


@transaction.atomic
def decide(request: DataRequest, actor: User, is_done: bool, text: str) -> None:
    """Carry it out, or refuse it with the reason in law. Deleting erases the person here and now."""
    locked = _locked(request)
    locked.state = State.DONE if is_done else State.REFUSED
    locked.decided_at = timezone.now()
    locked.answered_at = locked.answered_at or locked.decided_at
    locked.decided_by, locked.answer = actor, text
    locked.save()
    _log(locked, What.DONE if is_done else What.REFUSED, actor, text)
    if is_done and locked.kind == Kind.DELETE:
        erasure.erase(locked.worker)
    else:
        _tell(locked)


def _locked(request: DataRequest) -> DataRequest:
    locked = DataRequest.objects.select_for_update(of=("self",)).select_related("worker").get(pk=request.pk)
    if locked.state != State.OPEN:
        raise NotPossible(_("Yêu cầu này đã xử lý xong."))
    return locked


def _log(request: DataRequest, what: str, actor: User | None, note: str = "") -> None:
    DataRequestStep.objects.create(request=request, what=what, actor=actor, note=note[:500])


def _tell(request: DataRequest) -> None:
    user = request.worker.user_id
    if user:
        key = f"{request.public_id}-{request.steps.count()}"
        tell("rights-answered", key, [(user, {"kind": request.kind})])
