"""What every channel raises and has."""

from typing import Protocol


class Later(Exception):
    """The channel cannot be reached now; nothing has gone out."""


class Refused(Exception):
    """This message is not taken, and would not be another time."""


class TextSender(Protocol):
    """Hands a text message to whoever carries it."""

    def send(self, phone: str, text: str, key: str) -> None:
        """``phone`` is ten digits; the same ``key`` is the same message. Raises :class:`Later` or :class:`Refused`."""
