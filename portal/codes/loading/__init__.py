"""Loads the official lists of ``portal/codes/data`` and the places of ``vietnamadminunits`` into the database.

Each list carries the digest of its source: what is already loaded is skipped, so loading may run at every start.
Nothing official is deleted: a value that left its list ends on the day before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from portal.codes import gazetteer
from portal.codes.loading import lists, territory, work
from portal.codes.loading.sync import Changes
from portal.codes.loading.tables import digest, territory_digest
from portal.codes.models import CodeListVersion

_LOCK = 0x636F6465
"""Advisory lock: two starts at once load one after the other."""


@dataclass(frozen=True)
class Source:
    """One list: its name, the tables it is made of and what loads it."""

    name: str
    tables: tuple[str, ...]
    load: Callable[[date], Changes]
    with_territory: bool = False

    def digest(self) -> str:
        return digest(self.tables, territory_digest() if self.with_territory else "")


SOURCES = (
    Source(
        gazetteer.VERSION_NAME,
        ("wage_zones", "place_aliases", "industrial_parks"),
        territory.load,
        with_territory=True,
    ),
    Source("minimum_wages", ("minimum_wages",), lists.load_minimum_wages),
    Source("occupations", ("occupations",), work.load_occupations),
    Source(
        "occupation_words", ("occupations", "occupation_synonyms", "occupation_relations"), work.load_occupation_words
    ),
    Source("industries", ("industry_groups", "industries"), work.load_industries),
    Source("training_fields", ("training_fields",), work.load_training_fields),
    Source("skills", ("occupations", "skills"), work.load_skills),
    Source("licences", ("licences",), lists.load_licences),
    *(Source(name, (name,), lists.loader(name)) for name in lists.PLAIN),
)


def load_codes(*, force: bool = False) -> dict[str, Changes]:
    """Bring every list up to its source; returns what changed in each list that was not yet loaded.

    ``force`` compares every list again, whatever its recorded digest.
    """
    changed: dict[str, Changes] = {}
    today = timezone.localdate()
    with transaction.atomic():
        with connection.cursor() as cursor:
            # New synonyms refresh the search rows of every published vacancy, which takes as long as it takes.
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        loaded = dict(CodeListVersion.objects.values_list("list_name", "digest"))
        for source in SOURCES:
            current = source.digest()
            if loaded.get(source.name) == current and not force:
                continue
            changed[source.name] = source.load(today)
            CodeListVersion.objects.update_or_create(list_name=source.name, defaults={"digest": current})
    if changed:
        gazetteer.forget()
    return changed
