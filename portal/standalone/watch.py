"""Keeping children alive until asked to stop."""

import signal
import time
from collections.abc import Callable, Iterable
from types import FrameType

from redis import RedisError

from portal.standalone.processes import Child, Trouble, end_group

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
STEADY_AFTER = 60.0
"""Seconds a child must have lived for its next death to count as a first one."""


class StopSignals:
    """Ctrl-C, SIGTERM and a closed terminal set a flag; a second Ctrl-C does no more than the first."""

    def __init__(self) -> None:
        self.received = False

    def install(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._receive)

    def _receive(self, number: int, frame: FrameType | None) -> None:
        self.received = True


class Watch:
    """Restarts each child that dies, at once the first time and then with growing pauses."""

    def __init__(self, say: Callable[[str], None], restarted: Callable[[Child], None] = lambda child: None) -> None:
        self.say = say
        self.restarted = restarted
        self.children: list[Child] = []
        self._pause: dict[str, float] = {}
        self._born: dict[str, float] = {}
        self._due: dict[str, float] = {}

    def add(self, children: Iterable[Child]) -> None:
        for child in children:
            self.children.append(child)
            self._born[child.name] = time.monotonic()

    def look(self) -> None:
        """Restart what died and is due; call it a few times a second."""
        now = time.monotonic()
        for child in self.children:
            if child.alive:
                continue
            if child.name not in self._due:
                self._note_death(child, now)
            if now >= self._due[child.name]:
                del self._due[child.name]
                self._born[child.name] = now
                try:
                    child.start()
                    self.restarted(child)
                except (Trouble, OSError, RedisError) as error:
                    self.say(f"{child.name}: {error}")

    def _note_death(self, child: Child, now: float) -> None:
        steady = now - self._born[child.name] > STEADY_AFTER
        pause = 0.0 if steady or child.name not in self._pause else self._pause[child.name]
        self._pause[child.name] = min(max(pause * 2, FIRST_PAUSE), LONGEST_PAUSE)
        self._due[child.name] = now + pause
        if child.process:
            end_group(child.process.pid)
            self.say(f"{child.name} ended ({_why(child.process.returncode)}); starting it again")

    def run(self, stop: StopSignals) -> None:
        while not stop.received:
            self.look()
            time.sleep(0.2)

    def stop(self) -> None:
        """End the children, the last started first."""
        for child in reversed(self.children):
            child.stop()


def _why(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"
