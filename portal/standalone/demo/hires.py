"""Referrals, applications and placements: the chain from a turn to a job still held."""

from bisect import bisect_right
from collections import Counter, defaultdict
from datetime import datetime, timedelta

from django.db import connection

from jobs.enums import ApplicationOrigin, ApplicationState
from jobs.models import (
    Application,
    ApplicationTransition,
    Placement,
    PlacementCheck,
    Referral,
    ReferralCounter,
    Vacancy,
)
from jobs.services.referrals import VALID_DAYS
from portal.accounts.models import Office
from portal.standalone.demo.copying import Sheet
from portal.standalone.demo.world import Offer, Person, Turn, World

_S = ApplicationState
_REASONS = (
    "Chưa đủ kinh nghiệm",
    "Đã tuyển đủ",
    "Không đến phỏng vấn",
    "Chưa phù hợp ca làm việc",
    "Mức lương chưa thống nhất",
)
_LETTERS, _LETTER_OPEN = 7, 24
"""How many of the last days' letters wait for an answer."""
_STILL_FREE = ("phothong", "donggoi", "may", "dientu")


class Hires:
    def __init__(self, world: World) -> None:
        self.world = world
        self.applications = Sheet(
            Application,
            (
                "public_id",
                "worker_id",
                "vacancy_id",
                "origin",
                "state",
                "letter",
                "reason",
                "reply_by",
                "created_at",
                "changed_at",
            ),
            agreement_id=None,
            event_id=None,
        )
        self.transitions = Sheet(
            ApplicationTransition, ("application_id", "before", "after", "actor_id", "reason", "at")
        )
        self.referrals = Sheet(
            Referral,
            (
                "public_id",
                "application_id",
                "number",
                "office_id",
                "issued_by_id",
                "issued_on",
                "valid_until",
                "session_id",
            ),
        )
        self.placements = Sheet(
            Placement,
            (
                "public_id",
                "application_id",
                "started_on",
                "monthly_pay",
                "contract_type",
                "recorded_by_id",
                "created_at",
            ),
        )
        self.checks = Sheet(
            PlacementCheck, ("placement_id", "month", "outcome", "checked_on", "checked_by_id"), note=""
        )
        self.referred: list[tuple[datetime, int, Turn]] = []
        self.taken: set[tuple[int, int]] = set()
        self.by_trade: dict[str, list[Offer]] = defaultdict(list)
        for offer in sorted(world.offers, key=lambda offer: (offer.opens, offer.id)):
            self.by_trade[offer.trade].append(offer)

    def close(self) -> None:
        self._write_referrals()
        for sheet in (self.applications, self.transitions, self.referrals, self.placements, self.checks):
            sheet.close()
        self._count_filled()

    def open_offer(self, person: Person, at: datetime, *, closed_since: bool = False) -> Offer | None:
        """An advert of the person's trade open at ``at``, else of work anybody may do, else any.

        ``closed_since``: only one that is closed today.
        """

        def fits(offer: Offer) -> bool:
            if offer.closes is None:
                return not closed_since and offer.opens <= at and (person.id, offer.id) not in self.taken
            free = offer.opens <= at < offer.closes and offer.filled < offer.headcount
            return free and (person.id, offer.id) not in self.taken

        for trade in (person.trade, *_STILL_FREE):
            offers = self.by_trade[trade]
            known = bisect_right(offers, at, key=lambda offer: offer.opens)
            for _ in range(12 if known else 0):
                offer = offers[self.world.random.randrange(max(0, known - 400), known)]
                if fits(offer):
                    return offer
        return next((offer for offer in self.world.offers if fits(offer)), None)

    def apply(
        self, person: Person, offer: Offer, at: datetime, turn: Turn | None, end: ApplicationState
    ) -> tuple[int, datetime]:
        """An application sent at ``at`` that came to ``end``; returns its key and when it got there."""
        world = self.world
        self.taken.add((person.id, offer.id))
        path = _path(world, end)
        moments = [at]
        for _ in path[1:]:
            moments.append(min(moments[-1] + timedelta(hours=world.random.randrange(6, 110)), world.now))
        reason = world.random.choice(_REASONS) if end == _S.NOT_HIRED else ""
        live = end in (_S.SUBMITTED, _S.VIEWED, _S.INTERVIEW, _S.OFFERED)
        key = self.applications.add(
            world.public_id(), person.id, offer.id,
            (ApplicationOrigin.REFERRAL if turn else ApplicationOrigin.WORKER).value, end.value,
            "" if turn or world.chance(0.5) else "Tôi muốn ứng tuyển vị trí này, mong được phỏng vấn.", reason,
            (at + timedelta(days=7)).date() if live else None, at, moments[-1],
        )  # fmt: skip
        before = ""
        for state, moment in zip(path, moments, strict=True):
            actor = turn.counsellor if turn and state == _S.SUBMITTED else None
            self.transitions.add(key, before, state.value, actor, reason if state == end else "", moment)
            before = state.value
        if turn:
            self.referred.append((at, key, turn))
        return key, moments[-1]

    def _write_referrals(self) -> None:
        """Numbered office by office in the order of issue, as the counter will go on."""
        codes = dict(Office.objects.values_list("pk", "code"))
        last: Counter[tuple[int, int]] = Counter()
        for at, application, turn in sorted(self.referred, key=lambda referred: referred[:2]):
            last[turn.office, at.year] += 1
            number = f"{last[turn.office, at.year]:04d}/{at.year}/GT-{codes[turn.office]}"
            self.referrals.add(
                self.world.public_id(), application, number, turn.office, turn.counsellor, at.date(),
                (at + timedelta(days=VALID_DAYS)).date(), turn.id,
            )  # fmt: skip
        ReferralCounter.objects.bulk_create(
            ReferralCounter(office_id=office, year=year, last=count) for (office, year), count in last.items()
        )

    def hire(self, person: Person, turn: Turn, *, stays: bool) -> bool:
        """Referred in ``turn``, hired and placed; whether the person still works there. False: nothing was open."""
        at = turn.at + timedelta(minutes=12)
        offer = self.open_offer(person, at, closed_since=self.world.plan.single_seat)
        if offer is None:
            return False
        application, hired = self.apply(person, offer, at, turn, _S.HIRED)
        offer.filled += 1
        offer.headcount += offer.closes is None
        self._place(application, offer, turn, hired, stays=stays)
        return True

    def _place(self, application: int, offer: Offer, turn: Turn, hired: datetime, *, stays: bool) -> None:
        world = self.world
        started = min((hired + timedelta(days=world.random.randrange(1, 8))).date(), world.today)
        pay = round(offer.pay * world.random.uniform(0.98, 1.2) / 100_000) * 100_000
        placement = self.placements.add(
            world.public_id(), application, started, pay, offer.contract, turn.counsellor, hired
        )
        leaves = 0 if stays else world.random.choice((1, 3, 3, 6))
        for month in (1, 3, 6):
            day = started + timedelta(days=30 * month + world.random.randrange(0, 6))
            if day > world.today:
                return
            gone = leaves and month >= leaves
            outcome = PlacementCheck.Outcome.LEFT if gone else PlacementCheck.Outcome.WORKING
            if not gone and world.chance(0.06):
                outcome = PlacementCheck.Outcome.UNREACHED
            self.checks.add(placement, month, outcome.value, day, turn.counsellor)
            if gone:
                return

    def _count_filled(self) -> None:
        """Seats taken: those hired through the centre, at closed adverts also some hired otherwise."""
        ids, filled, headcounts = [], [], []
        for offer in self.world.offers:
            if offer.closes is not None:
                offer.filled += int((offer.headcount - offer.filled) * self.world.random.betavariate(2, 1.4))
            if offer.filled:
                ids.append(offer.id)
                filled.append(offer.filled)
                headcounts.append(offer.headcount)
        table = connection.ops.quote_name(Vacancy._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} v SET filled = d.filled, headcount = d.headcount FROM unnest(%s::bigint[], %s::int[], "
                "%s::int[]) AS d(id, filled, headcount) WHERE v.id = d.id",
                [ids, filled, headcounts],
            )


