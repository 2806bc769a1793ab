"""A filled form as the register keeps it: JSON, and back."""

import json
from dataclasses import asdict, replace
from typing import Any

from portal.documents.layout import Blank, Form, Line, Row, Section, Signature, Table, Ticks, Words


def text_of(form: Form) -> str:
    """The form without marks of a copy."""
    return json.dumps(asdict(replace(form, copy_of="")), ensure_ascii=False, sort_keys=True)


def form_of(text: str) -> Form:
    """The form kept as ``text``."""
    said: dict[str, Any] = json.loads(text)
    said["sections"] = [Section(one["title"], [_row(row) for row in one["rows"]]) for one in said["sections"]]
    said["signatures"] = [Signature(**one) for one in said["signatures"]]
    return Form(**said)


def _row(said: dict[str, Any]) -> Row:
    kind = said["kind"]
    if kind == "line":
        return Line([Blank(**one) for one in said["blanks"]])
    if kind == "ticks":
        return Ticks(**said | {"options": [(text, on) for text, on in said["options"]]})
    return Table(**said) if kind == "table" else Words(**said)
