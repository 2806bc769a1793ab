"""What the supervisor says to the person at the keyboard."""

import sys
import threading
from typing import TextIO

COLOURS = {"web": 36, "worker-default": 35, "worker-matching": 34, "beat": 33, "postgres": 32, "valkey": 31}
WIDTH = max(map(len, COLOURS))


class Terminal:
    """Lines of several processes, each with its name before it."""

    def __init__(self, stream: TextIO = sys.stdout) -> None:
        self.stream = stream
        self._colour = stream.isatty()
        self._turn = threading.Lock()

    def line(self, name: str, text: str) -> None:
        before = f"{name:<{WIDTH}} |"
        if self._colour:
            before = f"\033[{COLOURS.get(name, 37)}m{before}\033[0m"
        self.say(f"{before} {text}")

    def say(self, text: str) -> None:
        # The terminal may be gone (closed window): the portal goes on.
        with self._turn:
            try:
                print(text, file=self.stream, flush=True)
            except OSError:
                return

    def welcome(self, address: str, signins: list[tuple[str, str, str]], seconds: float) -> None:
        """The address, and one sign-in for each role."""
        lines = ["", f"  Cầu Việc: {address}   (after {seconds:.1f} s; Ctrl-C stops it)"]
        if signins:
            wide = [max(len(each[column]) for each in signins) for column in range(2)]
            lines += ["", "  Sign-ins of the demonstration centre:"]
            lines += [f"    {role:<{wide[0]}}  {login:<{wide[1]}}  {password}" for role, login, password in signins]
        self.say("\n".join([*lines, ""]))
