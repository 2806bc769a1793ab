"""How long the centre has (Decree 356/2025/NĐ-CP, art. 5): a first answer, then the thing itself."""

from datetime import date, timedelta

from workers.rights.enums import Kind

ANSWER_WORKING_DAYS = 2
DAYS = {Kind.CORRECT: 10, Kind.RESTRICT: 15, Kind.OBJECT: 15, Kind.DELETE: 20, Kind.LOOK: 10}
EXTENSION_DAYS = 15
"""Once, where the request is difficult; the person is told why."""


def answer_by(day: date) -> date:
    """The second working day after ``day``; public holidays are not known here, so the promise is never later."""
    left = ANSWER_WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def due(kind: Kind, day: date) -> date:
    """The last day to carry out what was asked on ``day``."""
    return day + timedelta(days=DAYS[kind])
