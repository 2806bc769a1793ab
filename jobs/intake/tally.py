"""The figures of an intake: rows by outcome, texts by how far they were understood."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from jobs.intake.enums import Outcome, Reading, Reason

FIELDS = ("pay", "places", "experience", "education", "deadline", "occupation_4", "occupation_2")


@dataclass
class Tally:
    """Counts that add up: read = imported + duplicate + the rejected."""

    read: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    duplicates: Counter[str] = field(default_factory=Counter)
    fields: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in FIELDS})
    reasons: Counter[str] = field(default_factory=Counter)
    """Why texts were not fully understood."""
    employers: int = 0
    """Employers added."""
    awaiting: int = 0
    """Rows in the occupation queue."""

    def row(self, outcome: Outcome, reason: Reason | None) -> None:
        self.read += 1
        self.outcomes[outcome.value] += 1
        if reason is not None:
            (self.duplicates if outcome is Outcome.DUPLICATE else self.rejected)[reason.value] += 1

    def text(self, name: str, reading: Reading, reason: Reason | None = None) -> None:
        self.fields[name][reading.value] += 1
        if reason is not None and reading is not Reading.ABSENT:
            self.reasons[reason.value] += 1

    def add(self, other: "Tally") -> None:
        self.read += other.read
        self.employers += other.employers
        self.awaiting += other.awaiting
        for name in ("outcomes", "rejected", "duplicates", "reasons"):
            getattr(self, name).update(getattr(other, name))
        for name, counts in other.fields.items():
            self.fields[name].update(counts)

    def as_json(self) -> dict[str, Any]:
        """The shape of ``intake --json`` and of the stored counts."""
        return {
            "read": self.read,
            "imported": self.outcomes[Outcome.IMPORTED.value],
            "duplicate": self.outcomes[Outcome.DUPLICATE.value],
            "duplicate_by_reason": dict(sorted(self.duplicates.items())),
            "rejected": dict(sorted(self.rejected.items())),
            "employers_added": self.employers,
            "awaiting_occupation": self.awaiting,
            "fields": {name: _field(counts) for name, counts in self.fields.items()},
            "not_understood_because": dict(sorted(self.reasons.items())),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Tally":
        tally = cls()
        if not data:
            return tally
        tally.read, tally.employers, tally.awaiting = data["read"], data["employers_added"], data["awaiting_occupation"]
        tally.rejected.update(data["rejected"])
        tally.duplicates.update(data["duplicate_by_reason"])
        tally.reasons.update(data["not_understood_because"])
        tally.outcomes.update(
            {
                Outcome.IMPORTED.value: data["imported"],
                Outcome.DUPLICATE.value: data["duplicate"],
                Outcome.REJECTED.value: sum(data["rejected"].values()),
            }
        )
        for name, counts in data["fields"].items():
            readings = {reading.value: counts[reading.value] for reading in Reading if reading.value in counts}
            tally.fields[name].update(readings)
        return tally


def _field(counts: Counter[str]) -> dict[str, int]:
    by_reading = {reading.value: counts[reading.value] for reading in Reading}
    return {"present": sum(counts.values()) - counts[Reading.ABSENT.value], **by_reading}
