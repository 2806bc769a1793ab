"""The counselling desk, apart from its counter."""

from tests.access.rows import STAFF, get, pair_at_desk, person, post
from tests.access.things import a_group
from tests.workers.factories import SessionFactory

DESK = {
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
    "desk:sensitive": post(STAFF, person, field="identity_number", why="check"),
    "desk:reason": post(STAFF, person, why="counter"),
    "desk:consent": post(STAFF, person, purposes="service", channel="paper"),
}
