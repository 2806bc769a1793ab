"""Help and contact: questions found without diacritics, offices with their hours."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.codes import places
from portal.codes.models import Commune
from portal.help import answers
from portal.help_texts import TOPICS
from tests.factories import OfficeFactory

pytestmark = pytest.mark.django_db


def keys(asked: str) -> list[str]:
    return [question.key for one in answers(asked) for question in one.questions]


def test_every_question_has_its_own_anchor_and_its_links_lead_somewhere(client: Client) -> None:
    questions = [question for topic in TOPICS for question in topic.questions]
    anchors = [question.key for question in questions] + [topic.key for topic in TOPICS]
    assert len(set(anchors)) == len(anchors)
    page = client.get("/tro-giup/").content.decode()
    for question in questions:
        assert f'id="{question.key}"' in page
        for _label, name in question.links:
            assert reverse(name) in page


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("mat khau", "quen-mat-khau"),
        ("thư điện tử", "khong-thu-dien-tu"),
        ("GẦN NHÀ", "gan-nha"),
        ("otp", "tuyen-dung-gia"),
        ("xóa", "xoa-du-lieu"),
        ("xac minh", "xac-minh"),
    ],
)
def test_a_question_is_found_by_its_words(asked: str, key: str) -> None:
    assert key in keys(asked)
    assert len(keys(asked)) < len(keys(""))


def test_what_nobody_asks_shows_the_way_to_people(client: Client) -> None:
    page = client.get("/tro-giup/", {"q": "<b>zzzz"}).content.decode()
    assert "Chưa có câu trả lời nào như vậy" in page
    assert "<b>zzzz" not in page
    assert reverse("contact") in page


def test_offices_are_told_with_hours_telephone_and_old_names(client: Client) -> None:
    places.gazetteer()
    commune = Commune.objects.get(name="Xã Vũ Thư", valid_to=None, province__code="33")
    OfficeFactory.create(name="Điểm Vũ Thư", commune=commune, phone="0227 1", opening_hours="Thứ hai 7:30")
    OfficeFactory.create(name="Trụ sở", is_head=True)
    page = client.get("/lien-he/").content.decode()
    assert page.index("Trụ sở") < page.index("Điểm Vũ Thư")
    assert "Thứ hai 7:30" in page
    assert 'href="tel:02271"' in page
    assert "Tên cũ:" in page


def test_without_offices_the_page_stands(client: Client) -> None:
    assert client.get("/lien-he/").status_code == 200
