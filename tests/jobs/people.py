"""People, vacancies and a published run for tests of the pages between them."""

from typing import Any

from django.test import Client

from jobs.matching import runs
from jobs.matching.enums import RunOrigin
from jobs.models import Vacancy
from portal.accounts.models import User
from portal.codes.models import Commune, Occupation
from tests.factories import (
    ConsentFactory,
    EmployerMemberFactory,
    UserFactory,
    VacancyFactory,
    VacancyPlaceFactory,
    WorkerFactory,
    WorkWishFactory,
)
from workers.enums import ConsentPurpose, Visibility
from workers.models import WantedOccupation, WantedPlace, Worker


def here(number: int = 0) -> Commune:
    """A commune of the centre's province, from the official list."""
    return Commune.objects.filter(valid_to=None, province__code="33").order_by("code")[number]


def signed_in(user: User | None) -> Client:
    client = Client()
    assert user
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def tailor(*purposes: ConsentPurpose, **fields: Any) -> Worker:
    """Somebody who sews, wants to sew near home and consented to ``purposes`` (at least to matching)."""
    usual = {"visibility": Visibility.ANONYMOUS, "commune": here(), "phone": "0912000009"}
    worker: Worker = WorkerFactory.create(user=UserFactory.create(), **usual | fields)
    WorkWishFactory.create(worker=worker, pay_min=6_000_000, working_times=["full"])
    sewing = Occupation.objects.get(code="7531")
    WantedOccupation.objects.create(worker=worker, rank=1, title="May", occupation=sewing)
    WantedPlace.objects.create(worker=worker, rank=1, commune=here(), radius_km=10)
    for purpose in {ConsentPurpose.MATCHING, *purposes}:
        ConsentFactory.create(worker=worker, purpose=purpose)
    return worker


def sewing_work(**fields: Any) -> Vacancy:
    """A published vacancy for a tailor at the tailor's home."""
    if "employer" not in fields:
        fields["employer"] = EmployerMemberFactory.create().employer
    vacancy: Vacancy = VacancyFactory.create(occupation=Occupation.objects.get(code="7531"), **fields)
    VacancyPlaceFactory.create(vacancy=vacancy, commune=here())
    return vacancy


def match_everybody() -> None:
    run, _made = runs.start(RunOrigin.COMMAND)
    runs.run_here(run)
