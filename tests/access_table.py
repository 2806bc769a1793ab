"""Who reaches which address. An address that is not here fails tests/test_access.py."""

from typing import Any, cast

from django.utils import timezone

from employers.team.services import token_of
from jobs.flags.models import Flag
from jobs.intake.models import IntakeBatch
from jobs.matching.enums import RunOrigin
from jobs.matching.models import MatchPolicy, MatchRun, PolicyTrial
from jobs.models import Referral
from jobs.outcomes.links import token_of as confirmation_token
from jobs.saved.searches import stop_token
from jobs.training.models import Cohort, GapReport, TrainingGap
from portal.accounts.models import User
from portal.notices.services import unsubscribe_token
from tests.access_arguments import (
    EVERYBODY,
    MEMBERS,
    OWN_EMPLOYER,
    OWN_VACANCY,
    SIGNED_IN,
    STAFF,
    WORKERS,
    Arguments,
    Row,
    a_booked_interview,
    a_claim,
    a_decision,
    a_dismissal,
    a_group,
    a_help_request,
    a_kept_paper,
    a_lesson,
    a_paper,
    a_printing,
    a_report,
    a_request,
    an_attachment,
    an_interview,
    an_invitation,
    event,
    favourite,
    get,
    none,
    own,
    own_search,
    pair,
    pair_at_desk,
    person,
    post,
    programme,
    programme_applied,
    published,
    saved_search,
    two_employers,
)
from tests.access_counter import COUNTER
from tests.access_scene import Scene
from tests.jobs.factories import PlacementFactory, ReferralFactory
from tests.workers.factories import SessionFactory
from workers.insurance.models import BenefitPeriod
from workers.insurance.services import Decision, open_period

