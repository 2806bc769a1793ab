"""A vacancy's life after it is handed in: the centre's decision, changes, deadlines, its end, merging, own files."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from employers.enums import Verification
from jobs.enums import ApplicationState, CloseReason, VacancyState
from jobs.intake.models import IntakeBatch
from jobs.models import Application, Dismissal, Placement, Vacancy
from jobs.posting.models import Closing, Merge, VacancyChange
from jobs.posting.services import deadlines, life, merging
from jobs.services import NotPossible, applications
from jobs.services.applications import Step
from jobs.signals import vacancy_closed
from portal.accounts.models import User
from portal.notices.models import Notice
from tests.factories import EmployerMemberFactory, StaffFactory
from tests.intake.files import xlsx_file
from tests.jobs.people import sewing_work, signed_in, tailor
from tests.posting.scene import employer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> User:
    user: User = EmployerMemberFactory.create().user
    return user


@pytest.fixture
def client(member: User) -> Client:
    return signed_in(member)


@pytest.fixture
def desk() -> Client:
    return signed_in(StaffFactory.create().user)


def of(member: User, **fields: Any) -> Vacancy:
    return sewing_work(employer=employer_of(member), **{"description": "May áo theo chuyền."} | fields)


def handed_in(member: User, **fields: Any) -> Vacancy:
    return of(member, state=VacancyState.SUBMITTED, published_at=None, **fields)


def change(client: Client, vacancy: Vacancy, what: str, **data: Any) -> Any:
    return client.post(reverse("posting:change", args=[vacancy.public_id, what]), data)


def test_a_deadline_moves_only_later_and_seats_only_up(client: Client, member: User) -> None:
    vacancy = of(member)
    today = timezone.localdate()
    for day in (today + timedelta(days=60), today + timedelta(days=60), today + timedelta(days=5)):
        change(client, vacancy, "gia-han", until=day.isoformat())
    for seats in (15, 15, 3):
        change(client, vacancy, "so-luong", headcount=seats)
    vacancy.refresh_from_db()
    assert (vacancy.deadline, vacancy.headcount) == (today + timedelta(days=60), 15)
    lines = [(line.what, line.actor) for line in VacancyChange.objects.filter(vacancy=vacancy)]
    assert lines == [("deadline", member), ("headcount", member)]
    page = client.get(reverse("posting:manage", args=[vacancy.public_id])).content.decode()
    assert "10 → 15" in page


def test_a_closed_or_unverified_one_does_not_change(client: Client, member: User) -> None:
    vacancy = of(member)
    employer = employer_of(member)
    employer.verification = Verification.PENDING
    employer.save()
    change(client, vacancy, "so-luong", headcount=15)
    vacancy.refresh_from_db()
    assert vacancy.headcount == 10
    draft = of(member, state=VacancyState.DRAFT, published_at=None)
    with pytest.raises(NotPossible):
        life.raise_headcount(draft, member, 15)


def test_closing_keeps_its_numbers_once_and_tells_who_listens(
    client: Client, member: User, django_capture_on_commit_callbacks: Any
) -> None:
    vacancy = of(member)
    heard: list[tuple[int, str]] = []

    vacancy_closed.connect(
        lambda **told: heard.append((told["vacancy_id"], told["outcome"])), weak=False, dispatch_uid="t"
    )
    try:
        assert change(client, vacancy, "dong", outcome="filled_elsewhere").status_code == 422
        change(client, vacancy, "dong", outcome="filled_here")
        vacancy.refresh_from_db()
        assert vacancy.state == VacancyState.PUBLISHED
        with django_capture_on_commit_callbacks(execute=True):
            for _ in range(2):
                change(client, vacancy, "dong", outcome="filled_elsewhere", hired_elsewhere="7", note="Qua người quen")
    finally:
        vacancy_closed.disconnect(dispatch_uid="t")
    kept = Closing.objects.get(vacancy=vacancy)
    assert (kept.hired_here, kept.hired_elsewhere, kept.actor) == (0, 7, member)
    assert heard == [(vacancy.pk, "filled_elsewhere")]
    assert "Qua kênh khác: 7 người." in client.get(reverse("posting:manage", args=[vacancy.public_id])).content.decode()


def test_deadlines_close_and_ask_once(member: User) -> None:
    today = timezone.localdate()
    past, soon, later = (of(member, deadline=today + timedelta(days=n)) for n in (-1, 2, 20))
    assert [deadlines.expire(today) for _ in range(2)] == [1, 0]
    for _ in range(2):
        deadlines.ask(today)
    past.refresh_from_db()
    assert (past.state, past.close_reason) == (VacancyState.CLOSED, CloseReason.EXPIRED)
    assert sorted(Notice.objects.values_list("kind", "payload__key")) == sorted(
        [("vacancy-ended", past.public_id), ("vacancy-ends", soon.public_id)]
    )
    assert later.public_id not in Notice.objects.values_list("payload__key", flat=True)


def test_the_centre_publishes_returns_with_reasons_and_goes_on_to_the_next(desk: Client, member: User) -> None:
    first, second = handed_in(member, title="Thợ may một"), handed_in(member, title="Thợ may hai")
    page = desk.get(reverse("hiring:approvals")).content.decode()
    assert page.index("Thợ may một") < page.index("Thợ may hai")
    look = reverse("posting:look", args=[first.public_id])
    assert 'data-key="j"' in desk.get(look).content.decode()
    decide = reverse("posting:decide", args=[first.public_id])
    assert desk.post(decide, {"version": "0", "return": "1"})["Location"] == look
    onward = desk.post(decide, {"version": "0", "return": "1", "reasons": ["pay", "vague"], "words": "Ghi rõ ca."})
    assert onward["Location"] == reverse("posting:look", args=[second.public_id])
    desk.post(reverse("posting:decide", args=[second.public_id]), {"version": "0", "publish": "1"})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (VacancyState.RETURNED, VacancyState.PUBLISHED)
    told = signed_in(member).get(reverse("posting:review", args=[first.public_id])).content.decode()
    assert "Ghi rõ ca." in told
    assert "Lương chưa rõ hoặc chưa đúng" in told
    assert set(Notice.objects.values_list("kind", flat=True)) == {"vacancy-returned", "vacancy-published"}


def test_the_second_decision_of_two_is_refused_saying_who_was_first(desk: Client, member: User) -> None:
    vacancy = handed_in(member)
    decide = reverse("posting:decide", args=[vacancy.public_id])
    assert "sau khi anh chị mở" in desk.post(decide, {"version": "3", "publish": "1"}, follow=True).content.decode()
    desk.post(decide, {"version": "0", "publish": "1"})
    other = signed_in(StaffFactory.create().user)
    page = other.post(decide, {"version": "0", "return": "1", "words": "Sửa"}, follow=True).content.decode()
    assert "đã xử lý tin này" in page
    vacancy.refresh_from_db()
    assert (vacancy.state, vacancy.transitions.count()) == (VacancyState.PUBLISHED, 1)


def test_forbidden_wording_is_published_only_with_a_reason_kept(desk: Client, member: User) -> None:
    vacancy = handed_in(member, requirements="Chỉ tuyển nữ")
    assert "Phân biệt giới tính" in desk.get(reverse("hiring:approvals")).content.decode()
    decide = reverse("posting:decide", args=[vacancy.public_id])
    desk.post(decide, {"version": "0", "publish": "1"})
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.SUBMITTED
    desk.post(decide, {"version": "0", "publish": "1", "accepted": "Quản lý ký túc xá nữ"})
    assert vacancy.transitions.get().reason == "Quản lý ký túc xá nữ"


def test_several_clean_ones_are_published_at_once_and_others_are_left(desk: Client, member: User) -> None:
    clean, wrong = handed_in(member), handed_in(member, title="Kế toán - Nữ")
    desk.post(reverse("posting:publish_several"), {"tin": [f"{clean.public_id}:0", f"{wrong.public_id}:0", "x", "y:z"]})
    clean.refresh_from_db()
    wrong.refresh_from_db()
    assert (clean.state, wrong.state) == (VacancyState.PUBLISHED, VacancyState.SUBMITTED)


@pytest.mark.parametrize("name", ["approvals", "look"])
def test_the_queue_stays_within_its_queries(
    desk: Client, member: User, name: str, django_assert_max_num_queries: Any
) -> None:
    rows = [handed_in(member, title=f"Thợ may {n}") for n in range(4)]
    address = reverse("hiring:approvals") if name == "approvals" else reverse("posting:look", args=[rows[1].public_id])
    desk.get(address)
    with django_assert_max_num_queries(12 if name == "approvals" else 20):
        assert desk.get(address).status_code == 200


def test_merging_moves_people_settles_doubles_and_redirects(desk: Client, member: User) -> None:
    kept, gone = of(member, title="Thợ may"), of(member, title="Thợ may", headcount=12)
    both, only = tailor(), tailor(phone="0912000011")
    hired = tailor(phone="0912000012")
    mine = applications.apply(both, kept, Step(both.user))
    theirs = applications.apply(both, gone, Step(both.user))
    applications.move(theirs, ApplicationState.INTERVIEW, Step(member))
    applications.apply(only, gone, Step(only.user))
    applications.hire(applications.apply(hired, gone, Step(hired.user)), Step(member), timezone.localdate())
    Dismissal.objects.create(worker=hired, vacancy=gone)
    Dismissal.objects.create(worker=only, vacancy=gone)
    Dismissal.objects.create(worker=only, vacancy=kept)
    before = Application.objects.count()
    for _ in range(2):
        merge = merging.merge(gone, kept, member)
    kept.refresh_from_db()
    gone.refresh_from_db()
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert Application.objects.filter(vacancy=kept).count() == before == 4
    assert (mine.state, theirs.state) == (ApplicationState.WITHDRAWN, ApplicationState.INTERVIEW)
    assert (kept.headcount, kept.filled, gone.state, gone.filled) == (12, 1, VacancyState.CLOSED, 0)
    assert Placement.objects.get().application.vacancy == kept
    assert merge.moved["jobs.Dismissal"] == [1, 1]
    assert Dismissal.objects.count() == 3
    public = Client().get(reverse("jobs:vacancy", args=[gone.public_id]))
    assert public["Location"] == reverse("jobs:vacancy", args=[kept.public_id])


def test_every_table_that_names_a_vacancy_is_told_to_stay_or_moves() -> None:
    """What stays describes the duplicate's own text or past; a new table moves unless it is added there knowingly."""
    names = {link.name for link in merging.links()}
    assert names >= merging.STAYS
    assert {"jobs.Application", "jobs.Dismissal"} <= names - merging.STAYS


