"""Near misses and training gaps beside a person at the desk."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jobs.matching.models import MatchRun
from jobs.training import gaps
from portal.accounts.models import Staff
from portal.codes.models import Licence
from tests.factories import OfficeFactory
from tests.jobs.people import match_everybody, sewing_work, tailor
from workers.enums import ConsentPurpose

pytestmark = pytest.mark.django_db


def test_what_stands_alone_in_the_way_is_named_with_the_lesson_that_removes_it(
    desk: Client, staff: Staff, django_assert_max_num_queries: Any
) -> None:
    worker = tailor(ConsentPurpose.SERVICE, office=staff.office)
    driving = sewing_work(title="Lái xe giao hàng may", headcount=30)
    driving.licences.create(licence=Licence.objects.get(code="drive-b"))
    sewing_work(title="May gần nhà")
    match_everybody()
    gaps.work_out(MatchRun.objects.published().get().pk)
    address = reverse("desk:nearly", args=[worker.public_id])
    desk.get(address)
    with django_assert_max_num_queries(12):
        page = desk.get(address)
    (near,) = page.context["nearly"]
    assert (near.vacancies, near.seats, near.shown) == (1, 30, [driving])
    (lesson,) = page.context["lessons"]
    assert (lesson.criterion, lesson.people) == ("licence", 1)
    assert lesson.what in page.content.decode()
    assert "May gần nhà" not in page.content.decode()
    part = desk.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Lái xe giao hàng may" in part
    assert "<html" not in part


def test_nothing_is_worked_out_without_consent_or_for_another_offices_person(desk: Client, staff: Staff) -> None:
    worker = tailor(office=staff.office)
    worker.consents.all().delete()
    page = desk.get(reverse("desk:nearly", args=[worker.public_id]))
    assert "chưa đồng ý" in page.content.decode()
    assert page.context["nearly"] == []
    other = tailor(office=OfficeFactory.create(), phone="0912000019")
    assert desk.get(reverse("desk:nearly", args=[other.public_id])).status_code == 403
