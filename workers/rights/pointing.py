"""Which tables hang on a person: read off the models, so that what rooms add later is covered without being named."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from portal.documents.models import Upload
from workers.models import Worker

_OURS = ("portal.", "employers", "workers", "jobs")

Link = tuple[type[models.Model], "models.ForeignKey[Any, Any]"]


def pointing_at(target: type[models.Model]) -> Iterator[Link]:
    """Models of the portal with a key to ``target``."""
    for model in apps.get_models():
        if model.__module__.startswith(_OURS):
            for field in model._meta.concrete_fields:
                if isinstance(field, models.ForeignKey) and field.related_model is target:
                    yield model, field


def uploads_about(worker: Worker) -> set[int]:
    """Keys of the papers that rows about ``worker``, and rows on those, point to, whoever handed them in."""
    found: set[int] = set()
    for model, field in pointing_at(Worker):
        found |= _uploads_on(model, field.name, worker)
        for child, step in pointing_at(model):
            if child is not Worker:
                found |= _uploads_on(child, f"{step.name}__{field.name}", worker)
    return found


def _uploads_on(model: type[models.Model], path: str, worker: Worker) -> set[int]:
    names = [field.attname for field in model._meta.concrete_fields if field.related_model is Upload]
    rows = model._base_manager.filter(**{path: worker.pk}).order_by()
    return {key for name in names for key in rows.values_list(name, flat=True) if key}
