"""Lists into the database: a loose table for each run, filled by COPY, attached as a partition when it is published."""

import io
import struct
from typing import Any

import numpy as np
from django.db import OperationalError, connection, transaction

from jobs.matching.engine import ROW
from jobs.matching.enums import Side

Array = np.ndarray[Any, np.dtype[Any]]

_COLUMNS = ("run_id", "side", "worker_id", "vacancy_id", "rank", "points", "fit", "preference", "known", "price")
_WIDTHS = (">i8", ">i2", ">i8", ">i8", ">i2", ">i2", ">i2", ">i2", ">i2", ">i2")
_HEADER = b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0)
PARENT = "matching_match"
_PATIENCE = "3s"
"""How long dropping an old run waits for readers; it is tried again after the next run."""


def partition(run: int) -> str:
    return f"{PARENT}_{int(run)}"


def make(run: int) -> None:
    """The run's own table, which nobody reads yet; its check spares a scan when it is attached."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {partition(run)}")
        cursor.execute(
            f"CREATE TABLE {partition(run)} (LIKE {PARENT} INCLUDING CONSTRAINTS, "
            f"CONSTRAINT of_run CHECK (run_id IS NOT NULL AND run_id = {int(run)}))"
        )


def write(table: str, run: int, side: Side, rows: Array) -> None:
    """Append list rows (:data:`jobs.matching.engine.ROW`) to ``table``."""
    wire = np.empty(
        rows.size,
        [("count", ">i2"), *(pair for name, width in zip(_COLUMNS, _WIDTHS, strict=True)
          for pair in ((f"{name}_length", ">i4"), (name, width)))],
    )  # fmt: skip
    wire["count"] = len(_COLUMNS)
    for name, width in zip(_COLUMNS, _WIDTHS, strict=True):
        wire[f"{name}_length"] = int(width[-1])
    wire["run_id"], wire["side"] = run, side
    wire["worker_id"], wire["vacancy_id"] = rows["worker"], rows["vacancy"]
    for name in (ROW.names or ())[2:]:
        wire[name] = rows[name]
    source = io.BytesIO(_HEADER + wire.tobytes() + b"\xff\xff")
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f"COPY {table} ({', '.join(_COLUMNS)}) FROM STDIN (FORMAT binary)", source)


def attach(run: int) -> None:
    """Index the run's table and make it a partition; readers of other runs are not held up."""
    table = partition(run)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ADD PRIMARY KEY (run_id, side, worker_id, vacancy_id)")
        cursor.execute(f"CREATE INDEX ON {table} (vacancy_id, rank) WHERE side = 1")
        cursor.execute(f"ALTER TABLE {PARENT} ATTACH PARTITION {table} FOR VALUES IN ({int(run)})")
        cursor.execute(f"ANALYZE {table}")


def drop(run: int) -> bool:
    """Drop the run's table, attached or not; ``False`` when readers kept it busy."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{_PATIENCE}'")
            cursor.execute(f"DROP TABLE IF EXISTS {partition(run)}")
    except OperationalError:
        return False
    return True


def replace(run: int, side: Side, owners: Array, rows: Array) -> None:
    """Write the lists of ``owners`` anew; inside one transaction, so that readers see old or new lists whole."""
    column = "worker_id" if side is Side.WORKER else "vacancy_id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {PARENT} WHERE run_id = %s AND side = %s AND {column} = ANY(%s)",
            [run, side.value, owners.tolist()],
        )
    write(PARENT, run, side, rows)
