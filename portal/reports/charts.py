"""Charts drawn on the server as bare SVG: shapes and classes only, coloured by the style sheet, in page and print."""

import sys
from collections.abc import Sequence
from xml.etree import ElementTree

import pygal
from django.utils.safestring import SafeString, mark_safe
from pygal.style import Style

from portal.ui import number

# pygal hangs an outdated import hook for its own plugins into the interpreter; every later import would warn.
sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, pygal.PluginImportFixer)]

_DROPPED = ("defs", "desc", "title")
_DRAWING = Style(font_family="inherit", label_font_size=15, major_label_font_size=15)
_WIDTH, _HEIGHT = 860, 300


def bars(label: str, names: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]) -> SafeString:
    """Upright bars side by side: one group a name, one bar a series, values from nought.

    ``label`` tells of the picture to those who do not see it; the numbers belong in a table beside it.
    """
    chart = pygal.Bar(
        width=_WIDTH,
        height=_HEIGHT,
        show_legend=False,
        show_x_guides=False,
        margin=6,
        spacing=6,
        rounded_bars=3,
        min_scale=3,
        max_scale=6,
        js=(),
        style=_DRAWING,
        value_formatter=lambda value: str(number(round(value))),
    )
    chart.x_labels = list(names)
    for title, values in series:
        chart.add(title, list(values))
    root = chart.render_tree()
    _strip(root)
    for name in ("id", "width", "height"):
        root.attrib.pop(name, None)
    root.attrib |= {"role": "img", "aria-label": label, "focusable": "false", "class": "chart"}
    return mark_safe(ElementTree.tostring(root, encoding="unicode"))  # noqa: S308 — pygal escapes; see _strip


def _strip(element: ElementTree.Element) -> None:
    """Drop scripts, styles, comments and tooltips, so that a strict content policy has nothing to refuse."""
    for child in list(element):
        tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else "comment"
        words = (child.get("class") or "").split()
        if tag in {*_DROPPED, "comment"} or "background" in words or {"tooltip", "text-overlay"} & set(words):
            element.remove(child)
            continue
        child.attrib.pop("style", None)
        _strip(child)
