"""Reading the tables: tab-separated, one head line, UTF-8, no quoting."""

import hashlib
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
_LOADER = "1"
"""Raise when the loader reads the same tables differently."""


def rows(name: str) -> list[dict[str, str]]:
    """The rows of ``data/NAME.tsv``; a column the line leaves out is empty. No such table: no rows."""
    path = DATA / f"{name}.tsv"
    if not path.exists():
        return []
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    columns = head.split("\t")
    return [
        dict(zip(columns, line.split("\t") + [""] * len(columns), strict=False))
        for line in lines
        if line and not line.startswith("#")
    ]


def digest(names: tuple[str, ...], extra: str = "") -> str:
    """Identifies the content of these tables (and ``extra``) as this loader reads them."""
    whole = hashlib.sha256(f"{_LOADER} {extra}".encode())
    for name in names:
        path = DATA / f"{name}.tsv"
        whole.update(path.read_bytes() if path.exists() else b"-")
    return whole.hexdigest()


def territory_path(name: str) -> Path:
    """A data file inside ``vietnamadminunits``; the package itself is not imported (it would read them all)."""
    spec = find_spec("vietnamadminunits")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("vietnamadminunits")
    return Path(spec.origin).parent / "data" / name


def territory_digest() -> str:
    return version("vietnamadminunits")
