"""Every text people read has an English translation."""

import os
import sys
from pathlib import Path

import django


def main(catalogue: Path) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from portal.standalone.messages import missing

    lacking = missing(catalogue)
    for text in lacking:
        print(text)
    if lacking:
        print(
            f"{len(lacking)} texts lack English; `python -m portal.standalone messages` adds them to {catalogue.name}."
        )
    return bool(lacking)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
