"""A job seeker's own pages, and what they keep."""

from jobs.saved.searches import stop_token
from tests.access.rows import EVERYBODY, STAFF, WORKERS, Row, get, post, published
from tests.access.things import a_dismissal, a_kept_paper, a_lesson, a_request, favourite, own_search, saved_search

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
