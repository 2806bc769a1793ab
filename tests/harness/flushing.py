"""After a test that commits, every table is emptied but those of the official lists: reading them in takes seconds."""

from django.core.management.color import Style
from django.core.management.commands import flush
from django.db.backends.base.base import BaseDatabaseWrapper

KEPT = "codes_"


def install() -> None:
    """Let ``flush`` (which Django calls after such tests) leave the code lists alone from now on."""

    def sql_flush(
        style: Style, connection: BaseDatabaseWrapper, reset_sequences: bool = True, allow_cascade: bool = False
    ) -> list[str]:
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        emptied = [table for table in tables if not table.startswith(KEPT)]
        statements: list[str] = connection.ops.sql_flush(
            style, emptied, reset_sequences=reset_sequences, allow_cascade=allow_cascade
        )
        return statements

    flush.sql_flush = sql_flush  # type: ignore[attr-defined]  # the name that module imported
