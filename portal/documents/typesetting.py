"""Pages on paper: Typst documents under ``templates/documents`` filled with data, as PDF or as a picture."""

import json
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal, cast

import fontpkg_be_vietnam_pro
import fontpkg_noto_serif
import typst
from fontTools.ttLib import TTFont

from portal.env import BASE_DIR

ROOT = BASE_DIR / "templates" / "documents"
"""What a document may read; nothing else of the machine."""


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The two families of the portal; none of the machine's, so that the same data makes the same page anywhere."""
    folders = [fontpkg_be_vietnam_pro.ROOT / "files", fontpkg_noto_serif.ROOT / "files"]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    """Code points both families can draw."""
    regular = (
        fontpkg_be_vietnam_pro.ROOT / "files" / "BeVietnamPro-Regular.ttf",
        fontpkg_noto_serif.ROOT / "files" / "NotoSerif[wdth,wght].ttf",
    )
    return frozenset.intersection(*(frozenset(TTFont(path).getBestCmap()) for path in regular)) | {ord("\n")}


def printable(value: Any) -> Any:
    """``value`` with every text in it composed (NFC) and drawable: an archivable page may hold no empty box.

    A letter or digit of another script becomes "?", so that its absence is seen; a picture (emoji) goes.
    """
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value)
        if all(ord(c) in _letters() for c in text):
            return text
        return "".join(c if ord(c) in _letters() else "?" if unicodedata.category(c)[0] in "LN" else "" for c in text)
    if isinstance(value, Mapping):
        return {key: printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [printable(one) for one in value]
    return value


def _compiler(name: str, data: Mapping[str, Any]) -> typst.Compiler:
    # Data reaches the document as one JSON text and is set as text: nothing in it is read as markup.
    return typst.Compiler(
        ROOT / name,
        root=ROOT,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(printable(data), ensure_ascii=False, default=str)},
    )


def pdf(name: str, data: Mapping[str, Any], standard: Literal["a-2a", "a-2b"] = "a-2b") -> bytes:
    """The document ``name`` (a path under ``templates/documents``) as an archivable PDF (PDF/A-2).

    The document reads ``json(bytes(sys.inputs.data))``. Raises ``typst.TypstError`` when the document is wrong.
    """
    return cast(bytes, _compiler(name, data).compile(format="pdf", pdf_standards=[standard]))


def picture(name: str, data: Mapping[str, Any], pixels_per_inch: int = 72) -> bytes:
    """The one page of the document as PNG; a point of the page is a pixel at 72."""
    return cast(bytes, _compiler(name, data).compile(format="png", ppi=pixels_per_inch))
