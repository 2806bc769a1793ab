"""One file from first row to last: read, decide, write, count – resumable after any interruption."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jobs.intake.coding import code_occupation
from jobs.intake.columns import Mapping, propose
from jobs.intake.drafts import Draft
from jobs.intake.enums import BatchState, Column, Kind, Outcome
from jobs.intake.gazetteer import current_gazetteer
from jobs.intake.interpret import Interpreter, readings
from jobs.intake.models import IntakeBatch
from jobs.intake.pay import Rate
from jobs.intake.people import WorkerWriter
from jobs.intake.readers import FileError, FileTrouble, Source, is_blank, open_source
from jobs.intake.tally import Tally
from jobs.intake.vacancies import VacancyWriter
from jobs.intake.writing import Decided, Seen, decide, known_keys, lock, occupations_by_code, write_rows

BLOCK = 1_000
"""Rows written in one transaction."""

SheetMapping = dict[str, object]


class LostClaim(Exception):
    """Another worker goes on with this file."""


def rates() -> tuple[Rate, ...]:
    """Exchange rates of the deployment, with the day they are of."""
    return (Rate("USD", Decimal(settings.ENV.usd_rate), settings.ENV.usd_rate_on),)


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def propose_mappings(source: Source, kind: Kind) -> list[SheetMapping]:
    """A mapping for each sheet that has at least two known columns.

    Raises :class:`FileError` when no sheet has.
    """
    gazetteer = current_gazetteer()
    found: list[SheetMapping] = []
    for sheet in source.sheets:
        mapping = propose(sheet.rows(), kind, gazetteer, sheet.header)
        if Column.TITLE in mapping.mapped and len(mapping.mapped) > 1:
            found.append({"sheet": sheet.name, **mapping.as_json()})
    if not found:
        raise FileError(FileTrouble.NO_COLUMNS)
    return found


def drafts_of(
    source: Source,
    mappings: list[SheetMapping],
    kind: Kind,
    collected_on: date | None,
    owner: tuple[int, str] | None = None,
) -> Iterator[Draft]:
    """Every row of the mapped sheets as a draft, in order; empty rows and headers are no rows. ``owner`` as in
    :class:`jobs.intake.interpret.Interpreter`."""
    gazetteer, known_rates = current_gazetteer(), rates()
    by_name = {str(mapping["sheet"]): Mapping.from_json(mapping) for mapping in mappings}
    for sheet in source.sheets:
        mapping = by_name.get(sheet.name)
        if mapping is None:
            continue
        interpreter = Interpreter(
            kind=kind,
            mapping=mapping,
            gazetteer=gazetteer,
            code=code_occupation,
            rates=known_rates,
            today=collected_on or timezone.localdate(),
            seen_on=collected_on,
            sheet=sheet.name,
            owner=owner,
        )
        for row in sheet.rows():
            if sheet.header is None and row.number <= mapping.header_row:
                continue
            if row.problem is None and is_blank(row.cells):
                continue
            yield interpreter.read(row)


def owner_of(batch: IntakeBatch) -> tuple[int, str] | None:
    """The employer whose own file a batch is."""
    return (batch.employer.pk, batch.employer.name) if batch.employer else None


def count_rows(source: Source, mappings: list[SheetMapping]) -> int:
    """Rows the mapped sheets hold, for the progress bar."""
    total = 0
    headers = {str(mapping["sheet"]): int(str(mapping["header_row"])) for mapping in mappings}
    for sheet in source.sheets:
        if sheet.name in headers:
            skip = 0 if sheet.header is not None else headers[sheet.name]
            total += sum(
                1 for r in sheet.rows() if r.number > skip and (r.problem is not None or not is_blank(r.cells))
            )
    return total


class Importer:
    """Takes one batch in, block by block. Each block is one transaction that also moves the batch's position."""

    def __init__(self, batch: IntakeBatch, path: Path) -> None:
        self.batch, self.path = batch, path
        self.kind = Kind(batch.kind)
        occupations = occupations_by_code()
        today = batch.collected_on or timezone.localdate()
        writer = VacancyWriter if self.kind is Kind.VACANCIES else WorkerWriter
        self.writer: VacancyWriter | WorkerWriter = writer(batch, occupations, today)

    def run(self, progress: Callable[[int], None] = lambda rows: None) -> Tally:
        """Import what is not committed yet; ``progress`` is told the rows of each block."""
        source = open_source(self.path)
        drafts = drafts_of(source, self.batch.mapping, self.kind, self.batch.collected_on, owner_of(self.batch))
        done = self.batch.position
        # Rows before the position are committed; they are read past, not written again.
        progress(sum(1 for _draft in islice(drafts, done)))
        while block := list(islice(drafts, BLOCK)):
            done = self._block(block, done)
            progress(len(block))
        return self._finish(done)

    def _block(self, drafts: list[Draft], done: int) -> int:
        with transaction.atomic():
            lock()
            batch = IntakeBatch.objects.select_for_update(of=("self",)).get(pk=self.batch.pk)
            if batch.position != done or batch.state != BatchState.RUNNING:
                raise LostClaim(batch.public_id)
            decided = decide(self.kind, drafts, lambda some: known_keys(self.kind, some), Seen())
            self.writer.find_records(decided)
            employers = self.writer.write(decided)
            write_rows(batch, done + 1, decided)
            tally = Tally.from_json(batch.counts)
            tally.add(tally_of(decided))
            tally.employers += employers
            batch.counts, batch.position, batch.beat_at = tally.as_json(), done + len(drafts), timezone.now()
            if batch.rows_total is not None and batch.rows_total < batch.position:
                batch.rows_total = batch.position
            batch.save(update_fields=["counts", "position", "beat_at", "rows_total"])
        self.batch = batch
        return done + len(drafts)

    def _finish(self, done: int) -> Tally:
        now = timezone.now()
        IntakeBatch.objects.filter(pk=self.batch.pk, state=BatchState.RUNNING, position=done).update(
            state=BatchState.DONE, finished_at=now, beat_at=now, rows_total=done
        )
        self.batch.refresh_from_db()
        return Tally.from_json(self.batch.counts)


def dry_run(
    path: Path, kind: Kind, collected_on: date | None, progress: Callable[[int], None] = lambda rows: None
) -> Tally:
    """What an import would do, written nowhere."""
    source = open_source(path)
    drafts = drafts_of(source, propose_mappings(source, kind), kind, collected_on)
    batch = IntakeBatch(kind=kind, file_name=path.name)
    writer = (VacancyWriter if kind is Kind.VACANCIES else WorkerWriter)(batch, {}, timezone.localdate())
    tally, seen = Tally(), Seen()
    while block := list(islice(drafts, BLOCK)):
        decided = decide(kind, block, lambda some: known_keys(kind, some), seen)
        for one in decided:
            if one.outcome is Outcome.IMPORTED:
                seen.keys.update(key for key in (one.draft.source_key, one.draft.content_key) if key)
        writer.find_records(decided)
        tally.add(tally_of(decided))
        progress(len(block))
    return tally


def tally_of(decided: list[Decided]) -> Tally:
    """The figures of one block."""
    tally = Tally()
    for one in decided:
        tally.row(one.outcome, one.reason)
        for name, (reading, reason) in readings(one.draft).items():
            tally.text(name, reading, reason)
        if one.outcome is Outcome.IMPORTED and one.draft.occupation is not None and not one.draft.occupation.sure:
            tally.awaiting += 1
    return tally
