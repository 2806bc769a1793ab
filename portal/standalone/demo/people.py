"""Workers with what they can, have done and want."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from portal.accounts.crypto import search_hash
from portal.codes.enums import ContractType, Proficiency, Purpose, Sex, WorkingTime
from portal.codes.text import fold_words
from portal.standalone.demo.copying import Sheet
from portal.standalone.demo.staff import office_of
from portal.standalone.demo.world import ZONE, Person, Trade, World
from workers.enums import ConsentChannel, ConsentPurpose, Origin, Search, Visibility
from workers.models import (
    Consent,
    WantedOccupation,
    WantedPlace,
    Worker,
    WorkerComputing,
    WorkerLanguage,
    WorkerLicence,
    WorkerSkill,
    WorkHistory,
    WorkWish,
)

_WORKER = (
    "public_id", "office_id", "registered_by_id", "origin", "full_name", "folded_name", "birth_date", "birth_year",
    "sex", "identity_number", "identity_hash", "phone", "email", "permanent_commune_id", "commune_id", "address",
    "sensitive_groups", "general_education", "qualification", "training_field_id", "specialty",
    "stated_experience_months", "worked_abroad", "search", "visibility", "created_at", "updated_at",
)  # fmt: skip
_WISH = (
    "worker_id", "any_manual_work", "contract_types", "working_times", "purposes", "can_shifts", "can_travel",
    "can_secondment", "pay_min", "pay_negotiable", "accepts_move", "max_lifting", "max_standing", "hearing", "sight",
    "can_start_on", "overseas_countries",
)  # fmt: skip
WORDING = (
    "Tôi đã đọc lại và đồng ý để tổ chức dịch vụ việc làm sử dụng các thông tin nói trên phục vụ cho công tác "
    "tư vấn, giới thiệu việc làm, kết nối cung - cầu lao động."
)
_PURPOSE_WORDING = {
    ConsentPurpose.MATCHING: "Tôi đồng ý để hệ thống tự động tìm việc phù hợp cho tôi hằng đêm.",
    ConsentPurpose.SHARE: "Tôi đồng ý để doanh nghiệp có việc phù hợp xem hồ sơ và liên hệ với tôi.",
    ConsentPurpose.MESSAGES: "Tôi đồng ý nhận tin nhắn về việc làm mới.",
    ConsentPurpose.SENSITIVE: "Tôi đồng ý để trung tâm lưu thông tin về khuyết tật, dân tộc của tôi.",
}


class People:
    """Writes workers one after the other."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.workers = Sheet(Worker, _WORKER, version=1)
        self.wishes = Sheet(WorkWish, _WISH)
        self.occupations = Sheet(WantedOccupation, ("worker_id", "rank", "title", "occupation_id"))
        self.places = Sheet(WantedPlace, ("worker_id", "rank", "province_id", "commune_id", "park_id", "radius_km"))
        self.history = Sheet(
            WorkHistory, ("worker_id", "employer_name", "title", "occupation_id", "duties", "starts_on", "ends_on")
        )
        self.skills = Sheet(WorkerSkill, ("worker_id", "skill_id"))
        self.languages = Sheet(WorkerLanguage, ("worker_id", "language_id", "proficiency"))
        self.computing = Sheet(WorkerComputing, ("worker_id", "skill_id", "proficiency"))
        self.licences = Sheet(WorkerLicence, ("worker_id", "licence_id", "valid_to"))
        self.consents = Sheet(
            Consent, ("worker_id", "purpose", "wording", "channel", "recorded_by_id", "given_at", "withdrawn_at")
        )
        self.groups = Sheet(Worker.priority_groups.through, ("worker_id", "prioritygroup_id"))
        self.soft = Sheet(Worker.soft_skills.through, ("worker_id", "softskill_id"))
        self.names: dict[str, list[str]] = {}
        """Employers where a trade is worked, by trade."""
        for firm in world.firms:
            for trade in firm.mix:
                self.names.setdefault(trade, []).append(firm.name)

    def close(self) -> None:
        for sheet in (
            self.workers, self.wishes, self.occupations, self.places, self.history, self.skills, self.languages,
            self.computing, self.licences, self.consents, self.groups, self.soft,
        ):  # fmt: skip
            sheet.close()

    def write(self, arrived: datetime, *, looking: bool, online: bool) -> Person:
        """One worker who first came, or registered online, at ``arrived``."""
        world, random = self.world, self.world.random
        keys, weights = world.supply
        trade = world.trades[random.choices(keys, cum_weights=weights)[0]]
        female = world.chance(trade.facts["women"])
        youngest, oldest = arrived.year - 17, 1964 if not female else 1967
        birth = date(int(random.triangular(oldest, youngest + 1, 1996)), 1, 1) + timedelta(days=random.randrange(365))
        commune = world.commune()
        experience = _experience(world, trade, arrived.year - birth.year)
        person = Person(
            0, world.person_name(female, birth.year), trade.key, commune, birth.year, female, arrived, looking,
            world.mobile(), online, abroad=world.chance(0.03), disabled=world.chance(0.012),
        )  # fmt: skip
        person.id = self._worker(person, birth, trade, experience)
        self._wish(person, trade)
        self._history(person, trade, experience)
        self._abilities(person, trade, experience)
        self._consents(person)
        return person

    def _worker(self, person: Person, birth: date, trade: Trade, experience: int) -> int:
        world, random = self.world, self.world.random
        office = office_of(world, person.commune_id)
        counsellor = random.choice([user for user, place in world.counsellors if place == office] or [None])
        identity = _identity(world, person, birth) if world.chance(0.94) else ""
        qualification = _qualification(world, trade, experience)
        general = 3 if qualification >= 3 else random.choices((1, 2, 3), (4, 46, 50))[0]
        visibility = random.choices(list(Visibility), (18, 44, 38))[0]
        search = Search.NOT_LOOKING
        if person.looking:
            search = Search.LOOKING if world.chance(0.86) else Search.OPEN
        return self.workers.add(
            world.public_id(), office, None if person.online else counsellor,
            (Origin.SELF if person.online else Origin.COUNTER).value, person.name, fold_words(person.name),
            birth if world.chance(0.97) else None, birth.year, (Sex.FEMALE if person.female else Sex.MALE).value,
            identity, search_hash(identity) if identity else None, person.phone,
            f"nguoi{world.random.randrange(10**8)}@demo.example" if world.chance(0.2) else "", person.commune_id,
            person.commune_id, f"Thôn {random.randrange(1, 14)}", "disabled" if person.disabled else "",
            general if world.chance(0.97) else None, qualification if world.chance(0.95) else None,
            random.choice(trade.fields) if trade.fields and qualification >= 3 else None, "",
            experience if world.chance(0.8) else None, "Hàn Quốc" if person.abroad else "",
            search.value, visibility.value, person.arrived, person.arrived,
        )  # fmt: skip

    def _wish(self, person: Person, trade: Trade) -> None:
        world, random = self.world, self.world.random
        low = trade.facts["pay"][0] * random.uniform(0.72, 1.08)
        pay = round(low * 2) * 500_000 if world.chance(0.86) else None
        manual = not trade.get("qualification", 0) and world.chance(0.4)
        move = world.chance(0.12) or None
        wants_part = world.chance(0.07)
        self.wishes.add(
            person.id, True if manual else random.choice((False, None)),
            [ContractType.FROM_12_TO_36.value, ContractType.INDEFINITE.value] if world.chance(0.35) else [],
            [WorkingTime.PART.value] if wants_part else [WorkingTime.FULL.value] if world.chance(0.7) else [],
            [Purpose.LASTING.value] if world.chance(0.4) and not wants_part else [],
            random.choices((True, False, None), (56, 22, 22))[0], random.choices((True, False, None), (25, 35, 40))[0],
            None, pay, pay is None, move, random.choices((None, 0, 1, 2), (55, 12, 23, 10))[0],
            random.choices((None, 1, 2), (60, 15, 25))[0], 2 if world.chance(0.2) else None,
            1 if world.chance(0.3) else None, person.arrived.date() if world.chance(0.6) else None,
            ["KR"] if world.chance(0.03) else ["JP"] if world.chance(0.02) else [],
        )  # fmt: skip
        self.occupations.add(person.id, 1, random.choice(trade.facts["titles"]), trade.occupation_id)
        if world.chance(0.32):
            keys, weights = world.supply
            second = world.trades[random.choices(keys, cum_weights=weights)[0]]
            if second.occupation_id != trade.occupation_id:
                self.occupations.add(person.id, 2, random.choice(second.facts["titles"]), second.occupation_id)
        self._places(person)

    def _places(self, person: Person) -> None:
        world, random = self.world, self.world.random
        roll = random.random()
        if roll < 0.66:
            radius = random.choice((8, 10, 12, 15, 15, 20, 25))
            self.places.add(person.id, 1, None, person.commune_id, None, radius)
        elif roll < 0.88:
            self.places.add(person.id, 1, world.province, None, None, None)
        else:
            park, commune = random.choice(world.parks)
            self.places.add(person.id, 1, None, commune, park, 5)
        if world.chance(0.14):
            self.places.add(person.id, 2, random.choice(world.other_provinces), None, None, None)

    def _history(self, person: Person, trade: Trade, months: int) -> None:
        """Jobs one before the other, the last one ending before the person came."""
        world, random = self.world, self.world.random
        end = person.arrived.date() - timedelta(days=random.randrange(3, 240))
        left = months
        for _ in range(3):
            if left < 3:
                return
            span = left if left <= 14 or world.chance(0.35) else random.randrange(6, left)
            start = end - timedelta(days=span * 30)
            firm = (
                random.choice(self.names[trade.key])
                if world.chance(0.55) and trade.key in self.names
                else random.choice(_ELSEWHERE)
            )
            duty = ". ".join(random.sample(trade.facts["duties"], 2)) + "."
            self.history.add(
                person.id, firm, random.choice(trade.facts["titles"]), trade.occupation_id, duty, start, end
            )
            left -= span
            end = start - timedelta(days=random.randrange(5, 150))

    def _abilities(self, person: Person, trade: Trade, months: int) -> None:
        world, random = self.world, self.world.random
        most = 2 if months < 6 else 5
        for skill in random.sample(
            trade.skills, min(len(trade.skills), random.randrange(0 if months < 6 else 1, most + 1))
        ):
            self.skills.add(person.id, skill)
        known = dict(trade.get("languages", ()))
        if not known and world.chance(0.09):
            known = {random.choice(("en", "en", "en", "zh", "ko", "ja")): Proficiency.AVERAGE.value}
        for code, level in known.items():
            self.languages.add(person.id, world.languages[code], level)
        computing = set(trade.get("computing", ())) | ({"office"} if world.chance(0.16) else set())
        for code in sorted(computing):
            self.computing.add(person.id, world.computing[code], random.randrange(1, 4))
        held = {licence for licence in trade.licences if world.chance(0.85)}
        if world.chance(0.5):
            held.add(world.licences["drive-a1"])
        if world.chance(0.07):
            held.add(world.licences["drive-b"])
        for licence in sorted(held):
            self.licences.add(person.id, licence, None)
        for soft in random.sample(world.soft_skills, random.choice((0, 0, 1, 2, 3))):
            self.soft.add(person.id, soft)
        if not person.female and 19 <= person.arrived.year - person.birth_year <= 26 and world.chance(0.14):
            self.groups.add(person.id, world.priority_groups["soldier" if world.chance(0.8) else "police"])
        elif world.chance(0.02):
            self.groups.add(person.id, world.priority_groups["near_poor" if world.chance(0.6) else "poor"])

    def _consents(self, person: Person) -> None:
        """Everyone to the service; all who look also to matching; sharing and messages as they please."""
        world = self.world
        channel = (ConsentChannel.WEB if person.online else ConsentChannel.PAPER).value
        given = {ConsentPurpose.SERVICE: WORDING}
        wanted = [ConsentPurpose.MATCHING] if person.looking or world.chance(0.5) else []
        wanted += [purpose for purpose in (ConsentPurpose.SHARE, ConsentPurpose.MESSAGES) if world.chance(0.75)]
        if person.disabled:
            wanted.append(ConsentPurpose.SENSITIVE)
        given |= {purpose: _PURPOSE_WORDING[purpose] for purpose in wanted}
        for purpose, wording in given.items():
            self.consents.add(person.id, purpose.value, wording, channel, None, person.arrived, None)


