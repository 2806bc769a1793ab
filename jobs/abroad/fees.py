"""The official fees of a programme as a table: every line with its source, sums by currency."""

from collections.abc import Iterable
from dataclasses import dataclass

from workers.overseas.enums import Currency
from workers.overseas.models import ProgrammeFee


@dataclass(frozen=True, slots=True)
class Total:
    currency: str
    """In words."""
    spent: int
    returned: int
    """Deposits that come back."""


def totals(fees: Iterable[ProgrammeFee]) -> list[Total]:
    """Sums of the stated amounts, one for each currency, in the order they first appear. Lines without an amount
    ("as it costs") are in none."""
    found: dict[str, list[int]] = {}
    for fee in fees:
        if fee.amount is not None:
            found.setdefault(fee.currency, [0, 0])[fee.is_returned] += fee.amount
    return [Total(str(Currency(code).label), spent, returned) for code, (spent, returned) in found.items()]
