"""The caseload's pages: what stands in the lists, who may do what with it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobs.caseload.models import Case, Handover, WeekPlan
from jobs.caseload.weekly import monday_of
from jobs.outcomes.models import Refusal
from portal.accounts.models import Staff
from tests.factories import OfficeFactory, WorkerFactory
from tests.jobs.caseload.factories import case_of
from tests.jobs.factories import ApplicationFactory, ReferralFactory
from tests.jobs.people import match_everybody, sewing_work, signed_in, tailor
from tests.workers.appointments.factories import AppointmentFactory
from tests.workers.factories import SessionFactory
from workers.insurance.services import Decision, open_period
from workers.models import Worker

pytestmark = pytest.mark.django_db
LIST = "/ban-tu-van/ho-so/"


def names(client: Client, query: str = "") -> list[str]:
    return [row.worker.full_name for row in client.get(f"{LIST}?{query}").context["rows"]]


def ticked(*cases: Case) -> list[str]:
    return [f"{case.worker.public_id}/{case.counsellor.public_id}" for case in cases]


def open_of(staff: Staff) -> int:
    return Case.objects.open().filter(counsellor=staff.user).count()


def test_each_list_holds_those_it_is_about(
    desk: Client, staff: Staff, colleague: Staff, stranger: Staff, django_assert_max_num_queries: Any
) -> None:
    today = timezone.localdate()
    sewing_work()
    matched = tailor(full_name="Có việc hợp", office=staff.office)
    case_of(staff, 1, worker=matched)
    match_everybody()
    quiet = case_of(staff, 31, worker__full_name="Lâu ngày", worker__office=staff.office)
    case_of(staff, 29, worker__full_name="Gần đây", worker__office=staff.office)
    due = case_of(staff, 2, next_on=today, worker__full_name="Đến hẹn", worker__office=staff.office)
    soon = case_of(staff, 2, next_on=today + timedelta(days=1), worker__full_name="Mai", worker__office=staff.office)
    AppointmentFactory.create(worker=soon.worker, office=staff.office)
    AppointmentFactory.create(worker=due.worker, office=staff.office, state="cancelled")
    for n in range(3):
        if n:
            ApplicationFactory.create(worker=quiet.worker, state="declined")
        ApplicationFactory.create(worker=due.worker, state="not_hired")
    letter = ReferralFactory.create(application__worker=quiet.worker, application__state="withdrawn")
    Refusal.objects.create(referral=letter, reason="far", refused_on=today, recorded_by=staff.user)
    open_period(due.worker, Decision("1/QĐ", today, 3), staff.office, staff.user)
    case_of(colleague, 3, worker__full_name="Của bạn", worker__office=staff.office)
    case_of(stranger, 3, worker__full_name="Nơi khác", worker__office=stranger.office)
    WorkerFactory.create(full_name="Chưa ai", office=staff.office)
    WorkerFactory.create(full_name="Tự đăng ký")
    WorkerFactory.create(full_name="Văn phòng khác", office=stranger.office)
    assert names(desk) == ["Lâu ngày", "Gần đây", "Đến hẹn", "Mai", "Có việc hợp"], "the longest without contact first"
    assert names(desk, "loc=vang") == ["Lâu ngày"]
    assert names(desk, "loc=vang&ngay=14") == ["Lâu ngày", "Gần đây"]
    assert names(desk, "loc=den-hen") == ["Đến hẹn"]
    assert sorted(names(desk, "loc=khong-viec")) == ["Gần đây", "Lâu ngày", "Mai", "Đến hẹn"]
    assert names(desk, "loc=tu-choi") == ["Lâu ngày"]
    assert names(desk, "loc=khong-nhan") == ["Đến hẹn"]
    assert names(desk, "loc=co-hen") == ["Mai"]
    assert names(desk, "loc=tro-cap") == ["Đến hẹn"]
    assert "Của bạn" in names(desk, "cua=phong")
    assert "Nơi khác" not in names(desk, "cua=phong")
    assert names(desk, "cua=chua-ai") == ["Tự đăng ký", "Chưa ai"]
    assert names(desk, "q=lau+ngay") == ["Lâu ngày"]
    assert names(desk, "sort=name")[0] == "Có việc hợp"
    assert names(desk, "sort=next")[0] == "Đến hẹn"
    with django_assert_max_num_queries(12):
        page = desk.get(f"{LIST}?cua=phong&q=a").content.decode()
    assert "từ chối 3 việc" in page
    assert "31 ngày chưa liên lạc" in page
    counts = {care.value: count for care, count in desk.get(LIST).context["cares"]}
    assert counts == {
        "vang": 1,
        "den-hen": 1,
        "khong-viec": 4,
        "tu-choi": 1,
        "khong-nhan": 1,
        "co-hen": 1,
        "tro-cap": 1,
    }


@pytest.mark.parametrize(
    "query", ["loc=x&ngay=7&sort=';drop&page=zz&chon=,,&ai=%27%C4%91", "cua=chua-ai&page=-1&q=%25_"]
)
def test_nonsense_in_the_address_shows_the_list(desk: Client, staff: Staff, query: str) -> None:
    case_of(staff)
    assert desk.get(f"{LIST}?{query}").status_code == 200


def test_another_office_is_a_404_for_a_counsellor_and_names_without_numbers_for_a_leader(
    desk: Client, stranger: Staff, leader: Staff, django_assert_max_num_queries: Any
) -> None:
    case_of(stranger, 3, worker__full_name="Nơi khác", worker__phone="0912333444", worker__office=stranger.office)
    address = f"{LIST}?vp={stranger.office.public_id}"
    assert desk.get(address).status_code == 404
    client = signed_in(leader.user)
    with django_assert_max_num_queries(12):
        page = client.get(address).content.decode()
    assert "Nơi khác" in page
    assert "0912333444" not in page


def test_a_case_is_handed_over_and_taken_back(desk: Client, staff: Staff, colleague: Staff) -> None:
    mine, kept = case_of(staff), case_of(staff)
    sent = {"nguoi": ticked(mine), "cho": colleague.user.public_id, "note": "Nhờ anh", "ve": f"{LIST}?loc=vang"}
    answer = desk.post(reverse("caseload:hand"), sent)
    assert answer.headers["Location"] == f"{LIST}?loc=vang"
    assert open_of(colleague) == 1
    page = desk.get(LIST).content.decode()
    assert "Hoàn tác" in page
    assert colleague.user.full_name in page
    assert "Nhờ anh" in signed_in(colleague.user).get(LIST).content.decode()
    desk.post(reverse("caseload:hand"), sent)
    assert Case.objects.count() == 3, "the same form again moves nothing"
    handover = Handover.objects.get()
    undo = reverse("caseload:undo", args=[handover.public_id])
    assert signed_in(colleague.user).post(undo).status_code == 404
    desk.post(undo)
    assert set(Case.objects.open()) == {mine, kept}


def test_without_a_colleague_or_a_reason_nothing_happens_and_the_ticks_stay(desk: Client, staff: Staff) -> None:
    case = case_of(staff)
    for name in ("hand", "close"):
        answer = desk.post(reverse(f"caseload:{name}"), {"nguoi": ticked(case), "ve": f"{LIST}?ngay=60"})
        assert answer.headers["Location"] == f"{LIST}?ngay=60&chon={case.worker.public_id}"
        assert "checked" in desk.get(answer.headers["Location"]).content.decode()
    assert "đánh dấu ít nhất một người" in desk.post(reverse("caseload:take"), follow=True).content.decode()
    assert Case.objects.get() == case


def test_the_way_back_stays_on_the_portal(desk: Client, staff: Staff) -> None:
    for way in ("//evil.example/", "https://evil.example/", "javascript:alert(1)"):
        answer = desk.post(reverse("caseload:take"), {"ve": way})
        assert answer.headers["Location"] == LIST


def test_a_colleague_s_case_is_taken_but_neither_given_away_nor_closed(
    desk: Client, staff: Staff, colleague: Staff
) -> None:
    theirs = case_of(colleague)
    sent = {"nguoi": ticked(theirs), "cho": staff.user.public_id, "vi": "lost"}
    for name in ("hand", "close"):
        assert desk.post(reverse(f"caseload:{name}"), sent).status_code == 404
    assert Case.objects.get() == theirs
    desk.post(reverse("caseload:take"), sent)
    assert open_of(staff) == 1


@pytest.mark.parametrize("name", ["take", "hand", "close"])
def test_people_of_another_office_are_out_of_reach(desk: Client, staff: Staff, stranger: Staff, name: str) -> None:
    case = case_of(stranger, worker__office=stranger.office)
    free = WorkerFactory.create(office=OfficeFactory.create())
    sent = {"cho": staff.user.public_id, "vi": "lost", "nguoi": [*ticked(case), f"{free.public_id}/"]}
    assert desk.post(reverse(f"caseload:{name}"), sent).status_code == 404
    sent["vp"] = stranger.office.public_id
    assert desk.post(reverse(f"caseload:{name}"), sent).status_code == 404
    assert Case.objects.get() == case


def test_a_counsellor_gives_to_nobody_of_another_office(desk: Client, staff: Staff, stranger: Staff) -> None:
    case = case_of(staff)
    desk.post(reverse("caseload:hand"), {"nguoi": ticked(case), "cho": stranger.user.public_id})
    assert Case.objects.get() == case


def test_what_changed_hands_since_the_page_was_made_stays(
    desk: Client, staff: Staff, colleague: Staff, leader: Staff
) -> None:
    old = case_of(staff)
    sent = {"nguoi": ticked(old), "cho": leader.user.public_id, "vi": "lost"}
    Case.objects.filter(pk=old.pk).update(counsellor=colleague.user)
    for name in ("hand", "close", "take"):
        page = desk.post(reverse(f"caseload:{name}"), sent, follow=True).content.decode()
        assert "vừa thay đổi nên giữ nguyên" in page
    assert open_of(colleague) == 1


def test_somebody_nobody_carries_is_taken_once(desk: Client, staff: Staff, colleague: Staff) -> None:
    worker = WorkerFactory.create(phone="0912000111")
    page = desk.get(f"{LIST}?cua=chua-ai").content.decode()
    assert "tel:0912000111" in page
    sent = {"nguoi": [f"{worker.public_id}/"]}
    desk.post(reverse("caseload:take"), sent)
    signed_in(colleague.user).post(reverse("caseload:take"), sent)
    assert Case.objects.get().counsellor == staff.user
    desk.post(reverse("caseload:close"), {"nguoi": ticked(Case.objects.get()), "vi": "lost"})
    assert names(desk, "cua=chua-ai") == [], "closed is not nobody's"


def test_the_screen_says_who_answers_for_the_person(
    desk: Client, staff: Staff, colleague: Staff, django_assert_max_num_queries: Any
) -> None:
    free = WorkerFactory.create(office=staff.office)
    moved: dict[str, Any] = {"since": timezone.now() - timedelta(days=9), "until": timezone.now()}
    for worker, said in (
        (case_of(colleague).worker, f"Phụ trách: {colleague.user}"),
        (case_of(staff).worker, "Anh chị phụ trách từ"),
        (free, "Chưa ai phụ trách"),
    ):
        case_of(colleague, worker=worker, ended="moved", **moved)
        with django_assert_max_num_queries(12):
            page = desk.get(reverse("desk:person", args=[worker.public_id])).content.decode()
        assert said in page


def test_the_load_opens_to_its_rows(
    leader: Staff, staff: Staff, colleague: Staff, django_assert_max_num_queries: Any
) -> None:
    for quiet in (40, 50, 1):
        case_of(staff, quiet, worker__office=staff.office)
    case_of(colleague, worker__office=staff.office)
    client = signed_in(leader.user)
    with django_assert_max_num_queries(12):
        answer = client.get(reverse("caseload:load"))
    mine = next(row for row in answer.context["rows"] if row.user == staff.user)
    assert (mine.open, mine.quiet, mine.is_heavy) == (3, 2, True)
    query = f"cua=phong&vp={staff.office.public_id}&ai={staff.user.public_id}&loc=vang&ngay=30"
    assert query.replace("&", "&amp;") in answer.content.decode()
    assert len(names(client, query)) == 2


def test_cases_are_shared_out_after_a_look(
    leader: Staff, staff: Staff, colleague: Staff, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        case_of(staff, worker__office=staff.office)
    client, address = signed_in(leader.user), reverse("caseload:share")
    asked: dict[str, Any] = {"tu": staff.user.public_id, "quiet": "", "cho": [colleague.user.public_id], "note": "Nghỉ"}
    with django_assert_max_num_queries(12):
        page = client.get(address, asked)
    assert open_of(staff) == 4
    seal = page.context["sharing"].seal
    case_of(staff, 3, worker__office=staff.office)
    again = client.post(address, {**asked, "seal": seal})
    assert again.status_code == 422
    assert "đã thay đổi từ lúc xem trước" in again.content.decode()
    assert open_of(staff) == 5
    done = client.post(address, {**asked, "seal": again.context["sharing"].seal})
    assert done.status_code == 302
    assert (open_of(staff), open_of(colleague)) == (0, 5)
    client.post(address, {**asked, "seal": again.context["sharing"].seal})
    assert Handover.objects.count() == 1
    assert client.get(address, {"tu": "x"}).status_code == 422


def test_the_plan_of_a_week_is_set_by_leaders_and_read_by_all(
    desk: Client, leader: Staff, staff: Staff, django_assert_max_num_queries: Any
) -> None:
    monday = monday_of(timezone.localdate())
    SessionFactory.create(counsellor=staff.user, office=staff.office)
    client, name = signed_in(leader.user), f"of-{staff.user.public_id}"
    sent = {"week": monday.isoformat(), name: "4"}
    assert client.post(reverse("caseload:plan"), sent).status_code == 302
    assert WeekPlan.objects.get().turns == 4
    for wrong in ({name: "-1"}, {name: "99999"}, {"week": "2026-11-24"}, {"week": "x"}):
        answer = client.post(reverse("caseload:plan"), sent | wrong)
        assert answer.status_code == 422
    assert WeekPlan.objects.count() == 1
    with django_assert_max_num_queries(12):
        answer = desk.get(reverse("caseload:weeks"))
    assert answer.context["quarter"].weeks[-1].percent == 25
    rows = f"{reverse('ledger:rows', args=['luot'])}?vp={staff.office.code}&amp;tu={monday}"
    assert rows in answer.content.decode()
    assert desk.get(rows.replace("&amp;", "&")).status_code == 200
    assert "Lưu kế hoạch" not in answer.content.decode()
    with django_assert_max_num_queries(12):
        answer = client.get(f"{reverse('caseload:weeks')}?ai={staff.user.public_id}")
    assert answer.context["form"].initial[name] == 4


def test_the_person_reads_who_answers_for_them_but_not_the_note(staff: Staff) -> None:
    from jobs.caseload.held import hold

    case = case_of(staff, note="Khó tính")
    told = str(hold(Worker, worker=case.worker))
    assert staff.user.full_name in told
    assert "Khó tính" not in told
