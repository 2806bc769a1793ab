"""``python -m portal.standalone run|servers|stop|prepare|messages``."""

import argparse
import json
import os
import shlex
import subprocess
import sys
import time
from contextlib import redirect_stdout
from pathlib import Path

import django

from portal.env import Environment, environment
from portal.standalone.preparation import prepare
from portal.standalone.processes import Lock, Trouble
from portal.standalone.servers import LOCK, Servers
from portal.standalone.supervisor import LOCK as SUPERVISOR_LOCK
from portal.standalone.supervisor import Supervisor
from portal.standalone.terminal import Terminal
from portal.standalone.watch import StopSignals, Watch


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def servers(settings: Environment) -> int:
    """Postgres and Valkey in the foreground until Ctrl-C."""
    stop = StopSignals()
    stop.install()
    held = Servers(settings.portal_state_dir, settings.run_dir)
    if not held.start():
        say("The servers of this state directory run already.")
        return 0
    try:
        say(f"Postgres and Valkey answer in {settings.run_dir}. Ctrl-C stops them.")
        _ready_file(settings).touch()
        watch = Watch(say, lambda child: held.wait(child.name))
        watch.add(held.children)
        watch.run(stop)
    finally:
        _ready_file(settings).unlink(missing_ok=True)
        held.stop()
    return 0


def _ready_file(settings: Environment) -> Path:
    return settings.run_dir / "servers.ready"


def background(settings: Environment) -> int:
    """Start the servers detached unless they run, wait for them, print what a shell can ``eval``."""
    log = settings.portal_state_dir / "log" / "servers.log"
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings.run_dir.mkdir(parents=True, exist_ok=True)
    if not Lock(settings.run_dir / LOCK).holder():
        with log.open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "portal.standalone", "servers"],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        while process.poll() is None and not _ready_file(settings).exists():
            time.sleep(0.02)
        if process.poll() not in (None, 0):
            raise Trouble(f"The servers did not start; see {log}:\n{log.read_text()[-2000:]}")
    print(f"export PORTAL_STATE_DIR={shlex.quote(str(settings.portal_state_dir))}")
    return 0


def stop(settings: Environment) -> int:
    """End the portal or the servers that run on this state directory."""
    locks = (settings.run_dir / SUPERVISOR_LOCK, settings.run_dir / LOCK)
    holder = next(filter(None, (Lock(path).holder() for path in locks)), None)
    if holder:
        holder.stop(60.0)
    say("Stopped." if holder else "Nothing runs on this state directory.")
    return 0


def messages() -> int:
    django.setup()
    from portal.standalone.messages import CATALOGUE, update

    say(f"{CATALOGUE}: {update()} texts lack a translation.")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m portal.standalone", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    only_servers = commands.add_parser("servers", help="Postgres and Valkey only, for development")
    only_servers.add_argument("--background", action="store_true", help="detach and print export lines")
    commands.add_parser("run", help="the whole portal until Ctrl-C")
    commands.add_parser("prepare", help="migrate, build and load what is missing; prints sign-ins as JSON")
    commands.add_parser("messages", help="bring the English catalogue up to the texts in code and templates")
    commands.add_parser("stop", help="end what runs on this state directory")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    settings = environment()
    try:
        if given.command == "stop":
            return stop(settings)
        if given.command == "run":
            return Supervisor(settings, Terminal()).run()
        if given.command == "prepare":
            # Commands called on the way say things too: standard output is for the sign-ins alone.
            with redirect_stdout(sys.stderr):
                signins = prepare(say)
            print(json.dumps(signins))
            return 0
        if given.command == "messages":
            return messages()
        return background(settings) if given.background else servers(settings)
    except Trouble as trouble:
        say(str(trouble))
        return 1


if __name__ == "__main__":
    sys.exit(main())
