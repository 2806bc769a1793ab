"""Counselling: every turn one record, the people of each period as many as the plan says."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from portal.standalone.demo.copying import Sheet
from portal.standalone.demo.names import table
from portal.standalone.demo.plan import Period
from portal.standalone.demo.staff import office_of
from portal.standalone.demo.world import Person, Turn, World
from workers.counselling.enums import Channel, Topic
from workers.counselling.models import CounsellingSession

_COLUMNS = (
    "public_id", "worker_id", "walk_in_name", "walk_in_phone", "counsellor_id", "office_id", "at", "channel", "topics",
    "need", "advice", "next_step", "next_on", "visit", "submission", "created_at",
)  # fmt: skip
_TOPICS = (
    ([Topic.JOBS], 40),
    ([Topic.INSURANCE], 18),
    ([Topic.JOBS, Topic.TRAINING], 12),
    ([Topic.INSURANCE, Topic.JOBS], 12),
    ([Topic.POLICY], 8),
    ([Topic.TRAINING], 6),
    ([Topic.OVERSEAS], 4),
)
_CHANNELS = ((Channel.COUNTER, 68), (Channel.PHONE, 24), (Channel.ONLINE, 8))


class Turns:
    def __init__(self, world: World) -> None:
        self.world = world
        self.sheet = Sheet(CounsellingSession, _COLUMNS, private_note="", event_id=None)
        self.staff: dict[int, list[int]] = {}
        for user, office in world.counsellors:
            self.staff.setdefault(office, []).append(user)

    def write(self, at: datetime, person: Person | None, topics: list[Topic] | None = None) -> None:
        """One turn of ``person``, or of a walk-in who does not register."""
        world, random = self.world, self.world.random
        office = office_of(world, person.commune_id) if person and world.chance(0.8) else world.offices[0]
        counsellor = random.choice(self.staff[office])
        chosen = topics or random.choices([t for t, _ in _TOPICS], [w for _, w in _TOPICS])[0]
        need, advice, step, days = _said(world, chosen[0], person)
        key = self.sheet.add(
            world.public_id(), person.id if person else None,
            "" if person else world.person_name(world.chance(0.5), 1970 + random.randrange(35)),
            "" if person else world.mobile(), counsellor, office, at,
            random.choices([c.value for c, _ in _CHANNELS], [w for _, w in _CHANNELS])[0],
            [topic.value for topic in chosen], need, advice, step,
            (at + timedelta(days=days)).date() if days else None, world.uuid(), world.uuid(), at,
        )  # fmt: skip
        if person and Topic.JOBS in chosen:
            person.turns.append(Turn(key, at, counsellor, office))


def _said(world: World, topic: Topic, person: Person | None) -> tuple[str, str, str, int]:
    """Need, advice, next step and the days until it (0: none agreed)."""
    phrases = table("phrases")[topic.value]
    random = world.random
    job = random.choice(world.trades[person.trade].facts["titles"]).lower() if person else "lao động phổ thông"
    need = random.choice(phrases["need"]).format(job=job)
    advice = " ".join(random.sample(phrases["advice"], min(2, len(phrases["advice"])))).format(job=job)
    if not world.chance(0.3):
        return need, advice, "", 0
    return need, advice, random.choice(phrases["step"]), random.choice((3, 5, 7, 7, 10, 14))


def _moments(world: World, period: Period) -> Iterator[tuple[datetime, Person | None]]:
    """When whom: newcomers on arrival, then returning people, then people once more, then walk-ins."""
    random, days = world.random, world.working_days(period.first, period.last)

    def any_time() -> datetime:
        return min(world.office_hour(random.choice(days)), world.now - timedelta(minutes=5))

    came = [p for p in world.people if not p.online and period.first <= p.arrived.date() <= period.last]
    before = [p for p in world.people if p.arrived.date() < period.first]
    back = random.sample(before, period.people - len(came)) if period.people > len(came) else []
    for person in came:
        yield person.arrived, person
    for person in back:
        yield any_time(), person
    everyone = came + back
    for person in random.choices(everyone, k=period.turns - period.walk_ins - len(everyone)):
        yield max(any_time(), person.arrived + timedelta(minutes=25)), person
    for _ in range(period.walk_ins):
        yield any_time(), None


def write_turns(world: World, advance: Callable[[int], object]) -> None:
    turns = Turns(world)
    for period in world.plan.periods:
        moments = sorted(_moments(world, period), key=lambda moment: (moment[0], moment[1].id if moment[1] else 0))
        last = datetime.combine(period.last, datetime.max.time(), world.now.tzinfo)
        for number, (at, person) in enumerate(moments, 1):
            # Whoever was brought to work came for work the first time.
            first = person is not None and not person.turns and (not person.looking or person is world.star)
            turns.write(min(at, last), person, [Topic.JOBS] if first else None)
            if number % 1_000 == 0:
                advance(1_000)
    turns.sheet.close()
