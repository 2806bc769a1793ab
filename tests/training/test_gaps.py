"""Training gaps hold what one finds by asking every pair, and become cohort lists."""

from collections import defaultdict
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse

from jobs.matching import runs
from jobs.matching.atlas import atlas
from jobs.matching.criteria import CRITERIA
from jobs.matching.enums import FactState, RunOrigin
from jobs.matching.models import MatchRun
from jobs.matching.pair import Rules, pairs
from jobs.models import Vacancy
from jobs.training import gaps
from jobs.training.enums import MemberState
from jobs.training.models import Cohort, GapReport, TrainingGap
from portal.accounts.enums import StaffRole
from portal.accounts.models import AccessLog, Staff
from portal.codes.models import Licence, Occupation
from tests.factories import StaffFactory
from tests.jobs.people import match_everybody, sewing_work, signed_in, tailor
from tests.matching.small_province import SmallProvince
from workers.enums import Search
from workers.models import WantedOccupation, Worker

pytestmark = pytest.mark.django_db


def published() -> MatchRun:
    run, _made = runs.start(RunOrigin.COMMAND)
    runs.run_here(run)
    return MatchRun.objects.published().get()


Found = dict[tuple[int | None, str, tuple[tuple[int, int], ...]], tuple[int, int, set[int], set[int]]]


def by_asking_everybody(run: MatchRun) -> Found:
    """Seats, missing seats, people and vacancies of each gap, pair by pair."""
    taken = runs.kept_snapshot(run.pk)
    compared = pairs(taken, Rules(atlas(), run.policy.weights(), run.rarities()))
    free = dict(Vacancy.objects.values_list("pk", F("headcount") - F("filled")))
    failed: dict[int, dict[int, set[str]]] = defaultdict(dict)
    for (worker, vacancy), pair in compared.items():
        failed[vacancy][worker] = {c.code for c in CRITERIA if pair.state(c) is FactState.MISSES}
    occupation = {
        vacancy: compared[min(people), vacancy].vacancy.row["occupation"] for vacancy, people in failed.items()
    }
    able = {vacancy: {worker for worker, codes in people.items() if not codes} for vacancy, people in failed.items()}
    lack, supply = {}, {}
    for occ in set(occupation.values()) - {0}:
        mine = [vacancy for vacancy, its in occupation.items() if its == occ]
        supply[occ] = set().union(*(able[vacancy] for vacancy in mine))
        lack[occ] = max(0, sum(free[vacancy] for vacancy in mine) - len(supply[occ]))
    found: Any = defaultdict(lambda: [0, 0, set(), set()])
    for vacancy, people in failed.items():
        occ, own = occupation[vacancy], max(0, free[vacancy] - len(able[vacancy]))
        if not own and not lack.get(occ):
            continue
        half = compared[min(people), vacancy].vacancy
        for code in gaps.TRAINABLE:
            alone = {worker for worker, codes in people.items() if codes == {code}}
            alone -= set() if own else supply[occ]
            if not alone:
                continue
            level = ((0, half.row["qualification"]),)
            asked = level if code == "qualification" else tuple(sorted(half.items[code]))
            gap = found[occ or None, code, asked]
            gap[0] += free[vacancy]
            gap[1] += own
            gap[2] |= alone
            gap[3].add(vacancy)
    for key, gap in found.items():
        gap[1] = max(gap[1], min(lack.get(key[0], 0), gap[0]))
    return {key: tuple(gap) for key, gap in found.items()}


@pytest.mark.parametrize("seed", [61, 62])
def test_gaps_are_those_found_pair_by_pair(seed: int) -> None:
    SmallProvince(seed, 40, 60, spread=0.35)
    run = published()
    assert gaps.work_out(run.pk)
    expected = by_asking_everybody(run)
    made = {
        (gap.occupation_id, gap.criterion, tuple((key, level) for key, level in gap.asked)): gap
        for gap in TrainingGap.objects.all()
    }
    assert len(expected) > 5
    assert made.keys() == expected.keys()
    for key, (seats, missing, people, vacancies) in expected.items():
        gap = made[key]
        assert (gap.seats, gap.missing_seats, gap.people) == (seats, missing, len(people))
        assert set(gap.nearest) == people
        assert set(gap.vacancies) == vacancies
        assert gap.could_fill == min(missing, len(people))


