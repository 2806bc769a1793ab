"""Starting the portal: from nothing (but the Python environment), and again."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure
from tests.standalone.portal import Portal

FIRST_START = 180.0
LATER_START = 10.0


def run(scale: str) -> Iterator[Figure]:
    """Seconds until the portal, demonstration centre included, says it is ready."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as directory:
        Path(directory).chmod(0o711)
        portal = Portal(Path(directory) / "s", demo=True)
        yield Figure("first start", portal.start(patience=600), "s", FIRST_START)
        portal.stop()
        yield Figure("later start", portal.start(), "s", LATER_START)
        portal.stop()
