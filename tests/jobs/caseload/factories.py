"""Invented cases."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from jobs.caseload.enums import Began
from jobs.caseload.models import Case
from portal.accounts.models import Staff
from tests.factories import WorkerFactory


class CaseFactory(DjangoModelFactory[Case]):
    class Meta:
        model = Case

    worker = factory.SubFactory(WorkerFactory, office=factory.SelfAttribute("..office"))
    began = Began.TURN


def case_of(staff: Staff, quiet: int = 0, **fields: object) -> Case:
    """An open case of ``staff``, without contact for ``quiet`` days."""
    at = timezone.now() - timedelta(days=quiet)
    made: Case = CaseFactory.create(
        **{"counsellor": staff.user, "office": staff.office, "since": at, "contact_at": at} | fields
    )
    return made
