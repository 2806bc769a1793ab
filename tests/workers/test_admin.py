"""What administrators see of events, programmes and agreements, and what they do not."""

from datetime import date

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from portal.accounts.enums import StaffRole
from tests.factories import StaffFactory
from tests.jobs.factories import AgreementFactory, QuotaFactory
from tests.workers.factories import AttendanceFactory, DossierFactory, EventFactory, ProgrammeFactory
from workers.counselling.models import CounsellingSession
from workers.models import Worker
from workers.outreach.models import Attendance, OutreachEvent
from workers.overseas.models import Dossier, ProgrammeStep

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(StaffFactory.create(role=StaffRole.ADMINISTRATOR).user)
    return client


@pytest.mark.parametrize("model", [Worker, Attendance, Dossier, CounsellingSession])
def test_personal_data_is_not_in_the_administrators_site(model: type) -> None:
    assert not admin.site.is_registered(model)


def test_events_show_how_many_came_and_not_who(administrator: Client) -> None:
    event = EventFactory.create()
    AttendanceFactory.create(event=event, name="Phạm Văn Riêng")
    AttendanceFactory.create(event=event, checked_in_at=None)
    page = administrator.get(reverse("admin:outreach_outreachevent_changelist"))
    shown = page.context["cl"].result_list[0]
    assert (shown.on_list, shown.came) == (2, 1)
    one = administrator.get(reverse("admin:outreach_outreachevent_change", args=[event.pk]))
    assert one.status_code == 200
    assert "Phạm Văn Riêng" not in one.content.decode()
    administrator.post(reverse("admin:outreach_outreachevent_delete", args=[event.pk]), {"post": "yes"})
    assert OutreachEvent.objects.filter(pk=event.pk).exists()


def test_programmes_are_edited_with_their_steps(administrator: Client) -> None:
    programme = ProgrammeFactory.create()
    ProgrammeStep.objects.create(programme=programme, order=1, name="Khám sức khỏe")
    DossierFactory.create(programme=programme)
    for name, key in (("changelist", []), ("change", [programme.pk]), ("add", [])):
        assert administrator.get(reverse(f"admin:overseas_overseasprogramme_{name}", args=key)).status_code == 200


def test_agreements_are_edited_with_their_quotas(administrator: Client) -> None:
    agreement = AgreementFactory.create(signed_on=date(2026, 1, 5))
    QuotaFactory.create(agreement=agreement, headcount=35)
    page = administrator.get(reverse("admin:agreements_supplyagreement_changelist"))
    assert page.context["cl"].result_list[0].seats == 35
    assert administrator.get(reverse("admin:agreements_supplyagreement_change", args=[agreement.pk])).status_code == 200


@pytest.mark.parametrize("role", [StaffRole.COUNSELLOR, StaffRole.MANAGER])
def test_the_administrators_site_is_not_for_counsellors(client: Client, role: StaffRole) -> None:
    client.force_login(StaffFactory.create(role=role).user)
    assert client.get(reverse("admin:outreach_outreachevent_changelist")).status_code == 403
