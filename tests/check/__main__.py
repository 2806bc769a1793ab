"""Run every check, two at a time; show what the failed ones say. Exit status 1 when one failed."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import tests.settings  # noqa: F401 — names the state directory the checks of migrations share
from portal.env import BASE_DIR
from portal.standalone.messages import CATALOGUE
from tests.harness.machine import Machine

BIN = Path(sys.executable).parent
LONGEST_FILE = 500
MANAGE = [sys.executable, "manage.py"]
TESTING = {"DJANGO_SETTINGS_MODULE": "tests.settings"}
PRODUCTION = {"HTTPS": "true", "SECRET_KEY": "k" * 25 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ALLOWED_HOSTS": "portal.example"}


class Check(NamedTuple):
    name: str
    command: list[str]
    environment: Mapping[str, str] = {}


CHECKS = [
    # The longest first.
    Check("types", [sys.executable, "-m", "mypy", "."]),
    Check("templates", [str(BIN / "djlint"), "templates", "--lint", "--quiet"]),
    Check("migrations: none missing", [*MANAGE, "makemigrations", "--check", "--dry-run"], TESTING),
    Check("migrations: safe", [*MANAGE, "lintmigrations"], TESTING),
    Check("deployment", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    Check("translations", [sys.executable, "-m", "tests.check.translations", str(CATALOGUE)]),
    Check("floors", [str(BIN / "lint-imports"), "--no-logo"]),
    Check("style", [str(BIN / "ruff"), "check", "."]),
    Check("layout", [str(BIN / "ruff"), "format", "--check", "."]),
    Check("sizes", [sys.executable, "-m", "tests.check.sizes", str(LONGEST_FILE)]),
]


def run(check: Check) -> bool:
    began = time.monotonic()
    environment = {**os.environ, **check.environment}
    done = subprocess.run(
        check.command,
        cwd=BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    passed = done.returncode == 0
    verdict = f"{'ok  ' if passed else 'FAIL'} {check.name} ({time.monotonic() - began:.1f} s)"
    print(verdict if passed else f"{verdict}\n{done.stdout}", flush=True)
    return passed


def main() -> int:
    machine = Machine()
    machine.start()
    try:
        with ThreadPoolExecutor(2) as pool:
            passed = list(pool.map(run, CHECKS))
    finally:
        machine.stop()
    print(f"{sum(passed)} of {len(CHECKS)} checks passed.")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
