"""``manage.py intake vacancies|workers FILE``: take a file of adverts or job seekers in."""

import json
import time
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from jobs.intake import services
from jobs.intake.badrows import write_bad_rows
from jobs.intake.engine import Importer, count_rows, dry_run, propose_mappings
from jobs.intake.enums import Kind, Reason
from jobs.intake.readers import FileError, open_source
from jobs.intake.tally import Tally


class Command(BaseCommand):
    help = "Takes in a file of vacancies or of job seekers: XLSX, CSV (any usual encoding) or JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=[kind.value for kind in Kind])
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="read and judge everything, write nothing")
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")
        parser.add_argument(
            "--consented", action="store_true", help="the seekers' consents (service, matching) were collected on paper"
        )
        parser.add_argument(
            "--collected-on",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="the day the file was collected: what 'today' means in it and which deadlines have passed",
        )
        parser.add_argument(
            "--bad-rows", type=Path, metavar="FILE", help="write the rows not imported here (.csv or .xlsx)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(_("Không thấy tệp %(path)s.") % {"path": path})
        started = time.perf_counter()
        try:
            tally = self._run(path, options)
        except FileError as error:
            raise CommandError(str(error.trouble.label)) from error
        seconds = time.perf_counter() - started
        if options["json"]:
            figures = {**tally.as_json(), "dry_run": options["dry_run"], "seconds": round(seconds, 2)}
            self.stdout.write(json.dumps(figures, ensure_ascii=False))
        else:
            self._report(tally, seconds)

    def _run(self, path: Path, options: dict[str, Any]) -> Tally:
        kind = Kind(options["kind"])
        if options["dry_run"]:
            source = open_source(path)
            total = count_rows(source, propose_mappings(source, kind))
            with self._bar(total) as bar:
                return dry_run(path, kind, options["collected_on"], lambda rows: _advance(bar, rows))
        handing = services.Handing(kind, consented=options["consented"], collected_on=options["collected_on"])
        opened = services.open_local(path, handing)
        batch = services.claim(opened.pk)
        if batch is None:
            raise CommandError(_("Tệp này đang được nhập ở nơi khác."))
        with self._bar(batch.rows_total or 0) as bar:
            try:
                tally = Importer(batch, path).run(lambda rows: _advance(bar, rows))
            except BaseException as error:
                services.fail(batch, type(error).__name__)
                raise
        if options["bad_rows"]:
            batch.refresh_from_db()
            write_bad_rows(batch, options["bad_rows"])
        return tally

    def _bar(self, total: int) -> "tqdm[Any]":
        return tqdm(total=total, unit=" dòng", file=self.stderr, dynamic_ncols=True, mininterval=0.5)

    def _report(self, tally: Tally, seconds: float) -> None:
        figures = tally.as_json()
        self.stdout.write(
            _("Đọc %(read)s dòng trong %(seconds).1f giây: nhập %(imported)s, trùng %(duplicate)s, loại %(rejected)s.")
            % {**figures, "rejected": sum(figures["rejected"].values()), "seconds": seconds}
        )
        for reason, count in {**figures["rejected"], **figures["duplicate_by_reason"]}.items():
            self.stdout.write(f"  {count:>7}  {Reason(reason).label}")
        for name, counts in figures["fields"].items():
            present = counts["present"] or 1
            self.stdout.write(
                f"  {name:<13} {counts['present']:>7} · {counts['understood'] / present:7.2%} · "
                f"? {counts['uncertain']} · ✗ {counts['not_understood']}"
            )


def _advance(bar: "tqdm[Any]", rows: int) -> None:
    bar.update(rows)
