"""Public holidays of Vietnam (Labour Code 2019, art. 112), and the day a promise falls on.

The lunar days are computed after Hồ Ngọc Đức's method for Hanoi's meridian, so that no table runs out.
"""

import math
from datetime import date, timedelta
from functools import lru_cache

HANOI = 7.0 / 24
_NEW_MOON = 29.530588853
_JULIAN = 1721425
"""Julian day number less ``date.toordinal()``."""
SATURDAY, SUNDAY = 5, 6


def _new_moon(k: int) -> int:
    """Julian day number, at Hanoi, of the ``k``-th new moon since 1900."""
    t = k / 1236.85
    rad = math.pi / 180
    mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * math.sin((166.56 + 132.87 * t - 0.009173 * t**2) * rad)
    sun = (359.2242 + 29.10535608 * k - 0.0000333 * t**2 - 0.00000347 * t**3) * rad
    moon = (306.0253 + 385.81691806 * k + 0.0107306 * t**2 + 0.00001236 * t**3) * rad
    node = (21.2964 + 390.67050646 * k - 0.0016528 * t**2 - 0.00000239 * t**3) * rad
    shift = (0.1734 - 0.000393 * t) * math.sin(sun) + 0.0021 * math.sin(2 * sun)
    shift += -0.4068 * math.sin(moon) + 0.0161 * math.sin(2 * moon) - 0.0004 * math.sin(3 * moon)
    shift += 0.0104 * math.sin(2 * node) - 0.0051 * math.sin(sun + moon) - 0.0074 * math.sin(sun - moon)
    shift += 0.0004 * math.sin(2 * node + sun) - 0.0004 * math.sin(2 * node - sun)
    shift += (
        -0.0006 * math.sin(2 * node + moon) + 0.0010 * math.sin(2 * node - moon) + 0.0005 * math.sin(2 * moon + sun)
    )
    delta = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return math.floor(mean + shift - delta + 0.5 + HANOI)


def _sun_sector(day_number: int) -> int:
    """Which twelfth of its way the sun stands in at the beginning of a day at Hanoi: 0 from the spring equinox."""
    t = (day_number - 0.5 - HANOI - 2451545.0) / 36525
    rad = math.pi / 180
    anomaly = (357.52910 + 35999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3) * rad
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t**2
    longitude += (1.914600 - 0.004817 * t - 0.000014 * t**2) * math.sin(anomaly)
    longitude += (0.019993 - 0.000101 * t) * math.sin(2 * anomaly) + 0.000290 * math.sin(3 * anomaly)
    return math.floor((longitude % 360) / 30)


def _number(day: date) -> int:
    return day.toordinal() + _JULIAN


def _day(number: int) -> date:
    return date.fromordinal(number - _JULIAN)


def _eleventh_month(year: int) -> tuple[int, int]:
    """(k, Julian day number) of the new moon that begins the lunar month holding the winter solstice of ``year``."""
    k = math.floor((_number(date(year, 12, 31)) - 2415021) / _NEW_MOON)
    if _sun_sector(_new_moon(k)) >= 9:
        k -= 1
    return k, _new_moon(k)


@lru_cache(maxsize=64)
def lunar_day(year: int, month: int, day: int) -> date:
    """The solar day of a day in months 1–6 (no leap month) of the lunar year that begins in ``year``."""
    first, start = _eleventh_month(year - 1)
    leap = 0
    if round((_eleventh_month(year)[1] - start) / _NEW_MOON) == 13:
        # The first month in which the sun enters no new sector is the leap one; it has its predecessor's number.
        sectors = [_sun_sector(_new_moon(first + i)) for i in range(15)]
        leap = next(i for i in range(1, 14) if sectors[i] == sectors[i + 1])
    offset = month + 1
    if leap and offset >= leap:
        offset += 1
    return _day(_new_moon(first + offset) + day - 1)


@lru_cache(maxsize=64)
def office_holidays(year: int) -> frozenset[date]:
    """Days off of public offices in ``year``, besides Saturdays and Sundays.

    Of National Day only 2 September: its second day is decided each year, and a deadline computed here must never be
    later than the true one. A holiday at a week-end is made up for on the next working day.
    """
    tet = lunar_day(year, 1, 1)
    days = {date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2), lunar_day(year, 3, 10)}
    days |= {tet + timedelta(days=n) for n in range(-1, 4)}
    for day in sorted(days):
        if day.weekday() >= SATURDAY:
            instead = day + timedelta(days=1)
            while instead in days or instead.weekday() >= SATURDAY:
                instead += timedelta(days=1)
            days.add(instead)
    return frozenset(days)


def is_office_day(day: date) -> bool:
    """A day public offices work: Monday to Friday, no public holiday."""
    return day.weekday() < SATURDAY and day not in office_holidays(day.year)


def office_day_after(day: date, count: int) -> date:
    """The ``count``-th office day after ``day`` (which does not count itself); ``day`` where ``count`` is 0."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_office_day(day)
    return day


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """Days off in ``year``.

    Tết: the last day of the old lunar year and four of the new. National Day: 2 September with both neighbours, since
    which of the two is off is decided each year. A holiday on a Sunday is made up for on the next working day.
    """
    tet = lunar_day(year, 1, 1)
    days = {date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), lunar_day(year, 3, 10)}
    days |= {tet + timedelta(days=n) for n in range(-1, 4)} | {date(year, 9, n) for n in (1, 2, 3)}
    for day in sorted(days):
        if day.weekday() == SUNDAY:
            instead = day + timedelta(days=1)
            while instead in days:
                instead += timedelta(days=1)
            days.add(instead)
    return frozenset(days)


def is_working(day: date) -> bool:
    """Neither a Sunday nor a public holiday. Saturday is a working day at most factories."""
    return day.weekday() != SUNDAY and day not in holidays(day.year)


def promised(day: date, days: int) -> date:
    """``days`` calendar days after ``day``, put off to the next working day: nobody is asked to answer on a holiday."""
    due = day + timedelta(days=days)
    while not is_working(due):
        due += timedelta(days=1)
    return due