def test_an_occupation_is_short_though_each_vacancy_has_enough() -> None:
    """One tailor for two different seats, and a third seat that asks for a licence nobody holds."""
    sewing_work(title="May", headcount=1)
    sewing_work(title="May ca", headcount=1, pay_max=9_500_000)
    licensed = sewing_work(title="May, lái xe", headcount=1)
    licensed.licences.create(licence=Licence.objects.get(code="drive-b"))
    sews, drives = tailor(), tailor(phone="0912000031")
    drives.licences.create(licence=Licence.objects.get(code="drive-b"))
    run = published()
    assert gaps.work_out(run.pk)
    report = GapReport.objects.get()
    # Three seats, two people: each vacancy has enough by itself.
    assert (report.short_vacancies, report.missing_seats) == (3, 1)
    # Whoever sews already takes a seat of the occupation: learning to drive adds nobody.
    assert not TrainingGap.objects.exists()
    WantedOccupation.objects.filter(worker=sews).update(occupation=Occupation.objects.get(code="2411"))
    assert gaps.work_out(published().pk)
    assert GapReport.objects.get().missing_seats == 2


def test_equal_vacancies_share_their_people() -> None:
    """Two of three equal seats are short when one person is eligible, not all three."""
    first = sewing_work(headcount=1)
    for _ in range(2):
        sewing_work(employer=first.employer, headcount=1, published_at=first.published_at)
    tailor()
    assert gaps.work_out(published().pk)
    report = GapReport.objects.get()
    assert (report.short_vacancies, report.missing_seats) == (3, 2)


def test_a_run_is_worked_out_once_and_the_one_before_goes() -> None:
    SmallProvince(63, 10, 20)
    first = published()
    assert gaps.work_out(first.pk)
    assert not gaps.work_out(first.pk)
    second = published()
    assert not gaps.work_out(first.pk)
    assert gaps.work_out(second.pk)
    assert [report.run_id for report in GapReport.objects.all()] == [second.pk]


@pytest.fixture
def staff() -> Staff:
    return StaffFactory.create()


@pytest.fixture
def desk(staff: Staff) -> Client:
    return signed_in(staff.user)


@pytest.fixture
def gap(staff: Staff) -> TrainingGap:
    """Twelve seats for drivers who sew; two tailors lack the licence alone."""
    vacancy = sewing_work(title="Lái xe giao hàng may", headcount=12)
    vacancy.licences.create(licence=Licence.objects.get(code="drive-b"))
    tailor(full_name="=HYPERLINK(1)", phone="0912000021", office=staff.office)
    tailor(full_name="Vũ Thị Lan", phone="0912000022", office=StaffFactory.create().office)
    assert gaps.work_out(published().pk)
    found: TrainingGap = TrainingGap.objects.get()
    return found


def test_the_page_tells_what_to_learn_who_and_where(desk: Client, gap: TrainingGap) -> None:
    page = desk.get(reverse("training:gaps")).content.decode()
    assert "Giấy phép lái xe hạng B" in page
    assert "12 / 12 chỗ" in page
    assert Vacancy.objects.get().employer.name in page
    assert reverse("training:draft", args=[gap.public_id]) in page
    assert "12 / 12 chỗ" in desk.get(reverse("training:gaps"), {"thieu": "licence"}).content.decode()


def test_before_any_run_and_before_it_is_worked_out_the_page_says_so(desk: Client) -> None:
    assert "Chưa" in desk.get(reverse("training:gaps")).content.decode()
    sewing_work()
    match_everybody()
    assert "Tính ngay" in desk.get(reverse("training:gaps")).content.decode()


def drafted(desk: Client, gap: TrainingGap) -> Cohort:
    desk.post(reverse("training:draft", args=[gap.public_id]))
    found: Cohort = Cohort.objects.get()
    return found


