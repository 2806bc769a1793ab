"""Making one employer of two, and two of one again: nothing is lost either way."""

import json
from collections.abc import Collection
from datetime import date
from functools import partial
from typing import Any

from django.core import serializers
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.enums import MemberRole
from employers.merging.models import Distinct, EmployerMerge
from employers.merging.references import Reference, reference, references
from employers.models import Employer, EmployerMember
from employers.services import Refused
from employers.signals import employers_merged
from employers.verification import log
from employers.verification.enums import Happening
from portal.accounts.models import User

CHOSEN = (
    "name", "name_en", "subject", "tax_code", "ownership", "size_band", "industry_id", "product", "commune_id",
    "park_id", "address", "phone", "email", "website", "representative", "representative_position", "about",
    "headcount_next_6_months",
)  # fmt: skip
"""Values a merge chooses between; the verification is always the survivor's own."""


def merge(
    survivor: Employer, other: Employer, take: Collection[str], actor: User, reason: str, *, keep_members: bool
) -> EmployerMerge:
    """Everything of ``other`` becomes ``survivor``'s; ``take`` names the values taken from ``other``.

    What the survivor does not have is taken anyway. Without ``keep_members`` those of ``other`` come along but no
    longer act. Raises :class:`Refused`; then nothing was changed.
    """
    if survivor.pk == other.pk:
        raise Refused(_("Hai hồ sơ phải khác nhau."))
    if not reason.strip():
        raise Refused(_("Hãy ghi vì sao hai hồ sơ là một."))
    try:
        with transaction.atomic():
            done = _merge(survivor, other, take, actor, reason.strip(), keep_members)
            with connection.cursor() as cursor:
                # What still points to the row that went is found now and not at the end of the request.
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as trouble:
        raise Refused(_("Chưa gộp được: có dữ liệu vừa thay đổi. Hãy thử lại.")) from trouble
    return done


def _both(first: int, second: int) -> dict[int, Employer]:
    held = Employer.objects.select_for_update(of=("self",)).filter(pk__in=[first, second]).order_by("pk")
    return {one.pk: one for one in held}


def _merge(
    survivor: Employer, other: Employer, take: Collection[str], actor: User, reason: str, keep_members: bool
) -> EmployerMerge:
    held = _both(survivor.pk, other.pk)
    if len(held) < 2:
        raise Refused(_("Một trong hai hồ sơ đã được gộp rồi."))
    kept, gone = held[survivor.pk], held[other.pk]
    changed = _members(kept, gone, keep_members)
    moved: dict[str, list[Any]] = {}
    folded: list[dict[str, Any]] = []
    for one in references():
        keys, rows = _move(one, gone, kept)
        if keys:
            moved[one.label] = keys
        folded += rows
    record = EmployerMerge(
        survivor=kept, merged_public_id=gone.public_id, merged_name=gone.name, merged=as_data(gone), moved=moved,
        folded=folded, changed=changed, actor=actor, reason=reason,
    )  # fmt: skip
    # Not delete(): whatever were still there would go with it instead of being missed.
    Employer.objects.filter(pk=gone.pk)._raw_delete(connection.alias)
    record.before = _take(kept, gone, take)
    record.save()
    log.write(kept, Happening.MERGED, actor, f"{gone.name} ({gone.tax_code or '–'}): {reason}")
    transaction.on_commit(lambda: employers_merged.send(sender=Employer, employer_id=kept.pk))
    return record


def as_data(row: Any) -> dict[str, Any]:
    """The row as Django serialises it, times to the microsecond; :func:`restore` makes it again."""
    data: dict[str, Any] = json.loads(json.dumps(serializers.serialize("python", [row])[0], default=_text))
    return data


def _text(value: Any) -> str:
    return str(value.isoformat()) if isinstance(value, date) else str(value)


def restore(data: list[dict[str, Any]]) -> None:
    for one in serializers.deserialize("python", data):
        one.save()


def _move(one: Reference, gone: Employer, kept: Employer) -> tuple[list[Any], list[dict[str, Any]]]:
    """(keys that moved, rows the survivor has a like of); the second kind is taken out, to be kept in the record."""
    rows = one.rows.select_for_update(of=("self",)).filter(**{one.field.attname: gone.pk})
    keys = list(rows.values_list("pk", flat=True))
    if not keys:
        return [], []
    # A key that is the reference itself (one-to-one) changes with it.
    is_key = one.field.primary_key
    if not is_key and _point(one, keys, kept.pk):
        return keys, []
    moved, folded = [], []
    for key in keys:
        if _point(one, [key], kept.pk):
            moved.append(kept.pk if is_key else key)
        else:
            row = one.rows.get(pk=key)
            folded.append(as_data(row))
            one.rows.filter(pk=key).order_by()._raw_delete(connection.alias)
    return moved, folded


