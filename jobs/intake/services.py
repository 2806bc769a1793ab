"""What changes the state of an intake: handing a file in, starting, resuming, confirming an occupation."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from jobs.intake.columns import Mapping
from jobs.intake.engine import count_rows, file_digest, propose_mappings
from jobs.intake.enums import BatchState, Column, Kind
from jobs.intake.freetext import NAMES_NO_WORK
from jobs.intake.models import IntakeBatch, IntakeRow
from jobs.intake.querysets import SILENCE
from jobs.intake.readers import FileError, open_source
from portal.accounts.models import User
from portal.codes.models import Occupation
from workers.models import WantedOccupation
from workers.signals import profile_saved


@dataclass(frozen=True)
class Handing:
    """Who hands a file in, and how it is to be taken."""

    kind: Kind
    user: User | None = None
    office_id: int | None = None
    employer_id: int | None = None
    """The employer that hands in its own vacancies."""
    consented: bool = False
    collected_on: date | None = None


def receive(upload: File[bytes], name: str, handing: Handing) -> IntakeBatch:
    """Keep an uploaded file and propose what its columns are.

    Raises :class:`FileError` for a file that is no table; nothing of it is kept then.
    """
    batch = _new(name, handing)
    batch.file.save(f"{batch.public_id}.bin", upload, save=False)
    path = Path(batch.file.path)
    try:
        _describe(batch, path)
    except FileError:
        path.unlink(missing_ok=True)
        raise
    batch.save()
    return batch


def open_local(path: Path, handing: Handing) -> IntakeBatch:
    """A batch for a file of this machine, ready to run (the command line's way).

    A file that was interrupted goes on where it stopped.
    """
    digest = file_digest(path)
    unfinished = IntakeBatch.objects.filter(
        kind=handing.kind, digest=digest, file="", state__in=[BatchState.QUEUED, BatchState.RUNNING, BatchState.FAILED]
    ).first()
    if unfinished is not None:
        unfinished.state = BatchState.QUEUED
        unfinished.beat_at = None
        unfinished.save(update_fields=["state", "beat_at"])
        return unfinished
    batch = _new(path.name, handing)
    _describe(batch, path)
    batch.state = BatchState.QUEUED
    batch.save()
    return batch


def _new(name: str, handing: Handing) -> IntakeBatch:
    return IntakeBatch(
        kind=handing.kind,
        created_by=handing.user,
        office_id=handing.office_id,
        employer_id=handing.employer_id,
        consented=handing.consented and handing.kind is Kind.WORKERS,
        collected_on=handing.collected_on,
        file_name=Path(name).name[-200:],
    )


def _describe(batch: IntakeBatch, path: Path) -> None:
    source = open_source(path)
    batch.format = source.format[:80]
    batch.mapping = propose_mappings(source, Kind(batch.kind))
    batch.digest = file_digest(path)
    batch.rows_total = count_rows(source, batch.mapping)


@transaction.atomic
def remap(batch: IntakeBatch, sheet: str, columns: dict[int, Column]) -> IntakeBatch:
    """Change what the columns of a sheet are; only before the import starts."""
    locked = IntakeBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.state == BatchState.UPLOADED:
        for entry in locked.mapping:
            if entry["sheet"] == sheet:
                mapping = Mapping.from_json(entry)
                entry.update(Mapping(mapping.header_row, mapping.titles, columns).as_json())
        locked.save(update_fields=["mapping"])
    return locked


@transaction.atomic
def start(batch: IntakeBatch, *, consented: bool, collected_on: date | None) -> bool:
    """Queue the import once; False when it was started or discarded already."""
    from jobs.intake.tasks import import_batch

    changed = IntakeBatch.objects.filter(pk=batch.pk, state=BatchState.UPLOADED).update(
        state=BatchState.QUEUED,
        beat_at=timezone.now(),
        consented=consented and batch.kind == Kind.WORKERS,
        collected_on=collected_on,
    )
    if changed:
        transaction.on_commit(lambda: import_batch.delay(batch.pk))
    return bool(changed)


def claim(batch_id: int) -> IntakeBatch | None:
    """Take a queued batch, or one whose worker fell silent; None when somebody works at it or it is over."""
    now = timezone.now()
    with transaction.atomic():
        batch = IntakeBatch.objects.select_for_update(of=("self",)).filter(pk=batch_id).first()
        if batch is None or batch.state not in {BatchState.QUEUED, BatchState.RUNNING}:
            return None
        if batch.state == BatchState.RUNNING and batch.beat_at is not None and now - batch.beat_at < SILENCE:
            return None
        batch.state, batch.beat_at, batch.started_at = BatchState.RUNNING, now, batch.started_at or now
        batch.error = ""
        batch.save(update_fields=["state", "beat_at", "started_at", "error"])
    return batch


def fail(batch: IntakeBatch, error: str) -> None:
    """Record why an import stopped; rows committed stay, and it can be started again."""
    IntakeBatch.objects.filter(pk=batch.pk, state=BatchState.RUNNING).update(
        state=BatchState.FAILED, error=error[:255], finished_at=timezone.now()
    )


def retry(batch: IntakeBatch) -> bool:
    """Go on with an import that stopped."""
    from jobs.intake.tasks import import_batch

    changed = IntakeBatch.objects.filter(pk=batch.pk, state=BatchState.FAILED).update(
        state=BatchState.QUEUED, beat_at=timezone.now(), finished_at=None
    )
    if changed:
        transaction.on_commit(lambda: import_batch.delay(batch.pk))
    return bool(changed)


def discard(batch: IntakeBatch) -> bool:
    """Drop a file that was not started, and its bytes."""
    changed = IntakeBatch.objects.filter(pk=batch.pk, state=BatchState.UPLOADED).update(
        state=BatchState.DISCARDED, finished_at=timezone.now()
    )
    if changed and batch.file:
        transaction.on_commit(lambda: batch.file.delete(save=False))
    return bool(changed)


@transaction.atomic
def confirm_occupation(row: IntakeRow, code: str | None, user: User) -> bool:
    """A counsellor's word on the occupation of an imported row: from now on it is sure.

    None: the words name no occupation ("sinh viên mới ra trường"); then none is kept, nor looked for again. False
    when somebody else decided meanwhile. Raises ``Occupation.DoesNotExist`` for a code that is not of level 4.
    """
    occupation = Occupation.objects.get(code=code, level=4) if code is not None else None
    locked = IntakeRow.objects.select_for_update(of=("self",)).select_related("vacancy").get(pk=row.pk)
    if not locked.awaits_occupation:
        return False
    if locked.vacancy is not None:
        locked.vacancy.occupation_id = occupation.pk if occupation else None
        locked.vacancy.occupation_confidence = None if occupation else NAMES_NO_WORK
        locked.vacancy.save(update_fields=["occupation", "occupation_confidence", "updated_at"])
        vacancy_id = locked.vacancy.pk
        transaction.on_commit(lambda: _announce_vacancy(vacancy_id))
    elif locked.worker_id is not None:
        worker_id = locked.worker_id
        asked = {"title": locked.title} if locked.batch_id is None else {"rank": 1}
        WantedOccupation.objects.filter(worker_id=worker_id, **asked).update(
            occupation=occupation, confidence=None if occupation else NAMES_NO_WORK
        )
        transaction.on_commit(lambda: profile_saved.send(sender=None, worker_id=worker_id))
    locked.awaits_occupation, locked.reviewed_by, locked.reviewed_at = False, user, timezone.now()
    locked.save(update_fields=["awaits_occupation", "reviewed_by", "reviewed_at"])
    return True


def _announce_vacancy(vacancy_id: int) -> None:
    from jobs.models import Vacancy
    from jobs.signals import vacancy_changed

    vacancy_changed.send(sender=Vacancy, vacancy_id=vacancy_id)
