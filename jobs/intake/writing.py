"""Blocks of drafts written in bulk: each block whole or not at all, nothing twice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import isfinite

from django.db import connection
from django.utils import timezone

from jobs.intake.copying import copy_rows
from jobs.intake.drafts import Draft, VacancyDraft, WorkerDraft
from jobs.intake.enums import Kind, Outcome, Reason
from jobs.intake.models import IntakeBatch, IntakeRow
from jobs.intake.readers import Cell
from jobs.models import Vacancy
from portal.codes.models import Occupation
from workers.models import Worker

_LOCK = 0x1A7A4E
"""Advisory lock: one block of one file is written at a time, so that two files with one advert meet."""


@dataclass
class Decided:
    """What becomes of one row."""

    draft: Draft
    outcome: Outcome
    reason: Reason | None = None
    target: int | None = None
    """Key of the vacancy or worker made."""


@dataclass
class Seen:
    """Identities met before in the file; used where nothing is written (a dry run)."""

    keys: set[str] = field(default_factory=set)


def lock() -> None:
    """Wait for other imports' blocks; released with the transaction."""
    with connection.cursor() as cursor:
        # A block and the search rows it makes may take longer than a page's statement may.
        cursor.execute("SET LOCAL statement_timeout = '2min'")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def decide(
    kind: Kind, drafts: Sequence[Draft], known: Callable[[Sequence[Draft]], set[str]], seen: Seen
) -> list[Decided]:
    """Sort a block into rows to import, duplicates and rejections.

    ``known`` gives the source and content keys that are imported already. A row equal to an
    earlier one of the same block is its duplicate.
    """
    importable = [draft for draft in drafts if draft.rejection is None]
    taken = known(importable) | {key for draft in importable for key in _keys(draft) if key in seen.keys}
    decided = []
    for draft in drafts:
        if draft.rejection is not None:
            decided.append(Decided(draft, Outcome.REJECTED, draft.rejection))
        elif draft.source_key in taken:
            decided.append(Decided(draft, Outcome.DUPLICATE, Reason.SAME_SOURCE))
        elif draft.content_key in taken:
            decided.append(Decided(draft, Outcome.DUPLICATE, Reason.SAME_CONTENT))
        else:
            taken.update(_keys(draft))
            decided.append(Decided(draft, Outcome.IMPORTED))
    return decided


def _keys(draft: Draft) -> list[str]:
    return [key for key in (draft.source_key, draft.content_key) if key]


def known_keys(kind: Kind, drafts: Sequence[Draft]) -> set[str]:
    """Those keys of ``drafts`` that an imported row has already."""
    source = [draft.source_key for draft in drafts if draft.source_key]
    content = [draft.content_key for draft in drafts if draft.content_key]
    stored = [*source, *(f"c:{key}" for key in content)]
    rows = IntakeRow.objects.imported().filter(kind=kind, content_key__in=content)
    found = set(rows.order_by("id").values_list("content_key", flat=True))
    if kind is Kind.VACANCIES:
        found |= set(Vacancy.objects.filter(source_key__in=stored).order_by("id").values_list("source_key", flat=True))
    else:
        found |= set(Worker.objects.filter(source_key__in=stored).order_by("id").values_list("source_key", flat=True))
    return {key.removeprefix("c:") for key in found if key}


def write_rows(batch: IntakeBatch, first: int, decided: Sequence[Decided]) -> None:
    """The record of what became of each row; ``first`` is the ordinal of the block's first row."""
    rows = []
    for ordinal, one in enumerate(decided, start=first):
        draft, imported = one.draft, one.outcome is Outcome.IMPORTED
        coded = draft.occupation
        waits = imported and coded is not None and not coded.sure
        rows.append(
            {
                "batch_id": batch.pk,
                "ordinal": ordinal,
                "kind": batch.kind,
                "sheet": draft.sheet[:80],
                "number": draft.row.number,
                "outcome": one.outcome,
                "reason": one.reason.value if one.reason else "",
                "problems": draft.problems,
                "cells": None if imported else [plain_cell(cell) for cell in draft.row.cells],
                "source_key": draft.source_key,
                "content_key": draft.content_key,
                "vacancy_id": one.target if isinstance(draft, VacancyDraft) else None,
                "worker_id": one.target if isinstance(draft, WorkerDraft) else None,
                "awaits_occupation": waits,
                "alternatives": list(coded.alternatives) if coded is not None and waits else [],
            }
        )
    copy_rows(IntakeRow, rows)


def plain_cell(cell: Cell) -> str | int | float | bool | None:
    """A cell as JSON keeps it; dates in ISO form."""
    if isinstance(cell, date | datetime | time):
        return cell.isoformat()
    if isinstance(cell, str):
        return cell.replace("\x00", "")
    if isinstance(cell, float) and not isfinite(cell):
        return str(cell)
    return cell


def occupations_by_code() -> dict[str, int]:
    """Key of each level-4 occupation."""
    return dict(Occupation.objects.filter(level=4).values_list("code", "pk"))


def midnight(day: date) -> datetime:
    """The start of ``day`` where the centre is."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    return midnight(day + timedelta(days=1))
