"""What was measured, kept in ``docs/benchmarks.json`` and told in ``docs/benchmarks.md``, by module."""

import json
import os
import platform
import re
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from portal.env import BASE_DIR
from tests.bench.figures import Figure

KEPT = BASE_DIR / "docs" / "benchmarks.json"
TOLD = BASE_DIR / "docs" / "benchmarks.md"
PACKAGES = ("Django", "numpy", "numba", "celery", "psycopg", "duckdb", "faiss-cpu", "sparse-dot-topn", "ortools")
METHOD = """\
`make bench` builds the demonstration province (68,800 people looking for work, 66,000 open seats as about 3,000
vacancies with headcount, and once more as 66,000 vacancies of one seat) in a database of its own, measures what stands
below and prints one JSON line a figure. Web pages are timed in the server's process, database included, network and
browser not; p95 over many different requests, nothing kept between them. Times of the kernel are the best of three,
times of whole runs are of one. Peers are given the same people and openings and run in turn in the same process.
"""


def keep(module: str, figures: list[Figure]) -> None:
    """Replace what is kept of ``module`` and write the page anew."""
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    rows = [json.loads(figure.as_json()) for figure in figures]
    kept[module] = {"on": date.today().isoformat(), "machine": machine(), "figures": rows}  # noqa: DTZ011 — a label
    KEPT.write_text(json.dumps(dict(sorted(kept.items())), ensure_ascii=False, indent=1) + "\n")
    TOLD.write_text(page(kept))


def machine() -> str:
    """Processor, cores, memory, load and versions, in one line."""
    cpu = re.search(r"^model name\s*:\s*(.+)$", _read("/proc/cpuinfo"), re.MULTILINE)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    parts = [cpu[1] if cpu else platform.machine(), f"{len(os.sched_getaffinity(0))} cores", f"{memory:.0f} GiB"]
    parts += [f"load {os.getloadavg()[0]:.1f}", f"Python {platform.python_version()}"]
    return ", ".join([*parts, *(f"{name} {version(name)}" for name in PACKAGES if _installed(name))])


def page(kept: dict[str, Any]) -> str:
    """The page of all that is kept."""
    parts = ["# Benchmarks", "", METHOD]
    for module, part in kept.items():
        parts += [f"## {module}", "", f"Measured on {part['on']}: {part['machine']}.", ""]
        parts += ["| what | figure | bar | |", "| --- | ---: | ---: | --- |"]
        for row in part["figures"]:
            bar = "" if row["bar"] is None else f"{_number(row['bar'])} {row['unit']}"
            verdict = {"ok": "holds", "FAIL": "**missed**"}.get(row["verdict"], "")
            parts.append(f"| {row['name']} | {_number(row['value'])} {row['unit']} | {bar} | {verdict} |")
        image = f"images/bench-{module}.svg"
        if (TOLD.parent / image).exists():
            parts += ["", f"![{module}]({image})"]
        parts.append("")
    return "\n".join(parts)


def _number(value: float) -> str:
    whole = float(value).is_integer() or abs(value) >= 1000
    return f"{value:,.0f}" if whole else f"{value:.3g}"


def _read(path: str) -> str:
    return Path(path).read_text() if Path(path).exists() else ""


def _installed(name: str) -> bool:
    try:
        return bool(version(name))
    except ImportError:
        return False
