"""The two servers together: what the supervisor, development and the tests start."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from portal.standalone.postgres import Postgres
from portal.standalone.processes import Child, Lock, Trouble, end_orphans
from portal.standalone.valkey import Valkey

LOCK = "servers.lock"


def make_private(directory: Path) -> None:
    """Make a directory others cannot list; root's server user must still pass through."""
    directory.mkdir(parents=True, exist_ok=True)
    if directory.is_symlink() or directory.stat().st_uid != os.geteuid():
        raise Trouble(f"{directory} belongs to someone else; set PORTAL_STATE_DIR to a directory of your own.")
    directory.chmod(0o711 if os.geteuid() == 0 else 0o700)


class Servers:
    """Embedded servers of one state directory, held by one process at a time.

    As a context manager: started on entry, stopped on exit.
    """

    def __init__(
        self,
        state_dir: Path,
        run_dir: Path,
        *,
        postgres: bool = True,
        valkey: bool = True,
        durable: bool = True,
        emit: Callable[[str, str], None] | None = None,
    ) -> None:
        if sys.platform == "win32":
            raise Trouble("The embedded servers need Linux or macOS; set DATABASE_URL and REDIS_URL.")
        make_private(state_dir)
        make_private(run_dir)
        self.run_dir = run_dir
        self.lock = Lock(run_dir / LOCK)
        self.postgres = Postgres(state_dir, run_dir, durable=durable) if postgres else None
        self.valkey = Valkey(state_dir, run_dir) if valkey else None
        self.waits: dict[str, tuple[Child, Callable[[Child], None]]] = {}
        for server in (self.postgres, self.valkey):
            if server:
                child = server.child()
                child.emit = emit
                self.waits[child.name] = (child, server.wait)

    @property
    def children(self) -> list[Child]:
        return [child for child, _ in self.waits.values()]

    def start(self) -> bool:
        """Start both and wait until they answer; ``False`` when another process holds them."""
        if not self.lock.take():
            return False
        end_orphans(self.run_dir, ["postgres", "valkey"])
        try:
            for child in self.children:
                child.start()
            for name in self.waits:
                self.wait(name)
        except BaseException:
            self.stop()
            raise
        return True

    def wait(self, name: str) -> None:
        """Wait until a server just started answers."""
        child, wait = self.waits[name]
        wait(child)

    def stop(self) -> None:
        for child in reversed(self.children):
            child.stop()
        self.lock.release()

    def __enter__(self) -> "Servers":
        if not self.start():
            raise Trouble(f"Another process holds the servers of {self.run_dir}.")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
