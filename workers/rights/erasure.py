"""Erasing a person: what only describes them goes, what must be counted stays and says nothing of who it was.

The rows that stay (turns given, applications, hires, dossiers, attendances) keep pointing at an emptied record, so that
the centre's figures do not change; every free text on them is emptied too. Tables that other rooms add later are
covered without being named here: see :func:`_sweep`.
"""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Case, Q, TextField, Value, When
from django.db.models.functions import Cast

from portal.accounts.crypto import EncryptedTextField
from portal.accounts.models import AccessLog, User
from portal.codes.fields import TidyCharField
from portal.documents import uploads
from portal.documents.models import Upload
from portal.notices.models import Notice
from workers.counselling.models import CounsellingSession
from workers.enums import Search, Visibility
from workers.models import Worker
from workers.outreach.models import Attendance
from workers.rights.models import DataExport, DataRequest
from workers.rights.pointing import pointing_at, uploads_about
from workers.rights.signals import person_leaving
from workers.services.profile import announce

ERASED = "(đã xóa)"
"""Where a text may not be empty. Stored, so of no language but the portal's own."""

_FREE = (TidyCharField, models.TextField, models.EmailField, EncryptedTextField, models.JSONField)
_TELLING = ("phone", "email", "name", "address", "contact")
_DEEPEST = 3
_STAYS = {"public_id", "office", "registered_by", "origin", "created_at", "version"}
"""Of the emptied record: what the centre did, not who came."""


@transaction.atomic
def erase(worker: Worker) -> None:
    """Erase everything that says who ``worker`` is or was. Safe to repeat. Files go once the transaction is kept."""
    worker = Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    person_leaving.send(sender=Worker, worker=worker)
    _discard_files(worker)
    _sweep(Worker, [worker.pk], 1)
    _forget_by_phone(worker)
    _forget_elsewhere(worker)
    user = worker.user
    _empty(worker)
    if user:
        _close(user)
    announce(worker.pk)


def _discard_files(worker: Worker) -> None:
    """Copies to take away, and papers handed in by or for the person, with the rows that say what they are."""
    for export in DataExport.objects.filter(worker=worker):
        _delete_file_later(export.file)
        export.delete()
    found = uploads_about(worker)
    if worker.user and not _works_here(worker.user):
        # What somebody handed in at work belongs to the employer or to the people they handed it in for.
        found |= set(Upload.objects.filter(owner=worker.user).values_list("pk", flat=True))
    for upload in Upload.objects.filter(pk__in=found):
        _let_go(upload)
        uploads.discard(upload)


def _delete_file_later(file: Any) -> None:
    if file:
        storage, path = file.storage, file.name
        transaction.on_commit(lambda: storage.delete(path))


def _let_go(upload: Upload) -> None:
    """Rows about the paper: the paper was all they were about, unless they may do without."""
    for model, field in pointing_at(Upload):
        rows = model._base_manager.filter(**{field.name: upload.pk})
        if field.null:
            rows.update(**{field.name: None})
        else:
            rows.delete()


def _sweep(target: type[models.Model], keys: Iterable[Any], depth: int) -> None:
    """Delete what hangs on rows of ``target`` by CASCADE (at the first step); empty the texts of what stays, and on."""
    if depth > _DEEPEST:
        return
    for model, field in pointing_at(target):
        if model in {DataRequest, User}:
            continue
        rows = model._base_manager.filter(**{f"{field.name}__in": list(keys)})
        if depth == 1 and field.remote_field.on_delete is models.CASCADE:
            rows.delete()
            continue
        found = list(rows.values_list("pk", flat=True))
        if found:
            blanks = _blanks(model)
            if blanks:
                rows.filter(pk__in=found).update(**blanks)
            _sweep(model, found, depth + 1)


