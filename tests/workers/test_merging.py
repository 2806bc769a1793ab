"""Two records of one person become one: every row that pointed to the second points to the first, and back again."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobs.enums import ApplicationState
from jobs.models import Application
from portal.accounts.models import AccessLog
from tests.factories import ConsentFactory, StaffFactory, UserFactory, VacancyFactory, WorkerFactory, WorkWishFactory
from tests.workers.appointments.factories import AppointmentFactory, next_day
from tests.workers.factories import SessionFactory
from workers.enums import ConsentPurpose
from workers.merging import services
from workers.merging.candidates import pairs
from workers.merging.models import WorkerMerge
from workers.merging.references import references
from workers.merging.services import Refused, merge, survivor_of, undo
from workers.models import Consent, WantedOccupation, Worker, WorkHistory

pytestmark = pytest.mark.django_db
NUMBER = "034190001234"


def two(**more: Any) -> tuple[Worker, Worker]:
    kept = WorkerFactory.create(full_name="Phạm Thị Hoa", phone="0912345678", birth_year=1990)
    gone = WorkerFactory.create(full_name="Phạm Hoa", phone="0987654321", birth_year=1990, **more)
    return kept, gone


def life(worker: Worker, rank: int = 1) -> None:
    WorkWishFactory.create(worker=worker)
    WantedOccupation.objects.create(worker=worker, rank=rank, title=f"Thợ may {worker.pk}")
    WorkHistory.objects.create(worker=worker, employer_name=f"Xưởng {worker.pk}", title="Thợ may")
    SessionFactory.create(worker=worker)
    AppointmentFactory.create(worker=worker, starts_at=next_day() + timedelta(minutes=worker.pk % 60))
    Application.objects.create(worker=worker, vacancy=VacancyFactory.create(), origin="worker", state="submitted")
    ConsentFactory.create(worker=worker, purpose=ConsentPurpose.SERVICE)


def picture() -> dict[str, list[Any]]:
    """Every row of every table that hangs on a person, but for what the log of merges adds."""
    tables = {Worker._meta.db_table, *(one.model._meta.db_table for one in references())} - {WorkerMerge._meta.db_table}
    shown = {}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            # Encrypted anew, the same text is another one; it is compared by itself.
            left = "'{version,updated_at,identity_number,ethnicity,religion,sensitive_groups}'::text[]"
            cursor.execute(f"SELECT to_jsonb(t) - {left} FROM {table} t ORDER BY 1")
            shown[table] = [row[0] for row in cursor.fetchall()]
    return shown


def test_everything_moves_and_undoing_brings_every_row_back() -> None:
    kept, gone = two(identity_number=NUMBER, birth_date=date(1990, 3, 12), ethnicity="Tày", user=UserFactory.create())
    life(kept)
    life(gone)
    staff = StaffFactory.create().user
    AccessLog.objects.create(actor=staff, subject_id=gone.public_id, action="counselling")
    before = picture()
    record = merge(kept, gone, [], staff, "Cùng một người")
    assert not Worker.objects.filter(pk=gone.pk).exists()
    kept.refresh_from_db()
    assert (kept.identity_number, kept.birth_date, kept.ethnicity) == (NUMBER, date(1990, 3, 12), "Tày")
    assert (kept.user, kept.phone, kept.other_contact) == (gone.user, "0912345678", "0987654321")
    assert Worker.objects.get(identity_hash=kept.identity_hash) == kept
    for name, count in {"sessions": 2, "applications": 2, "appointments": 2, "history": 2}.items():
        assert getattr(kept, name).count() == count, name
    assert [one.rank for one in kept.wanted_occupations.order_by("rank")] == [1, 2]
    assert kept.consents.filter(withdrawn_at=None).count() == 1
    assert AccessLog.objects.filter(subject_id=kept.public_id, action="counselling").count() == 1
    assert survivor_of(gone.public_id) == kept
    undo(record, staff)
    assert picture() == before
    back = Worker.objects.get(pk=gone.pk)
    kept.refresh_from_db()
    assert (back.identity_number, back.ethnicity) == (NUMBER, "Tày")
    assert (kept.identity_number, kept.ethnicity, kept.identity_hash) == ("", "", None)
    assert survivor_of(gone.public_id) is None
    with pytest.raises(Refused):
        undo(record, staff)


def test_every_key_to_a_person_is_known_and_none_is_left_behind() -> None:
    known = {(one.model, one.field.name) for one in references()}
    asked = {
        (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Worker
    }
    assert known == asked
    assert len(known) > 25
    kept, gone = two()
    with CaptureQueriesContext(connection) as queries:
        merge(kept, gone, [], StaffFactory.create().user, "Cùng một người")
    text = " ".join(one["sql"] for one in queries.captured_queries)
    assert [model._meta.label for model, _name in known if f'"{model._meta.db_table}"' not in text] == []


def test_what_is_typed_on_both_is_chosen() -> None:
    kept, gone = two(sex="female")
    gone.birth_year = 1991
    gone.save()
    merge(kept, gone, ["full_name", "birth_year", "phone"], StaffFactory.create().user, "Tên mới đúng")
    kept.refresh_from_db()
    assert (kept.full_name, kept.birth_year, kept.phone, kept.sex) == ("Phạm Hoa", 1991, "0987654321", "female")
    assert kept.folded_name == "pham hoa"


def test_two_identity_numbers_are_two_people() -> None:
    kept, gone = two(identity_number=NUMBER)
    kept.identity_number = "034190009999"
    kept.save()
    with pytest.raises(Refused, match="số định danh khác nhau"):
        merge(kept, gone, [], StaffFactory.create().user, "Cùng một người")
    assert Worker.objects.count() == 2


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_is_wanted_and_one_person_is_not_merged_with_themselves(reason: str) -> None:
    kept, gone = two()
    staff = StaffFactory.create().user
    with pytest.raises(Refused):
        merge(kept, gone, [], staff, reason)
    with pytest.raises(Refused):
        merge(kept, kept, [], staff, "Một")
    merge(kept, gone, [], staff, "Một")
    with pytest.raises(Refused):
        merge(kept, gone, [], staff, "Một")
    assert WorkerMerge.objects.count() == 1


def test_a_consent_withdrawn_is_not_given_again_by_the_other_record() -> None:
    kept, gone = two()
    now = timezone.now()
    old = now - timedelta(days=90)
    ConsentFactory.create(worker=gone, purpose=ConsentPurpose.MATCHING, given_at=old)
    ConsentFactory.create(
        worker=kept, purpose=ConsentPurpose.MATCHING, given_at=old, withdrawn_at=now - timedelta(days=3)
    )
    ConsentFactory.create(worker=gone, purpose=ConsentPurpose.SHARE, given_at=now)
    ConsentFactory.create(worker=kept, purpose=ConsentPurpose.SHARE, given_at=old, withdrawn_at=old)
    record = merge(kept, gone, [], StaffFactory.create().user, "Cùng một người")
    assert [one.purpose for one in kept.consents.filter(withdrawn_at=None)] == ["share"]
    assert kept.consents.count() == 4
    back = undo(record, StaffFactory.create().user)
    assert Consent.objects.filter(worker=back, withdrawn_at=None).count() == 2


def test_of_two_applications_to_one_vacancy_the_one_that_came_further_goes_on() -> None:
    kept, gone = two()
    vacancy = VacancyFactory.create()
    less = Application.objects.create(worker=kept, vacancy=vacancy, origin="worker", state="submitted")
    more = Application.objects.create(worker=gone, vacancy=vacancy, origin="worker", state="interview")
    merge(kept, gone, [], StaffFactory.create().user, "Cùng một người")
    less.refresh_from_db()
    more.refresh_from_db()
    assert (less.state, more.state) == (ApplicationState.WITHDRAWN, ApplicationState.INTERVIEW)
    assert more.worker == kept
    assert less.transitions.get().reason == "Hai hồ sơ của cùng một người"


def test_merges_are_undone_last_first_and_follow_the_survivor() -> None:
    kept, gone = two()
    third = WorkerFactory.create()
    staff = StaffFactory.create().user
    first = merge(kept, gone, [], staff, "Một")
    second = merge(third, kept, [], staff, "Một")
    assert survivor_of(gone.public_id) == third
    with pytest.raises(Refused):
        undo(first, staff)
    undo(second, staff)
    assert undo(first, staff) == gone


def test_the_record_is_not_readable_in_the_database() -> None:
    kept, gone = two(identity_number=NUMBER)
    record = merge(kept, gone, [], StaffFactory.create().user, "Cùng một người")
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text, kept FROM people_merging_workermerge t WHERE id = %s", [record.pk])
        row, stored = cursor.fetchone()
    assert NUMBER not in row
    assert NUMBER.encode() not in bytes(stored)


def test_pairs_are_found_and_set_aside() -> None:
    day = date(1990, 3, 12)
    mine = WorkerFactory.create(full_name="Đỗ Thị Mây", birth_date=day, office=StaffFactory.create().office)
    same = WorkerFactory.create(full_name="Do Thi May", birth_date=day, identity_number=NUMBER)
    WorkerFactory.create(full_name="Đỗ Thị Mây", birth_date=date(1991, 3, 12))
    clash = WorkerFactory.create(full_name="Lê A", phone="0911111111", identity_number="034190000001")
    WorkerFactory.create(full_name="Lê B", phone="0911111111", identity_number="034190000002")
    found = pairs(None)
    assert [(one.keep, one.other) for one in found] == [(same, mine)]
    assert found[0].reasons == ["cùng tên và ngày sinh"]
    assert len(pairs(mine.office_id)) == 1
    assert pairs(StaffFactory.create().office_id) == []
    services.mark_distinct(same, mine, StaffFactory.create().user)
    services.mark_distinct(mine, same, StaffFactory.create().user)
    assert pairs(None) == []
    assert clash
