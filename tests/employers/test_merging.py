"""Two registrations of one employer become one, and two again: no row is lost either way."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from employers.enums import MemberRole, Verification
from employers.merging import candidates, services
from employers.merging.models import EmployerMerge
from employers.merging.references import references
from employers.models import Employer, VerificationChange
from employers.services import Refused
from employers.team.services import invite
from employers.verification import claims
from employers.verification import services as verification
from employers.verification.enums import Happening
from employers.verification.models import EmployerLog, Registration
from jobs.intake.models import IntakeBatch
from jobs.printing.models import Paper
from jobs.training.models import Cohort
from portal.accounts.models import User
from tests.employers.factories import a_manager, complete
from tests.factories import (
    EmployerFactory,
    EmployerMemberFactory,
    OfficeFactory,
    StaffFactory,
    UserFactory,
    WorkerFactory,
)
from tests.jobs.factories import AgreementFactory
from tests.jobs.people import here, sewing_work, signed_in
from workers.models import BlockedEmployer
from workers.outreach.models import OutreachEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    return a_manager()


def filled(**fields: Any) -> Employer:
    """An employer with rows of its own wherever something of the portal points to employers."""
    member = complete(**fields)
    employer = member.employer
    verification.hand_in(employer, member.user)
    VerificationChange.objects.create(employer=employer, before="", after="pending", actor=member.user)
    sewing_work(employer=employer)
    AgreementFactory.create(employer=employer)
    claims.claim(UserFactory.create(), employer, "May")
    invite(employer, "ban@example.test", MemberRole.RECRUITER, member.user)
    BlockedEmployer.objects.create(worker=WorkerFactory.create(), employer=employer)
    IntakeBatch.objects.create(kind="vacancies", employer=employer, file_name="tin.xlsx", digest="0" * 64, state="done")
    Paper.objects.create(
        kind="mau-03", number="0001/2026/M03", office=OfficeFactory.create(), issued_by=member.user,
        issued_on=timezone.localdate(), employer=employer, content="{}",
    )  # fmt: skip
    return employer


def shared(first: Employer, second: Employer) -> None:
    """What points to both: of these one row can stay."""
    BlockedEmployer.objects.bulk_create([BlockedEmployer(worker=w, employer=e) for w in [WorkerFactory.create()]
                                         for e in (first, second)])  # fmt: skip
    both = UserFactory.create()
    EmployerMemberFactory.create(employer=first, user=both)
    EmployerMemberFactory.create(employer=second, user=both, role=MemberRole.OWNER)
    staff = StaffFactory.create()
    cohort = Cohort.objects.create(name="May", criterion="qualification", asked=[[0, 3]], created_by=staff.user,
                                   office=staff.office)  # fmt: skip
    for one in (first, second):
        cohort.employers.create(employer=one, vacancies=1, seats=1)
    place = here()
    event = OutreachEvent.objects.create(
        kind="job_fair", title="Phiên", audiences=["workers"], starts_at="2026-12-01T08:00+07:00",
        ends_at="2026-12-01T11:00+07:00", office=OfficeFactory.create(), commune=place, venue="Nhà văn hóa",
    )  # fmt: skip
    event.employers.set([first, second])


def everything(*employers: int) -> dict[str, int]:
    """Rows that point to these employers, by reference."""
    return {
        one.label: one.rows.filter(**{f"{one.field.attname}__in": employers}).count()
        for one in references()
        if one.model is not EmployerMerge
    }


def snapshot() -> dict[str, list[Any]]:
    """Every row of every table that points to employers, and the employers."""
    with connection.cursor() as cursor:
        found = {}
        tables = {one.model._meta.db_table for one in references() if one.model not in {EmployerMerge, EmployerLog}}
        for table in sorted(tables | {"employers_employer"}):
            cursor.execute(f"SELECT to_jsonb(t) - 'updated_at' FROM {table} t ORDER BY t::text")
            found[table] = sorted(str(row) for row in cursor.fetchall())
    return found


def test_nothing_is_lost_and_undoing_brings_everything_back(manager: User) -> None:
    keep, gone = filled(), filled()
    shared(keep, gone)
    before, rows = everything(keep.pk, gone.pk), snapshot()
    empty = [label for label, n in before.items() if n < 2 and not label.startswith("merging.")]
    assert empty == [], "a room that points to employers has no rows in this test: add some to filled()"
    record = services.merge(keep, gone, ["phone"], manager, "Cùng một công ty", keep_members=True)
    assert not Employer.objects.filter(pk=gone.pk).exists()
    after = everything(keep.pk, gone.pk)
    folded = dict.fromkeys(before, 0)
    for row in record.folded:
        for label in before:
            if label.lower().startswith(row["model"] + "."):
                folded[label] += 1
    after["verification.EmployerLog.employer_id"] -= 1  # the line that tells of the merge
    assert {label: after[label] + folded[label] for label in before} == before
    assert sum(folded.values()) >= 5
    assert all(one.rows.filter(**{one.field.attname: gone.pk}).count() == 0 for one in references())
    services.undo(record, manager)
    EmployerLog.objects.filter(what__in=[Happening.MERGED, Happening.UNMERGED]).delete()
    assert snapshot() == rows


def test_values_are_chosen_and_gaps_filled(manager: User) -> None:
    keep = EmployerFactory.create(name="Công ty A", phone="0912000001", address="", tax_code=None,
                                  verification=Verification.COLLECTED)  # fmt: skip
    gone = EmployerFactory.create(name="Công ty A (cũ)", phone="0912000002", address="Lô B2",
                                  verification=Verification.PENDING)  # fmt: skip
    code = gone.tax_code
    services.merge(keep, gone, ["phone"], manager, "Một công ty", keep_members=False)
    keep.refresh_from_db()
    assert (keep.name, keep.phone, keep.address, keep.tax_code) == ("Công ty A", "0912000002", "Lô B2", code)
    assert keep.verification == Verification.COLLECTED


def test_members_of_an_unverified_employer_do_not_get_in_by_a_merge(manager: User) -> None:
    keep = EmployerMemberFactory.create(role=MemberRole.OWNER).employer
    stranger = EmployerMemberFactory.create(role=MemberRole.OWNER, employer__verification=Verification.PENDING)
    record = services.merge(keep, stranger.employer, [], manager, "Một công ty", keep_members=False)
    assert signed_in(stranger.user).get(reverse("hiring:home")).status_code == 403
    services.undo(record, manager)
    stranger.refresh_from_db()
    assert stranger.is_active


def test_the_old_address_leads_on_also_after_a_second_merge(client: Client, manager: User) -> None:
    first, second, third = (EmployerFactory.create() for _ in range(3))
    one = services.merge(second, first, [], manager, "Một", keep_members=False)
    two = services.merge(third, second, [], manager, "Một", keep_members=False)
    for gone in (first, second):
        response = client.get(reverse("jobs:employer", args=[gone.public_id]))
        assert (response.status_code, response["Location"]) == (301, reverse("jobs:employer", args=[third.public_id]))
    one.refresh_from_db()
    with pytest.raises(Refused, match="lần gộp sau"):
        services.undo(one, manager)
    services.undo(two, manager)
    one.refresh_from_db()
    services.undo(one, manager)
    assert client.get(reverse("jobs:employer", args=[first.public_id])).status_code == 200


def test_merging_twice_or_with_itself_changes_nothing(manager: User) -> None:
    keep, gone = EmployerFactory.create(), EmployerFactory.create()
    services.merge(keep, gone, [], manager, "Một", keep_members=False)
    for other in (gone, keep):
        with pytest.raises(Refused):
            services.merge(keep, other, [], manager, "Một", keep_members=False)
    assert EmployerMerge.objects.count() == 1


def test_only_managers_merge_and_a_reason_is_asked_for(manager: User) -> None:
    keep, gone = EmployerFactory.create(), EmployerFactory.create()
    pair = [keep.public_id, gone.public_id]
    counsellor = signed_in(StaffFactory.create().user)
    assert counsellor.get(reverse("hiring:compare", args=pair)).status_code == 200
    assert counsellor.post(reverse("hiring:merge", args=pair), {"reason": "Một"}).status_code == 403
    client = signed_in(manager)
    assert client.post(reverse("hiring:merge", args=pair), {"reason": ""}).status_code == 422
    assert Employer.objects.count() == 2
    client.post(reverse("hiring:merge", args=pair), {"reason": "Một công ty"})
    record = EmployerMerge.objects.get()
    client.post(reverse("hiring:undo_merge", args=[record.public_id]))
    assert Employer.objects.count() == 2


def test_pairs_are_found_and_those_told_apart_leave(django_assert_max_num_queries: Any, manager: User) -> None:
    a = EmployerFactory.create(name="Công ty TNHH Dệt Sao Mai")
    b = EmployerFactory.create(name="Công ty cổ phần dệt Sao Mai")
    c = EmployerFactory.create(name="Xưởng Gỗ Hòa Bình", phone="0912000777")
    d = EmployerFactory.create(name="Nội thất Phú Quý", phone="0912000777")
    EmployerFactory.create(name="Vận tải Biển Đông")
    found = {frozenset({pair.keep.pk, pair.other.pk}): pair.reasons for pair in candidates.pairs()}
    assert found == {frozenset({a.pk, b.pk}): ["cùng tên"], frozenset({c.pk, d.pk}): ["cùng số điện thoại"]}
    client = signed_in(StaffFactory.create().user)
    for _twice in range(2):
        client.post(reverse("hiring:distinct", args=[a.public_id, b.public_id]))
    assert [{pair.keep.pk, pair.other.pk} for pair in candidates.pairs()] == [{c.pk, d.pk}]
    for address in (reverse("hiring:duplicates"), reverse("hiring:compare", args=[a.public_id, b.public_id])):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_a_registration_is_not_lost_with_its_row(manager: User) -> None:
    keep, gone = EmployerFactory.create(), EmployerFactory.create()
    Registration.objects.create(employer=gone, other_contact="Zalo 0912")
    services.merge(keep, gone, [], manager, "Một", keep_members=False)
    assert Registration.objects.get(employer=keep).other_contact == "Zalo 0912"
