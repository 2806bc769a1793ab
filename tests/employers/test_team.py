"""Members: inviting, roles, going; a link works once, for a week, and not after it was called back."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from employers.enums import MemberRole, Verification
from employers.models import EmployerMember
from employers.services import Refused
from employers.team import services
from employers.team.models import Invitation
from employers.team.services import invite, token_of
from tests.factories import EmployerMemberFactory, StaffFactory, UserFactory
from tests.jobs.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> EmployerMember:
    made: EmployerMember = EmployerMemberFactory.create(role=MemberRole.OWNER)
    return made


def link(invitation: Invitation) -> str:
    return reverse("hiring:invitation", args=[token_of(invitation)])


def test_an_invitation_goes_out_and_is_accepted_once(
    owner: EmployerMember, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    address = reverse("hiring:members", args=[owner.employer.public_id])
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(owner.user).post(address, {"contact": "Ban@Example.test", "role": "recruiter"})
        signed_in(owner.user).post(address, {"contact": "ban@example.test", "role": "recruiter"})
    made = Invitation.objects.get()
    assert made.contact == "ban@example.test"
    assert link(made) in mail.outbox[0].body
    friend, thief = UserFactory.create(), UserFactory.create()
    client = signed_in(friend)
    assert owner.employer.name in client.get(link(made)).content.decode()
    assert not EmployerMember.objects.filter(user=friend).exists(), "looking uses nothing up"
    for _twice in range(2):
        assert client.post(link(made))["Location"] == reverse("hiring:home")
    assert EmployerMember.objects.get(user=friend).role == MemberRole.RECRUITER
    assert signed_in(thief).get(link(made)).status_code == 410
    signed_in(thief).post(link(made))
    assert not EmployerMember.objects.filter(user=thief).exists()


@pytest.mark.parametrize("fate", ["expired", "revoked", "renewed", "forged", "inviter gone", "suspended"])
def test_a_link_that_is_void_lets_nobody_in(owner: EmployerMember, fate: str) -> None:
    second = EmployerMemberFactory.create(employer=owner.employer, role=MemberRole.OWNER)
    made = invite(owner.employer, "ban@example.test", MemberRole.OWNER, second.user)
    address = link(made)
    if fate == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif fate == "revoked":
        services.revoke(made, owner.user)
    elif fate == "renewed":
        Invitation.objects.update(sent_at=timezone.now() - timedelta(hours=1))
        services.renew(made)
    elif fate == "forged":
        address = reverse("hiring:invitation", args=[token_of(made)[:-3] + "xyz"])
    elif fate == "inviter gone":
        services.remove(second, owner.user)
    else:
        owner.employer.verification = Verification.SUSPENDED
        owner.employer.save()
    friend = UserFactory.create()
    signed_in(friend).post(address)
    assert not EmployerMember.objects.filter(user=friend).exists()
    if fate != "suspended":
        assert Client().get(address).status_code == 410


def test_the_invited_without_account_make_one_on_the_way(owner: EmployerMember) -> None:
    made = invite(owner.employer, "0912000321", MemberRole.RECRUITER, owner.user)
    page = Client().get(reverse("hiring:join", args=[token_of(made)])).content.decode()
    assert 'value="0912000321"' in page
    services.revoke(made, owner.user)
    assert Client().get(reverse("hiring:join", args=[token_of(made)])).status_code == 404


def test_inviting_a_member_or_too_many_is_refused(owner: EmployerMember, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="đã là thành viên"):
        invite(owner.employer, owner.user.email or "", MemberRole.RECRUITER, owner.user)
    monkeypatch.setattr(services, "MOST_OPEN", 1)
    invite(owner.employer, "a@example.test", MemberRole.RECRUITER, owner.user)
    with pytest.raises(Refused, match="chưa trả lời"):
        invite(owner.employer, "b@example.test", MemberRole.RECRUITER, owner.user)


def test_a_removed_member_is_out_with_the_next_click(owner: EmployerMember) -> None:
    recruiter = EmployerMemberFactory.create(employer=owner.employer)
    client = signed_in(recruiter.user)
    page = reverse("hiring:members", args=[owner.employer.public_id])
    assert client.get(page).status_code == 200
    change = [owner.employer.public_id, recruiter.user.public_id, "bo"]
    signed_in(owner.user).post(reverse("hiring:change_member", args=change))
    assert client.get(page).status_code == 403
    assert client.get(reverse("hiring:home")).status_code == 403


def test_recruiters_and_strangers_change_nobody(owner: EmployerMember) -> None:
    recruiter = EmployerMemberFactory.create(employer=owner.employer).user
    stranger = EmployerMemberFactory.create(role=MemberRole.OWNER).user
    made = invite(owner.employer, "ban@example.test", MemberRole.RECRUITER, owner.user)
    own = owner.employer.public_id
    for user, status in ((recruiter, 403), (stranger, 404)):
        client = signed_in(user)
        for name, arguments in (
            ("change_member", [own, owner.user.public_id, "bo"]),
            ("change_member", [own, recruiter.public_id, "chu"]),
            ("change_invitation", [own, made.public_id, "thu-hoi"]),
        ):
            assert client.post(reverse(f"hiring:{name}", args=arguments)).status_code == status
        sent = client.post(reverse("hiring:members", args=[own]), {"contact": "x@example.test", "role": "owner"})
        assert sent.status_code == status
        assert token_of(made) not in client.get(reverse("hiring:members", args=[own])).content.decode()
    assert Invitation.objects.get().is_open
    assert set(owner.employer.members.values_list("role", "is_active")) == {("owner", True), ("recruiter", True)}


def test_the_last_owner_stays(owner: EmployerMember) -> None:
    recruiter = EmployerMemberFactory.create(employer=owner.employer)
    client = signed_in(owner.user)
    client.post(reverse("hiring:leave", args=[owner.employer.public_id]))
    client.post(reverse("hiring:change_member", args=[owner.employer.public_id, owner.user.public_id, "tuyen-dung"]))
    owner.refresh_from_db()
    assert (owner.is_active, owner.role) == (True, MemberRole.OWNER)
    client.post(reverse("hiring:change_member", args=[owner.employer.public_id, recruiter.user.public_id, "chu"]))
    client.post(reverse("hiring:leave", args=[owner.employer.public_id]))
    owner.refresh_from_db()
    assert not owner.is_active


def test_whoever_left_comes_back_by_invitation(owner: EmployerMember) -> None:
    recruiter = EmployerMemberFactory.create(employer=owner.employer)
    services.remove(recruiter, owner.user)
    services.accept(invite(owner.employer, "x@example.test", MemberRole.OWNER, owner.user), recruiter.user)
    recruiter.refresh_from_db()
    assert (recruiter.is_active, recruiter.role) == (True, MemberRole.OWNER)


def test_staff_invite_the_first_owner_of_an_employer_they_registered() -> None:
    employer = EmployerMemberFactory.create().employer
    employer.members.all().delete()
    staff = StaffFactory.create().user
    address = reverse("hiring:members", args=[employer.public_id])
    signed_in(staff).post(address, {"contact": "chu@example.test", "role": "owner"})
    assert Invitation.objects.get().invited_by == staff


def test_a_member_of_two_switches(owner: EmployerMember) -> None:
    other = EmployerMemberFactory.create(user=owner.user, role=MemberRole.OWNER)
    client = signed_in(owner.user)
    page = client.get(reverse("hiring:home"), {"dn": other.employer.public_id}).content.decode()
    assert reverse("hiring:members", args=[other.employer.public_id]) in page
    assert reverse("hiring:members", args=[owner.employer.public_id]) not in page