def _blanks(model: type[models.Model]) -> dict[str, Any]:
    """Empty values for the fields that may say who somebody is: free texts and ways to be reached, never codes."""
    named = {name for constraint in model._meta.constraints for name in getattr(constraint, "fields", ())}
    checked = {name for constraint in model._meta.constraints for name in _texts_in(constraint)}
    empty: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        is_free = isinstance(field, _FREE) or (
            isinstance(field, models.CharField) and any(word in field.name for word in _TELLING)
        )
        if not is_free or field.choices or field.unique or field.name in named:
            continue
        if field.name in checked:
            # A rule of the table may want it filled in where it is.
            empty[field.name] = Case(When(**{field.name: ""}, then=Value("")), default=Value(ERASED))
        elif isinstance(field, models.JSONField):
            empty[field.name] = field.get_default() if field.has_default() else (None if field.null else {})
        elif isinstance(field, EncryptedTextField) or field.blank:
            empty[field.name] = ""
        else:
            empty[field.name] = ERASED
    return empty


def _texts_in(constraint: models.BaseConstraint) -> set[str]:
    """Names in a check that something stands there, or nothing."""
    if not isinstance(constraint, models.CheckConstraint) or not isinstance(constraint.condition, Q):
        return set()
    return {str(name) for name in constraint.condition.referenced_base_fields}


def _forget_by_phone(worker: Worker) -> None:
    """Where the person came without being registered, the number says who it was."""
    for phone in {worker.phone, worker.user.phone if worker.user else None} - {"", None}:
        CounsellingSession.objects.filter(walk_in_phone=phone).update(
            walk_in_name=ERASED, walk_in_phone="", need="", advice="", next_step="", private_note=""
        )
        Attendance.objects.filter(phone=phone).update(name=ERASED, phone="", wants="")


def _forget_elsewhere(worker: Worker) -> None:
    """Notices to others that name the person, lines of the administration site's log, reasons in the access log."""
    said = [worker.public_id, f'"{worker.full_name}"'] + [text for text in (worker.phone, worker.email) if text]
    naming = Q()
    for text in said:
        naming |= Q(said__contains=text)
    Notice.objects.annotate(said=Cast("payload", TextField())).filter(naming).delete()
    kind = ContentType.objects.get_for_model(Worker)
    LogEntry.objects.filter(content_type=kind, object_id=str(worker.pk)).update(object_repr=ERASED, change_message="")
    AccessLog.objects.filter(subject_id=worker.public_id).exclude(action__startswith="candidate").update(reason="")
    requests = DataRequest.objects.filter(worker=worker)
    requests.update(text="", answer="")
    for request in requests:
        request.steps.update(note="")


def _empty(worker: Worker) -> None:
    """The record itself: nothing but its key is left."""
    for field in Worker._meta.concrete_fields:
        if field.primary_key or field.name in {
            "public_id",
            "office",
            "registered_by",
            "origin",
            "created_at",
            "version",
        }:
            continue
        if field.null:
            setattr(worker, field.name, None)
        elif field.has_default():
            setattr(worker, field.name, field.get_default())
        elif isinstance(field, models.CharField | models.TextField | EncryptedTextField):
            setattr(worker, field.name, "")
    worker.full_name = ERASED
    worker.search, worker.visibility = Search.NOT_LOOKING, Visibility.HIDDEN
    worker.version += 1
    worker.save()
    worker.priority_groups.clear()
    worker.soft_skills.clear()


def _close(user: User) -> None:
    """The sign-in, unless it is also somebody's at the centre or at an employer: that is another part of their life."""
    kept = {DataRequest, Worker}
    if _works_here(user):
        return
    for model, field in pointing_at(User):
        if field.remote_field.on_delete is models.CASCADE and model not in kept:
            model._base_manager.filter(**{field.name: user.pk}).delete()
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    user.email = f"{user.public_id}@deleted.invalid"
    user.phone, user.phone_verified, user.full_name, user.is_active = None, False, "", False
    user.last_login = None
    # Every session that is still open ends with it.
    user.set_unusable_password()
    user.save()


def _works_here(user: User) -> bool:
    """At the centre, or for an employer."""
    model: Any = apps.get_model("employers", "EmployerMember")
    return bool(getattr(user, "staff", None)) or bool(model.objects.filter(user=user).exists())
