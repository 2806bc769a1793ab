"""Making one person of two, and two of one again: nothing is lost either way.

Order of locks: the two people by key, then what hangs on them.
"""

import json
from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import AccessLog, User
from portal.accounts.services import log_access
from workers.merging.models import DistinctPeople, WorkerMerge
from workers.merging.references import reference, references
from workers.merging.rows import Changed, as_data, move, restore
from workers.merging.signals import people_merging
from workers.models import Consent, Worker
from workers.services.profile import announce

CHOSEN = (
    "full_name", "birth_date", "birth_year", "sex", "identity_number", "phone", "email", "other_contact", "commune_id",
    "address", "permanent_commune_id", "permanent_address", "ethnicity", "religion", "sensitive_groups",
    "general_education", "qualification", "training_field_id", "specialty", "trade_skill", "stated_experience_months",
    "worked_abroad", "search", "office_id", "user_id", "registered_by_id",
)  # fmt: skip
"""Values a merge chooses between; visibility is always the survivor's own."""
NEVER_TAKEN = {"user_id", "office_id", "registered_by_id"}
"""Filled where the survivor has none, and never replaced."""
MERGED = "merged"
"""Action of the access log: two records of one person became one."""
_SEEN = "accounts.AccessLog.subject_id"


class Refused(Exception):
    """Nothing was changed; the text says why, to people."""


def merge(survivor: Worker, other: Worker, take: Collection[str], actor: User, reason: str) -> WorkerMerge:
    """Everything of ``other`` becomes ``survivor``'s; ``take`` names the values taken from ``other``.

    What the survivor does not have is taken anyway. Raises :class:`Refused`; then nothing was changed.
    """
    if survivor.pk == other.pk:
        raise Refused(_("Hai hồ sơ phải khác nhau."))
    if not reason.strip():
        raise Refused(_("Hãy ghi vì sao hai hồ sơ là một người."))
    try:
        with transaction.atomic():
            done = _merge(survivor, other, take, actor, reason.strip()[:255])
            _check_now()
    except IntegrityError as trouble:
        raise Refused(_("Chưa gộp được: có dữ liệu vừa thay đổi. Hãy thử lại.")) from trouble
    return done


def _check_now() -> None:
    """What still points to the row that went is found now and not at the end of the request."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def _merge(survivor: Worker, other: Worker, take: Collection[str], actor: User, reason: str) -> WorkerMerge:
    both = Worker.objects.select_for_update(of=("self",)).filter(pk__in=[survivor.pk, other.pk]).order_by("pk")
    held = {one.pk: one for one in both}
    if len(held) < 2:
        raise Refused(_("Một trong hai hồ sơ đã được gộp rồi."))
    kept, gone = held[survivor.pk], held[other.pk]
    if kept.identity_number and gone.identity_number and kept.identity_number != gone.identity_number:
        raise Refused(_("Hai hồ sơ có số định danh khác nhau, là hai người. Nếu một số ghi sai, hãy sửa số đó trước."))
    people_merging.send(sender=Worker, kept=kept, gone=gone, actor=actor)
    DistinctPeople.objects.filter(first__in=held, second__in=held).delete()
    changed = _consents(kept, gone)
    moved: dict[str, list[Any]] = {}
    folded = []
    for one in references():
        keys, rows, besides = move(one, gone, kept)
        if keys:
            moved[one.label] = keys
        folded += rows
        changed += besides
    looks = AccessLog.objects.filter(subject_id=gone.public_id)
    moved[_SEEN] = list(looks.order_by("pk").values_list("pk", flat=True))
    looks.update(subject_id=kept.public_id)
    merged = as_data(gone)
    # Not delete(): whatever were still there would go with it instead of being missed.
    Worker.objects.filter(pk=gone.pk)._raw_delete(connection.alias)
    before = _take(kept, gone, take)
    data = {"merged": merged, "before": before, "moved": moved, "folded": folded, "changed": changed}
    record = WorkerMerge.objects.create(
        survivor=kept, merged_public_id=gone.public_id, kept=json.dumps(data), actor=actor, reason=reason
    )
    log_access(actor, kept.public_id, MERGED, reason)
    announce(kept.pk)
    return record


def _consents(kept: Worker, gone: Worker) -> Changed:
    """Whoever withdrew a consent on one record did not give it by an older line of the other."""
    changed: Changed = []
    now = timezone.now()
    for mine, theirs in ((kept, gone), (gone, kept)):
        for one in Consent.objects.filter(worker=mine, withdrawn_at=None).order_by("pk"):
            later = Consent.objects.filter(worker=theirs, purpose=one.purpose, withdrawn_at__gt=one.given_at)
            renewed = Consent.objects.filter(worker=theirs, purpose=one.purpose, withdrawn_at=None)
            if later.exists() and not renewed.exists():
                changed.append(["workers.Consent", one.pk, {"withdrawn_at": None}])
                Consent.objects.filter(pk=one.pk).update(withdrawn_at=now)
    return changed


def _take(kept: Worker, gone: Worker, take: Collection[str]) -> dict[str, Any]:
    """Set the survivor's values; what changed, as ``{column: [before, after]}``."""
    before = as_data(kept)["columns"]
    births = {"birth_date", "birth_year"}
    fills = kept.birth_date is None and gone.birth_date and kept.birth_year in (None, gone.birth_year)
    # A year and a day that disagree are chosen together or not at all.
    names = set(take) | births if births & set(take) or fills else set(take)
    for name in CHOSEN:
        mine, theirs = getattr(kept, name), getattr(gone, name)
        is_empty = mine in (None, "") and name not in {"birth_date", "birth_year"}
        if theirs not in (None, "") and (is_empty or (name in names and name not in NEVER_TAKEN)):
            setattr(kept, name, theirs)
        elif name in names and name == "birth_date":
            kept.birth_date = theirs
    if kept.birth_year is None:
        kept.birth_year = gone.birth_year
    unused = {kept.phone, gone.phone, before["phone"]} - {kept.phone, ""}
    if unused and not kept.other_contact:
        kept.other_contact = ", ".join(sorted(unused))
    kept.version += 1
    kept.save()
    after = as_data(kept)["columns"]
    return {name: [before[name], after[name]] for name in CHOSEN if before[name] != after[name]}


