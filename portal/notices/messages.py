"""One class for each message: its words, where it leads, and who may get it by e-mail."""

from collections.abc import Collection
from dataclasses import dataclass
from textwrap import shorten
from typing import Any, ClassVar, Self

from portal.notices.enums import Category
from portal.notices.models import Notice

_KINDS: dict[str, type["Message"]] = {}
_LONGEST_NAME = 36
"""Of a name or a reason in a text message: two of them leave room for what happened and where it stands."""


@dataclass(frozen=True)
class Line:
    """One of the things a message is about."""

    text: str
    note: str
    address: str
    """Path on the portal."""


class Message:
    """What a kind of notice says; ``payload`` is what was kept when it was told. Words are of the language in force."""

    kind: ClassVar[str] = ""
    icon: ClassVar[str] = "bell"
    category: ClassVar[Category] = Category.NEWS
    """People choose channels by it."""
    urgent: ClassVar[bool] = False
    """Whether it goes out at once (outside quiet hours, by SMS too where wanted) and not with the daily e-mail."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        _KINDS[cls.kind] = cls

    def __init__(self, payload: dict[str, Any]) -> None:
        self.payload = payload

    @property
    def title(self) -> str:
        """One sentence."""
        raise NotImplementedError

    @property
    def lines(self) -> list[Line]:
        """Best first; may be fewer than the title counts."""
        return []

    @property
    def address(self) -> str:
        """Path on the portal where all of it stands."""
        raise NotImplementedError

    @property
    def text(self) -> str:
        """What a text message says, with the first line's note where there is one; long names are cut, not the end."""
        brief = self.brief
        first = next(iter(brief.lines), None)
        return f"{brief.title}: {first.text} {first.note}".strip() if first else brief.title

    @property
    def brief(self) -> Self:
        """The same of cut names."""
        return type(self)({key: _brief(value) for key, value in self.payload.items()})

    @classmethod
    def mailable(cls, users: Collection[int]) -> set[int]:
        """Those of ``users`` (keys) who may get this kind by e-mail now: consents are asked when it is sent."""
        return set(users)


def _brief(value: Any) -> Any:
    """Words, cut between two of them; identifiers and numbers as they are."""
    return shorten(value, _LONGEST_NAME, placeholder="...") if isinstance(value, str) and " " in value else value


def kinds() -> dict[str, type[Message]]:
    return dict(_KINDS)


def message_of(notice: Notice) -> Message | None:
    """The words of a notice; ``None`` for a kind nobody words any more."""
    found = _KINDS.get(notice.kind)
    return found(notice.payload) if found else None
