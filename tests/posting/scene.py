"""An employer with a draft under way."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from employers.models import Employer
from jobs.models import Vacancy
from portal.accounts.models import User
from portal.codes.fields import new_public_id
from tests.jobs.people import here

CALM = "May áo jacket theo chuyền.\nGiữ máy sạch sẽ."


def work(**fields: Any) -> dict[str, Any]:
    return {
        "title": "Công nhân may chuyền", "headcount": "20", "description": CALM, "position": "", "code": "7531",
        "draft": new_public_id(), "version": "0",
    } | fields  # fmt: skip


def place(**fields: Any) -> dict[str, Any]:
    commune = here()
    return {
        "place_1": f"{commune.name}, {commune.province.name}", "pay_min": "7,5", "pay_max": "9 triệu",
        "pay_unit": "month", "deadline": (timezone.localdate() + timedelta(days=20)).isoformat(),
    } | fields  # fmt: skip


CONTACT = {"contact_name": "Chị Hoa", "contact_position": "Nhân sự", "contact_phone": "0912000123", "committed": "on"}


def step(client: Client, vacancy: Vacancy, key: str, data: dict[str, Any]) -> Any:
    """Send one step at the vacancy's version of now."""
    vacancy.refresh_from_db()
    return client.post(reverse("posting:step", args=[vacancy.public_id, key]), {**data, "version": vacancy.version})


def drafted(client: Client, **fields: Any) -> Vacancy:
    """A draft whose three needed steps are filled in."""
    client.post(reverse("posting:new"), work(**fields))
    vacancy = Vacancy.objects.latest("id")
    step(client, vacancy, "noi-luong", place())
    step(client, vacancy, "lien-he", dict(CONTACT))
    vacancy.refresh_from_db()
    return vacancy


def employer_of(member: User) -> Employer:
    return Employer.objects.get(members__user=member)
