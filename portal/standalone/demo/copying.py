"""Writing many rows at once: PostgreSQL's COPY, with keys given out here.

Django's own bulk insert spends more time on objects than the database on rows; a province has two million.
"""

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import connection, models

_FLUSH = 20_000
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_QUOTES = str.maketrans({"\\": "\\\\", '"': '\\"'})


def _text(value: str) -> str:
    return value.translate(_ESCAPES)


def _array(value: Sequence[str]) -> str:
    inner = ",".join('"' + item.translate(_QUOTES) + '"' for item in value)
    return _text("{" + inner + "}")


_FORMATS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "\\N",
    bool: lambda value: "t" if value else "f",
    int: str,
    float: repr,
    str: _text,
    bytes: lambda value: "\\\\x" + value.hex(),
    datetime: str,
    date: str,
    UUID: str,
    list: _array,
}


class Sheet:
    """Rows of one table. ``columns`` vary from row to row, every other field keeps one value.

    The key comes first and is counted here; fields neither in ``columns`` nor in ``fixed`` take their
    default. Values are written as they are: what a model's ``save`` would fill is the caller's to give.
    """

    def __init__(self, model: type[models.Model], columns: Sequence[str], **fixed: Any) -> None:
        fields = {field.attname: field for field in model._meta.concrete_fields}
        key = model._meta.pk.attname
        self.model = model
        self._counts = isinstance(model._meta.pk, models.AutoField | models.BigAutoField)
        varying = ([key] if self._counts else []) + list(columns)
        rest = {
            name: fixed[name] if name in fixed else _default(fields[name]) for name in fields if name not in varying
        }
        self._encode = [
            (place, fields[name]) for place, name in enumerate(columns) if isinstance(fields[name], models.BinaryField)
        ]
        self._tail = "".join("\t" + _write(fields[name], value) for name, value in rest.items()) + "\n"
        names = [str(fields[name].column) for name in (*varying, *rest)]
        table = connection.ops.quote_name(model._meta.db_table)
        self._statement = f"COPY {table} ({', '.join(connection.ops.quote_name(name) for name in names)}) FROM STDIN"
        self._lines: list[str] = []
        self.last = self._highest() if self._counts else 0

    def _highest(self) -> int:
        return self.model._default_manager.aggregate(top=models.Max("pk"))["top"] or 0

    def add(self, *values: Any) -> int:
        """Add a row; returns its key."""
        self.last += 1
        if self._encode:
            changed = list(values)
            for place, field in self._encode:
                changed[place] = bytes(field.get_prep_value(changed[place]))
            values = tuple(changed)
        cells = [_FORMATS[type(value)](value) for value in values]
        if self._counts:
            cells.insert(0, str(self.last))
        self._lines.append("\t".join(cells) + self._tail)
        if len(self._lines) >= _FLUSH:
            self.flush()
        return self.last

    def flush(self) -> None:
        if not self._lines:
            return
        with connection.cursor() as cursor:
            cursor.copy_expert(self._statement, io.StringIO("".join(self._lines)))
        self._lines.clear()

    def close(self) -> None:
        """Write what is left and let the database count on from here."""
        self.flush()
        if self._counts and self.last:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
                    [self.model._meta.db_table, self.model._meta.pk.column, self.last],
                )


def _default(field: "models.Field[Any, Any]") -> Any:
    if not field.has_default() and field.null:
        return None
    if isinstance(field, models.DateTimeField) and (field.auto_now or field.auto_now_add):
        raise LookupError(f"{field.model.__name__}.{field.name}: give a value")
    return field.get_default()


def _write(field: "models.Field[Any, Any]", value: Any) -> str:
    if isinstance(field, models.BinaryField):
        value = bytes(field.get_prep_value(value))
    if isinstance(value, Enum):
        value = value.value
    return _FORMATS[type(value)](value)