def undo(record: WorkerMerge, actor: User) -> Worker:
    """Bring the merged person back with all that was theirs; what came later stays with the survivor.

    Merges into one survivor are undone last first. Raises :class:`Refused`.
    """
    try:
        with transaction.atomic():
            back = _undo(record, actor)
            _check_now()
    except IntegrityError as trouble:
        raise Refused(_("Chưa hoàn tác được: dữ liệu mới đã dùng tới số hoặc giấy tờ của hồ sơ cũ.")) from trouble
    return back


def _undo(record: WorkerMerge, actor: User) -> Worker:
    held = WorkerMerge.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if held.undone_at or not held.kept:
        raise Refused(_("Việc gộp này đã được hoàn tác."))
    if WorkerMerge.objects.filter(survivor=held.survivor_id, undone_at=None, pk__gt=held.pk).exists():
        raise Refused(_("Hãy hoàn tác lần gộp sau trước."))
    data = json.loads(held.kept)
    kept = Worker.objects.select_for_update(of=("self",)).get(pk=held.survivor_id)
    now = as_data(kept)["columns"]
    for name, (value, taken) in data["before"].items():
        # What was changed again since then stays.
        if now[name] == taken:
            field: Any = Worker._meta.get_field(name.removesuffix("_id"))
            setattr(kept, name, field.to_python(value))
    kept.version += 1
    kept.save()
    restore(data["merged"])
    back = Worker.objects.get(pk=data["merged"]["columns"]["id"])
    for label, keys in data["moved"].items():
        one = reference(label)
        if label == _SEEN:
            AccessLog.objects.filter(pk__in=keys, subject_id=kept.public_id).update(subject_id=back.public_id)
        elif one is not None and one.field.primary_key:
            one.rows.filter(pk=kept.pk).order_by().update(**{one.field.attname: back.pk})
        elif one is not None:
            own = one.rows.filter(pk__in=keys, **{one.field.attname: kept.pk}).order_by()
            own.update(**{one.field.attname: back.pk})
    for row in data["folded"]:
        restore(row)
    for label, key, values in data["changed"]:
        apps.get_model(label)._base_manager.filter(pk=key).order_by().update(**values)
    held.undone_at, held.undone_by = timezone.now(), actor
    held.save(update_fields=["undone_at", "undone_by"])
    for one_person in (kept, back):
        log_access(actor, one_person.public_id, MERGED, _("hoàn tác gộp hồ sơ"))
        announce(one_person.pk)
    return back


def mark_distinct(first: Worker, second: Worker, actor: User) -> None:
    """The two are not proposed any more. Safe to repeat."""
    low, high = sorted((first.pk, second.pk))
    DistinctPeople.objects.get_or_create(first_id=low, second_id=high, defaults={"by": actor})


def survivor_of(public_id: str) -> Worker | None:
    """Whom an identifier that was merged away now stands for; ``None`` when it never was, or is itself again."""
    record = WorkerMerge.objects.filter(merged_public_id=public_id, undone_at=None).select_related("survivor").first()
    return record.survivor if record else None