def test_only_two_open_ones_of_one_employer_are_merged(member: User) -> None:
    one, closed, foreign = of(member), of(member), sewing_work()
    life.close(closed, member, life.Ending(CloseReason.CANCELLED))
    for other in (one, closed, foreign):
        with pytest.raises(NotPossible):
            merging.merge(other, one, member)
    assert not Merge.objects.exists()


def test_the_centre_merges_a_twin_from_the_queue(desk: Client, member: User) -> None:
    kept = of(member, title="Thợ may áo")
    twin = handed_in(member, title="tho may ao")
    page = desk.get(reverse("posting:look", args=[twin.public_id])).content.decode()
    assert "Gộp vào tin này" in page
    decide = reverse("posting:decide", args=[twin.public_id])
    assert desk.post(decide, {"version": "0", "merge": sewing_work().public_id}).status_code == 404
    desk.post(decide, {"version": "0", "merge": kept.public_id})
    assert Merge.objects.get().survivor == kept


HEADER = ["Vị trí", "Số lượng", "Nơi làm việc", "Mức lương", "Mô tả công việc"]


def upload(client: Client, path: Path) -> IntakeBatch:
    file = SimpleUploadedFile("Tin thang 11.xlsx", path.read_bytes())
    assert client.post(reverse("posting:files"), {"file": file}).status_code == 302
    return IntakeBatch.objects.latest("id")


