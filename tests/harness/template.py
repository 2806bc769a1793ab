"""The migrated database with the official lists, kept between test runs: filling it costs more than most tests.

Kept under a name made of everything it follows from, so that it is never out of date; only the newest few stay.
"""

import hashlib
import os
import subprocess
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from portal.codes.loading import load_codes
from portal.env import BASE_DIR
from portal.standalone.postgres import package

KEPT = 4
FOLDER = BASE_DIR / ".local" / "test-templates"


def fill() -> None:
    """Bring the empty database to what tests start from."""
    kept = FOLDER / f"{digest()}.dump"
    if not (kept.exists() and _restore(kept)):
        call_command("migrate", interactive=False, verbosity=0)
        load_codes()
        _keep(kept)
    connection.close()


def digest() -> str:
    """Of all migrations, the code lists and what reads them, and the locked packages."""
    seen = hashlib.sha256((BASE_DIR / "requirements.txt").read_bytes())
    files = {*BASE_DIR.glob("[a-z]*/**/migrations/*.py"), *(BASE_DIR / "portal" / "codes").rglob("*")}
    for path in sorted(files):
        if path.is_file() and "__pycache__" not in path.parts and ".venv" not in path.parts:
            seen.update(str(path.relative_to(BASE_DIR)).encode() + path.read_bytes())
    return seen.hexdigest()[:20]


def _command(program: str, *options: str) -> list[str]:
    settings = connection.settings_dict
    return [
        str(package() / "pginstall" / "bin" / program),
        *("-h", str(settings["HOST"]), "-U", str(settings["USER"]), "-d", str(settings["NAME"])),
        *options,
    ]


def _keep(kept: Path) -> None:
    """Failing to keep it costs time at the next run, nothing else."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    draft = kept.with_suffix(f".{os.getpid()}")
    made = subprocess.run(
        _command("pg_dump", "-Fc", "-Z0", "--no-owner", "-f", str(draft)), capture_output=True, check=False
    )
    if made.returncode:
        draft.unlink(missing_ok=True)
        return
    draft.replace(kept)
    for old in sorted(kept.parent.glob("*.dump"), key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]:
        old.unlink(missing_ok=True)


def _restore(kept: Path) -> bool:
    """Whether the database holds what was kept; if not, it is as empty as before."""
    made = subprocess.run(
        _command("pg_restore", "--no-owner", "--single-transaction", str(kept)), capture_output=True, check=False
    )
    return made.returncode == 0