def _point(one: Reference, keys: list[Any], employer_id: int) -> bool:
    """Let the rows point to the employer; ``False``, and nothing changed, where it has a like of one already."""
    try:
        with transaction.atomic():
            one.rows.filter(pk__in=keys).order_by().update(**{one.field.attname: employer_id})
    except IntegrityError:
        return False
    return True


def _members(kept: Employer, gone: Employer, keep: bool) -> list[Any]:
    """Settle what the people of the one that goes may do; what changed, for undoing."""
    changed: list[Any] = []

    def change(member: EmployerMember, **values: Any) -> None:
        changed.append(["employers.EmployerMember", member.pk, {key: getattr(member, key) for key in values}])
        EmployerMember.objects.filter(pk=member.pk).update(**values)

    present = {member.user_id: member for member in kept.members.all()}
    for member in gone.members.filter(is_active=True).order_by("pk"):
        twin = present.get(member.user_id)
        if not keep:
            change(member, is_active=False)
        elif twin and (not twin.is_active or member.role == MemberRole.OWNER != twin.role):
            owner = MemberRole.OWNER in {member.role, twin.role if twin.is_active else ""}
            change(twin, is_active=True, role=MemberRole.OWNER if owner else MemberRole.RECRUITER)
    return changed


def _take(kept: Employer, gone: Employer, take: Collection[str]) -> dict[str, Any]:
    before = {}
    for name in CHOSEN:
        mine, theirs = getattr(kept, name), getattr(gone, name)
        if mine == theirs or theirs in (None, ""):
            continue
        if name in take or mine in (None, ""):
            before[name] = mine
            setattr(kept, name, theirs)
    kept.save()
    return before


def undo(record: EmployerMerge, actor: User) -> Employer:
    """Bring the merged employer back with all that was its; what came later stays with the survivor.

    Merges of one survivor are undone last first. Raises :class:`Refused`.
    """
    try:
        with transaction.atomic():
            back = _undo(record, actor)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as trouble:
        raise Refused(
            _("Chưa hoàn tác được: dữ liệu mới đã dùng tới mã số thuế hoặc giấy tờ của hồ sơ cũ.")
        ) from trouble
    return back


def _undo(record: EmployerMerge, actor: User) -> Employer:
    held = EmployerMerge.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if held.undone_at:
        raise Refused(_("Việc gộp này đã được hoàn tác."))
    if EmployerMerge.objects.filter(survivor=held.survivor_id, undone_at=None, pk__gt=held.pk).exists():
        raise Refused(_("Hãy hoàn tác lần gộp sau trước."))
    kept = Employer.objects.select_for_update(of=("self",)).get(pk=held.survivor_id)
    merged = held.merged["fields"]
    for name, value in held.before.items():
        # Serialised by the field's name, not by its column's.
        if getattr(kept, name) == merged[Employer._meta.get_field(name.removesuffix("_id")).name]:
            setattr(kept, name, value)
    kept.save()
    restore([held.merged])
    back = Employer.objects.get(pk=held.merged["pk"])
    for label, keys in held.moved.items():
        one = reference(label)
        if one is not None:
            own = one.rows.filter(pk__in=keys, **{one.field.attname: kept.pk}).order_by()
            own.update(**{one.field.attname: back.pk})
    restore(held.folded)
    for _label, key, values in held.changed:
        EmployerMember.objects.filter(pk=key).update(**values)
    held.undone_at, held.undone_by = timezone.now(), actor
    held.save(update_fields=["undone_at", "undone_by"])
    for one_employer in (kept, back):
        log.write(one_employer, Happening.UNMERGED, actor, f"{kept.name} / {back.name}")
    for key in (kept.pk, back.pk):
        transaction.on_commit(partial(employers_merged.send, sender=Employer, employer_id=key))
    return back


def mark_distinct(first: Employer, second: Employer, actor: User) -> None:
    """The two are not proposed any more. Safe to repeat."""
    low, high = sorted((first.pk, second.pk))
    Distinct.objects.get_or_create(first_id=low, second_id=high, defaults={"by": actor})


def survivor_of(public_id: str) -> Employer | None:
    """Who an identifier that was merged away now stands for; ``None`` when it never was, or stands for itself again."""
    record = EmployerMerge.objects.filter(merged_public_id=public_id, undone_at=None).select_related("survivor").first()
    return record.survivor if record else None
