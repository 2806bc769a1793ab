"""Many new objects of one model stored with PostgreSQL's COPY: three to four times faster than single statements.

Triggers of the tables fire as for any insert. What a model's ``save`` fills is the caller's to fill.
"""

import io
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import connection, models
from django.utils import timezone

Object = TypeVar("Object", bound=models.Model)

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_QUOTES = str.maketrans({"\\": "\\\\", '"': '\\"'})


def _text(value: str) -> str:
    return value.translate(_ESCAPES)


def _array(values: Sequence[str]) -> str:
    return _text("{" + ",".join('"' + str(value).translate(_QUOTES) + '"' for value in values) + "}")


_WRITERS: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "t" if value else "f",
    int: str,
    float: repr,
    str: _text,
    list: _array,
    bytes: lambda value: "\\\\x" + value.hex(),
    datetime: str,
    date: str,
}


def _write(value: Any) -> str:
    if value is None:
        return "\\N"
    writer = _WRITERS.get(type(value))
    if writer is not None:
        return writer(value)
    # Choices are str and int by inheritance.
    return _text(str.__str__(value)) if isinstance(value, str) else str(int(value))


def _writer_of(field: "models.Field[Any, Any]") -> Callable[[Any], str]:
    if isinstance(field, models.BinaryField):
        return lambda value: _write(bytes(field.get_prep_value(value)))
    if isinstance(field, models.JSONField):
        return lambda value: "\\N" if value is None else _text(json.dumps(value, ensure_ascii=False))
    return _write


def copy_rows(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> list[int]:
    """Store rows given as field attribute → value; what a row does not name takes the field's default.

    Returns the keys.
    """
    given = list(rows)
    if not given:
        return []
    keys = _next_keys(model, len(given))
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    defaults = {f.attname: f.default for f in fields if f.has_default() and callable(f.default)}
    constants = {f.attname: f.get_default() for f in fields if f.attname not in defaults}
    constants |= {f.attname: timezone.now() for f in fields if getattr(f, "auto_now", False)}
    writers = [(field.attname, _writer_of(field)) for field in fields]
    lines = []
    for number, row in zip(keys, given, strict=True):
        values = {**constants, **{name: make() for name, make in defaults.items() if name not in row}, **row}
        lines.append(f"{number}\t" + "\t".join([write(values[name]) for name, write in writers]))
    _copy(model, [_key(model), *fields], lines)
    return keys


def copy_in(model: type[Object], objects: Iterable[Object]) -> list[Object]:
    """Store new ``objects``, give them their keys and return them. Runs in the caller's transaction."""
    rows = list(objects)
    if not rows:
        return rows
    key = model._meta.pk
    keys = _next_keys(model, len(rows)) if isinstance(key, models.AutoField | models.BigAutoField) else []
    now = timezone.now()
    stamped = [f.attname for f in model._meta.concrete_fields if getattr(f, "auto_now", False)]
    for row, number in zip(rows, keys, strict=False):
        row.pk = number
    writers = [(field.attname, _writer_of(field)) for field in model._meta.concrete_fields]
    lines = []
    for row in rows:
        values = row.__dict__
        for name in stamped:
            values[name] = now
        lines.append("\t".join([write(values[name]) for name, write in writers]))
        row._state.adding, row._state.db = False, connection.alias
    _copy(model, list(model._meta.concrete_fields), lines)
    return rows


def _copy(model: type[models.Model], fields: "list[models.Field[Any, Any]]", lines: list[str]) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN", io.StringIO("\n".join(lines)))


def _key(model: type[models.Model]) -> "models.Field[Any, Any]":
    return model._meta.pk


def _next_keys(model: type[models.Model], count: int) -> list[int]:
    """Keys from the table's own sequence, so that other writers are never met."""
    table, column = model._meta.db_table, str(_key(model).column)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", [table, column, count]
        )
        return [number for (number,) in cursor.fetchall()]
