"""``manage.py match``: start a run, or join the one under way."""

import json
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from jobs.matching import runs
from jobs.matching.enums import RUN_ACTIVE, RunOrigin, RunState
from jobs.matching.models import MatchRun
from jobs.matching.tasks import prepare, tend

_QUIET_SECONDS = 20
"""Without progress for so long, unfinished steps are put into the queue again: repeating them is harmless."""


class Command(BaseCommand):
    help = "Match every worker with every vacancy and publish the lists."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--wait", action="store_true", help="stay until the lists are published")
        parser.add_argument("--json", action="store_true", help="print the run's figures as JSON (implies --wait)")
        parser.add_argument("--inline", action="store_true", help="do all steps here, without queue and workers")

    def handle(self, *args: Any, **options: Any) -> None:
        run, made = runs.start(RunOrigin.COMMAND)
        if not made:
            self.stderr.write(f"Run #{run.pk} is under way; joining it.")
        if options["inline"]:
            self._here(run)
        else:
            prepare.delay(run.pk)
            if options["wait"] or options["json"]:
                self._watch(run)
        run.refresh_from_db()
        if run.state == RunState.FAILED:
            raise CommandError(f"Run #{run.pk} failed: {run.error}")
        if options["json"]:
            self.stdout.write(json.dumps({"run": run.pk, "state": run.state, **run.figures}, ensure_ascii=False))
        elif run.state == RunState.PUBLISHED:
            figures = run.figures
            self.stdout.write(
                f"Run #{run.pk} published: {figures['workers']} workers × {figures['vacancies']} vacancies, "
                f"{figures['rows']} list rows, {figures['seconds']['whole']} s."
            )

    def _here(self, run: MatchRun) -> None:
        with tqdm(desc="match", unit="shard", disable=None) as bar:

            def tell(done: int, of: int) -> None:
                bar.total = of
                bar.update(done - bar.n)

            runs.run_here(run, tell)

    def _watch(self, run: MatchRun) -> None:
        """Follow the run; wake what sleeps."""
        moved = time.monotonic()
        with tqdm(desc="match", unit="shard", disable=None) as bar:
            while True:
                run.refresh_from_db()
                if run.state not in RUN_ACTIVE:
                    return
                done, of = run.progress
                if done != bar.n or of != bar.total:
                    moved = time.monotonic()
                    bar.total = of
                    bar.update(done - bar.n)
                if time.monotonic() - moved > _QUIET_SECONDS:
                    self.stderr.write("No progress: is a worker of the queue “matching” running? (or use --inline)")
                    tend.delay()
                    moved = time.monotonic()
                time.sleep(0.2)
