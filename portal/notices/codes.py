"""Codes by text message: at once, at any hour, in the background."""

import uuid
from typing import Any


def text_at_once(sender: Any, phone: str, text: str, useful_for: int, **more: Any) -> None:
    """Listens to :data:`portal.accounts.signals.text_wanted`."""
    from portal.notices.tasks import send_text

    # What monitoring shows of a task holds neither number nor code.
    hidden: dict[str, Any] = {"argsrepr": "(…)", "kwargsrepr": "{}"}
    send_text.apply_async((phone, text, uuid.uuid4().hex), expires=useful_for, **hidden)
