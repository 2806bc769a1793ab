"""Employers' pages: people, team, answers, interviews, letters."""

from typing import cast

from employers.team.services import token_of
from portal.accounts.models import User
from tests.access.rows import (
    EVERYBODY,
    MEMBERS,
    OWN_EMPLOYER,
    OWN_VACANCY,
    SIGNED_IN,
    STAFF,
    Row,
    get,
    own,
    pair,
    post,
    published,
)
from tests.access.things import (
    a_booked_interview,
    a_claim,
    a_decision,
    a_help_request,
    a_paper,
    a_report,
    an_attachment,
    an_interview,
    an_invitation,
    two_employers,
)

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
