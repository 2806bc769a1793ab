"""Every column of every table that points to a person, found by asking the models: a room added later counts too."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection, models

from workers.models import Worker


class Reference(NamedTuple):
    model: type[models.Model]
    field: Any
    """The foreign key (or one-to-one) to :class:`Worker`."""

    @property
    def label(self) -> str:
        """``app.Model.attname``."""
        return f"{self.model._meta.label}.{self.field.attname}"

    @property
    def rows(self) -> "models.QuerySet[Any]":
        """Every row, whatever the model's usual manager hides; by key."""
        return self.model._base_manager.order_by("pk")


def pointing_to(target: type[models.Model]) -> Iterator[Reference]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        for field in model._meta.local_concrete_fields:
            if field.remote_field and field.remote_field.model is target:
                yield Reference(model, field)


def references() -> list[Reference]:
    return list(pointing_to(Worker))


def reference(label: str) -> Reference | None:
    """The reference of that label; ``None`` for one the models no longer know."""
    return next((one for one in references() if one.label == label), None)


def counts(*worker_ids: int) -> dict[str, dict[int, int]]:
    """``{label: {worker: rows}}`` over all references; one query."""
    known = references()
    parts = [
        f"SELECT {place}, {one.field.column}, count(*) FROM {one.model._meta.db_table}"
        f" WHERE {one.field.column} = ANY(%(ids)s) GROUP BY 2"
        for place, one in enumerate(known)
    ]
    found: dict[str, dict[int, int]] = {one.label: {} for one in known}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), {"ids": list(worker_ids)})
        for place, worker, rows in cursor.fetchall():
            found[known[place].label][worker] = rows
    return found
