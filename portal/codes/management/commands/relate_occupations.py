"""``manage.py relate_occupations``: make the table of related occupations again from names, skills and decisions."""

import csv
import io
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.codes.loading.tables import DATA, rows
from portal.codes.relating import COLUMNS, Kinship, kinships

TABLE = DATA / "occupation_relations.tsv"


def made() -> list[Kinship]:
    """The table as the recipe makes it from the committed sources."""
    return kinships(
        rows("occupations"), rows("occupation_synonyms"), rows("skills"), rows("occupation_relation_decisions")
    )


def written(table: list[Kinship]) -> str:
    """The text of ``occupation_relations.tsv``."""
    out = io.StringIO()
    lines = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    lines.writerow(COLUMNS)
    lines.writerows([getattr(kinship, column) for column in COLUMNS] for kinship in table)
    return out.getvalue()


class Command(BaseCommand):
    help = "Make the table of related occupations from names, shared skills and decisions by hand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when the table is not up to date")
        parser.add_argument("--read", nargs="+", metavar="CODE", help="print what is related to these, in words")

    def handle(self, *args: Any, **options: Any) -> None:
        table = made()
        if options["read"]:
            self._tell(table, options["read"])
        elif options["check"]:
            if TABLE.read_text(encoding="utf-8") != written(table):
                raise CommandError("occupation_relations.tsv is not what its sources say: run relate_occupations")
        else:
            TABLE.write_text(written(table), encoding="utf-8")
            by = {kind: sum(one.by == kind for one in table) for kind in ("title", "skills", "hand")}
            self.stdout.write(f"{len(table)} pairs: {by}")

    def _tell(self, table: list[Kinship], codes: list[str]) -> None:
        titles = {row["code"]: row["title_vi"] for row in rows("occupations")}
        stated = {(one.code, one.related): one for one in table}
        for code in codes:
            self.stdout.write(f"{code} {titles[code]}")
            told = []
            for other in titles:
                pair = stated.get((min(code, other), max(code, other)))
                usual = next((share for n, share in ((3, 750), (2, 450)) if code[:n] == other[:n]), 0)
                share = pair.share if pair else usual
                if share and other != code and len(other) == len(code):
                    told.append((-share, other, f"{pair.by}: {pair.reason}" if pair else ""))
            for share, other, why in sorted(told):
                self.stdout.write(f"  {-share:4} {other} {titles[other]}  {why}")
