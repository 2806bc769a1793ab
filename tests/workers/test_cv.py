"""The CV: what the person chooses and nothing else, in two languages, on a page or two."""

import unicodedata
from datetime import date
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from portal.codes.models import Language, Skill
from portal.documents import typesetting
from tests.documents.test_documents import text_of
from tests.factories import UserFactory, WorkerFactory
from tests.jobs.people import here, signed_in
from workers import cv
from workers.models import WantedOccupation, Worker, WorkerLanguage, WorkerSkill, WorkHistory, WorkWish

pytestmark = pytest.mark.django_db
EVERYTHING = tuple(cv.PARTS)


@pytest.fixture
def worker() -> Worker:
    worker: Worker = WorkerFactory.create(
        user=UserFactory.create(), full_name="Trần Thị Lan", phone="0912345678", birth_year=1995, commune=here(),
        general_education=3, qualification=4, specialty="May thời trang", identity_number="034195001234",
        ethnicity="Tày", religion="Phật giáo", sensitive_groups="disabled",
    )  # fmt: skip
    WantedOccupation.objects.create(worker=worker, rank=1, title="Tổ trưởng may")
    for n in range(12):
        WorkHistory.objects.create(
            worker=worker, title=f"Thợ may {n}", employer_name="May Hưng Yên", duties="Quản lý\n- Chia việc\n" * 3,
            starts_on=date(2024 - n, 1, 1), ends_on=date(2024 - n, 12, 1) if n else None,
        )  # fmt: skip
    WorkerLanguage.objects.create(
        worker=worker, language=Language.objects.get(code="en"), proficiency=2, certificate="B1"
    )
    for skill in Skill.objects.order_by("code")[:20]:
        WorkerSkill.objects.create(worker=worker, skill=skill)
    return worker


@pytest.fixture
def client(worker: Worker) -> Client:
    return signed_in(worker.user)


def printed(worker: Worker, *choice: Any) -> tuple[str, int]:
    """(its text in one line, pages)."""
    content = typesetting.pdf("cv.typ", cv.make(worker, *choice).data())
    return " ".join(text_of(content).split()), len(pypdfium2.PdfDocument(content))


def test_a_long_life_takes_two_pages_and_reads_newest_first(worker: Worker) -> None:
    text, pages = printed(worker)
    assert pages == 2
    assert "Trần Thị Lan" in text
    assert "01/2024 – nay" in text
    assert text.index("Thợ may 0") < text.index("Thợ may 1 ") < text.index("Thợ may 11")
    assert "Cao đẳng – May thời trang" in text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_nobody_s_business_is_in_no_cv(worker: Worker, language: str) -> None:
    text, _pages = printed(worker, EVERYTHING, language)
    for secret in ("034195001234", "Tày", "Phật giáo", "khuyết tật", "disabilit"):
        assert secret not in text


def test_only_what_is_chosen_is_shown(worker: Worker) -> None:
    text, pages = printed(worker, ("education",))
    assert pages == 1
    assert "May thời trang" in text
    for left_out in ("0912345678", "Thợ may", "1995", "Tổ trưởng may", here().name):
        assert left_out not in text
    assert "1995" not in printed(worker)[0], "the birth year only when chosen"
    assert "1995" in printed(worker, ("birth",))[0]


def test_in_english_the_words_of_the_lists_are_english(worker: Worker) -> None:
    made = cv.make(worker, EVERYTHING, "en")
    words = [text for part in made.parts for one in part.entries for text in (one.what, one.where)]
    assert "English" in words
    assert made.name == "Trần Thị Lan"


def test_an_empty_profile_and_odd_letters_make_a_page_all_the_same(worker: Worker) -> None:
    odd = unicodedata.normalize("NFD", "Công Tằng Tôn Nữ Nguyễn Hoàng Thị Phương Trinh Bảo Ngọc 🌸")
    text, pages = printed(WorkerFactory.create(full_name=odd))
    assert pages == 1
    assert "Công Tằng Tôn Nữ Nguyễn Hoàng" in text
    assert cv.make(WorkerFactory.create()).parts == []
    assert "goal" in cv.make(WorkerFactory.create()).empty


def test_the_page_has_more_ink_than_paper_alone(worker: Worker) -> None:
    """A look at the picture: coloured name, text down to the lower half, nothing in the margins."""
    content = typesetting.pdf("cv.typ", cv.make(worker).data())
    page = pypdfium2.PdfDocument(content)[0].render(scale=1).to_pil().convert("L")
    width, height = page.size
    assert page.crop((0, 0, 40, height)).getextrema()[0] > 250, "the left margin is empty"
    assert page.crop((width - 40, 0, width, height)).getextrema()[0] > 250, "the right margin is empty"
    lower = page.crop((0, height // 2, width, height - 60)).histogram()
    assert sum(lower[:128]) > 500


def test_the_preview_and_the_file_follow_the_choice(client: Client, worker: Worker) -> None:
    page = client.get(reverse("workers:cv")).content.decode()
    assert "Thợ may 0" in page
    assert "034195001234" not in page
    chosen = {"language": "en", "show": ["education", "languages"]}
    page = client.get(reverse("workers:cv"), chosen).content.decode()
    assert "Thợ may 0" not in page
    assert "language=en&amp;show=education&amp;show=languages" in page
    answer = client.get(reverse("workers:cv_pdf"), chosen)
    assert answer["Content-Disposition"].startswith("attachment;")
    text = text_of(answer.content)
    assert "0912345678" not in text
    assert "English" in text


@pytest.mark.parametrize("query", ["language=xx", "language=vi&show=identity_number", "show=%00", "language=en&show="])
def test_an_odd_choice_breaks_nothing(client: Client, query: str) -> None:
    for name in ("cv", "cv_pdf"):
        assert client.get(f"{reverse(f'workers:{name}')}?{query}").status_code in {200, 400}


def test_the_preview_stays_within_its_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(16):
        assert client.get(reverse("workers:cv")).status_code == 200


def test_the_page_stays_within_its_queries(client: Client, worker: Worker, django_assert_max_num_queries: Any) -> None:
    address = reverse("workers:cv")
    everything = {"language": "en", "show": EVERYTHING}
    client.get(address, everything)
    with django_assert_max_num_queries(12):
        client.get(address, everything)
    WorkWish.objects.filter(worker=worker).delete()
    with django_assert_max_num_queries(12):
        client.get(address)
