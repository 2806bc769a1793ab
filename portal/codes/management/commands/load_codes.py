"""``manage.py load_codes``: bring the official lists in the database up to those of this release."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from portal.codes.loading import load_codes


class Command(BaseCommand):
    help = _("Nạp danh mục: địa bàn, nghề nghiệp, ngành, kỹ năng và các danh mục khác.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help=_("So lại cả những danh mục đã nạp."))

    def handle(self, *args: Any, force: bool, **options: Any) -> None:
        started = time.perf_counter()
        changed = load_codes(force=force)
        for name, changes in changed.items():
            self.stdout.write(f"{name}: +{changes.created} ~{changes.updated} -{changes.ended}")
        if not changed:
            self.stdout.write(_("Danh mục đã là bản mới nhất."))
        self.stdout.write(f"{time.perf_counter() - started:.1f} s")
