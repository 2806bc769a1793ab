"""How the papers look: each page against a small picture of it that a person has judged.

``REDRAW=1 pytest tests/printing/test_pictures.py`` draws the pictures anew, to be looked at before they are kept.
"""

import io
import os
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from portal.documents import typesetting
from portal.documents.layout import Form, Words
from tests.printing.made import MADE, made

pytestmark = pytest.mark.django_db

PAGES = Path(__file__).parent / "pages"
DOTS = 36
"""An inch: an A4 page of 298 × 421 pixels, where lines and boxes are seen and hinting is not."""
GREYS = 16
CELL = 16
MOST_DIFFERENT = 26
"""Of 255, the mean of one cell: a hair's breadth of shift stays below, a missing word or box does not."""


def drawn(form: Form) -> list[Image.Image]:
    """The pages in few greys."""
    document = pypdfium2.PdfDocument(typesetting.pdf("mau.typ", form.data()))
    return [page.render(scale=DOTS / 72).to_pil().convert("L") for page in document]


def kept(picture: Image.Image) -> bytes:
    """A page as its small file: 16 greys."""
    out = io.BytesIO()
    picture.quantize(GREYS).save(out, "PNG", optimize=True)
    return out.getvalue()


def farthest(one: Image.Image, other: Image.Image) -> float:
    """How much the most different cell of two pages differs, 0–255."""
    if one.size != other.size:
        return 255.0
    apart = ImageChops.difference(one, other)
    cells = (
        apart.crop((x, y, min(x + CELL, one.width), min(y + CELL, one.height)))
        for y in range(0, one.height, CELL)
        for x in range(0, one.width, CELL)
    )
    return max(ImageStat.Stat(cell).mean[0] for cell in cells)


def references(kind: str) -> list[Image.Image]:
    return [Image.open(path).convert("L") for path in sorted(PAGES.glob(f"{kind}.*.png"))]


@pytest.mark.parametrize("kind", sorted(MADE))
def test_the_pages_look_as_they_were_judged(kind: str, tmp_path: Path) -> None:
    pages = drawn(made(kind))
    if os.environ.get("REDRAW"):
        for n, page in enumerate(pages):
            (PAGES / f"{kind}.{n}.png").write_bytes(kept(page))
    judged = references(kind)
    assert len(pages) == len(judged)
    for n, (page, reference) in enumerate(zip(pages, judged, strict=True)):
        apart = farthest(page, reference)
        page.save(tmp_path / f"{kind}.{n}.png")
        assert apart < MOST_DIFFERENT, f"{kind}, page {n + 1}: {apart:.0f}, drawn in {tmp_path}"


def test_a_missing_tick_a_word_more_and_a_copy_are_seen() -> None:
    form, judged = made("mau-02"), references("mau-02")[0]
    unticked = replace(form, agreed_on="")
    longer = replace(
        form, sections=[*form.sections, replace(form.sections[0], title="", rows=[Words("Thêm một dòng")])]
    )
    for changed in (unticked, longer, replace(form, copy_of="BẢN SAO số 1"), made("mau-03")):
        assert farthest(drawn(changed)[0], judged) > MOST_DIFFERENT


def test_the_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in PAGES.glob("*.png")) < 250_000
