"""One of everything and one of everybody, for the table of who reaches which address."""

import hashlib
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.test import Client

from employers.enums import MemberRole, Verification
from employers.models import Employer
from jobs.enums import ApplicationState, VacancyState
from jobs.models import Application, Vacancy
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.codes.models import Commune
from tests.factories import (
    ConsentFactory,
    EmployerFactory,
    EmployerMemberFactory,
    OfficeFactory,
    StaffFactory,
    UserFactory,
    VacancyFactory,
    VacancyPlaceFactory,
    WorkerFactory,
    WorkWishFactory,
)
from workers.enums import ConsentPurpose, Visibility
from workers.models import Worker

ROLES = (
    "visitor",
    "newcomer",
    "worker",
    "other_worker",
    "member",
    "other_member",
    "counsellor",
    "manager",
    "administrator",
)
"""A newcomer has an account and nothing attached to it."""

WATCHED = ("accounts", "employers", "agreements", "workers", "counselling", "outreach", "overseas", "jobs", "matching",
           "flags", "saved", "training", "intake", "posting", "notices", "documents", "papers", "slips", "lessons",
           "verification", "team", "merging", "rights", "answers", "interviews", "job_messages",
           "attachments", "appointments", "printing", "people_merging", "insurance", "outcomes",
           "caseload", "ledger")  # fmt: skip
"""Applications whose rows a refused request must leave exactly as they are."""


@dataclass
class Scene:
    users: dict[str, User | None]
    worker: Worker
    employer: Employer
    published: Vacancy
    draft: Vacancy
    submitted: Vacancy
    pending: Employer
    application: Application
    invitation: Application
    more: dict[str, Any] = field(default_factory=dict)
    """What single entries of the table made for themselves."""

    def client(self, role: str) -> Client:
        client = Client(raise_request_exception=True)
        user = self.users[role]
        if user:
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client


def build() -> Scene:
    worker = WorkerFactory.create(user=UserFactory.create(), visibility=Visibility.OPEN, phone="0912345678")
    for purpose in (ConsentPurpose.MATCHING, ConsentPurpose.SHARE):
        ConsentFactory.create(worker=worker, purpose=purpose)
    WorkWishFactory.create(worker=worker)
    other_worker = WorkerFactory.create(user=UserFactory.create())
    member = EmployerMemberFactory.create(role=MemberRole.OWNER)
    # Somebody else owns too, so that the member may go.
    EmployerMemberFactory.create(employer=member.employer, role=MemberRole.OWNER)
    other_member = EmployerMemberFactory.create(role=MemberRole.OWNER)
    office = OfficeFactory.create(is_head=True)
    staff = {role.value: StaffFactory.create(role=role, office=office).user for role in StaffRole}
    vacancies = [
        VacancyFactory.create(employer=member.employer, state=state)
        for state in (VacancyState.PUBLISHED, VacancyState.DRAFT, VacancyState.SUBMITTED)
    ]
    here = Commune.objects.filter(valid_to=None, province__code="33").order_by("code").first()
    for vacancy in vacancies:
        VacancyPlaceFactory.create(vacancy=vacancy, commune=here)
    return Scene(
        users={
            "visitor": None,
            "newcomer": UserFactory.create(),
            "worker": worker.user,
            "other_worker": other_worker.user,
            "member": member.user,
            "other_member": other_member.user,
            **staff,
        },
        worker=worker,
        employer=member.employer,
        published=vacancies[0],
        draft=vacancies[1],
        submitted=vacancies[2],
        pending=EmployerFactory.create(verification=Verification.PENDING),
        application=Application.objects.create(
            worker=worker, vacancy=vacancies[0], origin="worker", state=ApplicationState.SUBMITTED
        ),
        invitation=Application.objects.create(
            worker=worker,
            vacancy=VacancyFactory.create(employer=member.employer),
            origin="match",
            state=ApplicationState.PROPOSED,
        ),
    )


@cache
def _watched_tables() -> tuple[str, ...]:
    models = [model for label in WATCHED for model in apps.get_app_config(label).get_models(include_auto_created=True)]
    return tuple(sorted({model._meta.db_table for model in models}))


def fingerprint() -> str:
    """Changes with any row of the watched tables."""
    parts = [
        f"SELECT '{table}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {table} t"
        for table in _watched_tables()
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts) + " ORDER BY 1")
        rows = cursor.fetchall()
    return hashlib.sha256(repr(rows).encode()).hexdigest()
