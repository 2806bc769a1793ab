"""Numbers, copies, what a copy shows, and what is left when somebody's data is erased."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from jobs.printing.forms import letter, mau_02, mau_03
from jobs.printing.kinds import Kind
from jobs.printing.models import Paper, Printing
from jobs.printing.services import Given, Subject, print_form, reprint, sheet_of
from jobs.services.errors import NotPossible
from tests.factories import EmployerFactory, OfficeFactory, StaffFactory, UserFactory, WorkerFactory
from tests.jobs.factories import ReferralFactory
from tests.printing.made import group, person
from workers.models import Worker
from workers.rights.erasure import erase
from workers.rights.signals import gather
from workers.slips import mau_01

pytestmark = pytest.mark.django_db


def printed(worker: Worker, staff: Any, **more: Any) -> Printing:
    return print_form(Kind.WORKER, mau_01.fill(worker), Subject(worker=worker), staff.office, staff.user, **more)


def later(printing: Printing) -> None:
    """As if it had been printed an hour ago."""
    Printing.objects.filter(pk=printing.pk).update(at=timezone.now() - timedelta(hours=1))


def test_each_kind_office_and_year_counts_from_one() -> None:
    one, other = StaffFactory.create(), StaffFactory.create()
    year = timezone.localdate().year
    numbers = [printed(WorkerFactory.create(), staff).paper.number for staff in (one, one, other)]
    assert numbers == [
        f"0001/{year}/M01-{one.office.code}", f"0002/{year}/M01-{one.office.code}",
        f"0001/{year}/M01-{other.office.code}",
    ]  # fmt: skip
    firm = EmployerFactory.create()
    made = print_form(Kind.EMPLOYER, mau_03.fill(firm), Subject(employer=firm), one.office, one.user)
    assert made.paper.number == f"0001/{year}/M03-{one.office.code}"
    assert sheet_of(made).serial == made.paper.number


def test_printing_again_is_a_copy_of_what_was_printed_then() -> None:
    staff, worker = StaffFactory.create(), person()
    first = printed(worker, staff)
    assert (first.copy, sheet_of(first).copy_of) == (0, "")
    later(first)
    Worker.objects.filter(pk=worker.pk).update(phone="0999999999")
    again = printed(Worker.objects.get(pk=worker.pk), staff)
    assert (again.paper, again.copy) == (first.paper, 1)
    assert sheet_of(again).copy_of.startswith("BẢN SAO số 1 – in ")
    assert "0912345678" in str(sheet_of(again).data())
    assert "0999999999" not in str(sheet_of(again).data())
    assert reprint(first.paper, UserFactory.create()).copy == 2


def test_a_new_paper_has_a_new_number_only_when_it_says_something_else() -> None:
    staff, worker = StaffFactory.create(), person()
    first = printed(worker, staff)
    later(first)
    assert printed(worker, staff, anew=True).paper == first.paper
    Worker.objects.filter(pk=worker.pk).update(phone="0999999999")
    anew = printed(Worker.objects.get(pk=worker.pk), staff, anew=True)
    assert (anew.paper.number[:4], anew.copy) == ("0002", 0)
    assert "0999999999" in str(sheet_of(anew).data())
    later(anew)
    assert printed(worker, staff).paper == anew.paper, "the last one is what is copied"


def test_a_double_click_prints_once() -> None:
    staff, worker = StaffFactory.create(), person()
    assert printed(worker, staff) == printed(worker, staff)
    assert printed(worker, StaffFactory.create(office=staff.office)).copy == 1, "somebody else's is a copy"


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_the_same_moment_give_one_number() -> None:
    staff = StaffFactory.create()
    form = mau_02.printed_group(group())

    def print_here(_: int) -> int:
        try:
            return print_form(Kind.GROUP, form, Subject(key="nhom-1"), staff.office, staff.user).paper_id
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(print_here, range(8)))) == 1
    assert Paper.objects.count() == Printing.objects.count() == 1


def test_a_letter_keeps_its_own_number_and_says_when_it_has_expired() -> None:
    staff = StaffFactory.create()
    one = ReferralFactory.create(office=OfficeFactory.create())
    subject = Subject(worker=one.application.worker, key=one.public_id)
    given = Given(one.number, one.issued_on, one.valid_until)
    made = print_form(Kind.LETTER, letter.fill(one), subject, one.office, staff.user, anew=True, given=given)
    assert (made.paper.number, made.paper.valid_until, made.copy) == (one.number, one.valid_until, 0)
    assert made.paper.is_expired
    assert "ĐÃ HẾT GIÁ TRỊ" in sheet_of(made).copy_of
    later(made)
    again = print_form(Kind.LETTER, letter.fill(one), subject, one.office, staff.user, anew=True, given=given)
    assert (again.paper, again.copy) == (made.paper, 1)


def test_erasing_somebody_keeps_the_number_and_empties_the_paper() -> None:
    staff, worker, other = StaffFactory.create(), person(), WorkerFactory.create()
    mine, kept = printed(worker, staff), printed(other, staff)
    listed = print_form(
        Kind.RESULTS, mau_02.printed_group(group()), Subject(key="k", people=(worker, other)), staff.office, staff.user
    )
    told = str([rows for _receiver, rows in gather.send(Worker, worker=worker)])
    assert mine.paper.number in told
    assert listed.paper.number in told
    erase(worker)
    for one in (mine, listed):
        paper = Paper.objects.get(pk=one.paper_id)
        assert paper.is_emptied
        assert paper.printings.count() == 1
        with pytest.raises(NotPossible):
            reprint(paper, staff.user)
    assert list(Paper.objects.get(pk=listed.paper_id).people.all()) == [other]
    assert not Paper.objects.get(pk=kept.paper_id).is_emptied
    next_one = print_form(Kind.RESULTS, mau_02.printed_group(group()), Subject(key="k"), staff.office, staff.user)
    assert next_one.paper_id != listed.paper_id