PUBLIC = {
    "healthz": get(EVERYBODY),
    "readyz": get(EVERYBODY),
    "jobs:home": get(EVERYBODY),
    "jobs:search": get(EVERYBODY),
    "jobs:vacancy": get(EVERYBODY, published),
    "jobs:employer": get(EVERYBODY, lambda s: [s.employer.public_id]),
    "privacy": get(EVERYBODY),
    "flags:report": get(EVERYBODY, published),
    "flags:contact": post(EVERYBODY, published),
    "world:robots": get(EVERYBODY),
    "world:sitemaps": get(EVERYBODY),
    "world:sitemap": get(EVERYBODY, lambda s: ["viec-lam", 1]),
    "world:feed": get(EVERYBODY, lambda s: ["atom"]),
    "world:picture": get(EVERYBODY),
    "world:vacancy_picture": get(EVERYBODY, published),
    "world:employer_picture": get(EVERYBODY, lambda s: [s.employer.public_id]),
    "world:manifest": get(EVERYBODY),
    "world:worker": get(EVERYBODY),
    "world:offline": get(EVERYBODY),
    "world:saved": get(EVERYBODY),
    "help": get(EVERYBODY, q="mat khau"),
    "contact": get(EVERYBODY),
    "jobs:events": get(EVERYBODY, noi="vu thu"),
    "jobs:event": get(EVERYBODY, event),
    "jobs:event_calendar": get(EVERYBODY, event),
    "jobs:join_event": post(WORKERS, event),
    "jobs:leave_event": post(WORKERS, event),
    "jobs:programmes": get(EVERYBODY),
    "jobs:programme": get(EVERYBODY, programme),
    "jobs:join_programme": post(WORKERS, programme),
    "jobs:leave_programme": post(frozenset({"worker"}), programme_applied),
    "reports:market": get(EVERYBODY),
    "styleguide": Row(EVERYBODY, is_missing=True),
    "api:vacancies": get(EVERYBODY),
    "api:vacancy": get(EVERYBODY, published),
    "api:occupations": get(EVERYBODY),
    "api:communes": get(EVERYBODY),
    "api:schema": get(EVERYBODY),
    "api:docs": get(EVERYBODY),
    "suggest_places": get(EVERYBODY, q="vu thu"),
    "suggest_occupations": get(EVERYBODY, q="may"),
    "landing": get(SIGNED_IN),
    "notices:list": get(SIGNED_IN),
    "notices:see_all": post(SIGNED_IN),
    "notices:settings": get(SIGNED_IN),
    "short": get(EVERYBODY),
    "set_language": post(EVERYBODY, language="en"),
    "notices:leave": get(EVERYBODY, lambda s: [unsubscribe_token(cast(User, s.worker.user))]),
    "workers:register": get(EVERYBODY),
    "hiring:register": get(EVERYBODY),
}
WORKER = {
    "workers:overview": get(WORKERS),
    "workers:step": get(WORKERS, lambda s: ["ban-than"]),
    "workers:data": get(WORKERS),
    "workers:consent": post(WORKERS, purpose="messages", agreed="on"),
    "workers:visibility": post(WORKERS, visibility="anonymous"),
    "workers:cv": get(WORKERS),
    "workers:cv_pdf": get(WORKERS, language="en", show="experience"),
    "slips:mine": get(WORKERS),
    "slips:paper": get(WORKERS, lambda s: ["mau-01"]),
    "slips:person_cv": get(STAFF, person),
    "printing:register": get(STAFF, so="0001"),
    "printing:person": get(STAFF, person),
    "printing:print_of_person": post(STAFF, lambda s: [s.worker.public_id, "mau-01"]),
    "printing:letter": get(STAFF, lambda s: [ReferralFactory.create(application=s.application).public_id]),
    "printing:print_of_group": post(STAFF, a_group),
    "printing:employer": get(STAFF, lambda s: [s.employer.public_id]),
    "printing:print_of_employer": post(STAFF, lambda s: [s.employer.public_id]),
    "printing:vacancy": get(STAFF, published),
    "printing:print_of_vacancy": post(STAFF, published),
    "printing:placed": get(STAFF),
    "printing:print_placed": post(STAFF),
    "printing:sheet": get(STAFF, lambda s: [a_printing(s).public_id]),
    "printing:sheet_pdf": get(STAFF, lambda s: [a_printing(s).public_id]),
    "printing:print_again": post(STAFF, lambda s: [a_printing(s).paper.public_id]),
    "papers:mine": get(WORKERS),
    "papers:download": get(STAFF | {"worker"}, a_kept_paper),
    "papers:edit": get(frozenset({"worker"}), a_kept_paper),
    "papers:delete": post(frozenset({"worker"}), a_kept_paper),
    "workers:blocked": get(WORKERS, q="may"),
    "workers:block": Row(WORKERS, method="post", is_missing=True),
    "workers:unblock": Row(WORKERS, method="post", is_missing=True),
    "rights:looks": get(WORKERS),
    "rights:mine": get(WORKERS),
    "rights:ask": get(WORKERS, lambda s: ["correct"]),
    "rights:take": get(WORKERS),
    "rights:take_back": post(frozenset({"worker"}), lambda s: [a_request(s).public_id]),
    "rights:download": Row(WORKERS, lambda s: ["aaaaaaaaaaaa"], is_missing=True),
    "rights:queue": get(frozenset({"manager"})),
    "rights:case": get(frozenset({"manager"}), lambda s: [a_request(s).public_id]),
    "seeking:home": get(WORKERS),
    "seeking:matches": get(WORKERS),
    "seeking:turns": get(WORKERS),
    "seeking:aside": get(WORKERS),
    "seeking:whatif": get(WORKERS),
    "seeking:keep": post(WORKERS, giu="di-xa", version=0),
    "seeking:applications": get(WORKERS),
    "seeking:pair": get(WORKERS, published),
    "seeking:apply": get(WORKERS, published),
    "seeking:dismiss": post(WORKERS, published, reason="far"),
    "seeking:restore": post(WORKERS, published),
    "seeking:offer": get(frozenset({"worker"}), a_dismissal),
    "seeking:undo": post(frozenset({"worker"}), a_lesson),
    "seeking:application": get(frozenset({"worker"}), lambda s: [s.application.public_id]),
    "seeking:withdraw": post(frozenset({"worker"}), lambda s: [s.application.public_id]),
    "seeking:decline": post(frozenset({"worker"}), lambda s: [s.invitation.public_id]),
}
SEEKERS = frozenset({"visitor", "newcomer", "worker", "other_worker"})
OWN = frozenset({"worker"})
SAVED = {
    "saved:home": get(WORKERS),
    "saved:keep": Row(SEEKERS, method="post", is_missing=True),
    "saved:note": post(OWN, favourite, note="gần nhà"),
    "saved:recent": get(SEEKERS),
    "saved:forget": post(SEEKERS),
    "saved:searches": get(WORKERS),
    "saved:save_search": post(SEEKERS, query="q=may"),
    "saved:open_search": get(OWN, own_search),
    "saved:change_search": post(OWN, own_search, name="may"),
    "saved:delete_search": post(OWN, own_search),
    "saved:stop": get(EVERYBODY, lambda s: [stop_token(saved_search(s).public_id)]),
}
EMPLOYER = {
    "hiring:home": get(MEMBERS),
    "hiring:create": get(MEMBERS),
    "hiring:vacancy": get(OWN_VACANCY, published),
    "hiring:edit": get(OWN_VACANCY, lambda s: [s.draft.public_id]),
    "hiring:duplicate": post(OWN_VACANCY, published),
    "hiring:change": post(OWN_VACANCY, lambda s: [s.published.public_id, "tam-dung"]),
    "hiring:candidate": get(OWN_VACANCY, pair),
    "hiring:compare_people": get(OWN_VACANCY, published),
    "hiring:invite": post(OWN_VACANCY, pair),
    "hiring:answer": post(OWN_VACANCY, pair, after="not_hired", code="filled"),
    "hiring:approvals": get(STAFF),
    "hiring:start": get(SIGNED_IN),
    "hiring:claim": get(frozenset({"newcomer"}), a_claim),
    "hiring:withdraw_claim": post(frozenset({"newcomer"}), a_claim),
    "hiring:invitation": get(EVERYBODY, lambda s: [token_of(an_invitation(s))]),
    "hiring:join": get(EVERYBODY, lambda s: [token_of(an_invitation(s))]),
    "hiring:employer": get(OWN_VACANCY, own),
    "hiring:vacancies_of": get(STAFF, own),
    "hiring:step": get(OWN_EMPLOYER, lambda s: [s.employer.public_id, "ten"]),
    "hiring:papers": get(OWN_EMPLOYER, own),
    "hiring:paper": get(OWN_EMPLOYER, lambda s: [s.employer.public_id, a_paper(s).public_id]),
    "hiring:remove_paper": post(OWN_EMPLOYER, lambda s: [s.employer.public_id, a_paper(s).public_id]),
    "hiring:hand_in": post(OWN_EMPLOYER, own, agreed="on"),
    "hiring:members": get(OWN_VACANCY, own),
    "hiring:leave": post(frozenset({"member"}), own),
    "hiring:change_member": post(
        OWN_EMPLOYER, lambda s: [s.employer.public_id, cast(User, s.users["member"]).public_id, "tuyen-dung"]
    ),
    "hiring:change_invitation": post(
        OWN_EMPLOYER, lambda s: [s.employer.public_id, an_invitation(s).public_id, "thu-hoi"]
    ),
    "hiring:figures": get(OWN_VACANCY, own),
    "hiring:figure_rows": get(OWN_VACANCY, lambda s: [s.employer.public_id, "tin"]),
    "hiring:employers": get(STAFF, q="may"),
    "hiring:register_employer": get(STAFF),
    "hiring:queue": get(STAFF),
    "hiring:case": get(STAFF, own),
    "hiring:verify": post(frozenset({"manager"}), lambda s: [s.pending.public_id]),
    "hiring:claim_case": get(STAFF, a_claim),
    "hiring:claim_letter": Row(STAFF, a_claim, is_missing=True),
    "hiring:decide_claim": post(frozenset({"manager"}), a_claim, role="recruiter", grant="1"),
    "hiring:duplicates": get(STAFF),
    "hiring:compare": get(STAFF, two_employers),
    "hiring:merge": post(frozenset({"manager"}), two_employers, reason="Cùng một công ty."),
    "hiring:undo_merge": Row(frozenset({"manager"}), lambda s: ["22222222aaaa"], method="post", is_missing=True),
    "hiring:distinct": post(STAFF, two_employers),
}
ANSWERS = {
    "answers:queue": get(MEMBERS),
    "answers:bulk": get(OWN_VACANCY, published),
    "answers:closing": get(OWN_VACANCY, published),
    "answers:undo": post(OWN_VACANCY, lambda s: [a_decision(s).public_id]),
    "answers:ask_centre": post(frozenset({"worker"}), lambda s: [s.application.public_id]),
    "answers:started": post(frozenset({"worker"}), lambda s: [s.application.public_id], started="yes"),
    "answers:requests": get(STAFF),
    "answers:handle": post(STAFF, a_help_request, answer="Đã hỏi."),
}
INTERVIEWS = {
    "interviews:mine": get(SIGNED_IN),
    "interviews:slots": get(OWN_VACANCY, published),
    "interviews:offer": get(OWN_VACANCY, published),
    "interviews:move": post(OWN_VACANCY, lambda s: [an_interview(s).slots.get().public_id]),
    "interviews:cancel_slot": post(OWN_VACANCY, lambda s: [an_interview(s).slots.get().public_id], reason="Nghỉ."),
    "interviews:choose": post(frozenset({"worker"}), lambda s: [an_interview(s).public_id]),
    "interviews:none_fits": post(frozenset({"worker"}), lambda s: [an_interview(s).public_id], reason="Sau 17 giờ"),
    "interviews:cancel": post(OWN_VACANCY, lambda s: [an_interview(s).public_id], reason="Nghỉ."),
    "interviews:record": post(OWN_VACANCY, lambda s: [an_interview(s).public_id], came="yes"),
    "interviews:calendar": get(OWN_VACANCY | {"worker"}, lambda s: [a_booked_interview(s).public_id]),
}
LETTERS = {
    "letters:thread": get(frozenset({"worker", "member"}), lambda s: [s.application.public_id]),
    "letters:report": post(frozenset({"worker", "member"}), lambda s: [s.application.public_id], reason="Đòi tiền"),
    "letters:reports": get(STAFF),
    "letters:handle": post(STAFF, lambda s: [a_report(s).public_id], outcome="Đã nhắc."),
    "attachments:download": get(OWN_VACANCY | {"worker"}, lambda s: [an_attachment(s).public_id]),
    "attachments:add": post(frozenset({"worker"}), lambda s: [s.application.public_id]),
    "attachments:keep": post(frozenset({"worker"}), lambda s: [s.application.public_id], agreed="on"),
}
POSTERS = MEMBERS | STAFF