_ELSEWHERE = (
    "Công ty ở Hải Phòng", "Công ty ở Bắc Ninh", "Xưởng may gia đình", "Tổ hợp tác trong thôn", "Làm tự do",
    "Công ty ở Hà Nội", "Công ty ở Bình Dương", "Cơ sở sản xuất tư nhân",
)  # fmt: skip


def _experience(world: World, trade: Trade, age: int) -> int:
    """Months of work in the trade."""
    if world.chance(0.2):
        return 0
    most = min(max(age - 18, 0) * 12, 180)
    return int(most * world.random.betavariate(1.3, 2.6))


def _qualification(world: World, trade: Trade, experience: int) -> int:
    usual = int(trade.get("qualification", 0))
    if usual:
        return world.random.choices((usual, max(usual - 1, 0), min(usual + 1, 7)), (76, 15, 9))[0]
    return world.random.choices((0, 1, 2, 3, 4, 5), (58, 22 if experience > 24 else 6, 7, 6, 4, 3))[0]


def _identity(world: World, person: Person, birth: date) -> str:
    """Province of registration, century and sex, year, and a running number no registry has reached."""
    century = (2 if birth.year >= 2000 else 0) + int(person.female)
    province = "034" if world.chance(0.93) else "033"
    return f"{province}{century}{birth.year % 100:02d}9{person_number(world):05d}"


