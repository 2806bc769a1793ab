"""The short lists of the forms, licences and minimum wages."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.db.models import QuerySet

from portal.codes.loading.sync import Changes, dated, day, sync, sync_codes, sync_links
from portal.codes.loading.tables import rows
from portal.codes.models import (
    Benefit,
    ComputingSkill,
    DatedCode,
    Language,
    Licence,
    MinimumWage,
    PriorityGroup,
    QualificationTitle,
    SoftSkill,
    WorkingCondition,
)

PLAIN: dict[str, tuple[type[DatedCode], Callable[[dict[str, str]], dict[str, Any]]]] = {
    "qualification_titles": (
        QualificationTitle,
        lambda row: {"decree": row["decree"], "level": int(row["level"])},
    ),
    "languages": (Language, lambda row: {}),
    "computing_skills": (ComputingSkill, lambda row: {}),
    "soft_skills": (SoftSkill, lambda row: {}),
    "benefits": (Benefit, lambda row: {}),
    "working_conditions": (WorkingCondition, lambda row: {"group": row["group"]}),
    "priority_groups": (PriorityGroup, lambda row: {"is_sensitive": row["is_sensitive"] == "1"}),
}
"""Lists without relations: their model and how their own columns read."""


def loader(name: str) -> Callable[[date], Changes]:
    """What loads the plain list ``name``."""
    model, read = PLAIN[name]

    def load(today: date) -> Changes:
        values = [(dated(row, order), read(row)) for order, row in enumerate(rows(name), 1)]
        extra = tuple(values[0][1]) if values else ()
        return sync_codes(model, [model(**common, **own) for common, own in values], today, extra)

    return load


def load_licences(today: date) -> Changes:
    """Licences, which lower classes each includes and what replaced the classes of before 2025."""
    table = rows("licences")
    changes = sync_codes(Licence, [Licence(**dated(row, order)) for order, row in enumerate(table, 1)], today)
    licences = {licence.code: licence for licence in cast("QuerySet[Licence]", Licence.objects.filter(is_local=False))}
    for row in table:
        licence = licences[row["code"]]
        successor = licences[row["successor"]] if row["successor"] else None
        if licence.successor_id != (successor.pk if successor else None):
            licence.successor = successor
            licence.save(update_fields=["successor"])
    through = Licence.includes.through
    links = [
        through(from_licence_id=licences[row["code"]].pk, to_licence_id=licences[code].pk)
        for row in table
        for code in row["includes"].split()
    ]
    official = through.objects.filter(from_licence__is_local=False)
    return changes + sync_links(official, links, lambda link: (link.from_licence_id, link.to_licence_id))


def load_minimum_wages(today: date) -> Changes:
    wanted = [
        MinimumWage(
            zone=int(row["zone"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=day(row["valid_to"]),
            monthly=int(row["monthly"]),
            hourly=int(row["hourly"]),
            source=row["source"],
        )
        for row in rows("minimum_wages")
    ]
    fields = ("valid_to", "monthly", "hourly", "source")
    changes, _, _ = sync(MinimumWage.objects.all(), wanted, lambda wage: (wage.zone, wage.valid_from), fields)
    return changes