def own_file(scene: Scene) -> list[Any]:
    """A file the member handed in."""
    if "own_file" not in scene.more:
        scene.more["own_file"] = IntakeBatch.objects.create(
            kind="vacancies", employer=scene.employer, file_name="tin.xlsx", digest="0" * 64, state="done"
        )
    return [scene.more["own_file"].public_id]


def a_draft(scene: Scene) -> list[Any]:
    return [scene.draft.public_id]


POSTING = {
    # Staff post for the employer named in the address; without one there is nothing to post for.
    "posting:start": Row(POSTERS, is_missing=True),
    "posting:new": Row(POSTERS, is_missing=True),
    "posting:opening": Row(POSTERS, method="post", is_missing=True),
    "posting:files": Row(POSTERS, is_missing=True),
    "posting:file": get(frozenset({"member"}), own_file),
    "posting:remap": Row(frozenset({"member"}), own_file, "post", is_missing=True),
    "posting:begin": post(frozenset({"member"}), own_file),
    "posting:bad_rows": get(frozenset({"member"}), lambda s: [*own_file(s), "csv"]),
    "posting:step": get(OWN_VACANCY, lambda s: [s.draft.public_id, "viec"]),
    "posting:review": get(OWN_VACANCY, a_draft),
    "posting:hand_in": post(OWN_VACANCY, a_draft),
    "posting:manage": get(OWN_VACANCY, published),
    "posting:change": post(OWN_VACANCY, lambda s: [s.published.public_id, "so-luong"], headcount="12"),
    "posting:publish_several": post(STAFF),
    "posting:look": get(STAFF, lambda s: [s.submitted.public_id]),
    "posting:decide": post(STAFF, lambda s: [s.submitted.public_id], publish="1", version="0"),
}
ACCOUNT = {
    "account_login": get(EVERYBODY),
    "account_logout": get(EVERYBODY),
    "account_signup": get(EVERYBODY),
    "account_inactive": get(EVERYBODY),
    "account_reset_password": get(EVERYBODY),
    "account_reset_password_done": get(EVERYBODY),
    "account_reset_password_from_key": get(EVERYBODY, lambda s: ["1", "used-up"]),
    "account_reset_password_from_key_done": get(EVERYBODY),
    "account_email_verification_sent": get(EVERYBODY),
    "account_confirm_email": get(EVERYBODY, lambda s: ["used-up"]),
    "account_confirm_login_code": Row(EVERYBODY, is_missing=True),
    "account_verify_phone": Row(EVERYBODY, is_missing=True),
    "mfa_authenticate": Row(EVERYBODY, is_missing=True),
    "account_request_login_code": get(EVERYBODY),
    "new_password": get(SIGNED_IN),
    "account_reauthenticate": get(SIGNED_IN),
    "account_email": get(SIGNED_IN),
    "account_change_password": get(SIGNED_IN),
    "account_set_password": get(SIGNED_IN),
    "account_change_phone": get(SIGNED_IN),
    "mfa_index": get(SIGNED_IN),
    "mfa_reauthenticate": get(SIGNED_IN),
    "mfa_activate_totp": get(SIGNED_IN),
    "mfa_deactivate_totp": Row(SIGNED_IN, is_missing=True),
    "mfa_view_recovery_codes": Row(SIGNED_IN, is_missing=True),
    "mfa_generate_recovery_codes": get(SIGNED_IN),
    "mfa_download_recovery_codes": Row(SIGNED_IN, is_missing=True),
}
CENTRE = STAFF | {"administrator"}


