"""Numbers of what an office gives out: one row of numbers for each kind of paper, office and year, without gaps."""

from datetime import date

from django.db import transaction

from portal.accounts.models import Office
from portal.documents.models import NumberSeries


def held(series: str, office: Office, day: date) -> NumberSeries:
    """The series of the year of ``day``, locked to the end of the transaction: whoever else numbers waits."""
    which = {"series": series, "office": office, "year": day.year}
    NumberSeries.objects.bulk_create([NumberSeries(**which)], ignore_conflicts=True)
    return NumberSeries.objects.select_for_update(of=("self",)).get(**which)


@transaction.atomic
def take(series: str, office: Office, day: date, *, after: int = 0) -> str:
    """ "0001/2026/GT-TB": the next number, above ``after``; what is rolled back gives its number back with it."""
    row = held(series, office, day)
    row.last = max(row.last, after) + 1
    row.save(update_fields=["last"])
    return f"{row.last:04d}/{day.year}/{series}-{office.code}"
