"""Who looked at whose data: for managers, and on paper for the person at the desk."""

from tests.access.rows import STAFF, get, person, post

MANAGERS = frozenset({"manager"})

LOOKS = {
    "looks:audit": get(MANAGERS, tim="hoa", loai="ngoai-gio"),
    "looks:export": get(MANAGERS),
    "looks:person": get(STAFF, person),
    "looks:copy": post(STAFF, person),
}
