"""Advertised pay against the regional minimum wage (Decree 293/2025/NĐ-CP and those before it)."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from jobs.models.vacancy import UNITS_A_MONTH
from portal.codes.enums import PayUnit, WageZone, WorkingTime
from portal.codes.models import Commune, MinimumWage
from portal.ui import millions, number


def minimum_wage(zone: int, day: date) -> MinimumWage | None:
    """The minimum wage of a zone in force on ``day``."""
    return (
        MinimumWage.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), zone=zone, valid_from__lte=day)
        .order_by("-valid_from")
        .first()
    )


def too_low(lowest: int | None, unit: PayUnit, working_time: str, communes: list[Commune], day: date) -> str:
    """Why the lowest stated pay (đồng a unit) may not be advertised at these workplaces; empty when it may.

    A month is compared with the monthly minimum, a day as 1/26 of it, an hour with the hourly one. Part-time work
    paid by the month is not compared: the minimum is that of full hours. A place without a known zone is not either.
    """
    if lowest is None or (working_time == WorkingTime.PART and unit == PayUnit.MONTH):
        return ""
    for commune in communes:
        wage = minimum_wage(commune.wage_zone, day) if commune.wage_zone else None
        if wage is None:
            continue
        least = wage.hourly if unit == PayUnit.HOUR else wage.monthly // UNITS_A_MONTH[unit]
        if lowest < least:
            return _(
                "Lương thấp hơn mức tối thiểu: %(commune)s thuộc %(zone)s, ít nhất %(least)s/%(unit)s theo %(source)s."
            ) % {
                "commune": commune.name,
                "zone": WageZone(commune.wage_zone).label if commune.wage_zone else "",
                "least": millions(least) if unit == PayUnit.MONTH else _("%(dong)s đồng") % {"dong": number(least)},
                "unit": unit.label,
                "source": wage.source,
            }
    return ""
