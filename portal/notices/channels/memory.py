"""Text messages kept in memory, for tests."""

from typing import NamedTuple


class Sent(NamedTuple):
    phone: str
    text: str
    key: str


SENT: list[Sent] = []


class Memory:
    def send(self, phone: str, text: str, key: str) -> None:
        SENT.append(Sent(phone, text, key))
