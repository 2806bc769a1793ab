"""A registration on its way: steps, papers, handing in, and the centre's answers."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.test import Client
from django.urls import reverse

from employers.enums import MemberRole, Verification
from employers.models import Employer, EmployerMember
from employers.services import Refused
from employers.verification import log, services
from employers.verification.enums import Happening
from employers.verification.models import EmployerLog, Handover, Paper
from jobs.enums import VacancyState
from jobs.models import Vacancy
from portal.documents.models import Upload
from portal.notices.models import Notice
from tests.employers.factories import a_manager, complete, pdf
from tests.factories import EmployerFactory, EmployerMemberFactory, StaffFactory, UserFactory, VacancyFactory
from tests.jobs.factories import ApplicationFactory
from tests.jobs.people import sewing_work, signed_in, tailor

pytestmark = pytest.mark.django_db


def at(name: str, employer: Employer, *more: str) -> str:
    return reverse(f"hiring:{name}", args=[employer.public_id, *more])


def decide(employer: Employer, **data: Any) -> Any:
    return signed_in(a_manager()).post(at("verify", employer), {"mark": log.mark(employer)} | data)


def test_a_step_saves_alone_and_never_over_a_newer_one() -> None:
    member = complete()
    client, address = signed_in(member.user), at("step", member.employer, "nganh")
    sent = {"product": "Găng tay", "size_band": "4", "industry": member.employer.industry_id, "version": "0"}
    assert client.post(address, sent)["Location"] == at("step", member.employer, "dia-chi")
    page = client.post(address, sent | {"product": "Mũ"}).content.decode()
    assert "người khác sửa" in page
    assert 'value="Mũ"' in page
    member.employer.refresh_from_db()
    assert member.employer.product == "Găng tay"
    # Seen and pressed again, it is saved.
    assert client.post(address, sent | {"product": "Mũ", "version": "1"}).status_code == 302


def test_handing_in_needs_everything_and_the_commitment() -> None:
    member = EmployerMemberFactory.create(role=MemberRole.OWNER, employer__verification=Verification.PENDING)
    client = signed_in(member.user)
    page = client.get(at("employer", member.employer)).content.decode()
    assert "Còn thiếu trước khi gửi" in page
    client.post(at("hand_in", member.employer), {"agreed": "on"})
    assert not Handover.objects.exists()
    ready = complete()
    client = signed_in(ready.user)
    client.post(at("hand_in", ready.employer))
    assert not Handover.objects.exists()
    for _twice in range(2):
        client.post(at("hand_in", ready.employer), {"agreed": "on"})
    assert Handover.objects.get().by == ready.user
    assert ready.employer.registration.agreed_by == ready.user


@pytest.mark.parametrize("content", [b"", b"<html><script>", b"MZ\x90\x00" + b"\x00" * 99])
def test_what_is_no_paper_is_refused_beside_its_field(content: bytes) -> None:
    member = complete()
    file = SimpleUploadedFile(str(pdf().name), content)
    page = signed_in(member.user).post(at("papers", member.employer), {"kind": "other", "file": file})
    assert page.status_code == 200
    assert 'href="#id_file"' in page.content.decode()
    assert Paper.objects.count() == 1


def test_the_same_paper_twice_is_one() -> None:
    member = complete()
    client = signed_in(member.user)
    for _twice in range(2):
        client.post(at("papers", member.employer), {"kind": "authorisation", "file": pdf(mark=b" ")})
    assert Paper.objects.count() == 2
    assert Upload.objects.count() == 2


def test_papers_open_to_owners_and_staff_only_and_looks_are_kept() -> None:
    member = complete()
    one = member.employer.papers.get()
    address = at("paper", member.employer, one.public_id)
    recruiter = EmployerMemberFactory.create(employer=member.employer).user
    stranger = EmployerMemberFactory.create().user
    for user in (recruiter, stranger, UserFactory.create()):
        assert signed_in(user).get(address).status_code in {403, 404}
    assert not EmployerLog.objects.filter(what=Happening.PAPER_OPENED).exists()
    mark = log.mark(member.employer)
    response = signed_in(StaffFactory.create().user).get(address)
    assert b"".join(response).startswith(b"%PDF")
    assert response["Content-Disposition"].startswith("attachment")
    looked = EmployerLog.objects.get(what=Happening.PAPER_OPENED)
    assert looked.on_behalf
    assert log.mark(member.employer) == mark


def test_whoever_takes_over_a_tax_code_does_not_get_at_earlier_papers() -> None:
    member = complete()
    one = member.employer.papers.get()
    EmployerMember.objects.all().delete()
    stranger = EmployerMemberFactory.create(employer=member.employer, role=MemberRole.OWNER).user
    assert signed_in(stranger).get(at("paper", member.employer, one.public_id)).status_code == 404
    assert signed_in(stranger).post(at("remove_paper", member.employer, one.public_id)).status_code == 404
    assert Paper.objects.filter(pk=one.pk).exists()


def test_a_recruiter_changes_neither_profile_nor_papers() -> None:
    member = complete()
    client = signed_in(EmployerMemberFactory.create(employer=member.employer).user)
    for name, more in (("step", ["ten"]), ("papers", []), ("hand_in", [])):
        assert client.post(at(name, member.employer, *more), {"version": "0"}).status_code == 403
    assert client.get(at("employer", member.employer)).status_code == 200
    assert not Handover.objects.exists()


def test_sent_back_with_reasons_mended_and_verified() -> None:
    member = complete()
    services.hand_in(member.employer, member.user)
    response = decide(member.employer, action="return", **{"r-codes": ["certificate"], "r-words": "Ảnh mờ."})
    assert response["Location"] == reverse("hiring:queue")
    page = signed_in(member.user).get(at("employer", member.employer)).content.decode()
    assert "Ảnh mờ." in page
    assert at("papers", member.employer) in page
    assert Notice.objects.get(recipient=member.user).kind == services.RETURNED
    services.hand_in(member.employer, member.user)
    assert [one.outcome for one in member.employer.handovers.all()] == ["", "returned"]
    decide(member.employer, action="verify")
    member.employer.refresh_from_db()
    assert member.employer.verification == Verification.VERIFIED
    assert Notice.objects.filter(recipient=member.user, kind=services.VERIFIED).count() == 1
    assert not Handover.objects.filter(outcome="").exists()


def test_sending_back_needs_a_reason_and_words_for_another() -> None:
    member = complete()
    services.hand_in(member.employer, member.user)
    assert decide(member.employer, action="return").status_code == 422
    decide(member.employer, action="return", **{"r-codes": ["other"]})
    assert Handover.objects.get().outcome == ""


def test_of_two_managers_the_second_is_told() -> None:
    member = complete()
    services.hand_in(member.employer, member.user)
    seen = log.mark(member.employer)
    services.send_back(member.employer, a_manager(), seen, ["contact"], "")
    with pytest.raises(Refused, match="vừa thay đổi"):
        services.verify(member.employer, a_manager(), seen)
    member.employer.refresh_from_db()
    assert member.employer.verification == Verification.PENDING
    # The same decision twice is no conflict.
    services.verify(member.employer, a_manager(), log.mark(member.employer))
    services.verify(member.employer, a_manager(), seen)
    assert member.employer.verification_changes.filter(after="verified").count() == 1


def test_a_counsellor_looks_but_does_not_decide() -> None:
    member = complete()
    client = signed_in(StaffFactory.create().user)
    page = client.get(at("case", member.employer)).content.decode()
    assert str(member.employer.tax_code) in page
    assert 'value="verify"' not in page
    assert client.post(at("verify", member.employer), {"action": "verify"}).status_code == 403


def test_suspending_hides_at_once_and_tells_those_in_process(client: Client) -> None:
    worker = tailor()
    vacancy = sewing_work(employer=complete(verification=Verification.VERIFIED).employer)
    ApplicationFactory.create(worker=worker, vacancy=vacancy)
    address = reverse("jobs:vacancy", args=[vacancy.public_id])
    assert client.get(address).status_code == 200
    assert decide(vacancy.employer, action="suspend").status_code == 422
    decide(vacancy.employer, action="suspend", **{"s-reason": "Thu tiền của người lao động"})
    assert not Vacancy.objects.published().exists()
    assert client.get(reverse("jobs:employer", args=[vacancy.employer.public_id])).status_code == 404
    told = Notice.objects.get(recipient=worker.user)
    assert told.kind == "employer_paused"
    page = signed_in(worker.user).get(reverse("notices:list")).content.decode()
    assert "tạm ngừng" in page
    assert "Thu tiền" not in page
    vacancy.employer.refresh_from_db()
    decide(vacancy.employer, action="reinstate", **{"s-reason": "Đã giải trình"})
    assert Vacancy.objects.published().exists()


def test_the_queue_is_oldest_first_and_within_its_queries(django_assert_max_num_queries: Any) -> None:
    members = [complete(name=f"Công ty Dệt {n}") for n in range(4)]
    for member in reversed(members):
        services.hand_in(member.employer, member.user)
    Handover.objects.update(at=F("at") - timedelta(days=3))
    client = signed_in(a_manager())
    client.get(reverse("hiring:queue"))
    with django_assert_max_num_queries(12):
        page = client.get(reverse("hiring:queue")).content.decode()
    places = [page.index(f"Công ty Dệt {n}") for n in range(4)]
    assert places == sorted(places, reverse=True)
    assert "chờ 3 ngày" in page
    employer = members[0].employer
    for state in (VacancyState.PUBLISHED, VacancyState.SUBMITTED):
        VacancyFactory.create_batch(4, employer=employer, state=state)
    VacancyFactory.create(employer=employer, created_by=None)
    with django_assert_max_num_queries(12):
        page = client.get(at("case", employer)).content.decode()
    for said in ("5 tin đang đăng", "4 tin chờ duyệt", f'value="{log.mark(employer)}"', "Công ty Dệt 1"):
        assert said in page


def test_a_verified_name_is_the_centres_to_change() -> None:
    member = complete(verification=Verification.VERIFIED)
    sent = {"name": "Tên khác", "subject": "enterprise", "ownership": "private", "version": "0"}
    signed_in(member.user).post(at("step", member.employer, "ten"), sent)
    member.employer.refresh_from_db()
    assert member.employer.name != "Tên khác"
    staff = StaffFactory.create().user
    signed_in(staff).post(at("step", member.employer, "ten"), sent | {"version": "1"})
    member.employer.refresh_from_db()
    assert member.employer.name == "Tên khác"
    assert EmployerLog.objects.filter(actor=staff, on_behalf=True, what=Happening.PROFILE).exists()


def test_staff_register_an_employer_and_a_second_press_makes_no_second() -> None:
    code = str(EmployerFactory.build().tax_code)
    client = signed_in(StaffFactory.create().user)
    for _twice in range(2):
        client.post(reverse("hiring:register_employer"), {"company": "HTX Hoa Sen", "tax_code": code, "phone": ""})
    made = Employer.objects.get()
    assert (made.name, made.verification, made.members.count()) == ("HTX Hoa Sen", Verification.PENDING, 0)
    assert EmployerLog.objects.get().on_behalf
