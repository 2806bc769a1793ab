"""What became of letters and hires, and people who draw unemployment benefit."""

from typing import Any, cast

from django.utils import timezone

from jobs.models import Referral
from jobs.outcomes.links import token_of as confirmation_token
from portal.accounts.models import User
from tests.access.rows import EVERYBODY, STAFF, get, person, post
from tests.access.scene import Scene
from tests.jobs.factories import PlacementFactory, ReferralFactory
from workers.insurance.models import BenefitPeriod
from workers.insurance.services import Decision, open_period


def a_letter(scene: Scene) -> list[Any]:
    return [_letter(scene).public_id]


def _letter(scene: Scene) -> Referral:
    by = cast(User, scene.users["counsellor"])
    known = Referral.objects.filter(application=scene.application).first()
    made: Referral = known or ReferralFactory.create(
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
