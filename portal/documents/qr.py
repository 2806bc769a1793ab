"""An address as a square to be photographed."""

import io
from functools import lru_cache

import segno

QUIET = 2
"""Empty modules around it: on white paper fewer than the standard's four are read as well."""


@lru_cache(maxsize=256)
def square(text: str) -> str:
    """SVG of the QR code of ``text``, dark on white, without a size of its own."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out,
        kind="svg",
        border=QUIET,
        light="#fff",
        xmldecl=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
        nl=False,
    )
    return out.getvalue().decode()
