"""Recording turns: once, for the right person, into the right office."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.factories import OfficeFactory, StaffFactory, UserFactory, WorkerFactory
from tests.workers.factories import SessionFactory
from workers.counselling.enums import Topic
from workers.counselling.models import CounsellingSession
from workers.counselling.services import (
    OtherTurn,
    Particulars,
    Turn,
    WalkIn,
    record,
    register_at_counter,
)
from workers.enums import ConsentChannel, ConsentPurpose, Origin
from workers.models import Consent
from workers.services.consents import Proof
from workers.services.registration import Newcomer

pytestmark = pytest.mark.django_db


def a_turn(**fields: object) -> Turn:
    return Turn(**{"submission": uuid4(), "topics": [Topic.JOBS], **fields})  # type: ignore[arg-type]  # a test's short hand


def test_a_form_sent_twice_records_one_turn() -> None:
    staff, worker, turn = StaffFactory.create(), WorkerFactory.create(), a_turn(advice="Xem ba tin may.")
    first, new = record(turn, worker, staff.user, staff.office_id)
    again, new_again = record(turn, worker, staff.user, staff.office_id)
    assert (new, new_again) == (True, False)
    assert first == again
    assert CounsellingSession.objects.get().advice == "Xem ba tin may."


@pytest.mark.django_db(transaction=True)
def test_two_sendings_at_the_same_moment_record_one_turn() -> None:
    staff, worker, turn = StaffFactory.create(), WorkerFactory.create(), a_turn()

    def send(_: int) -> bool:
        try:
            return record(turn, worker, staff.user, staff.office_id)[1]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(send, range(4))) == [False, False, False, True]
    assert CounsellingSession.objects.count() == 1


def test_a_form_already_sent_for_another_person_is_refused() -> None:
    staff, worker, turn = StaffFactory.create(), WorkerFactory.create(), a_turn()
    record(turn, worker, staff.user, staff.office_id)
    with pytest.raises(OtherTurn):
        record(turn, WorkerFactory.create(), staff.user, staff.office_id)
    with pytest.raises(OtherTurn):
        record(turn, WalkIn("Lê Văn Bảy"), staff.user, staff.office_id)
    with pytest.raises(OtherTurn):
        record(turn, worker, UserFactory.create(), staff.office_id)
    assert CounsellingSession.objects.get().worker == worker


def test_the_first_office_takes_a_person_into_its_care_and_keeps_them() -> None:
    first, second, worker = StaffFactory.create(), StaffFactory.create(), WorkerFactory.create(office=None)
    record(a_turn(), worker, first.user, first.office_id)
    worker.refresh_from_db()
    assert worker.office == first.office
    record(a_turn(), worker, second.user, second.office_id)
    worker.refresh_from_db()
    assert worker.office == first.office


def test_a_turn_is_for_a_worker_or_a_walk_in_and_has_a_topic() -> None:
    wrongs: list[dict[str, Any]] = [{"walk_in_name": "Lê Văn Bảy"}, {"worker": None}, {"topics": []}]
    for wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            SessionFactory.create(**wrong)


def test_registering_at_the_counter_keeps_consents_and_office() -> None:
    staff = StaffFactory.create()
    worker = register_at_counter(
        Newcomer("Phạm  Thị Hoa", "công nhân may", "0912000009"),
        Particulars(birth_year=1990, identity_number="034190000123"),
        staff.office_id,
        Proof(ConsentChannel.PAPER, staff.user),
        [ConsentPurpose.SERVICE],
    )
    worker.refresh_from_db()
    assert (worker.full_name, worker.folded_name, worker.birth_year) == ("Phạm Thị Hoa", "pham thi hoa", 1990)
    assert (worker.office, worker.registered_by, worker.origin) == (staff.office, staff.user, Origin.COUNTER)
    assert worker.identity_number == "034190000123"
    consent = Consent.objects.get(worker=worker)
    assert (consent.purpose, consent.channel, consent.recorded_by) == ("service", "paper", staff.user)


def test_a_follow_up_is_due_until_the_person_comes_again() -> None:
    today = timezone.localdate()
    office = OfficeFactory.create()
    came, waits = WorkerFactory.create(), WorkerFactory.create()
    long_ago = timezone.now() - timedelta(days=10)
    for worker in (came, waits):
        SessionFactory.create(worker=worker, office=office, at=long_ago, next_step="Gọi lại", next_on=today)
    SessionFactory.create(worker=came, office=office)
    SessionFactory.create(
        worker=WorkerFactory.create(), office=office, next_on=today + timedelta(days=1), next_step="Gặp"
    )
    SessionFactory.create(
        worker=WorkerFactory.create(), office=office, next_on=today - timedelta(days=90), next_step="Gặp"
    )
    SessionFactory.create(worker=None, walk_in_name="Lê Văn Bảy", office=office, next_on=today, next_step="Gọi")
    assert {session.person for session in CounsellingSession.objects.due(today)} == {waits.full_name, "Lê Văn Bảy"}


def test_a_day_is_the_centres_day_and_people_are_counted_once() -> None:
    worker = WorkerFactory.create()
    SessionFactory.create(worker=worker, at=datetime(2026, 3, 1, 17, tzinfo=UTC))
    SessionFactory.create(worker=worker, at=datetime(2026, 3, 2, 16, 59, tzinfo=UTC))
    SessionFactory.create(worker=worker, at=datetime(2026, 3, 2, 17, tzinfo=UTC))
    SessionFactory.create(worker=None, walk_in_name="Lê Bảy", at=datetime(2026, 3, 2, 5, tzinfo=UTC))
    SessionFactory.create(worker=None, walk_in_name="LE BAY", at=datetime(2026, 3, 2, 6, tzinfo=UTC))
    assert CounsellingSession.objects.on(datetime(2026, 3, 2, tzinfo=UTC).date()).tally() == (4, 2)