def staff(arguments: Arguments = none) -> Row:
    return Row(STAFF, arguments, is_missing=True)


def batch(scene: Scene) -> list[Any]:
    return ["22222222aaaa"]


def trial(scene: Scene) -> list[Any]:
    run = MatchRun.objects.create(
        origin=RunOrigin.STAFF, policy=MatchPolicy.current(), day=timezone.localdate(), state="failed"
    )
    weights = {**run.policy.weights(), "place": 0, "pay": 270}
    return [PolicyTrial.objects.create(run=run, weights=weights).public_id]


def a_gap() -> TrainingGap:
    run = MatchRun.objects.create(
        origin=RunOrigin.STAFF, policy=MatchPolicy.current(), day=timezone.localdate(), state="failed"
    )
    report = GapReport.objects.create(run=run)
    return TrainingGap.objects.create(
        report=report, criterion="qualification", asked=[[0, 3]], seats=5, missing_seats=4, people=2, could_fill=2,
        nearest=[], vacancies=[],
    )  # fmt: skip


def a_cohort(scene: Scene) -> Cohort:
    staff = scene.users["counsellor"]
    assert staff
    made = Cohort.objects.create(
        name="Trung cấp may", criterion="qualification", asked=[[0, 3]], created_by=staff, office=staff.staff.office
    )
    made.members.create(worker=scene.worker, position=1)
    return made


