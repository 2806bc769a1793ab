"""No Python file of ours outgrows a reader's patience."""

import sys
from pathlib import Path

from portal.env import BASE_DIR
from portal.standalone.messages import SOURCES


def too_long(root: Path, longest: int) -> list[str]:
    """``path: lines`` of each file with more than ``longest`` lines; migrations are made by a machine."""
    found = []
    for source in (*SOURCES, "tests"):
        for path in sorted((root / source).rglob("*.py")):
            lines = len(path.read_text().splitlines())
            if lines > longest and "migrations" not in path.parts:
                found.append(f"{path.relative_to(root)}: {lines} lines (at most {longest})")
    return found


if __name__ == "__main__":
    found = too_long(BASE_DIR, int(sys.argv[1]))
    print("\n".join(found))
    sys.exit(bool(found))
