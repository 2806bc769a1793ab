"""Invented applications and what follows from them."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from employers.agreements.models import AgreementQuota, SupplyAgreement
from jobs.enums import ApplicationOrigin, ApplicationState
from jobs.models import Application, Placement, PlacementCheck, Referral
from tests.factories import (
    EmployerFactory,
    OccupationFactory,
    OfficeFactory,
    UserFactory,
    VacancyFactory,
    WorkerFactory,
)


class ApplicationFactory(DjangoModelFactory[Application]):
    class Meta:
        model = Application

    worker = factory.SubFactory(WorkerFactory)
    vacancy = factory.SubFactory(VacancyFactory)
    origin = ApplicationOrigin.WORKER
    state = ApplicationState.SUBMITTED


class ReferralFactory(DjangoModelFactory[Referral]):
    class Meta:
        model = Referral

    application = factory.SubFactory(ApplicationFactory, origin=ApplicationOrigin.REFERRAL)
    number = factory.Sequence(lambda n: f"{n}/2025/GT")
    office = factory.SubFactory(OfficeFactory)
    issued_by = factory.SubFactory(UserFactory)
    issued_on = date(2025, 2, 10)
    valid_until = factory.LazyAttribute(lambda referral: referral.issued_on + timedelta(days=15))


class PlacementFactory(DjangoModelFactory[Placement]):
    class Meta:
        model = Placement

    application = factory.SubFactory(ApplicationFactory, state=ApplicationState.HIRED)
    started_on = date(2025, 3, 1)


class PlacementCheckFactory(DjangoModelFactory[PlacementCheck]):
    class Meta:
        model = PlacementCheck

    placement = factory.SubFactory(PlacementFactory)
    month = 1
    outcome = PlacementCheck.Outcome.WORKING
    checked_on = date(2025, 4, 1)


class AgreementFactory(DjangoModelFactory[SupplyAgreement]):
    class Meta:
        model = SupplyAgreement

    number = factory.Sequence(lambda n: f"{n}/TTCULĐ")
    employer = factory.SubFactory(EmployerFactory)
    signed_on = date(2025, 2, 10)
    signed_by_centre = "Nguyễn Văn An"
    signed_by_employer = "Trần Thị Bình"
    starts_on = date(2025, 3, 1)
    ends_on = date(2026, 2, 28)


class QuotaFactory(DjangoModelFactory[AgreementQuota]):
    class Meta:
        model = AgreementQuota

    agreement = factory.SubFactory(AgreementFactory)
    occupation = factory.SubFactory(OccupationFactory)
    month = date(2025, 3, 1)
    headcount = 20
