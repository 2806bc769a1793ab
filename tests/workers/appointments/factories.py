"""Invented hours and appointments."""

from datetime import datetime, time, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from portal.codes.holidays import holidays
from tests.factories import OfficeFactory, WorkerFactory
from workers.appointments.models import Appointment, OfficeHours


def next_day(after: int = 1) -> datetime:
    """Nine o'clock of a day that is no holiday, ``after`` days from now or later."""
    day = timezone.localdate() + timedelta(days=after)
    while day in holidays(day.year):
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(9)))


class HoursFactory(DjangoModelFactory[OfficeHours]):
    class Meta:
        model = OfficeHours

    office = factory.SubFactory(OfficeFactory)
    weekday = factory.LazyFunction(lambda: next_day().weekday())
    starts = time(8)
    ends = time(11)
    minutes = 30
    capacity = 1


class AppointmentFactory(DjangoModelFactory[Appointment]):
    class Meta:
        model = Appointment

    worker = factory.SubFactory(WorkerFactory)
    office = factory.SubFactory(OfficeFactory)
    starts_at = factory.LazyFunction(next_day)
    ends_at = factory.LazyAttribute(lambda one: one.starts_at + timedelta(minutes=30))
