"""When the monthly notices of a benefit period are due.

The first month's is the day the decision takes effect; each later one may be given on the first three working days of
its month of benefit. The annex of the decision names the days; where it says otherwise, it prevails.
"""

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from portal.codes.holidays import office_day_after

DAYS_TO_NOTIFY = 3
"""Working days."""


class Window(NamedTuple):
    """Days of one month's notice, both included; ``month`` counts from 1."""

    month: int
    opens_on: date
    due_on: date


def months_after(day: date, count: int) -> date:
    """The same day ``count`` months on (or back); the month's last day where it is shorter."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_day_of(first_day: date, months: int) -> date:
    """The day a benefit of ``months`` months from ``first_day`` ends with."""
    return months_after(first_day, months) - timedelta(days=1)


def windows(first_day: date, months: int) -> list[Window]:
    """One for each month of benefit."""
    found = [Window(1, first_day, office_day_after(first_day - timedelta(days=1), 1))]
    for month in range(2, months + 1):
        opens = months_after(first_day, month - 1)
        found.append(Window(month, opens, office_day_after(opens - timedelta(days=1), DAYS_TO_NOTIFY)))
    return found
