"""Translations as the pages read them: ``.po`` → ``.mo`` without GNU gettext on the machine."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(directory: Path) -> list[Path]:
    """Compile each catalogue under ``directory`` that is newer than its compiled form; returns those."""
    written = []
    for source in sorted(directory.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parent.parent.name)
        # Two starts may compile at once: each writes its own draft.
        draft = target.with_suffix(f".{os.getpid()}.draft")
        with draft.open("wb") as compiled:
            write_mo(compiled, catalogue)
        draft.replace(target)
        written.append(target)
    return written
