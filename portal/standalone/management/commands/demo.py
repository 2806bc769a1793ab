"""``manage.py demo``: fill an empty portal with the demonstration centre."""

import sys
import time
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from portal.standalone.demo import build, clear, is_demonstration, is_empty
from portal.standalone.demo.plan import plan


class Command(BaseCommand):
    help = _("Dựng trung tâm trình diễn: người, doanh nghiệp và số liệu tự tạo.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", choices=["small", "province"], default="small")
        parser.add_argument("--seed", type=int, default=2025)
        parser.add_argument("--today", type=date.fromisoformat, help=_("Ngày coi là hôm nay (YYYY-MM-DD)."))
        parser.add_argument("--replace", action="store_true", help=_("Xóa dữ liệu trình diễn đang có."))
        parser.add_argument(
            "--single-seat", action="store_true", help=_("Mỗi chỗ làm đang tuyển là một tin (đo tốc độ).")
        )

    def handle(self, *args: Any, scale: str, seed: int, replace: bool, single_seat: bool, **options: Any) -> None:
        today = options["today"] or timezone.localdate()
        if today < date(2026, 7, 1):
            raise CommandError(_("Trung tâm trình diễn có số liệu đến giữa năm 2026: chọn ngày sau 01/07/2026."))
        if replace and is_demonstration():
            clear()
        if not is_empty():
            raise CommandError(_("Cổng đã có dữ liệu. --replace chỉ xóa dữ liệu trình diễn, không xóa dữ liệu thật."))
        started = time.perf_counter()
        wanted = plan(scale, today, single_seat=single_seat)
        with tqdm(total=wanted.workers + wanted.turns, unit=_(" bản ghi"), disable=None, file=sys.stderr) as bar:
            build(wanted, seed, today, bar.update)
        self.stdout.write(
            _("%(workers)s người lao động, %(employers)s doanh nghiệp, %(vacancies)s tin tuyển: %(seconds).1f giây.")
            % {
                "workers": wanted.workers,
                "employers": wanted.employers,
                "vacancies": wanted.published,
                "seconds": time.perf_counter() - started,
            }
        )
