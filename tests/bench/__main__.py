"""``python -m tests.bench short|full [name …]``: measure, print one JSON line a figure, exit 1 when a bar is missed.

Each module ``tests/bench/bench_*.py`` has ``run(scale)`` and yields :class:`tests.bench.figures.Figure`; ``scale``
is ``short`` (small data, for CI) or ``full`` (province data, also written to ``docs/benchmarks.md``). They share one
private machine, migrated and filled with the official lists, and run in the order of their names.
"""

import importlib
import os
import sys
from pathlib import Path

import django


def main(scale: str, wanted: list[str]) -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    django.setup()
    from tests.bench.report import keep
    from tests.harness.machine import Machine, fill_template

    machine = Machine(durable=True)
    machine.start()
    missed = 0
    try:
        fill_template()
        for path in sorted(Path(__file__).parent.glob("bench_*.py")):
            if not wanted or path.stem.removeprefix("bench_") in wanted:
                figures = []
                for figure in importlib.import_module(f"tests.bench.{path.stem}").run(scale):
                    print(figure.as_json(), flush=True)
                    missed += not figure.holds
                    figures.append(figure)
                if scale == "full":
                    keep(path.stem.removeprefix("bench_"), figures)
    finally:
        machine.stop()
    return 1 if missed else 0


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in {"short", "full"}:
        raise SystemExit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2:]))
