"""Group sessions: who is meant by each line, one turn each, recorded once."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import AccessLog, Staff
from tests.factories import OfficeFactory, WorkerFactory
from tests.jobs.desk.test_desk import known_to
from tests.workers.factories import GroupFactory
from workers.counselling.models import CounsellingSession
from workers.groups.models import GroupTurn, GroupVisit
from workers.models import Worker

pytestmark = pytest.mark.django_db
ADDRESS = "/ban-tu-van/luot/nhom/"


def a_group(**fields: Any) -> dict[str, Any]:
    return {
        "submission": str(uuid4()),
        "origin": "Xã Vũ Thư",
        "headcount": 10,
        "representative": "Trần Văn Bình",
        "phone": "0912 000 777",
        "address": "Nhà văn hóa thôn Đông",
        "services": ["jobs"],
        "topics": ["jobs", "policy"],
        "channel": "counter",
        "advice": "Đơn hàng may sắp tuyển.",
        **fields,
    }


def rows_of(desk: Client, **fields: Any) -> dict[str, Any]:
    """What the page shows after the list is read: boxes with their ticks, as a browser would send them on."""
    listed = desk.post(ADDRESS, a_group(do="read", **fields)).context["listed"]
    return {"seen": [row.key for row in listed.rows], "person": [row.key for row in listed.present], "listed": listed}


def test_a_pasted_list_becomes_one_turn_for_each_person_present_once(desk: Client, staff: Staff) -> None:
    hoa = known_to(staff, full_name="Phạm Thị Hoa", birth_year=1990)
    nam = known_to(staff, full_name="Lê Văn Nam", phone="0912345678")
    pasted = "1. Phạm Thị Hoa; 1990\n2\tpham thi hoa\t1990\nNam 0912 345 678\n\n3) Đỗ Văn Mới; 1985\nĐỗ Văn Mới ; 1985"
    sent = rows_of(desk, list=pasted)
    assert not CounsellingSession.objects.exists()
    listed = sent.pop("listed")
    assert [row.worker for row in listed.rows] == [hoa, nam, None]
    assert listed.unsure == 0
    form = a_group(do="record", list=pasted, **sent)
    for _ in range(2):
        answer = desk.post(ADDRESS, form, follow=True)
        assert answer.status_code == 200
    group = GroupVisit.objects.get()
    assert (group.origin, group.headcount, group.office, group.counsellor) == (
        "Xã Vũ Thư", 10, staff.office, staff.user,
    )  # fmt: skip
    turns = [turn.session for turn in group.turns.select_related("session__worker").order_by("position")]
    assert [(turn.worker, turn.walk_in_name) for turn in turns] == [(hoa, ""), (nam, ""), (None, "Đỗ Văn Mới")]
    assert {tuple(turn.topics) for turn in turns} == {("jobs", "policy")}
    assert {turn.advice for turn in turns} == {"Đơn hàng may sắp tuyển."}
    assert CounsellingSession.objects.count() == 3
    assert "3 người có mặt" in answer.content.decode()


def test_namesakes_are_chosen_by_somebody_not_by_the_portal(desk: Client, staff: Staff) -> None:
    people = [known_to(staff, full_name="Nguyễn Văn An") for _ in range(2)]
    sent = rows_of(desk, list="Nguyễn Văn An")
    assert (sent["listed"].unsure, sent["person"]) == (1, [])
    assert desk.post(ADDRESS, a_group(do="record", list="Nguyễn Văn An", seen=sent["seen"])).status_code == 422
    assert not GroupVisit.objects.exists()
    key = f"w:{people[1].public_id}"
    form = a_group(do="record", list="Nguyễn Văn An", seen=sent["seen"], person=[key])
    assert desk.post(ADDRESS, form).status_code == 302
    assert CounsellingSession.objects.get().worker == people[1]


def test_somebody_found_by_search_is_added_and_whoever_is_unticked_is_not_recorded(desk: Client, staff: Staff) -> None:
    hoa = known_to(staff, full_name="Phạm Thị Hoa", birth_year=1990)
    nam = known_to(staff, full_name="Lê Văn Nam")
    sent = rows_of(desk, list="Phạm Thị Hoa 1990", search="le nam")
    assert sent["person"] == [f"w:{hoa.public_id}"]
    key = f"w:{nam.public_id}"
    assert key in sent["seen"]
    desk.post(ADDRESS, a_group(do="record", list="Phạm Thị Hoa 1990", seen=sent["seen"], person=[key]))
    assert CounsellingSession.objects.get().worker == nam


def test_another_offices_person_is_counselled_and_told_but_not_opened(desk: Client, staff: Staff) -> None:
    other = WorkerFactory.create(full_name="Vũ Thị Xa", birth_year=1980, phone="0987", office=OfficeFactory.create())
    sent = rows_of(desk, list="Vũ Thị Xa 1980")
    assert sent["listed"].rows[0].office == other.office
    desk.post(ADDRESS, a_group(do="record", list="Vũ Thị Xa 1980", seen=sent["seen"], person=sent["person"]))
    assert CounsellingSession.objects.get().worker == other
    log = AccessLog.objects.get(subject_id=other.public_id)
    assert "Xã Vũ Thư" in log.reason
    assert desk.get(reverse("desk:person", args=[other.public_id])).status_code == 403
    assert Worker.objects.get().office == other.office


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"list": ""}, "Chưa có ai trong danh sách"),
        ({"list": "Lê Một\nLê Hai\nLê Ba", "headcount": 2}, "nhiều hơn số người đã ghi"),
        ({"headcount": 1}, "2"),
        ({"services": ["other"]}, "Ghi dịch vụ khác là gì."),
        ({"services": []}, "bắt buộc"),
        ({"topics": []}, "Chọn ít nhất một nội dung."),
        ({"phone": "12"}, "số"),
        ({"list": "\n".join(f"Người {n}a" for n in range(260))}, "chia thành nhiều buổi"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_recorded(desk: Client, wrong: dict[str, Any], said: str) -> None:
    answer = desk.post(ADDRESS, a_group(do="record", **{"list": "Lê Văn Một", **wrong}))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Nhà văn hóa thôn Đông" in answer.content.decode()
    assert not CounsellingSession.objects.exists()
    assert not GroupVisit.objects.exists()


@pytest.mark.parametrize("person", ["w:khongcoai", "n:", "n:|", "x", "w:' OR 1=1", "n:" + "x" * 900])
def test_hostile_boxes_record_nobody_else(desk: Client, person: str) -> None:
    answer = desk.post(ADDRESS, a_group(do="record", list="", seen=[person], person=[person]))
    assert answer.status_code == 422
    assert not CounsellingSession.objects.exists()


def test_a_list_takes_few_queries_however_long(desk: Client, staff: Staff, django_assert_max_num_queries: Any) -> None:
    for n in range(20):
        known_to(staff, full_name=f"Phạm Thị {'ABCDEFGHIKLMNOPQRSTU'[n]}", birth_year=1990)
    pasted = "\n".join(f"Phạm Thị {letter}; 1990" for letter in "ABCDEFGHIKLMNOPQRSTU")
    with django_assert_max_num_queries(12):
        sent = rows_of(desk, list=pasted, headcount=30, search="pham")
    assert len(sent["person"]) == 20
    form = a_group(do="record", list=pasted, headcount=30, seen=sent["seen"], person=sent["person"])
    with django_assert_max_num_queries(22):
        desk.post(ADDRESS, form)
    with django_assert_max_num_queries(12):
        assert desk.get(f"{ADDRESS}{GroupVisit.objects.get().public_id}/").status_code == 200
    assert GroupTurn.objects.count() == 20


def test_another_offices_group_does_not_open(desk: Client, staff: Staff) -> None:
    assert desk.get(f"{ADDRESS}{GroupFactory.create().public_id}/").status_code == 404
    mine = GroupFactory.create(office=staff.office)
    assert "Tổ dân phố số 4" in desk.get(f"{ADDRESS}{mine.public_id}/").content.decode()