def _path(world: World, end: ApplicationState) -> list[ApplicationState]:
    """The states an application went through to ``end``."""
    steps = {
        _S.SUBMITTED: [],
        _S.VIEWED: [],
        _S.INTERVIEW: [_S.VIEWED],
        _S.OFFERED: [_S.VIEWED, _S.INTERVIEW],
        _S.HIRED: [_S.VIEWED, _S.INTERVIEW, *([_S.OFFERED] if world.chance(0.5) else [])],
        _S.NOT_HIRED: [_S.VIEWED, *([_S.INTERVIEW] if world.chance(0.6) else [])],
        _S.WITHDRAWN: [_S.VIEWED] if world.chance(0.5) else [],
    }[end]
    return [_S.SUBMITTED, *steps, *([end] if end != _S.SUBMITTED else [])]


def write_hires(world: World) -> None:
    """Everyone the plan calls placed, those who left again, referrals that came to nothing, live applications."""
    hires, random, plan = Hires(world), world.random, world.plan
    for person in world.people:
        if not person.looking:
            for turn in person.turns:
                if hires.hire(person, turn, stays=True):
                    break
    seekers = [p for p in world.people if p.looking and p.turns]
    old_enough = world.now - timedelta(days=70)
    for person in random.sample([p for p in seekers if p.turns[0].at < old_enough], plan.left_again):
        hires.hire(person, person.turns[0], stays=False)
    for person in random.sample(seekers, min(len(seekers), (plan.placed + plan.left_again) * 6 // 5)):
        turn = random.choice(person.turns)
        offer = hires.open_offer(person, turn.at)
        if offer and turn.at < world.now - timedelta(days=25):
            hires.apply(
                person,
                offer,
                turn.at + timedelta(minutes=15),
                turn,
                random.choice((_S.NOT_HIRED, _S.NOT_HIRED, _S.WITHDRAWN)),
            )
    _live(world, hires, seekers)
    _lately_referred(world, hires, seekers)
    hires.close()


def _live(world: World, hires: Hires, seekers: list[Person]) -> None:
    """Applications under way: sent in the last three weeks to adverts published today."""
    states = (_S.SUBMITTED, _S.VIEWED, _S.INTERVIEW, _S.OFFERED)
    _to_the_demonstration_employer(world, hires, seekers)
    for person in world.random.sample(seekers, min(len(seekers), max(60, len(seekers) // 40))):
        at = world.now - timedelta(minutes=world.random.randrange(30, 21 * 24 * 60))
        offer = hires.open_offer(person, at)
        if offer and offer.closes is None and person.arrived < at:
            hires.apply(person, offer, at, None, world.random.choices(states, (45, 28, 20, 7))[0])


def _lately_referred(world: World, hires: Hires, seekers: list[Person]) -> None:
    """Letters of the head office whose end nobody has told yet."""
    since = world.now - timedelta(days=_LETTER_OPEN)
    turns = [(person.turns[-1], person) for person in seekers if person is not world.star]
    fresh = [(turn, person) for turn, person in turns if turn.office == world.offices[0] and turn.at > since]
    for number, (turn, person) in enumerate(sorted(fresh, key=lambda one: one[0].at)[-_LETTERS:]):
        offer = hires.open_offer(person, turn.at)
        if offer and offer.closes is None:
            end = (_S.SUBMITTED, _S.VIEWED, _S.INTERVIEW)[number % 3]
            hires.apply(person, offer, turn.at + timedelta(minutes=15), turn, end)


def _to_the_demonstration_employer(world: World, hires: Hires, seekers: list[Person]) -> None:
    """Its sign-in opens on candidates; the demonstration worker is one of them."""
    offers = [offer for offer in world.offers if offer.firm is world.firms[0] and offer.closes is None]
    sewing = [offer for offer in offers if offer.trade == "may"] or offers
    applicants = [person for person in seekers if person.trade == "may" and person is not world.star]
    chosen = world.random.sample(applicants, min(len(applicants), 18))
    states = (_S.SUBMITTED, _S.SUBMITTED, _S.VIEWED, _S.INTERVIEW)
    for number, person in enumerate(chosen):
        at = world.now - timedelta(hours=world.random.randrange(4, 200))
        offer = sewing[number % len(sewing)]
        if person.arrived < at and offer.opens < at:
            hires.apply(person, offer, at, None, states[number % len(states)])
    if world.star and world.star.turns and sewing:
        turn = world.star.turns[-1]
        offer = min(sewing, key=lambda offer: (offer.opens, offer.id))
        referred = offer.opens < turn.at
        at = turn.at + timedelta(minutes=10) if referred else offer.opens + timedelta(hours=2)
        hires.apply(world.star, offer, min(at, world.now), turn if referred else None, _S.INTERVIEW)