def test_one_click_drafts_the_list_of_those_who_still_look_for_work(
    desk: Client, staff: Staff, gap: TrainingGap
) -> None:
    away = Worker.objects.get(full_name="Vũ Thị Lan")
    Worker.objects.filter(pk=away.pk).update(search=Search.NOT_LOOKING)
    cohort = drafted(desk, gap)
    assert [member.worker.full_name for member in cohort.members.all()] == ["=HYPERLINK(1)"]
    assert [(one.vacancies, one.seats) for one in cohort.employers.all()] == [(1, 12)]
    assert cohort.office == staff.office
    named = AccessLog.objects.filter(action="training").values_list("subject_id", flat=True)
    assert list(named) == [cohort.members.get().worker.public_id]
    page = desk.get(reverse("training:cohort", args=[cohort.public_id])).content.decode()
    assert "Giấy phép lái xe hạng B" in page
    assert "0912000021" in page


def test_telephones_of_other_offices_stay_where_they_are(desk: Client, gap: TrainingGap) -> None:
    cohort = drafted(desk, gap)
    for address in ("training:cohort", "training:export"):
        page = desk.get(reverse(address, args=[cohort.public_id])).content.decode()
        assert "Vũ Thị Lan" in page
        assert "0912000021" in page
        assert "0912000022" not in page


def test_the_file_holds_no_formula(desk: Client, gap: TrainingGap) -> None:
    cohort = drafted(desk, gap)
    answer = desk.get(reverse("training:export", args=[cohort.public_id]))
    assert answer["Content-Type"].startswith("text/csv")
    text = answer.content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert ",=HYPERLINK" not in text
    assert AccessLog.objects.filter(action="training-csv").count() == 2


def test_people_are_noted_taken_off_and_put_back(desk: Client, gap: TrainingGap) -> None:
    cohort = drafted(desk, gap)
    member = cohort.members.all()[0]
    address = reverse("training:member", args=[cohort.public_id, member.worker.public_id])
    desk.post(address, {"state": "agreed", "note": "Học buổi tối"})
    desk.post(address, {"state": "nonsense", "note": ""})
    member.refresh_from_db()
    assert (member.state, member.note) == (MemberState.AGREED, "Học buổi tối")
    page = reverse("training:cohort", args=[cohort.public_id])
    desk.post(address, {"bo": "1"})
    assert "1 người đã bỏ ra" in desk.get(page).content.decode()
    desk.post(address, {"lai": "1"})
    assert "đã bỏ ra" not in desk.get(page).content.decode()
    member.refresh_from_db()
    assert (member.state, member.note, member.removed_at) == (MemberState.AGREED, "Học buổi tối", None)


def test_name_and_note_change_and_the_list_goes(desk: Client, gap: TrainingGap) -> None:
    cohort = drafted(desk, gap)
    address = reverse("training:cohort", args=[cohort.public_id])
    assert desk.post(address, {"name": "", "note": ""}).status_code == 422
    desk.post(address, {"name": "Lớp lái xe tháng 12", "note": "Trường nghề Thái Bình"})
    assert "Lớp lái xe tháng 12" in desk.get(reverse("training:cohorts")).content.decode()
    desk.post(reverse("training:delete", args=[cohort.public_id]))
    assert not Cohort.objects.exists()


def test_another_office_reads_and_does_not_change_a_manager_does(desk: Client, gap: TrainingGap) -> None:
    cohort = drafted(desk, gap)
    member = cohort.members.all()[0]
    posts = {
        reverse("training:cohort", args=[cohort.public_id]): {"name": "Khác"},
        reverse("training:member", args=[cohort.public_id, member.worker.public_id]): {"state": "declined"},
        reverse("training:delete", args=[cohort.public_id]): {},
    }
    other = signed_in(StaffFactory.create().user)
    for address, data in posts.items():
        assert other.post(address, data).status_code == 403
    assert other.get(reverse("training:export", args=[cohort.public_id])).status_code == 403
    page = other.get(reverse("training:cohort", args=[cohort.public_id])).content.decode()
    assert "Ghi kết quả" not in page
    member.refresh_from_db()
    assert member.state == MemberState.LISTED
    manager = signed_in(StaffFactory.create(role=StaffRole.MANAGER).user)
    for address, data in posts.items():
        assert manager.post(address, data).status_code == 302
    assert not Cohort.objects.exists()


def test_a_published_run_asks_for_its_gaps(monkeypatch: pytest.MonkeyPatch) -> None:
    from jobs.matching.signals import run_published

    asked: list[int] = []
    monkeypatch.setattr("jobs.training.tasks.work_out.delay", asked.append)
    run_published.send(sender=MatchRun, run_id=7)
    assert asked == [7]