def person_number(world: World) -> int:
    """Counts identity numbers, so that no two people share one."""
    world.identities += 1
    return world.identities % 100_000


def write_people(world: World, advance: Callable[[int], object]) -> None:
    """All workers in the order in which they came; ``advance(n)`` is called as they are written."""
    plan, people = world.plan, People(world)
    arrivals: list[tuple[datetime, bool]] = []
    for period in plan.periods:
        days = world.working_days(period.first, period.last)
        arrivals += [(world.office_hour(world.random.choice(days)), False) for _ in range(period.newcomers)]
    span = (world.yesterday - date(2024, 2, 1)).days
    for _ in range(plan.online):
        day = date(2024, 2, 1) + timedelta(days=world.random.randrange(span))
        arrivals.append((datetime(day.year, day.month, day.day, 20, world.random.randrange(60), tzinfo=ZONE), True))
    arrivals.sort()
    counter = [place for place, (_, online) in enumerate(arrivals) if not online]
    placed = set(world.random.sample(counter[: len(counter) - len(counter) // 100], plan.placed))
    for place, (arrived, online) in enumerate(arrivals):
        world.people.append(people.write(arrived, looking=place not in placed, online=online))
        if place % 500 == 499:
            advance(500)
    people.close()
    world.star = next(
        person
        for person in reversed(world.people)
        if person.looking and person.female and person.trade == "may" and not person.online
    )