FLAG = "22222222bbbb"


def reported(scene: Scene) -> list[Any]:
    Flag.objects.create(vacancy=scene.published, reason="money", public_id=FLAG)
    return published(scene)


def a_letter(scene: Scene) -> list[Any]:
    return [_letter(scene).public_id]


def _letter(scene: Scene) -> Referral:
    by = cast(User, scene.users["counsellor"])
    made: Referral = ReferralFactory.create(
        application=scene.application, office=by.staff.office, issued_by=by, issued_on=timezone.localdate()
    )
    return made


def a_placement(scene: Scene) -> list[Any]:
    _letter(scene)
    return [PlacementFactory.create(application=scene.application).public_id]


def a_period(scene: Scene) -> BenefitPeriod:
    by = cast(User, scene.users["counsellor"])
    decision = Decision("15/QĐ", timezone.localdate(), 3)
    return open_period(scene.worker, decision, by.staff.office, by)


OUTCOMES = {
    "outcomes:due": get(STAFF),
    "outcomes:call": get(STAFF, a_placement),
    "outcomes:differences": get(STAFF, khac="luong"),
    "outcomes:letters": get(STAFF),
    "outcomes:letter": get(STAFF, a_letter),
    "outcomes:phone": post(STAFF, a_letter, **{"dt-word": "absent", "dt-said_by": "Chị Hoa"}),
    "outcomes:refuse": post(
        STAFF, a_letter, **{"tc-reason": "far", "tc-justified": "no", "tc-refused_on": f"{timezone.localdate()}"}
    ),
    "outcomes:send": post(STAFF, a_letter),
    "outcomes:exchange": get(STAFF),
    "outcomes:mark": post(STAFF),
    "outcomes:export": get(STAFF),
    "outcomes:confirm": get(EVERYBODY, lambda s: [confirmation_token(_letter(s))]),
    "benefits:list": get(STAFF, xem="tat-ca"),
    "benefits:person": get(STAFF, person),
    "benefits:add": post(STAFF, person, number="1/QĐ", first_day=f"{timezone.localdate()}", months=3),
    "benefits:notice": get(STAFF, lambda s: [a_period(s).notices.get(month=1).public_id]),
    "benefits:training": post(STAFF, lambda s: [a_period(s).public_id], **{"hn-course": "May", "hn-state": "advised"}),
    "benefits:end": post(
        STAFF, lambda s: [a_period(s).public_id], **{"th-on": f"{timezone.localdate()}", "th-ending": "work"}
    ),
}
DESK = {
    **OUTCOMES,
    "desk:today": get(STAFF),
    "desk:turns": get(STAFF, ai="phong"),
    "desk:turn": get(STAFF, lambda s: [SessionFactory.create(worker=s.worker).public_id]),
    "desk:walk_in": get(STAFF),
    "desk:people": get(STAFF, q="hoa"),
    "desk:register": get(STAFF),
    "desk:person": get(STAFF, person),
    "desk:vacancies": get(STAFF, person),
    "desk:whatif": get(STAFF, person),
    "desk:keep": post(STAFF, person, giu="di-xa", version=0),
    "desk:why": get(STAFF, pair_at_desk),
    "desk:new_group": get(STAFF),
    "desk:group": get(STAFF, a_group),
    "desk:nearly": get(STAFF, person),
    "desk:draft": post(STAFF, person, submission="6e7a3d6e-7f4e-4a56-a0c5-6f0f2f3f9a01", need="Việc gần nhà"),
    "desk:drop_draft": post(STAFF, person),
    "desk:sensitive": post(STAFF, person),
    "desk:reason": post(STAFF, person, reason="Người lao động đến văn phòng này"),
    "desk:consent": post(STAFF, person, purposes="service", channel="paper"),
    "flags:queue": get(STAFF),
    "flags:decide": post(STAFF, reported, outcome="dismiss", note="Đã gọi hỏi, tin đúng.", upto=FLAG),
    "training:gaps": get(STAFF),
    "training:work_out": post(STAFF),
    "training:draft": post(STAFF, lambda s: [a_gap().public_id]),
    "training:cohorts": get(STAFF),
    "training:cohort": get(STAFF, lambda s: [a_cohort(s).public_id]),
    "training:export": get(STAFF, lambda s: [a_cohort(s).public_id]),
    "training:delete": post(STAFF, lambda s: [a_cohort(s).public_id]),
    "training:member": post(STAFF, lambda s: [a_cohort(s).public_id, s.worker.public_id], state="agreed"),
    "intake:home": get(STAFF),
    "intake:occupations": get(STAFF),
    "intake:batch": staff(batch),
    "intake:remap": staff(batch),
    "intake:start": staff(batch),
    "intake:discard": staff(batch),
    "intake:retry": staff(batch),
    "intake:bad_rows": staff(lambda s: ["22222222aaaa", "csv"]),
    "matching:how": get(EVERYBODY),
    "matching:runs": get(CENTRE),
    "matching:run": Row(CENTRE, lambda s: [1], is_missing=True),
    "matching:start": Row(frozenset({"manager"}), method="post", is_missing=True),
    "matching:comparison": get(CENTRE),
    "matching:policy": get(frozenset({"manager", "administrator"})),
    "matching:trial": get(frozenset({"manager", "administrator"}), trial),
    "matching:try_again": post(frozenset({"manager", "administrator"}), trial),
    "matching:save_policy": post(frozenset({"administrator"}), trial, based_on=1, reason="Theo góp ý hội nghị."),
    "matching:fairness": get(STAFF),
    "matching:people_without": get(STAFF),
    "matching:unshown": get(STAFF),
    "matching:employers_without": get(STAFF),
    "reports:figures": get(EVERYBODY),
    "reports:rows": get(STAFF, lambda s: ["tu-van"]),
    "reports:export": get(STAFF, lambda s: ["tu-van"]),
}
API = {
    "api:vacancies": get(EVERYBODY, q="may"),
    "api:vacancy": get(EVERYBODY, published),
    "api:occupations": get(EVERYBODY),
    "api:communes": get(EVERYBODY),
    "api:schema": get(EVERYBODY),
    "api:docs": get(EVERYBODY),
}
TABLE: dict[str, Row] = {
    **PUBLIC,
    **WORKER,
    **SAVED,
    **EMPLOYER,
    **POSTING,
    **ANSWERS,
    **INTERVIEWS,
    **LETTERS,
    **ACCOUNT,
    **DESK,
    **COUNTER,
    **API,
}
