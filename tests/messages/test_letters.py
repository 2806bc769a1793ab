"""Letters between applicant and employer: who may, when, what they look like, and how they stop."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from employers.models import Employer
from jobs.messages import services
from jobs.messages.models import Letter, Report
from jobs.messages.templatetags.letters import as_letter
from jobs.models import Application, Vacancy
from jobs.services import applications
from jobs.services.applications import Step
from portal.accounts.models import AccessLog, User
from portal.notices.models import Notice
from tests.factories import EmployerMemberFactory, StaffFactory
from tests.jobs.factories import ReferralFactory
from tests.jobs.people import sewing_work, signed_in, tailor

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> User:
    return EmployerMemberFactory.create().user


@pytest.fixture
def one(member: User) -> Application:
    vacancy: Vacancy = sewing_work(employer=Employer.objects.get(members__user=member))
    worker = tailor(full_name="Vũ Thị Lan")
    return applications.apply(worker, vacancy, Step(worker.user))


def page(one: Application) -> str:
    return reverse("letters:thread", args=[one.public_id])


def send(user: User | None, one: Application, text: str, nonce: str = "a" * 16) -> Any:
    return signed_in(user).post(page(one), {"text": text, "nonce": nonce})


def test_both_write_once_are_told_and_see_who_read(one: Application, member: User) -> None:
    for _ in range(2):
        assert send(one.worker.user, one, "Em hỏi: ca đêm mấy giờ?").status_code == 302
    assert Letter.objects.get().text == "Em hỏi: ca đêm mấy giờ?"
    assert Notice.objects.get(kind="application-message").recipient == member
    assert "Đã đọc lúc" not in signed_in(one.worker.user).get(page(one)).content.decode()
    assert "ca đêm mấy giờ" in signed_in(member).get(page(one)).content.decode()
    assert "Đã đọc lúc" in signed_in(one.worker.user).get(page(one)).content.decode()
    send(member, one, "Từ 22 giờ.", "b" * 16)
    mine = signed_in(one.worker.user).get(reverse("seeking:application", args=[one.public_id])).content.decode()
    assert "1 tin nhắn mới" in mine
    for notice in Notice.objects.filter(kind="application-message"):
        assert notice.message.title
        assert notice.message.address == page(one)


def test_strangers_invited_people_and_other_staff_find_nothing(one: Application, member: User) -> None:
    strangers = [EmployerMemberFactory.create().user, tailor(phone="0912000090").user, StaffFactory.create().user]
    for user in strangers:
        assert send(user, one, "Xin chào").status_code == 404
    invitation = applications.invite(tailor(phone="0912000091"), one.vacancy, Step(member))
    for user in (member, invitation.worker.user):
        assert send(user, invitation, "Xin chào").status_code == 404
    assert not Letter.objects.exists()


def test_the_counsellor_who_referred_takes_part_and_is_logged(one: Application) -> None:
    counsellor = StaffFactory.create().user
    ReferralFactory.create(application=one, issued_by=counsellor)
    assert send(counsellor, one, "Trung tâm nhắc hai bên hẹn giờ.").status_code == 302
    assert set(Notice.objects.filter(kind="application-message").values_list("recipient", flat=True)) >= {
        one.worker.user_id
    }
    signed_in(counsellor).get(page(one))
    assert AccessLog.objects.filter(action="messages", subject_id=one.worker.public_id).exists()


@pytest.mark.parametrize("text", ["", "   \n ", "a" * 1001, "\u200b\u0007"])
def test_nothing_or_too_much_is_not_sent(one: Application, text: str) -> None:
    assert send(one.worker.user, one, text).status_code == 200
    assert not Letter.objects.exists()


def test_too_many_at_once_wait(one: Application) -> None:
    for n in range(services.MOST + 1):
        send(one.worker.user, one, f"Tin {n}", f"{n:016d}")
    assert Letter.objects.count() == services.MOST


def test_thirty_days_after_the_end_it_is_over(one: Application, member: User) -> None:
    applications.withdraw(one, Step(one.worker.user))
    assert send(member, one, "Cảm ơn anh chị.").status_code == 302
    Application.objects.filter(pk=one.pk).update(changed_at=timezone.now() - timedelta(days=31))
    assert "hơn 30 ngày" in send(member, one, "Còn đó không?", "c" * 16).content.decode()
    assert Letter.objects.count() == 1


def test_a_report_stops_both_until_the_centre_has_looked(one: Application, member: User) -> None:
    report = reverse("letters:report", args=[one.public_id])
    for reason in ("", "Đòi tiền đặt cọc", "Đòi tiền đặt cọc"):
        signed_in(one.worker.user).post(report, {"reason": reason})
    asked = Report.objects.get()
    assert "đang dừng" in send(member, one, "Chuyển tiền đi").content.decode()
    desk = signed_in(StaffFactory.create().user)
    assert "Đòi tiền đặt cọc" in desk.get(reverse("letters:reports")).content.decode()
    assert desk.get(page(one)).status_code == 200
    assert desk.post(page(one), {"text": "Chào", "nonce": "d" * 16}).status_code == 200
    handle = reverse("letters:handle", args=[asked.public_id])
    desk.post(handle, {"outcome": ""})
    desk.post(handle, {"outcome": "Đã nhắc doanh nghiệp", "reopen": "on"})
    assert desk.get(page(one)).status_code == 404
    assert send(member, one, "Xin lỗi anh chị.", "e" * 16).status_code == 302


def test_only_the_portal_s_own_addresses_are_links() -> None:
    own = f"{settings.PUBLIC_ADDRESS}/viec-lam/"
    shown = as_letter(f'<script>x</script> https://evil.example/a {own} "{settings.PUBLIC_ADDRESS}.evil.example/"')
    assert shown.count("<a ") == 1
    assert f'href="{own}"' in shown
    assert "<script>" not in shown


@given(st.text(max_size=300))
def test_whatever_is_written_stays_text(text: str) -> None:
    tidy = services.tidy(text)
    assert services.tidy(tidy) == tidy
    assert "\x00" not in tidy
    shown = as_letter(tidy)
    for tag in ("<script", "<img", '<a href="http'):
        assert tag not in shown or settings.PUBLIC_ADDRESS in shown
