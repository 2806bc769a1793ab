"""Bringing a table of the database to what a source says, with the fewest writes."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar, cast

from django.db import models

from portal.codes.models import DatedCode

M = TypeVar("M", bound=models.Model)
D = TypeVar("D", bound=DatedCode)
_BATCH = 2_000


@dataclass(frozen=True)
class Changes:
    """Rows written by one loading."""

    created: int = 0
    updated: int = 0
    ended: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(self.created + other.created, self.updated + other.updated, self.ended + other.ended)

    def __bool__(self) -> bool:
        return bool(self.created or self.updated or self.ended)


def sync(
    existing: models.QuerySet[M],
    wanted: Iterable[M],
    key: Callable[[M], Hashable],
    fields: Sequence[str],
) -> tuple[Changes, dict[Hashable, M], list[M]]:
    """Create what is missing, update where one of ``fields`` (column attributes) differs.

    Returns the changes, the stored rows by key, and the rows no longer wanted (untouched).
    """
    stored: dict[Hashable, M] = {key(row): row for row in existing}
    fresh: list[M] = []
    changed: list[M] = []
    kept: dict[Hashable, M] = {}
    for row in wanted:
        identity = key(row)
        if identity in kept:
            continue
        current = stored.pop(identity, None)
        if current is None:
            fresh.append(row)
            kept[identity] = row
            continue
        kept[identity] = current
        if any(getattr(current, field) != getattr(row, field) for field in fields):
            for field in fields:
                setattr(current, field, getattr(row, field))
            changed.append(current)
    manager = existing.model._default_manager
    manager.bulk_create(fresh, batch_size=_BATCH)
    if changed:
        manager.bulk_update(changed, [_field_name(existing.model, field) for field in fields], batch_size=_BATCH)
    return Changes(created=len(fresh), updated=len(changed)), kept, list(stored.values())


def _field_name(model: type[models.Model], attribute: str) -> str:
    return attribute.removesuffix("_id") if attribute.endswith("_id") else attribute


def sync_codes(model: type[D], wanted: Sequence[D], today: date, extra: Sequence[str] = ()) -> Changes:
    """Sync a dated list by code. A value that left the list ends yesterday; local ones stay as they are."""
    fields = ("name", "name_en", "order", "valid_from", "valid_to", *extra)
    # The manager of an abstract base is typed for the base.
    official = cast("models.QuerySet[D]", model._default_manager.filter(is_local=False))
    changes, _, gone = sync(official, wanted, lambda row: row.code, fields)
    ending = [row for row in gone if row.valid_to is None or row.valid_to >= today]
    for row in ending:
        row.valid_to = today - timedelta(days=1)
    official.bulk_update(ending, ["valid_to"], batch_size=_BATCH)
    return changes + Changes(ended=len(ending))


def sync_links(
    existing: models.QuerySet[M], wanted: Iterable[M], key: Callable[[M], Hashable], fields: Sequence[str] = ()
) -> Changes:
    """Sync rows that only link (no dates): what is no longer wanted is removed."""
    changes, _, gone = sync(existing, wanted, key, fields)
    existing.filter(pk__in=[row.pk for row in gone]).delete()
    return changes + Changes(ended=len(gone))


def dated(row: dict[str, str], order: int, **more: Any) -> dict[str, Any]:
    """The common columns of a code list's table as model values."""
    return {
        "code": row["code"],
        "name": row.get("name_vi") or row["title_vi"],
        "name_en": row.get("name_en") or row.get("title_en", ""),
        "order": order,
        "valid_from": day(row.get("valid_from", "")),
        "valid_to": day(row.get("valid_to", "")),
        **more,
    }


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