def test_an_employer_s_file_becomes_its_own_drafts_once(
    client: Client, member: User, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    rows: list[list[Any]] = [
        HEADER,
        ["Thợ may", 5, "Thái Bình", "7 - 9 triệu", "May áo"],
        ["", 3, "Thái Bình", "8 triệu", "Thiếu tên"],
    ]
    path = xlsx_file(tmp_path / "tin.xlsx", rows)
    for expected in (1, 1):
        batch = upload(client, path)
        look = client.get(reverse("posting:file", args=[batch.public_id])).content.decode()
        assert "Thiếu tên công việc." in look
        with django_capture_on_commit_callbacks(execute=True):
            for _ in range(2):
                client.post(reverse("posting:begin", args=[batch.public_id]))
        assert Vacancy.objects.count() == expected
    vacancy = Vacancy.objects.get()
    assert (vacancy.employer, vacancy.state, vacancy.headcount) == (employer_of(member), VacancyState.DRAFT, 5)
    assert [line.after for line in vacancy.transitions.all()] == ["draft"]
    given_back = client.get(reverse("posting:bad_rows", args=[batch.public_id, "csv"]))
    text = b"".join(getattr(given_back, "streaming_content", ())).decode("utf-8")  # read to its end: closed
    assert "Thiếu tên công việc." in text
    assert client.get(reverse("posting:file", args=[batch.public_id])).status_code == 200


def test_equal_rows_of_two_employers_are_two_and_neither_sees_the_other_s(
    client: Client, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    path = xlsx_file(tmp_path / "tin.xlsx", [HEADER, ["Thợ may", 5, "Thái Bình", "7 - 9 triệu", "May áo"]])
    stranger = signed_in(EmployerMemberFactory.create().user)
    for one in (client, stranger):
        batch = upload(one, path)
        with django_capture_on_commit_callbacks(execute=True):
            one.post(reverse("posting:begin", args=[batch.public_id]))
    assert Vacancy.objects.count() == 2
    for name in ("file", "begin", "remap"):
        address = reverse(f"posting:{name}", args=[batch.public_id])
        assert client.get(address).status_code in {404, 405}
        assert client.post(address).status_code in {404, 405}
    assert client.get(reverse("posting:bad_rows", args=[batch.public_id, "csv"])).status_code == 404
