"""``make run``: servers, preparation, web, workers and beat, kept alive until Ctrl-C."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from portal.env import BASE_DIR, Environment
from portal.standalone.processes import Child, Lock, Trouble, end_orphans
from portal.standalone.servers import Servers, make_private
from portal.standalone.terminal import Terminal
from portal.standalone.watch import StopSignals, Watch

LOCK = "supervisor.lock"
QUEUES = ("default", "matching")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 — compared with, not bound to
PORTS = range(8000, 8100)
EVERYDAY = re.compile(r"^\s*$|^worker: (Warm|Hitting)")
NO_ROOT_WARNING = "ignore:You're running the worker with superuser privileges"
"""In a container root is all there is; the tasks run no code from outside."""


class Supervisor:
    """One portal on one machine; :meth:`run` returns the exit status."""

    def __init__(self, settings: Environment, terminal: Terminal) -> None:
        self.settings = settings
        self.terminal = terminal
        self.run_dir = settings.run_dir
        self.stop_signals = StopSignals()
        self.lock = Lock(self.run_dir / LOCK)
        self.watch = Watch(terminal.say, self._restarted)
        self.servers: Servers | None = None
        self.borrowed = False

    def run(self) -> int:
        make_private(self.settings.portal_state_dir)
        make_private(self.run_dir)
        (self.settings.portal_state_dir / "uploads").mkdir(mode=0o700, exist_ok=True)
        if not self.lock.take():
            self.terminal.say(f"The portal runs already at {address_of(self.run_dir) or 'an address it is choosing'}.")
            return 0
        self.stop_signals.install()
        try:
            self._start()
            while not self.stop_signals.received:
                self.watch.look()
                self._take_over()
                time.sleep(0.2)
        except Interrupted:
            pass
        finally:
            self._stop()
        return 0

    def _start(self) -> None:
        began = time.monotonic()
        (self.run_dir / "address").unlink(missing_ok=True)
        left = end_orphans(self.run_dir, [child.name for child in self._portal(0)])
        if left:
            self.terminal.say(f"Ended what the last run left behind: {', '.join(left)}.")
        port = free_port(self.settings.bind, self.settings.port)
        self._start_servers()
        os.environ.setdefault("DEMO", "true")
        host = "127.0.0.1" if self.settings.bind in EVERYWHERE else self.settings.bind
        address = f"http://{host}:{port}"
        os.environ.setdefault("PUBLIC_ADDRESS", address)
        signins = self._prepare()
        web, *others = self._portal(port)
        self._launch(web)
        (self.run_dir / "address").write_text(address)
        self._wait_for(host, port)
        # Workers only now: people are let in sooner, and until then tasks wait in their queue.
        for child in others:
            self._launch(child)
        self.terminal.welcome(address, signins, time.monotonic() - began)

    def _start_servers(self) -> None:
        self.servers = Servers(
            self.settings.portal_state_dir,
            self.run_dir,
            postgres=not self.settings.database_url,
            valkey=not self.settings.redis_url,
            emit=self.terminal.line,
        )
        self.borrowed = not self.servers.start()
        if self.borrowed:
            self.terminal.say("Using the servers another process keeps running on this state directory.")
            return
        self.watch.add(self.servers.children)
        if self.servers.valkey:
            from portal.standalone.broker import restore

            restored = restore()
            if restored:
                self.terminal.say(f"Tasks cut off by the last stop, taken up again: {restored}.")

    def _take_over(self) -> None:
        """Start the servers oneself once whoever kept them has ended."""
        if self.borrowed and self.servers and self.servers.start():
            self.borrowed = False
            self.watch.add(self.servers.children)

    def _prepare(self) -> list[tuple[str, str, str]]:
        """Prepare in a process of its own: it takes memory the supervisor then does not keep."""
        command = [sys.executable, "-m", "portal.standalone", "prepare"]
        environment = {**os.environ, "STATEMENT_TIMEOUT_MS": "0"}
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, cwd=BASE_DIR, env=environment, start_new_session=True
        ) as process:
            while process.poll() is None:
                if self.stop_signals.received:
                    process.terminate()
                time.sleep(0.05)
            said = process.stdout.read() if process.stdout else b""
        self._unless_stopped()
        if process.returncode:
            raise Trouble("The portal could not be prepared; the lines above say why.")
        return [tuple(each) for each in json.loads(said)]

    def _portal(self, port: int) -> list[Child]:
        """Web, one worker for each queue, and beat."""
        state = self.settings.portal_state_dir
        celery = ["celery", "--app", "portal", "--quiet"]
        web = ["granian", "--interface", "wsgi", "--host", self.settings.bind, "--port", str(port)]
        web += ["--workers", "2", "--blocking-threads", "4", "--blocking-threads-idle-timeout", "600"]
        web += ["--no-ws", "--respawn-failed-workers", "--workers-kill-timeout", "10", "--log-level", "warning"]
        beat = [*celery, "beat", "--loglevel", "warning", "--pidfile", "", "--schedule", str(state / "beat")]
        children = [self._python("web", [*web, "portal.wsgi:application"])]
        for queue in QUEUES:
            worker = [*celery, "worker", "--queues", queue, "--hostname", f"{queue}@%h", "--loglevel", "warning"]
            worker += ["--concurrency", "1", "--without-gossip", "--without-mingle", "--optimization", "fair"]
            child = self._python(f"worker-{queue}", worker, {"STATEMENT_TIMEOUT_MS": "0"})
            child.before_start = RestoreAfterDeath(child, queue)
            children.append(child)
        return [*children, self._python("beat", beat)]

    def _launch(self, child: Child) -> None:
        self._unless_stopped()
        child.start()
        self.watch.add([child])

    def _python(self, name: str, module: list[str], environment: dict[str, str] | None = None) -> Child:
        return Child(
            name=name,
            command=[sys.executable, "-W", NO_ROOT_WARNING, "-m", *module],
            records=self.run_dir,
            environment={"PYTHONUNBUFFERED": "1", **(environment or {})},
            directory=BASE_DIR,
            emit=self.terminal.line,
            everyday=EVERYDAY,
        )

    def _restarted(self, child: Child) -> None:
        if self.servers and child in self.servers.children:
            self.servers.wait(child.name)

    def _wait_for(self, host: str, port: int) -> None:
        """Wait until the web server says it is ready (or, under another name than it allows, answers at all)."""
        while True:
            self._unless_stopped()
            self.watch.look()
            asked = HTTPConnection(host, port, timeout=5)
            with suppress(OSError, HTTPException), closing(asked):
                asked.request("GET", "/readyz")
                if asked.getresponse().status != HTTPStatus.SERVICE_UNAVAILABLE:
                    return
            time.sleep(0.1)

    def _unless_stopped(self) -> None:
        if self.stop_signals.received:
            raise Interrupted

    def _stop(self) -> None:
        self.terminal.say("Stopping …")
        (self.run_dir / "address").unlink(missing_ok=True)
        servers = self.servers.children if self.servers else []
        portal = [child for child in self.watch.children if child not in servers]
        for child in portal:
            child.ask_to_stop()
        for child in portal:
            child.stop()
        if self.servers and not self.borrowed:
            self.servers.stop()
        self.lock.release()
        self.terminal.say("Stopped.")


class Interrupted(Exception):
    """Ctrl-C before everything was up."""


class RestoreAfterDeath:
    """Before a worker starts again: what its predecessor had taken goes back to the queue."""

    def __init__(self, child: Child, queue: str) -> None:
        self.child = child
        self.queue = queue

    def __call__(self) -> None:
        if self.child.process is not None:
            from portal.standalone.broker import restore

            restore(self.queue)


def address_of(run_dir: Path) -> str:
    """Where the running portal answers; empty while it starts."""
    try:
        return (run_dir / "address").read_text()
    except OSError:
        return ""


def free_port(host: str, wished: int) -> int:
    """The wished port, or (wished 0) the first free one from 8000 up.

    Raises :class:`Trouble` naming the port that is taken.
    """
    for port in [wished] if wished else PORTS:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    if wished:
        raise Trouble(f"Port {wished} is taken by another program. Choose another: make run PORT={wished + 1}")
    raise Trouble(f"All ports from {PORTS[0]} to {PORTS[-1]} are taken. Choose one: make run PORT=9000")
