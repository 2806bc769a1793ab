"""Everything between "the servers answer" and "people may come": skipped where nothing changed."""

import hashlib
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from portal.env import BASE_DIR
from portal.standalone.catalogues import compile_catalogues

DEMONSTRATION_BEGINS = date(2026, 7, 1)
"""Its figures reach to the middle of 2026, whatever the machine's clock says."""


def prepare(say: Callable[[str], None]) -> list[tuple[str, str, str]]:
    """Migrate, build and load what is missing; returns demonstration sign-ins (role, login, password).

    Safe to repeat, also after being killed at any point.
    """
    _step(say, "translations", lambda: bool(compile_catalogues(BASE_DIR / "locale")))
    django.setup()
    _step(say, "database tables", _migrate)
    _step(say, "style sheet and fonts", _build_assets)
    _step(say, "static files", _collect)
    _step(say, "code lists", _load_codes)
    if not settings.DEMO:
        return []
    _step(say, "demonstration centre", _load_demonstration)
    from portal.accounts.demo_signins import signins

    return [(str(each.role), each.login, each.password) for each in signins()]


def _step(say: Callable[[str], None], name: str, work: Callable[[], bool]) -> None:
    """Run ``work``; speak of it only when it did something."""
    began = time.monotonic()
    if work():
        say(f"{name}: {time.monotonic() - began:.1f} s")


def _migrate() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True


def _build_assets() -> bool:
    from portal.standalone import assets

    return bool(list(assets.build()))


def _collect() -> bool:
    """Collect the static files unless those collected came from the same sources."""
    from django.contrib.staticfiles.finders import get_finders

    seen = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            changed = storage.get_modified_time(path).timestamp()
            seen.update(f"{path}\0{storage.size(path)}\0{changed}\n".encode())
    stamp = Path(settings.STATIC_ROOT) / ".sources"
    if stamp.exists() and stamp.read_text() == seen.hexdigest():
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(seen.hexdigest())
    return True


def _load_codes() -> bool:
    from portal.codes.loading import load_codes

    return bool(load_codes())


def _load_demonstration() -> bool:
    """Load the small demonstration centre into a portal nobody has used yet."""
    from django.utils import timezone

    from jobs.matching.tasks import nightly
    from portal.standalone.demo import is_empty

    if not is_empty():
        return False
    call_command("demo", scale="small", today=max(timezone.localdate(), DEMONSTRATION_BEGINS))
    # The first night need not be waited for: the worker does it as soon as it is up.
    nightly.delay()
    return True
