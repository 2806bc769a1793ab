"""The square beside an address on paper."""

import io
import xml.etree.ElementTree as ElementTree

import numpy as np
import segno
import typst
from PIL import Image

from portal.documents.qr import QUIET, square

ADDRESS = "https://vieclam.example/xn/let234567abc-k3j5h7g2f4d6/"


def test_the_square_is_the_code_with_white_around_it() -> None:
    """Rendered, each module is as the code says: what a telephone reads."""
    drawn = square(ADDRESS)
    ElementTree.fromstring(drawn)
    modules = [[bool(one) for one in row] for row in segno.make(ADDRESS, error="m", micro=False).matrix]
    side = len(modules) + 2 * QUIET
    page = f"#set page(width: {side}pt, height: {side}pt, margin: 0pt)\n"
    page += '#image(bytes(sys.inputs.q), format: "svg", width: 100%)'
    content = typst.compile(page.encode(), format="png", ppi=288, sys_inputs={"q": drawn})
    assert isinstance(content, bytes)
    dark = np.asarray(Image.open(io.BytesIO(content)).convert("L"))[2::4, 2::4] < 128
    assert dark.shape == (side, side)
    assert np.array_equal(dark, np.pad(np.array(modules), QUIET))
