"""Rows that change hands: moving them, keeping what cannot move, and making them again."""

import json
from datetime import date
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Max

from portal.accounts.crypto import EncryptedTextField
from workers.merging.references import Reference, pointing_to
from workers.models import Worker

Row = dict[str, Any]
Changed = list[Any]


def as_data(row: models.Model) -> Row:
    """The row's columns as JSON takes them; encrypted texts in clear (the record that holds them is encrypted)."""
    data: Row = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(field, EncryptedTextField) or value is None or isinstance(value, bool | int | float | str):
            data[field.attname] = value
        else:
            data[field.attname] = json.loads(json.dumps(value, default=_text))
    return {"model": row._meta.label, "columns": data}


def _text(value: Any) -> str:
    return str(value.isoformat()) if isinstance(value, date) else str(value)


def restore(data: Row) -> None:
    """Make the row of :func:`as_data` again, exactly."""
    model = apps.get_model(data["model"])
    row = model()
    for field in model._meta.concrete_fields:
        if field.attname in data["columns"]:
            value = data["columns"][field.attname]
            setattr(row, field.attname, value if isinstance(field, EncryptedTextField) else field.to_python(value))
    # Past save(): times of saving and what follows from other fields stay as they were.
    models.Model.save_base(row, raw=True, force_insert=True)


def move(one: Reference, gone: Worker, kept: Worker) -> tuple[list[Any], list[Row], Changed]:
    """(keys that moved, rows taken out because ``kept`` has a like, values changed besides)."""
    if isinstance(one.model._meta.pk, models.CompositePrimaryKey):
        # Pairs that the matching works out anew as soon as the profile has changed.
        taken = [_take_out(row)[0][0] for row in one.rows.filter(**{one.field.attname: gone.pk})]
        return [], taken, []
    rows = one.rows.select_for_update(of=("self",)).filter(**{one.field.attname: gone.pk})
    keys = list(rows.values_list("pk", flat=True))
    if not keys:
        return [], [], []
    changed = _rank_behind(one, keys, kept)
    is_key = one.field.primary_key
    if not is_key and _point(one, keys, kept.pk):
        return keys, [], changed
    moved, folded = [], []
    for key in keys:
        if _point(one, [key], kept.pk):
            moved.append(kept.pk if is_key else key)
            continue
        row = one.rows.get(pk=key)
        if one.field.one_to_one or one.field.unique:
            changed += _fill(one, row, kept)
        taken, let_go = _take_out(row)
        folded += taken
        changed += let_go
    return moved, folded, changed


def _point(one: Reference, keys: list[Any], worker_id: int) -> bool:
    """Let the rows point to the person; ``False``, and nothing changed, where they have a like of one already."""
    try:
        with transaction.atomic():
            one.rows.filter(pk__in=keys).order_by().update(**{one.field.attname: worker_id})
    except IntegrityError:
        return False
    return True


def _rank_behind(one: Reference, keys: list[Any], kept: Worker) -> Changed:
    """Ordered lists (work and places wanted): those of the one that goes come after those of the one that stays."""
    if not any(field.name == "rank" for field in one.model._meta.local_concrete_fields):
        return []
    last = one.rows.filter(**{one.field.attname: kept.pk}).order_by().aggregate(last=Max("rank"))["last"] or 0
    changed: Changed = []
    for row in one.rows.filter(pk__in=keys).order_by("-rank"):
        changed.append([one.model._meta.label, row.pk, {"rank": row.rank}])
        one.rows.filter(pk=row.pk).order_by().update(rank=row.rank + last)
    return changed


def _fill(one: Reference, row: Any, kept: Worker) -> Changed:
    """What the like of ``row`` leaves open is taken from it: two half-filled wishes make one whole."""
    twin = one.rows.filter(**{one.field.attname: kept.pk}).first()
    if twin is None:
        return []
    former: Row = {}
    for field in one.model._meta.local_concrete_fields:
        mine, theirs = getattr(twin, field.attname), getattr(row, field.attname)
        if field.primary_key or field is one.field or field.unique or mine not in (None, "", []):
            continue
        if theirs not in (None, "", []):
            former[field.attname] = mine
            one.rows.filter(pk=twin.pk).order_by().update(**{field.attname: theirs})
    return [[one.model._meta.label, twin.pk, former]] if former else []


def _take_out(row: models.Model) -> tuple[list[Row], Changed]:
    """The row and all that hangs on it, leaves last (as they are made again), deleted; what may do without lets go."""
    made, changed = [as_data(row)], []
    for child in pointing_to(type(row)):
        for below in child.rows.filter(**{child.field.attname: row.pk}):
            if child.field.null:
                changed.append([child.model._meta.label, below.pk, {child.field.attname: row.pk}])
                child.rows.filter(pk=below.pk).order_by().update(**{child.field.attname: None})
                continue
            more, let_go = _take_out(below)
            made += more
            changed += let_go
    type(row)._base_manager.filter(pk=row.pk).order_by()._raw_delete(connection.alias)
    return made, changed
