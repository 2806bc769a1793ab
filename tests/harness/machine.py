"""One private Postgres and Valkey for a whole test run, shared by its processes."""

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from portal.env import BASE_DIR, environment
from portal.standalone.catalogues import compile_catalogues
from portal.standalone.processes import Record, end_orphans
from portal.standalone.servers import Servers

VARIABLE = "PORTAL_TEST_RUN"
PREFIX = "portal-test-"


def worker_number() -> int:
    """0 for the first (or only) test process, 1 for the next …"""
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def state_dir() -> Path:
    """The run's state directory, made by its first process and handed to the others."""
    if VARIABLE not in os.environ:
        _remove_abandoned()
        made = Path(tempfile.mkdtemp(prefix=PREFIX))
        Record.of(os.getpid()).write(made / "owner.process")
        os.environ[VARIABLE] = str(made)
    return Path(os.environ[VARIABLE])


def _remove_abandoned() -> None:
    """End servers and drop data of test runs that were killed."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        owner = Record.read(left / "owner.process")
        if owner and not owner.alive and left.stat().st_uid == os.geteuid():
            with suppress(OSError):
                end_orphans(left / "run")
            shutil.rmtree(left, ignore_errors=True)


class Machine:
    """The servers of a run; started and stopped by its first process."""

    def __init__(self, *, durable: bool = False) -> None:
        settings = environment()
        self.directory = settings.portal_state_dir
        self.log = (self.directory / "servers.log").open("a")
        self.servers = Servers(self.directory, settings.run_dir, durable=durable, emit=self._note)

    def _note(self, name: str, line: str) -> None:
        print(f"{name} | {line}", file=self.log, flush=True)

    def start(self) -> None:
        # Before anything reads them: a fresh clone has no compiled catalogue, and Django keeps what it found first.
        compile_catalogues(BASE_DIR / "locale")
        self.servers.start()

    def stop(self) -> None:
        self.servers.stop()
        self.log.close()
        shutil.rmtree(self.directory, ignore_errors=True)


def fill_template() -> None:
    """Migrate and load the official lists into the database the test databases are copied from, once a run."""
    from tests.harness import template

    directory = state_dir()
    with (directory / "template.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        done = directory / "template.done"
        if not done.exists():
            template.fill()
            done.touch()
