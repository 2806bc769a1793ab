"""What people write in the portal in their own words gets an occupation, or waits for a counsellor."""

from typing import Any

import pytest
from django.dispatch import Signal
from django.test import Client
from django.urls import reverse

from jobs.enums import VacancyState
from jobs.intake.freetext import NAMES_NO_WORK, code_profile, code_vacancy
from jobs.intake.models import IntakeRow
from jobs.models import Vacancy
from jobs.posting.forms.work import WorkStep
from jobs.signals import vacancy_changed
from portal.accounts.models import Staff
from portal.codes.models import Occupation
from tests.factories import OccupationFactory, StaffFactory, VacancyFactory, WorkerFactory
from workers.models import WantedOccupation, Worker, WorkHistory
from workers.signals import profile_saved

pytestmark = pytest.mark.django_db


SELLING = "Tư vấn căn hộ của chủ đầu tư, dẫn khách xem dự án bất động sản, ký hợp đồng mua bán căn hộ."
SURE, UNSURE, NONE = "Công nhân may chuyền 3 ca ngày", "Kỹ thuật viên", "Cần tìm việc"


@pytest.fixture(autouse=True)
def occupations() -> None:
    for code in ("3115", "3119", "3334", "5401", "8153"):
        OccupationFactory.create(code=code, level=4)


def wanting(*titles: str, **facts: Any) -> Worker:
    worker: Worker = WorkerFactory.create(**facts)
    for rank, title in enumerate(titles, 1):
        WantedOccupation.objects.create(worker=worker, rank=rank, title=title)
    return worker


def saved(worker: Worker) -> list[tuple[str, float | None]]:
    profile_saved.send(sender=Worker, worker_id=worker.pk)
    rows = worker.wanted_occupations.select_related("occupation").order_by("rank")
    return [(row.occupation.code if row.occupation else "", row.confidence) for row in rows]


def changed(**facts: Any) -> Vacancy:
    one: Vacancy = VacancyFactory.create(occupation=None, **facts)
    vacancy_changed.send(sender=Vacancy, vacancy_id=one.pk)
    one.refresh_from_db()
    return one


def desk_of(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff.user)
    return client


def queue() -> list[str]:
    return [row.title for row in IntakeRow.objects.awaiting_occupation()]


def test_wishes_are_coded_each_with_its_confidence() -> None:
    (sure, sure_by), (unsure, unsure_by), (none, none_by) = saved(wanting(SURE, UNSURE, NONE))
    assert (sure, unsure, none) == ("8153", "3119", "")
    assert sure_by is not None
    assert sure_by >= 0.65
    assert unsure_by is not None
    assert unsure_by < 0.65
    assert none_by is None
    assert queue() == [UNSURE, NONE]


def test_saving_again_asks_nothing_twice_and_changes_nothing() -> None:
    worker = wanting(SURE, UNSURE, NONE)
    assert saved(worker) == saved(worker)
    assert queue() == [UNSURE, NONE]


def test_what_a_person_chose_stays() -> None:
    worker = wanting(SURE)
    worker.wanted_occupations.update(occupation=Occupation.objects.get(code="5401"))
    assert saved(worker) == [("5401", None)]
    assert queue() == []


def test_a_wish_taken_back_leaves_the_queue() -> None:
    worker = wanting(UNSURE, NONE)
    saved(worker)
    worker.wanted_occupations.filter(title=UNSURE).delete()
    saved(worker)
    assert queue() == [NONE]


def test_past_work_counts_only_when_the_coder_is_sure() -> None:
    worker = wanting()
    for title in (SURE, UNSURE):
        WorkHistory.objects.create(worker=worker, title=title)
    saved(worker)
    assert list(worker.history.order_by("id").values_list("title", "occupation__code")) == [
        (SURE, "8153"),
        (UNSURE, None),
    ]


def test_a_vacancy_is_coded_by_title_and_text() -> None:
    one = changed(title="Nhân viên kinh doanh", description=SELLING)
    assert one.occupation is not None
    assert one.occupation.code == "3334"
    assert one.occupation_confidence is not None


def test_a_doubtful_title_waits_and_one_somebody_chose_leaves_the_queue() -> None:
    one = changed(title=UNSURE)
    assert queue() == [UNSURE]
    Vacancy.objects.filter(pk=one.pk).update(occupation=Occupation.objects.get(code="3115"), occupation_confidence=None)
    vacancy_changed.send(sender=Vacancy, vacancy_id=one.pk)
    assert queue() == []


def test_a_counsellor_decides_on_each_wish_of_a_person() -> None:
    staff = StaffFactory.create()
    worker = wanting(UNSURE, NONE, office=staff.office)
    saved(worker)
    desk = desk_of(staff)
    page = desk.get(reverse("intake:occupations")).content.decode()
    assert UNSURE in page
    assert NONE in page
    desk.post(reverse("intake:occupations"), {"of": worker.public_id, "title": UNSURE, "code": "3115"})
    desk.post(reverse("intake:occupations"), {"of": worker.public_id, "title": NONE, "none": "1"})
    assert queue() == []
    assert saved(worker) == [("3115", None), ("", NAMES_NO_WORK)]
    assert queue() == [], "what a counsellor found to name no work is not asked again"


def test_titles_found_to_name_no_work_stay_without_code() -> None:
    one = changed(title=NONE)
    staff = StaffFactory.create()
    desk_of(staff).post(reverse("intake:occupations"), {"of": one.public_id, "none": "1"})
    vacancy_changed.send(sender=Vacancy, vacancy_id=one.pk)
    one.refresh_from_db()
    assert (one.occupation, one.occupation_confidence) == (None, NAMES_NO_WORK)
    assert queue() == []


def test_people_of_another_office_are_not_shown() -> None:
    worker = wanting(UNSURE, office=StaffFactory.create().office)
    saved(worker)
    stranger = desk_of(StaffFactory.create())
    assert UNSURE not in stranger.get(reverse("intake:occupations")).content.decode()
    answer = stranger.post(reverse("intake:occupations"), {"of": worker.public_id, "title": UNSURE, "code": "3115"})
    assert answer.status_code == 404
    assert queue() == [UNSURE]


def test_whom_no_office_keeps_any_counsellor_helps() -> None:
    worker = wanting(UNSURE)
    saved(worker)
    desk_of(StaffFactory.create()).post(
        reverse("intake:occupations"), {"of": worker.public_id, "title": UNSURE, "code": "3115"}
    )
    assert saved(worker) == [("3115", None)]


def test_one_who_is_gone_is_nobody_to_code() -> None:
    code_vacancy(0)
    code_profile(0)
    assert queue() == []


def test_a_draft_under_other_words_loses_the_code_of_the_old_ones() -> None:
    one = VacancyFactory.create(title="Công nhân may", state=VacancyState.DRAFT, published_at=None)
    assert one.occupation
    said = {
        "title": "Nhân viên bán hàng siêu thị quầy tươi sống",
        "headcount": 3,
        "description": "Bán rau.",
        "code": "",
    }
    form = WorkStep({**said, "version": one.version}, vacancy=one)
    assert form.is_valid(), form.errors
    form.apply_to(one)
    assert [one.occupation_id, one.occupation_confidence] == [None, None]


@pytest.mark.parametrize("signal", [profile_saved, vacancy_changed])
def test_matching_hears_after_coding(signal: Signal) -> None:
    names = [receiver.__module__ for receiver in signal._live_receivers(None)[0]]
    assert names.index("jobs.intake.freetext") < names.index("jobs.matching.apps")
