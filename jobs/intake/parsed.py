"""The result every parser of intake gives: a value, how sure it is, and why not surer."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from jobs.intake.enums import Reading, Reason

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T_co]):
    """A text read as a ``T_co``.

    ``value`` is set when ``reading`` is understood, may be set as a proposal when
    uncertain, and is None otherwise. ``reason`` is None only when understood or
    plainly absent.
    """

    reading: Reading
    value: T_co | None = None
    reason: Reason | None = None

    @property
    def sure(self) -> T_co | None:
        """The value when it may be used as a fact."""
        return self.value if self.reading is Reading.UNDERSTOOD else None

    @property
    def present(self) -> bool:
        return self.reading is not Reading.ABSENT


def understood(value: T) -> Parsed[T]:
    return Parsed(Reading.UNDERSTOOD, value)


def uncertain(reason: Reason, value: T | None = None) -> Parsed[T]:
    found: Parsed[T] = Parsed(Reading.UNCERTAIN, value, reason)
    return found


def absent(reason: Reason | None = None) -> Parsed[T]:
    return Parsed(Reading.ABSENT, None, reason)


def not_understood(reason: Reason) -> Parsed[T]:
    return Parsed(Reading.NOT_UNDERSTOOD, None, reason)
