"""Make ``.venv`` and install the locked packages; run by make with the machine's own Python.

``python3 portal/standalone/environment.py [--dev | --bench]``. Standard library only. Does nothing when the
environment already holds what the lock says.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
STAMP = VENV / "locks.json"
LOCKS = {
    "run": ROOT / "requirements.txt",
    "dev": ROOT / "requirements-dev.txt",
    "bench": ROOT / "requirements-bench.txt",
}
"""Each holds all that the one before it holds."""
OLDEST = (3, 11)
HELP = """\
A Python environment could not be made. Install what is missing and run the same command again:
  Debian, Ubuntu:  apt-get install python3-venv
  Fedora:          dnf install python3-pip
  Alpine:          apk add py3-pip
"""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def succeeds(
    command: Sequence[str | Path], environment: Mapping[str, str] | None = None, *, quiet: bool = False
) -> bool:
    output = subprocess.DEVNULL if quiet else None
    env = {**os.environ, **(environment or {})}
    try:
        ended = subprocess.run(list(map(str, command)), env=env, stdout=output, stderr=output, check=False)
    except OSError:
        return False
    return ended.returncode == 0


def wanted(kind: str) -> str:
    """What must be true for nothing to be done: this lock, this Python, this place."""
    text = f"{LOCKS[kind].read_text()}{sys.version_info[:2]}{VENV}"
    return hashlib.sha256(text.encode()).hexdigest()


def installed(kind: str) -> bool:
    try:
        return bool(json.loads(STAMP.read_text()).get(kind) == wanted(kind))
    except (OSError, ValueError):
        return False


def make_venv() -> list[str | Path]:
    """An environment and the command that is pip for it.

    Debian ships Python without ``ensurepip``; a pip of the system can then install into the environment.
    """
    own: list[str | Path] = [PYTHON, "-m", "pip"]
    if succeeds([PYTHON, "-c", ""], quiet=True) and succeeds([*own, "--version"], quiet=True):
        return own
    if succeeds([sys.executable, "-m", "venv", "--clear", VENV], quiet=True):
        return own
    shared: list[str | Path] = [sys.executable, "-m", "pip", "--python", PYTHON]
    bare: list[str | Path] = [sys.executable, "-m", "venv", "--clear", "--without-pip", VENV]
    if succeeds(bare, quiet=True) and succeeds([*shared, "--version"], quiet=True):
        return shared
    shutil.rmtree(VENV, ignore_errors=True)
    raise SystemExit(HELP)


def pip_settings(pip: Sequence[str | Path]) -> dict[str, str]:
    """The machine's pip configuration (file and variables), its later words winning."""
    shown = subprocess.run([*map(str, pip), "config", "list"], capture_output=True, text=True, check=False).stdout
    found = re.findall(r"^(:env:|global|install)\.([\w-]+)='(.*)'$", shown, re.MULTILINE)
    ranked = sorted(found, key=lambda item: ("global", "install", ":env:").index(item[0]))
    return {name: value.replace("\\n", " ").strip() for _, name, value in ranked}


def for_uv(settings: Mapping[str, str]) -> dict[str, str]:
    """The same configuration in uv's own words.

    Hashes decide what is accepted, so any index may deliver it.
    """
    words = {
        "index-url": "UV_DEFAULT_INDEX",
        "extra-index-url": "UV_INDEX",
        "cert": "SSL_CERT_FILE",
        "trusted-host": "UV_INSECURE_HOST",
        "proxy": "ALL_PROXY",
        "default-timeout": "UV_HTTP_TIMEOUT",
        "timeout": "UV_HTTP_TIMEOUT",
    }
    translated = {words[name]: value for name, value in settings.items() if name in words and value}
    if settings.get("find-links"):
        translated["UV_FIND_LINKS"] = ",".join(settings["find-links"].split())
    if settings.get("no-index", "").lower() in {"1", "true", "yes", "on"}:
        translated["UV_NO_INDEX"] = "true"
    kept = {name: value for name, value in translated.items() if name not in os.environ}
    return {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_LINK_MODE": "copy", "UV_NO_PROGRESS": "1", **kept}


def install_uv(pip: Sequence[str | Path]) -> bool:
    """Install the locked uv, which then takes a third of pip's time for the rest."""
    locked = re.search(r"^uv==.*\n(?: +--hash=.*\n)+", LOCKS["dev"].read_text(), re.MULTILINE)
    if not locked:
        return False
    with tempfile.TemporaryDirectory() as directory:
        lock = Path(directory) / "uv.txt"
        lock.write_text(locked.group())
        return succeeds([*pip, "install", "-qq", "--require-hashes", "-r", lock])


def install(kind: str) -> None:
    """Bring ``.venv`` to what the lock says, with uv or, where uv fails, with pip."""
    say("Preparing .venv (the first time takes about half a minute) …")
    pip = make_venv()
    STAMP.unlink(missing_ok=True)
    options: list[str | Path] = ["--quiet", "--require-hashes", "-r", LOCKS[kind]]
    done = install_uv(pip) and succeeds([UV, "pip", "install", *options, "--python", PYTHON], for_uv(pip_settings(pip)))
    if not done:
        say("uv could not install the packages; trying with pip.")
        done = succeeds([*pip, "install", "-q", *options])
    if not done:
        raise SystemExit("The packages could not be installed; the lines above say why. Nothing else was changed.")
    kinds = list(LOCKS)[: list(LOCKS).index(kind) + 1]
    STAMP.write_text(json.dumps({each: wanted(each) for each in kinds}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    parser.add_argument("--bench", action="store_true", help="also the libraries the portal is measured beside")
    wishes = parser.parse_args()
    kind = "bench" if wishes.bench else "dev" if wishes.dev else "run"
    if sys.version_info < OLDEST:
        needed = ".".join(map(str, OLDEST))
        raise SystemExit(
            f"Python {needed} or later is needed, this is {sys.version.split()[0]}: make PYTHON=python{needed} …"
        )
    if not (installed(kind) and PYTHON.exists()):
        install(kind)


if __name__ == "__main__":
    main()
