"""A template of ours that names an undefined variable fails the test."""

import sys
from pathlib import Path

from django.template import Node

from portal.env import BASE_DIR


class UndefinedVariableError(Exception):
    """A template used a variable nobody gave it."""


class UndefinedVariable(str):
    """``string_if_invalid`` that raises in our own templates and stays empty in those of packages.

    Django asks whether it is true, whether it holds "%s" and then for ``value % name``.
    """

    def __bool__(self) -> bool:
        return _is_ours(_template())

    def __contains__(self, text: object) -> bool:
        return text == "%s"

    def __mod__(self, name: object) -> str:
        template = _template()
        if _is_ours(template):
            raise UndefinedVariableError(f"{template}: «{name}» is undefined")
        return ""


def _template() -> str:
    """File of the innermost template node now rendering."""
    frame = sys._getframe(1)
    while frame := frame.f_back:  # type: ignore[assignment]  # the loop ends at the outermost frame
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return str(node.origin.name)
    return ""


def _is_ours(template: str) -> bool:
    path = Path(template)
    return path.is_relative_to(BASE_DIR) and ".venv" not in path.parts
