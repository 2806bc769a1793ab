"""``manage.py build_assets``: the style sheet and fonts into ``static/dist``."""

import subprocess
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.env import BASE_DIR
from portal.standalone import assets


class Command(BaseCommand):
    help = "Builds the style sheet and the fonts of the pages into static/dist."
    # It runs before anything else exists, database included.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="build the fonts again even if they are there")
        parser.add_argument("--readable", action="store_true", help="leave the style sheet readable")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for path in assets.build(force=options["force"], minify=not options["readable"]):
                self.stdout.write(f"{path.relative_to(BASE_DIR)}  {path.stat().st_size / 1000:.1f} kB")
        except subprocess.CalledProcessError as error:
            raise CommandError(error.stderr) from error
