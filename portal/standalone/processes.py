"""Processes that outlive a killed parent, told apart from strangers that got their number."""

import fcntl
import json
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

_PROC = Path("/proc")


class Trouble(Exception):
    """Something the person at the keyboard can mend; the message says how."""


def _boot() -> str:
    """Names the present run of the machine, where it has such a name."""
    try:
        return (_PROC / "sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""


def started(pid: int) -> str | None:
    """When process ``pid`` began, as an opaque text; ``None`` when it has ended.

    The system hands process numbers out again, so a number alone does not identify a process.
    """
    if (_PROC / "self").exists():
        try:
            fields = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return None if fields[0] in "ZX" else f"{_boot()} {fields[19]}"
    shown = subprocess.run(["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    state, _, since = shown.stdout.strip().partition(" ")
    return since.strip() or None if state and not state.startswith("Z") else None


def command_line(pid: int) -> str:
    """The words process ``pid`` was started with, joined by spaces; empty when it has ended."""
    if (_PROC / "self").exists():
        with suppress(OSError):
            return (_PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return ""
    shown = subprocess.run(["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return shown.stdout.strip()


def members(group: int) -> Iterator[int]:
    """Living processes of a process group (the children a killed leader leaves behind)."""
    if (_PROC / "self").exists():
        for entry in _PROC.iterdir():
            if entry.name.isdigit():
                with suppress(OSError, IndexError):
                    fields = (entry / "stat").read_text().rpartition(")")[2].split()
                    if fields[0] not in "ZX" and int(fields[2]) == group:
                        yield int(entry.name)
        return
    shown = subprocess.run(["ps", "-A", "-o", "pid=,pgid=,stat="], capture_output=True, text=True, check=False)
    for line in shown.stdout.splitlines():
        pid, owner, state = line.split()[:3]
        if int(owner) == group and not state.startswith("Z"):
            yield int(pid)


@dataclass(frozen=True)
class Record:
    """A process noted on disk: its number, when it began and how it likes to be ended."""

    pid: int
    since: str
    stop_signal: int = signal.SIGTERM

    @classmethod
    def of(cls, pid: int, stop_signal: int = signal.SIGTERM) -> "Record":
        return cls(pid, started(pid) or "", stop_signal)

    @classmethod
    def read(cls, path: Path) -> "Record | None":
        try:
            noted = json.loads(path.read_text())
            return cls(int(noted["pid"]), str(noted["since"]), int(noted["stop_signal"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, path: Path) -> None:
        draft = path.with_suffix(".draft")
        draft.write_text(json.dumps({"pid": self.pid, "since": self.since, "stop_signal": self.stop_signal}))
        draft.replace(path)

    @property
    def alive(self) -> bool:
        return bool(self.since) and started(self.pid) == self.since

    def stop(self, patience: float = 10.0) -> None:
        """Ask the process to end, wait up to ``patience`` seconds, then end its whole group."""
        if self.alive:
            with suppress(ProcessLookupError):
                os.kill(self.pid, self.stop_signal)
            wait_until(lambda: not self.alive, patience)
        # A leader killed with -9 leaves its pool behind, in the group still named after it.
        if self.alive or (started(self.pid) is None and self.since.startswith(_boot())):
            end_group(self.pid)


def end_group(group: int) -> None:
    """Kill what is left of a process group and wait for it to be gone."""
    if any(members(group)):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)
        wait_until(lambda: not any(members(group)), 5.0)


def wait_until(condition: Callable[[], bool], patience: float, pause: float = 0.02) -> bool:
    """Whether ``condition`` became true within ``patience`` seconds."""
    until = time.monotonic() + patience
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(pause)
    return True


@dataclass
class Child:
    """A process this one starts, watches and ends; noted on disk so that a successor can end it too."""

    name: str
    command: Sequence[str]
    records: Path
    """Directory of the notes on disk."""
    environment: Mapping[str, str] = field(default_factory=dict)
    stop_signal: int = signal.SIGTERM
    patience: float = 10.0
    user: int | None = None
    group: int | None = None
    directory: Path | None = None
    before_start: Callable[[], None] = lambda: None
    emit: Callable[[str, str], None] | None = None
    """Gets the child's name and each line it writes; without it the child writes where this process does."""
    everyday: re.Pattern[str] = re.compile(r"^\s*$")
    """Lines of a healthy life, which nobody needs to read."""
    process: subprocess.Popen[bytes] | None = None
    _asked: bool = False

    @property
    def record(self) -> Path:
        return self.records / f"{self.name}.process"

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start the process in a group of its own, so that Ctrl-C reaches only the parent."""
        self.before_start()
        self._asked = False
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if self.emit else None,
            stderr=subprocess.STDOUT if self.emit else None,
            env={**os.environ, **self.environment},
            cwd=self.directory,
            user=self.user,
            group=self.group,
            extra_groups=[] if self.user is not None else None,
            start_new_session=True,
        )
        Record.of(self.process.pid, self.stop_signal).write(self.record)
        if self.emit and self.process.stdout:
            threading.Thread(target=self._read, args=(self.process.stdout, self.emit), daemon=True).start()

    def _read(self, lines: IO[bytes], emit: Callable[[str, str], None]) -> None:
        with lines:
            for line in lines:
                text = line.decode(errors="replace").rstrip()
                if not self.everyday.search(text):
                    emit(self.name, text)

    def ask_to_stop(self) -> None:
        """Pass the wish on without waiting, so that several children end at the same time."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
            self._asked = True

    def stop(self) -> None:
        """End the process and everything it started; harmless when it has ended already."""
        if self.process is None:
            return
        if self.process.poll() is None:
            if not self._asked:
                self.ask_to_stop()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(self.patience)
        end_group(self.process.pid)
        self.process.wait()
        self.record.unlink(missing_ok=True)


def end_orphans(records: Path, names: Sequence[str] | None = None) -> list[str]:
    """End the recorded children of a killed predecessor; returns the names of those still alive.

    Only for whoever holds the lock of these children: they are nobody's any more.
    """
    found = []
    for path in sorted(records.glob("*.process")):
        record = Record.read(path)
        if names is not None and path.stem not in names:
            continue
        if record:
            if record.alive:
                found.append(path.stem)
            record.stop()
        path.unlink(missing_ok=True)
    return found


class Lock:
    """An exclusive lock the system lets go of when its holder ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[str] | None = None

    def take(self) -> bool:
        """Whether the lock is now held by this process."""
        if self._file is not None:
            return True
        handle = self.path.open("a+")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.close()
            return False
        self._file = handle
        Record.of(os.getpid()).write(self.path.with_suffix(".holder"))
        return True

    def release(self) -> None:
        if self._file is not None:
            self.path.with_suffix(".holder").unlink(missing_ok=True)
            self._file.close()
            self._file = None

    def holder(self) -> Record | None:
        """The living process that holds the lock, when another one does."""
        record = Record.read(self.path.with_suffix(".holder"))
        return record if record and record.alive else None
