"""Who may do what for an employer; plain functions, the rule in the docstring."""

from employers.enums import MemberRole, Verification
from employers.models import Employer, EmployerMember
from employers.verification.models import Paper
from portal.accounts.actor import Actor


def may_open(actor: Actor, employer: Employer) -> bool:
    """Active members; counsellors and managers on the employer's behalf."""
    return employer.pk in actor.employer_ids or actor.is_counsellor


def own_membership(actor: Actor, employer: Employer) -> EmployerMember | None:
    """The actor's active membership, if any; one query."""
    if employer.pk not in actor.employer_ids:
        return None
    return EmployerMember.objects.filter(employer=employer, user=actor.user_or_none, is_active=True).first()


def is_owner(actor: Actor, employer: Employer) -> bool:
    membership = own_membership(actor, employer)
    return membership is not None and membership.role == MemberRole.OWNER


def may_administer(actor: Actor, employer: Employer) -> bool:
    """Owners change the profile, the papers and who is a member; recruiters do not. Counsellors and managers act for
    an employer that calls or comes to the counter."""
    return actor.is_counsellor or is_owner(actor, employer)


def may_rename(actor: Actor, employer: Employer) -> bool:
    """A verified name is the one on the papers: from then on the centre alone changes it."""
    if employer.verification in {Verification.VERIFIED, Verification.SUSPENDED}:
        return actor.is_counsellor
    return may_administer(actor, employer)


def may_open_paper(actor: Actor, paper: Paper) -> bool:
    """Owners and the centre. Whoever signed up with the tax code alone does not get at papers that came earlier, until
    the centre has verified them."""
    if actor.is_counsellor:
        return True
    membership = own_membership(actor, paper.employer)
    if membership is None or membership.role != MemberRole.OWNER:
        return False
    return paper.employer.verification == Verification.VERIFIED or paper.at >= membership.joined_at


def may_decide(actor: Actor) -> bool:
    """Managers of the centre verify, send back, suspend, reinstate, answer claims and merge."""
    return actor.is_manager


def may_read_people(actor: Actor, employer: Employer) -> bool:
    """Members once the centre has verified the employer; counsellors (as ``jobs.permissions.may_act``)."""
    return may_open(actor, employer) and (actor.is_counsellor or employer.verification == Verification.VERIFIED)
