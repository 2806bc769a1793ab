"""What changes an employer's registration: handing in, and the centre's answers. Locks the employer first."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.enums import MemberRole, Verification
from employers.models import Employer, EmployerMember, VerificationChange
from employers.services import Refused, set_verification
from employers.verification import log
from employers.verification.enums import Happening, Outcome, ReturnCode
from employers.verification.facts import missing
from employers.verification.models import Handover, Registration
from portal.accounts.models import User
from portal.notices.services import tell

RETURNED, VERIFIED, SUSPENDED, REINSTATED = (
    "employer_returned", "employer_verified", "employer_suspended", "employer_reinstated",
)  # fmt: skip


class Outdated(Exception):
    """Somebody else changed it since the form was opened; nothing was saved."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version
        """As it is now."""


def locked(employer: Employer) -> Employer:
    """The employer's row, held until the transaction ends."""
    return Employer.objects.select_for_update(of=("self",)).get(pk=employer.pk)


@transaction.atomic
def save_step(
    employer: Employer, version: int, actor: User, change: Callable[[Employer, Registration], str]
) -> Registration:
    """Apply ``change`` (it sets fields and names the step for the history) to the locked employer and its form.

    Raises :class:`Outdated` unless ``version`` is that of the stored form.
    """
    held = locked(employer)
    form = Registration.objects.filter(employer=held).first() or Registration(employer=held)
    if form.version != version:
        raise Outdated(form.version)
    step = change(held, form)
    form.version += 1
    held.save()
    form.save()
    log.write(held, Happening.PROFILE, actor, step)
    return form


@transaction.atomic
def hand_in(employer: Employer, actor: User) -> Handover:
    """Ask the centre to look; pressed twice, the first request stands. Raises :class:`Refused`."""
    held = locked(employer)
    if held.verification != Verification.PENDING:
        raise Refused(_("Hồ sơ đang ở trạng thái “%(state)s” nên không cần gửi.") % {
            "state": held.get_verification_display()
        })  # fmt: skip
    standing = held.handovers.filter(outcome="").first()
    if standing:
        return standing
    lacking = missing(held, list(held.papers.all()))
    if lacking:
        raise Refused(_("Còn thiếu: %(what)s.") % {"what": ", ".join(one.what for one in lacking)})
    form, _made = Registration.objects.get_or_create(employer=held)
    if form.agreed_at is None:
        form.agreed_at, form.agreed_by = timezone.now(), actor
        form.save(update_fields=["agreed_at", "agreed_by"])
    made = Handover.objects.create(employer=held, by=actor)
    log.write(held, Happening.HANDED_IN, actor)
    return made


@transaction.atomic
def verify(employer: Employer, actor: User, seen: str) -> Employer:
    """The employer is who it says it is. ``seen`` is the :func:`employers.verification.log.mark` it was decided on."""
    held = _unchanged(employer, seen, Verification.VERIFIED)
    if held.verification == Verification.VERIFIED:
        return held
    decided = set_verification(held, Verification.VERIFIED, actor)
    _close(held, Outcome.VERIFIED, actor)
    _tell(held, VERIFIED, f"{held.pk}-{log.mark(held)}")
    return decided


@transaction.atomic
def send_back(employer: Employer, actor: User, seen: str, codes: list[str], words: str) -> Handover:
    """Say what to mend; the employer mends it and hands in again."""
    held = _unchanged(employer, seen, None)
    if held.verification != Verification.PENDING:
        raise Refused(_("Chỉ trả lại được hồ sơ đang chờ xác minh."))
    if not codes:
        raise Refused(_("Hãy chọn ít nhất một lý do."))
    if ReturnCode.OTHER in codes and not words.strip():
        raise Refused(_("Hãy ghi rõ cần sửa điều gì."))
    open_one = held.handovers.filter(outcome="").first() or Handover(employer=held, by=actor)
    open_one.outcome, open_one.codes, open_one.words = Outcome.RETURNED, codes, words.strip()
    open_one.decided_by, open_one.decided_at = actor, timezone.now()
    open_one.save()
    log.write(held, Happening.RETURNED, actor, "; ".join([*open_one.reasons, words.strip()]).strip("; "))
    _tell(held, RETURNED, str(open_one.pk), words=words.strip(), codes=codes)
    return open_one


@transaction.atomic
def suspend(employer: Employer, actor: User, seen: str, reason: str) -> Employer:
    """Nothing of the employer is shown any more, at once; its members are told why."""
    held = _unchanged(employer, seen, Verification.SUSPENDED)
    if held.verification == Verification.SUSPENDED:
        return held
    decided = set_verification(held, Verification.SUSPENDED, actor, reason)
    _close(held, Outcome.SUSPENDED, actor)
    _tell(held, SUSPENDED, f"{held.pk}-{log.mark(held)}", words=reason.strip())
    return decided


@transaction.atomic
def reinstate(employer: Employer, actor: User, seen: str, reason: str) -> Employer:
    """End a suspension; what was published shows again."""
    held = _unchanged(employer, seen, Verification.VERIFIED)
    if held.verification == Verification.VERIFIED:
        return held
    decided = set_verification(held, Verification.VERIFIED, actor, reason)
    _tell(held, REINSTATED, f"{held.pk}-{log.mark(held)}")
    return decided


def _unchanged(employer: Employer, seen: str, wanted: Verification | None) -> Employer:
    """The locked employer; :class:`Refused` when something happened since the page was opened, unless it is what was
    wanted anyway."""
    held = locked(employer)
    if seen != log.mark(held) and held.verification != wanted:
        last = next(iter(log.history(held)), None)
        raise Refused(
            _("Hồ sơ vừa thay đổi (%(what)s, %(who)s) nên chưa làm gì cả. Hãy xem lại rồi quyết định.")
            % {"what": last.title if last else "–", "who": last.actor if last else "–"}
        )
    return held


def _close(employer: Employer, outcome: Outcome, actor: User) -> None:
    employer.handovers.filter(outcome="").update(outcome=outcome, decided_by=actor, decided_at=timezone.now())


def _tell(employer: Employer, kind: str, key: str, **more: object) -> None:
    """Owners mend a registration; what is decided concerns every member."""
    members = EmployerMember.objects.filter(employer=employer, is_active=True)
    if kind == RETURNED:
        members = members.filter(role=MemberRole.OWNER)
    payload = {"employer": employer.public_id, "name": employer.name, **more}
    tell(kind, key, [(user, payload) for user in members.order_by().values_list("user", flat=True)])


@transaction.atomic
def register_on_behalf(company: str, tax_code: str, phone: str, actor: User) -> tuple[Employer, bool]:
    """(the employer of that tax code, whether it is new) for staff who register one that called or came.

    It has no members yet: they are invited, or sign up and are looked at.
    """
    held = Employer.objects.select_for_update(of=("self",)).filter(tax_code=tax_code).first()
    if held:
        return held, False
    made, is_new = Employer.objects.get_or_create(tax_code=tax_code, defaults={"name": company, "phone": phone})
    if is_new:
        VerificationChange.objects.create(employer=made, before="", after=Verification.PENDING, actor=actor)
        log.write(made, Happening.REGISTERED, actor)
    return made, is_new
