"""What changes who works for an employer: invitations, roles, going. Locks the employer first."""

from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.enums import MemberRole, Verification
from employers.models import Employer, EmployerMember
from employers.services import Refused
from employers.team.models import Invitation, new_nonce
from employers.verification import log
from employers.verification.enums import Happening
from employers.verification.services import locked
from portal.accounts.models import User

VALID_DAYS = 7
MOST_OPEN = 20
"""Invitations an employer may have open at a time."""
PAUSE = timedelta(minutes=2)
"""Between two sendings of the same invitation."""
_SALT = "employers.team.invitation"


def token_of(invitation: Invitation) -> str:
    """What the link holds: the invitation and the nonce of its last sending, signed."""
    return signing.Signer(salt=_SALT).sign_object([invitation.public_id, invitation.nonce])


def invitation_of(token: str) -> Invitation | None:
    """The invitation a link belongs to, whatever has become of it; ``None`` for a link that is not ours or was replaced
    by a later one."""
    try:
        public_id, nonce = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Invitation.objects.select_related("employer", "invited_by").filter(public_id=public_id, nonce=nonce)
    return found.first()


@transaction.atomic
def invite(employer: Employer, contact: str, role: MemberRole, actor: User) -> Invitation:
    """An open invitation for ``contact`` (an e-mail address or ten digits); asked again, the same one with this role.

    Raises :class:`Refused` where the person works for the employer already.
    """
    held = locked(employer)
    if held.verification == Verification.SUSPENDED:
        raise Refused(_("Đơn vị đang tạm ngừng nên chưa mời được thành viên."))
    person = {"email": contact} if "@" in contact else {"phone": contact}
    if held.members.filter(is_active=True, **{f"user__{key}": value for key, value in person.items()}).exists():
        raise Refused(_("Người này đã là thành viên."))
    standing = held.invitations.filter(contact=contact, accepted_at=None, revoked_at=None).first()
    if standing:
        if standing.role != role or not standing.is_open:
            standing.role, standing.expires_at = role, _expiry()
            standing.save(update_fields=["role", "expires_at"])
        return standing
    if held.invitations.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now()).count() >= MOST_OPEN:
        raise Refused(_("Đang có %(n)d lời mời chưa trả lời; hãy thu hồi bớt trước.") % {"n": MOST_OPEN})
    made = Invitation.objects.create(employer=held, contact=contact, role=role, invited_by=actor, expires_at=_expiry())
    log.write(held, Happening.INVITED, actor, f"{contact}: {role.label}")
    return made


def _expiry() -> datetime:
    return timezone.now() + timedelta(days=VALID_DAYS)


@transaction.atomic
def renew(invitation: Invitation) -> Invitation:
    """A fresh link for another week; the former link is void. Raises :class:`Refused` when pressed again at once."""
    held = _held(invitation)
    if held.sent_at > timezone.now() - PAUSE and held.is_open:
        raise Refused(_("Vừa gửi lời mời này. Hãy đợi vài phút rồi gửi lại."))
    held.nonce, held.expires_at, held.sent_at = new_nonce(), _expiry(), timezone.now()
    held.save(update_fields=["nonce", "expires_at", "sent_at"])
    return held


@transaction.atomic
def revoke(invitation: Invitation, actor: User) -> None:
    """The link is void from now on. Safe to repeat."""
    held = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if held.accepted_at or held.revoked_at:
        return
    held.revoked_at = timezone.now()
    held.save(update_fields=["revoked_at"])
    log.write(held.employer, Happening.REVOKED, actor, held.contact)


def _held(invitation: Invitation) -> Invitation:
    held = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if held.accepted_at or held.revoked_at:
        raise Refused(_("Lời mời này không còn hiệu lực."))
    return held


@transaction.atomic
def accept(invitation: Invitation, user: User) -> EmployerMember:
    """Join as what the invitation says; its link works once. The same person pressing twice joins once."""
    employer = locked(invitation.employer)
    held = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    mine = employer.members.filter(user=user).first()
    if mine and mine.is_active:
        return mine
    if not held.is_open or held.nonce != invitation.nonce:
        raise Refused(_("Lời mời đã hết hạn hoặc đã được dùng. Hãy nhờ đồng nghiệp gửi lại."))
    if employer.verification == Verification.SUSPENDED:
        raise Refused(_("Đơn vị đang tạm ngừng trên cổng nên chưa nhận thêm thành viên."))
    member, _made = EmployerMember.objects.update_or_create(
        employer=employer,
        user=user,
        defaults={"role": held.role, "is_active": True, "joined_at": timezone.now()},
    )
    held.accepted_at, held.accepted_by = timezone.now(), user
    held.save(update_fields=["accepted_at", "accepted_by"])
    log.write(employer, Happening.JOINED, user, f"{user}: {member.get_role_display()}")
    return member


@transaction.atomic
def set_role(member: EmployerMember, role: MemberRole, actor: User) -> None:
    """Owner or recruiter; somebody stays owner."""
    employer = locked(member.employer)
    held = _active(member)
    if held.role == role:
        return
    if role != MemberRole.OWNER:
        _somebody_else_owns(employer, held)
    held.role = role
    held.save(update_fields=["role"])
    log.write(employer, Happening.ROLE, actor, f"{held.user}: {role.label}")


@transaction.atomic
def remove(member: EmployerMember, actor: User) -> None:
    """The person is out with the next click; invitations of theirs that nobody used yet are void.

    Leaving is removing oneself. Raises :class:`Refused` for the last owner.
    """
    employer = locked(member.employer)
    held = _active(member)
    _somebody_else_owns(employer, held)
    held.is_active = False
    held.save(update_fields=["is_active"])
    employer.invitations.filter(invited_by=held.user, accepted_at=None, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    left = held.user_id == actor.pk
    log.write(employer, Happening.LEFT if left else Happening.REMOVED, actor, "" if left else str(held.user))


def _active(member: EmployerMember) -> EmployerMember:
    held = EmployerMember.objects.select_related("user").filter(pk=member.pk, is_active=True).first()
    if held is None:
        raise Refused(_("Người này không còn là thành viên."))
    return held


def _somebody_else_owns(employer: Employer, member: EmployerMember) -> None:
    if member.role != MemberRole.OWNER:
        return
    others = employer.members.filter(role=MemberRole.OWNER, is_active=True).exclude(pk=member.pk)
    if not others.exists():
        raise Refused(_("Đơn vị cần ít nhất một chủ tài khoản: hãy giao vai trò này cho người khác trước."))
