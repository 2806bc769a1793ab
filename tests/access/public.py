"""Pages for everybody, and the open data."""

from typing import cast

from portal.accounts.models import User
from portal.notices.services import unsubscribe_token
from tests.access.rows import EVERYBODY, SIGNED_IN, WORKERS, Row, get, post, published
from tests.access.things import event, programme, programme_applied

PUBLIC = {
    "healthz": get(EVERYBODY),
    "readyz": get(EVERYBODY),
    "jobs:home": get(EVERYBODY),
    "jobs:search": get(EVERYBODY),
    "jobs:vacancy": get(EVERYBODY, published),
    "jobs:employer": get(EVERYBODY, lambda s: [s.employer.public_id]),
    "privacy": get(EVERYBODY),
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
    "styleguide": Row(EVERYBODY, is_missing=True),
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
API = {
    "api:vacancies": get(EVERYBODY, q="may"),
    "api:vacancy": get(EVERYBODY, published),
    "api:occupations": get(EVERYBODY),
    "api:communes": get(EVERYBODY),
    "api:schema": get(EVERYBODY),
    "api:docs": get(EVERYBODY),
}
