"""The real portal in a directory of its own, for tests that start, wound and stop it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest
from celery import Celery

from portal.env import BASE_DIR, Environment
from portal.standalone.processes import Record


class Portal:
    """``python -m portal.standalone run`` on ``state``; start it as often as needed."""

    def __init__(self, state: Path, *, demo: bool = False) -> None:
        self.demo = demo
        self.state = state
        self.run_dir = state / "run"
        self.log = state.with_suffix(".log")
        self.port = _any_port()
        self.process: subprocess.Popen[bytes] | None = None

    def command(self, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start ``python -m portal.standalone …`` with nothing of the tests' own surroundings."""
        own = {name.upper() for name in Environment.model_fields}
        kept = {name: value for name, value in os.environ.items() if name not in own}
        given = {"PORTAL_STATE_DIR": str(self.state), "DJANGO_SETTINGS_MODULE": "tests.standalone.settings"}
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "portal.standalone", *words],
                cwd=BASE_DIR,
                env={**kept, **given, "DEMO": str(self.demo), "PORT": str(self.port), **environment},
                stdout=log,
                stderr=log,
            )

    def start(self, patience: float = 180.0) -> float:
        """Start and wait until it says it is ready; returns the seconds that took."""
        began = time.monotonic()
        written = self.log.stat().st_size if self.log.exists() else 0
        self.process = self.command("run")
        # A predecessor's web server may still answer for a moment: the new one's own words count.
        self.until(lambda: b"Ctrl-C stops it" in self.log.read_bytes()[written:], patience)
        return time.monotonic() - began

    def stop(self) -> int:
        """Ctrl-C; returns the exit status."""
        assert self.process
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)

    def kill(self, name: str) -> int:
        """``kill -9`` one of its processes and return its number."""
        if name == "supervisor":
            assert self.process
            self.process.kill()
            self.process.wait()
            return self.process.pid
        pid = self.pid(name)
        os.kill(pid, signal.SIGKILL)
        return pid

    def pid(self, name: str) -> int:
        record = Record.read(self.run_dir / f"{name}.process")
        assert record, f"{name} was never started"
        return record.pid

    def ready(self) -> bool:
        asked = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            asked.request("GET", "/readyz")
            return asked.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            asked.close()

    def until(self, condition: Callable[[], bool], patience: float = 60.0) -> None:
        """Wait for ``condition``; fail with the portal's own words when it stays away."""
        until = time.monotonic() + patience
        while not condition():
            ended = self.process and self.process.poll() is not None
            if ended or time.monotonic() > until:
                pytest.fail(f"gave up waiting:\n{self.log.read_text()[-6000:]}")
            time.sleep(0.1)

    def linger(self, seconds: float, queue: str = "default") -> Path:
        """Queue a task that takes ``seconds``; returns the diary it writes."""
        diary = self.state.with_name(f"{time.monotonic_ns()}.diary")
        broker = f"redis+socket://{self.run_dir}/valkey.sock?virtual_host=0"
        # Not the current application: tasks called by later tests must not go to this broker.
        with Celery(broker=broker, set_as_current=False) as sender:
            sender.send_task("tests.standalone.tasks.linger", [str(diary), seconds], queue=queue)
        return diary


def _any_port() -> int:
    """A port nobody listens on, far from those people choose by hand."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def said(diary: Path, word: str) -> int:
    """How often a task wrote ``word``."""
    return diary.read_text().split().count(word) if diary.exists() else 0
