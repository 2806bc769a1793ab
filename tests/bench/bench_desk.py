"""The counselling desk, my page and the centre's figures at province scale: server time and queries."""

import random
from collections.abc import Callable, Iterator, Mapping
from statistics import quantiles
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from jobs.matching.enums import Side
from jobs.matching.models import Match
from jobs.models import Application
from portal.accounts.enums import StaffRole
from portal.accounts.models import Staff, User
from tests.bench.centre import have
from tests.bench.figures import Figure, stopwatch
from workers.counselling.models import CounsellingSession
from workers.models import Worker

WARM = 5
"""Pages asked for before the watch starts: the bars are those of a process that has been up for a while."""
PERIODS = ("nam=2024", "nam=2025&ky=q1", "nam=2025", "tu=2024-03-05&den=2024-11-20")


def run(scale: str) -> Iterator[Figure]:
    have("province" if scale == "full" else "small")
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        rounds = 200 if scale == "full" else 30
        for figure in (*_desk(random.Random(5), rounds), *_my_page(random.Random(6), rounds), *_figures()):
            # The bars hold for the province; of thirty pages the slowest but one says more of the machine than of them.
            yield figure._replace(bar=None) if scale == "short" and figure.unit == "ms" else figure


def _desk(rnd: random.Random, rounds: int) -> Iterator[Figure]:
    staff = Staff.objects.filter(role=StaffRole.COUNSELLOR, is_active=True).order_by("id")[0]
    client = Client()
    client.force_login(staff.user)
    people = list(Worker.objects.order_by("id").values("folded_name", "birth_year", "phone"))
    asked = [_words(rnd, person) for person in rnd.sample(people, min(rounds, len(people)))]
    yield from bars("people search", client, [f"/ban-tu-van/nguoi/?q={words}" for words in asked], 80, htmx=True)
    seen = CounsellingSession.objects.filter(worker__office=staff.office_id).order_by("-id")
    ids = list(seen.values_list("worker__public_id", flat=True)[: rounds * 3])
    screens = [f"/ban-tu-van/nguoi/{public_id}/" for public_id in dict.fromkeys(ids)][:rounds]
    yield from bars("counselling screen", client, screens, 80)
    yield from bars("matches of the screen", client, [f"{address}viec/" for address in screens[:40]], None, htmx=True)
    yield from bars("counsellor's morning", client, ["/ban-tu-van/"] * 20, 80)
    yield from _caseload(client)


def _caseload(client: Client) -> Iterator[Figure]:
    """Mine, the office's by what each wants, nobody's; then what a leader sees."""
    lists = ["", "?cua=phong", "?cua=phong&loc=khong-viec", "?cua=phong&loc=vang&ngay=60&sort=name", "?cua=chua-ai"]
    yield from bars("caseload", client, [f"/ban-tu-van/ho-so/{one}" for one in lists] * 4, 100)
    leader = Staff.objects.filter(role=StaffRole.MANAGER, is_active=True).order_by("id")[0]
    leading = Client()
    leading.force_login(leader.user)
    pages = ["theo-can-bo/", "theo-tuan/", "chia/"]
    yield from bars("caseload of the office, led", leading, [f"/ban-tu-van/ho-so/{one}" for one in pages] * 7, 100)


def _my_page(rnd: random.Random, rounds: int) -> Iterator[Figure]:
    """Of people the last run has matches for, and of some who have applied; one account is lent to each in turn."""
    user = User.objects.create(email="nguoi@example.test")
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    matched = Match.objects.filter(side=Side.WORKER, rank=1).order_by("worker").values_list("worker", flat=True)
    applied = Application.objects.order_by("worker").values_list("worker", flat=True).distinct()
    without = set(Worker.objects.filter(user=None).values_list("pk", flat=True))
    half = [[key for key in keys if key in without] for keys in (matched, applied)]
    people = [key for keys in half for key in rnd.sample(keys, min(len(keys), rounds // 2))]

    def lend(position: int) -> None:
        Worker.objects.filter(user=user).update(user=None)
        Worker.objects.filter(pk=people[position]).update(user=user)

    yield from bars("my page", client, ["/cua-toi/"] * len(people), 60, before=lend)
    Worker.objects.filter(user=user).update(user=None)
    user.delete()


def _words(rnd: random.Random, person: Mapping[str, Any]) -> str:
    """What somebody at the counter says of themselves."""
    name = str(person["folded_name"]).split()
    said: list[Callable[[], str]] = [
        lambda: "+".join(name),
        lambda: f"{name[-1]}+{person['birth_year'] or ''}",
        lambda: f"{name[0]}+{name[-1]}",
        lambda: name[-1],
        lambda: str(person["phone"] or name[-1])[-4:],
        lambda: f"{name[-1]}+vu+thu",
        lambda: "nguyen",
    ]
    return rnd.choice(said)()


def _figures() -> Iterator[Figure]:
    yield from bars("figures page", Client(), [f"/so-lieu/?{period}" for period in PERIODS] * 5, 400)


def bars(
    name: str,
    client: Client,
    addresses: list[str],
    bar: float | None,
    *,
    htmx: bool = False,
    before: Callable[[int], object] = lambda position: None,
) -> Iterator[Figure]:
    """``before`` is called with each address's position, off the clock."""
    headers = {"HX-Request": "true"} if htmx else {}
    for position, address in enumerate(addresses[:WARM]):
        before(position)
        client.get(address, headers=headers)
    spent, queries = [], 0
    for position, address in enumerate(addresses):
        cache.clear()
        before(position)
        with stopwatch() as watch:
            answer = client.get(address, headers=headers)
        assert answer.status_code == 200, address
        spent.append(watch.seconds * 1000)
        if position < 10:
            with CaptureQueriesContext(connection) as captured:
                client.get(address, headers=headers)
            queries = max(queries, len(captured))
    yield Figure(f"{name}, p95", quantiles(spent, n=20)[-1], "ms", bar)
    yield Figure(f"{name}, queries at most", queries, "queries", 12 if bar else None)
