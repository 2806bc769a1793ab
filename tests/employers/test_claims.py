"""Signing up with somebody's tax code: nothing is learnt, the centre is asked."""

import pytest
from django.test import Client
from django.urls import reverse

from employers.enums import MemberRole, Verification
from employers.verification import claims
from employers.verification.enums import ClaimState
from employers.verification.models import Claim
from portal.notices.models import Notice
from tests.employers.factories import a_manager
from tests.factories import EmployerFactory, EmployerMemberFactory, StaffFactory, UserFactory
from tests.jobs.people import signed_in

pytestmark = pytest.mark.django_db


def test_the_person_learns_nothing_of_the_members() -> None:
    taken = EmployerMemberFactory.create(user__full_name="Bà Chủ Bí Mật", employer__name="Công ty Giấu Tên")
    user = UserFactory.create()
    client = signed_in(user)
    for _twice in range(2):
        response = client.post(
            reverse("hiring:register"), {"company": "May Tôi", "tax_code": taken.employer.tax_code}, follow=True
        )
    page = response.content.decode()
    for secret in ("Bí Mật", "Giấu Tên", str(taken.user.email), taken.employer.public_id):
        assert secret not in page
    assert Claim.objects.get().user == user
    assert taken.employer.members.count() == 1


def test_trying_tax_codes_leads_nowhere() -> None:
    client = signed_in(UserFactory.create())
    for _ in range(claims.MOST_OPEN + 2):
        taken = EmployerMemberFactory.create()
        response = client.post(reverse("hiring:register"), {"company": "May", "tax_code": taken.employer.tax_code})
    assert Claim.objects.count() == claims.MOST_OPEN
    assert response.status_code == 200
    assert "yêu cầu chờ trung tâm" in response.content.decode()


def test_a_visitors_form_says_the_same_for_a_free_and_a_taken_code() -> None:
    """Whatever the tax code, the visitor makes an account and is led on the same way."""
    taken, free = EmployerMemberFactory.create().employer.tax_code, EmployerFactory.build().tax_code
    said = []
    for number, code in enumerate((taken, free)):
        sent = {
            "company": f"Xưởng {'ABCDEF'[number] * 9}", "tax_code": code, "full_name": "Lê Thị Hạ",
            "contact": f"ha{number}@example.test", "password1": "mot-mat-khau-rat-dai",
        }  # fmt: skip
        response = reverse("hiring:register"), signed_out().post(reverse("hiring:register"), sent)
        said.append((response[1].status_code, response[1].headers.get("Location")))
    assert said[0] == said[1]
    assert Claim.objects.count() == 1


def signed_out() -> Client:
    return Client()


def test_somebody_elses_request_is_nobodys_business() -> None:
    one = claims.claim(UserFactory.create(), EmployerMemberFactory.create().employer, "May")
    client = signed_in(UserFactory.create())
    assert client.get(reverse("hiring:claim", args=[one.public_id])).status_code == 404
    assert client.post(reverse("hiring:withdraw_claim", args=[one.public_id])).status_code == 404
    assert signed_in(StaffFactory.create().user).post(
        reverse("hiring:decide_claim", args=[one.public_id]), {"role": "owner", "grant": "1"}
    ).status_code == 403  # fmt: skip
    one.refresh_from_db()
    assert one.state == ClaimState.OPEN


@pytest.mark.parametrize("grants", [True, False])
def test_the_centre_answers_once_and_the_person_is_told(grants: bool) -> None:
    taken = EmployerMemberFactory.create(employer__verification=Verification.VERIFIED)
    one = claims.claim(UserFactory.create(), taken.employer, "May")
    client = signed_in(a_manager())
    decide = reverse("hiring:decide_claim", args=[one.public_id])
    client.post(decide, {"role": "owner", "refuse": "1", "reason": ""})
    one.refresh_from_db()
    assert one.state == ClaimState.OPEN
    client.post(decide, {"role": "owner", "reason": "Không liên lạc được."} | ({"grant": "1"} if grants else {}))
    client.post(decide, {"role": "owner", "grant": "1"})
    one.refresh_from_db()
    assert one.state == (ClaimState.GRANTED if grants else ClaimState.REFUSED)
    roles = list(taken.employer.members.filter(user=one.user).values_list("role", flat=True))
    assert roles == ([MemberRole.OWNER] if grants else [])
    assert Notice.objects.filter(recipient=one.user, kind=claims.KIND).count() == 1
    page = signed_in(one.user).get(reverse("hiring:claim", args=[one.public_id])).content.decode()
    assert ("Không liên lạc được." in page) is not grants


def test_a_like_name_is_warned_of_once() -> None:
    EmployerFactory.create(name="Công ty TNHH May Hưng Thịnh")
    client = signed_in(UserFactory.create())
    sent = {"company": "Công ty cổ phần may Hưng Thịnh", "tax_code": EmployerFactory.build().tax_code}
    page = client.post(reverse("hiring:register"), sent)
    assert "tên gần giống" in page.content.decode()
    assert "Công ty TNHH May Hưng Thịnh" in page.content.decode()
    sent["looked"] = f"{sent['company']}|{sent['tax_code']}"
    assert client.post(reverse("hiring:register"), sent).status_code == 302
