"""The demonstration centre: its figures, its sense, and that the same seed makes the same centre."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.db.models import Count, F, Max, Sum
from django.utils import timezone

from employers.models import Employer
from employers.tax_code import validate_tax_code
from jobs.enums import APPLICATION_TRANSITIONS, VACANCY_TRANSITIONS, ApplicationState, VacancyState
from jobs.models import Application, Placement, PlacementCheck, Referral, ReferralCounter, Vacancy
from jobs.outcomes.reading import of_office, open_referrals, to_update
from jobs.printing.models import Paper
from portal.accounts.demo_signins import signins
from portal.accounts.models import MOBILE, Office, User
from portal.codes.models import CommuneSuccession, MinimumWage
from portal.standalone.demo import build, clear
from portal.standalone.demo.copying import Sheet
from portal.standalone.demo.plan import Period, Plan, plan
from tests.factories import OfficeFactory, UserFactory, WorkerFactory
from workers.appointments.enums import TicketState
from workers.appointments.models import Appointment, Ticket
from workers.counselling.models import CounsellingSession
from workers.drafts.models import TurnDraft
from workers.enums import ConsentPurpose
from workers.groups.models import GroupVisit
from workers.merging.candidates import pairs
from workers.models import Consent, Worker, WorkHistory, WorkWish
from workers.outreach.enums import EventKind
from workers.outreach.models import Attendance, OutreachEvent
from workers.overseas.models import Dossier

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def tiny() -> Plan:
    """The small centre, once more divided: what holds for it holds for all, in a second."""
    small = plan("small", TODAY)
    return replace(
        small,
        periods=tuple(
            Period(p.first, p.last, p.turns // 6, p.people // 6, p.newcomers // 6, p.walk_ins // 6)
            for p in small.periods
        ),
        online=8,
        placed=24,
        left_again=10,
        employers=26,
        new_employers=4,
        vacancies_2024=24,
        seats_2024=500,
        vacancies_2025=10,
        closed_2026=6,
        published=70,
        published_seats=1_200,
        korea_q1_2025=9,
        korea_2026=7,
    )


@pytest.fixture
def centre() -> Plan:
    made = tiny()
    build(made, 7, TODAY)
    return made


def between(first: date, last: date) -> tuple[datetime, datetime]:
    return datetime.combine(first, datetime.min.time(), ZONE), datetime.combine(last, datetime.max.time(), ZONE)


def test_the_counted_figures_are_those_planned(centre: Plan) -> None:
    for period in centre.periods:
        turns = CounsellingSession.objects.filter(at__range=between(period.first, period.last))
        counted = turns.aggregate(turns=Count("pk"), people=Count("worker", distinct=True))
        assert counted == {"turns": period.turns, "people": period.people}
    collected = Vacancy.objects.filter(created_at__range=between(date(2024, 1, 1), date(2024, 12, 31)))
    assert collected.aggregate(firms=Count("employer", distinct=True), seats=Sum("headcount"), adverts=Count("pk")) == {
        "firms": centre.employers - centre.new_employers,
        "seats": centre.seats_2024,
        "adverts": centre.vacancies_2024,
    }
    present = Attendance.objects.exclude(checked_in_at=None)
    conferences = OutreachEvent.objects.filter(kind=EventKind.CONFERENCE, starts_at__year=2024)
    assert conferences.count() == 7
    assert present.filter(event__in=conferences).count() == sum(centre.conference_people)
    talks = present.filter(event__kind=EventKind.DISTRICT_TALK, audience__in=["soldiers", "police"])
    assert talks.count() == sum(centre.talk_people)
    assert {
        at.astimezone(ZONE).date() <= date(2025, 3, 31) for at in talks.values_list("event__starts_at", flat=True)
    } == {True}
    first_quarter = (date(2025, 1, 1), date(2025, 3, 31))
    korea = Dossier.objects.filter(programme__country="KR", registered_on__range=first_quarter)
    assert korea.count() == korea.filter(guided_on__range=first_quarter).count() == centre.korea_q1_2025


def test_those_who_look_and_the_free_seats_are_those_planned(centre: Plan) -> None:
    assert Worker.objects.count() == centre.workers
    assert Worker.objects.matchable().count() == centre.workers - centre.placed
    seats = Vacancy.objects.matchable(TODAY).aggregate(adverts=Count("pk"), seats=Sum(F("headcount") - F("filled")))
    assert seats == {"adverts": centre.published, "seats": centre.published_seats}


def test_single_seats_make_an_advert_of_each() -> None:
    build(replace(tiny(), published=300, published_seats=300, single_seat=True), 1, TODAY)
    assert set(Vacancy.objects.matchable(TODAY).values_list("headcount", flat=True).distinct()) == {1}
    assert Vacancy.objects.matchable(TODAY).count() == 300


def _contents() -> Iterator[list[tuple[object, ...]]]:
    """Every table that is written, without what is encrypted or hashed with chance."""
    for model in (
        Worker,
        WorkWish,
        WorkHistory,
        Employer,
        Vacancy,
        CounsellingSession,
        Application,
        Referral,
        Placement,
        Attendance,
    ):
        fields = [
            field.attname
            for field in model._meta.concrete_fields
            if not isinstance(field, models.BinaryField) and field.attname != "user_id"
        ]
        yield list(model._default_manager.order_by("pk").values_list(*fields))


def test_the_same_seed_and_day_make_the_same_centre() -> None:
    made = []
    for seed in (7, 7, 8):
        clear()  # also counts keys from 1 again
        build(tiny(), seed, TODAY)
        made.append(list(_contents()))
    assert made[0] == made[1]
    assert made[0] != made[2]


def test_nothing_happens_before_its_cause_or_in_the_future(centre: Plan) -> None:
    now = datetime.combine(TODAY, datetime.min.time(), ZONE) + timedelta(minutes=5)
    assert not Worker.objects.filter(created_at__gt=now).exists()
    assert not CounsellingSession.objects.filter(at__gt=now).exists()
    assert not CounsellingSession.objects.filter(at__lt=F("worker__created_at")).exists()
    assert not Application.objects.filter(created_at__lt=F("vacancy__published_at")).exists()
    assert not Application.objects.filter(created_at__lt=F("worker__created_at")).exists()
    assert not Application.objects.filter(changed_at__gt=now).exists()
    assert not Placement.objects.filter(started_on__gt=TODAY).exists()
    assert not Placement.objects.filter(application__changed_at__date__gt=F("started_on")).exists()
    assert not PlacementCheck.objects.filter(checked_on__gt=TODAY).exists()
    assert not Vacancy.objects.filter(published_at__lt=F("employer__created_at")).exists()
    assert not WorkHistory.objects.filter(ends_on__gt=F("worker__created_at__date")).exists()


def test_the_ledger_holds_in_both_directions(centre: Plan) -> None:
    for referral in Referral.objects.select_related("session", "application"):
        assert referral.session is not None
        assert referral.session.worker_id == referral.application.worker_id
        assert referral.session.office_id == referral.office_id
        assert referral.issued_on == timezone.localdate(referral.session.at)
    hired = Application.objects.filter(state=ApplicationState.HIRED)
    assert hired.count() == Placement.objects.count() >= centre.placed
    assert not hired.filter(placement=None).exists()
    taken = Vacancy.objects.annotate(hired=Count("applications", filter=models.Q(applications__state="hired")))
    assert not taken.filter(hired__gt=F("filled")).exists()
    for counter in ReferralCounter.objects.all():
        issued = Referral.objects.filter(office=counter.office, issued_on__year=counter.year)
        assert counter.last == issued.count()
        newest = issued.order_by("-issued_on", "-number").first()
        assert newest is not None
        assert newest.number.startswith(f"{counter.last:04d}/{counter.year}/GT-")


def test_states_follow_the_tables_of_transitions(centre: Plan) -> None:
    for application in Application.objects.prefetch_related("transitions"):
        steps = list(application.transitions.all())
        assert steps[0].before == ""
        assert steps[-1].after == application.state
        for step in steps[1:]:
            assert ApplicationState(step.after) in APPLICATION_TRANSITIONS[ApplicationState(step.before)]
    for vacancy in Vacancy.objects.prefetch_related("transitions"):
        moves = list(vacancy.transitions.all())
        assert moves[-1].after == vacancy.state
        for move in moves:
            if not move.before:
                # What is written in the portal begins with a line of its own.
                assert move.after == VacancyState.DRAFT
                continue
            assert VacancyState(move.after) in VACANCY_TRANSITIONS[VacancyState(move.before)]


def test_people_and_employers_pass_the_portals_own_validation(centre: Plan) -> None:
    for worker in Worker.objects.order_by("pk")[:60]:
        worker.full_clean(exclude=["identity_number", "ethnicity", "religion"])
        MOBILE(worker.phone)
        if worker.identity_number and worker.birth_date:
            assert worker.identity_number[3] == str(
                (2 if worker.birth_date.year >= 2000 else 0) + (worker.sex == "female")
            )
            assert worker.identity_number[4:6] == f"{worker.birth_date:%y}"
        assert worker.created_at.year - (worker.birth_year or 0) >= 16
    assert Worker.objects.exclude(identity_hash=None).values("identity_hash").distinct().count() == (
        Worker.objects.exclude(identity_hash=None).count()
    )
    for employer in Employer.objects.all():
        validate_tax_code(employer.tax_code or "")
        employer.full_clean()
    for vacancy in Vacancy.objects.order_by("pk")[:60]:
        vacancy.full_clean()
        folded = vacancy.folded_title
        vacancy.prepare()
        assert vacancy.folded_title == folded


def test_no_advert_pays_less_than_the_law(centre: Plan) -> None:
    least = {(wage.zone, wage.valid_from.year >= 2026): wage.monthly for wage in MinimumWage.objects.all()}
    stated = Vacancy.objects.filter(working_time="full", monthly_min__isnull=False, published_at__isnull=False)
    checked = 0
    for vacancy in stated.prefetch_related("places__commune"):
        assert vacancy.published_at is not None
        for place in vacancy.places.all():
            assert place.commune is not None
            assert place.commune.wage_zone is not None
            assert (vacancy.monthly_min or 0) >= least[place.commune.wage_zone, vacancy.published_at.year >= 2026]
            checked += 1
    assert checked > centre.published / 2


def test_people_live_and_employers_stand_in_communes_of_today(centre: Plan) -> None:
    for model in (Worker, Employer):
        assert not model._default_manager.exclude(commune__valid_to=None).exists()
    home = CommuneSuccession.objects.filter(old__province__code="34", old__province__valid_to__isnull=False)
    inside = Worker.objects.filter(commune__in=home.values("new")).count()
    assert inside / Worker.objects.count() > 0.75


def test_everyone_consented_to_the_service_and_those_who_look_to_matching(centre: Plan) -> None:
    standing = Consent.objects.filter(withdrawn_at=None)
    assert standing.filter(purpose=ConsentPurpose.SERVICE).count() == centre.workers
    assert standing.filter(purpose=ConsentPurpose.SENSITIVE).count() == sum(
        1 for worker in Worker.objects.all() if worker.sensitive_groups
    )


def test_each_demonstration_sign_in_opens_its_page(centre: Plan) -> None:
    for sign_in in signins():
        user = User.objects.filter(models.Q(email=sign_in.login) | models.Q(phone=sign_in.login)).get()
        assert user.check_password(sign_in.password)
    login = next(sign_in for sign_in in signins() if sign_in.key == "manager")
    assert authenticate(None, email=login.login, password=login.password) is not None
    worker = Worker.objects.get(user__phone="0912000001")
    assert worker.applications.exists()
    employer = Employer.objects.get(members__user__email="tuyendung@demo.example")
    assert employer.vacancies.filter(state=VacancyState.PUBLISHED).exists()
    assert Application.objects.filter(vacancy__employer=employer, state=ApplicationState.SUBMITTED).exists()


def test_texts_are_varied(centre: Plan) -> None:
    published = Vacancy.objects.filter(state=VacancyState.PUBLISHED)
    assert published.values("description").distinct().count() > 0.9 * centre.published
    assert Worker.objects.values("full_name").distinct().count() > 0.7 * centre.workers


def test_a_portal_in_use_is_left_alone() -> None:
    worker = WorkerFactory.create()
    for options in ({}, {"replace": True}):
        with pytest.raises(CommandError):
            call_command("demo", today=TODAY, **options)
    assert list(Worker.objects.all()) == [worker]


def test_a_day_before_the_figures_is_refused() -> None:
    with pytest.raises(CommandError, match="2026"):
        call_command("demo", today=date(2025, 5, 1))


def test_the_province_plan_is_what_the_centre_reported() -> None:
    made = plan("province", TODAY)
    year, quarter = made.periods[:2]
    assert (year.first.year, year.last.year, year.turns) == (2024, 2024, 68_792)
    assert (quarter.last, quarter.people, quarter.walk_ins) == (date(2025, 3, 31), 7_634, 0)
    assert (made.employers - made.new_employers, made.seats_2024) == (502, 65_940)
    assert (len(made.conference_people), sum(made.conference_people)) == (7, 2_260)
    assert sum(made.talk_people) > 1_000
    assert made.korea_q1_2025 == 228
    assert made.workers - made.placed == 68_800
    assert (made.published, made.published_seats) == (3_000, 66_000)
    assert plan("province", TODAY, single_seat=True).published == 66_000


class TestSheet:
    """Rows written by COPY read back as they were given."""

    NASTY = "Tab\there, \"quotes\" 'single', back\\slash, new\nline, \\N, Đặng Thị Ẩn 🎉, {a,b}"

    def test_text_survives(self) -> None:
        sheet = Sheet(User, ("public_id", "email", "full_name"), password="!")
        key = sheet.add("abcdefghjkmn", "a@example.test", self.NASTY)
        sheet.close()
        assert User.objects.get(pk=key).full_name == self.NASTY

    def test_encrypted_fields_are_encrypted(self) -> None:
        sheet = Sheet(Worker, ("public_id", "full_name", "folded_name", "identity_number", "updated_at"))
        key = sheet.add("abcdefghjkmn", "A", "a", "034095900001", timezone.now())
        sheet.close()
        worker = Worker.objects.get(pk=key)
        assert worker.identity_number == "034095900001"
        assert worker.religion == ""
        with connection.cursor() as cursor:
            cursor.execute("SELECT identity_number FROM workers_worker WHERE id = %s", [key])
            assert b"034095900001" not in bytes(cursor.fetchone()[0])

    def test_arrays_and_empty_values(self) -> None:
        person, counsellor, office = WorkerFactory.create(), UserFactory.create(), OfficeFactory.create()
        sheet = Sheet(
            CounsellingSession, ("public_id", "worker_id", "topics", "next_on", "visit", "submission", "at"),
            counsellor_id=counsellor.pk, office_id=office.pk,
        )  # fmt: skip
        key = sheet.add(
            "abcdefghjkmn", person.pk, ["jobs", 'a "b", c\\d'], None, UUID(int=1), UUID(int=2), timezone.now()
        )
        sheet.close()
        session = CounsellingSession.objects.get(pk=key)
        assert session.topics == ["jobs", 'a "b", c\\d']
        assert session.next_on is None

    def test_the_database_counts_on_from_the_last_key(self) -> None:
        sheet = Sheet(User, ("public_id", "email"), password="!")
        last = [sheet.add(f"abcdefghjk{n:02d}", f"a{n}@example.test") for n in range(3)][-1]
        sheet.close()
        assert UserFactory.create().pk > last
        again = Sheet(User, ("public_id", "email"), password="!")
        assert again.last == User.objects.aggregate(top=Max("pk"))["top"]


@pytest.mark.parametrize("day", [TODAY, date(2026, 11, 22)], ids=["Friday", "Sunday"])
def test_the_desk_is_at_work_on_the_opening_day(day: date) -> None:
    made = tiny()
    periods = (*made.periods[:-1], replace(made.periods[-1], last=day - timedelta(days=1)))
    build(replace(made, periods=periods), 7, day)
    head = Office.objects.get(is_head=True)
    assert Ticket.objects.filter(office=head, day=day, state=TicketState.WAITING).count() == 5
    assert Appointment.objects.filter(office=head, starts_at__range=between(day, day)).count() >= 3
    group = GroupVisit.objects.get()
    turns = CounsellingSession.objects.filter(group_turn__group=group)
    assert turns.count() == group.headcount - 2 > 1
    assert set(turns.values_list("at", "counsellor")) == {(group.at, group.counsellor_id)}
    assert TurnDraft.objects.filter(counsellor=group.counsellor).count() == 2
    assert len(pairs(head.pk)) == 1
    assert Paper.objects.filter(office=head, kind="gioi-thieu").exists()
    assert open_referrals(day).filter(office=head).count() >= 2
    assert to_update(day).filter(of_office(head.pk)).count() >= 2
