"""Conferences, talks in the former districts and job fairs, with who came."""

from datetime import date, datetime, time, timedelta
from typing import Any

from portal.codes.gazetteer import gazetteer
from portal.standalone.demo.copying import Sheet
from portal.standalone.demo.names import table
from portal.standalone.demo.world import ZONE, Person, World
from workers.outreach.enums import Audience, EventKind
from workers.outreach.models import Attendance, OutreachEvent

_TALKS = (
    ("thành phố Thái Bình", "Phường Thái Bình"),
    ("huyện Vũ Thư", "Xã Vũ Thư"),
    ("huyện Kiến Xương", "Xã Kiến Xương"),
    ("huyện Tiền Hải", "Xã Tiền Hải"),
    ("huyện Thái Thụy", "Xã Thái Thụy"),
    ("huyện Đông Hưng", "Xã Đông Hưng"),
    ("huyện Hưng Hà", "Xã Hưng Hà"),
    ("huyện Quỳnh Phụ", "Xã Quỳnh Phụ"),
)
_WANTS = ("", "", "Tìm việc trong khu công nghiệp", "Học lái xe", "Đi làm việc ở Hàn Quốc", "Học nghề điện")


class Events:
    def __init__(self, world: World) -> None:
        self.world = world
        self.people = Sheet(
            Attendance, ("event_id", "worker_id", "name", "phone", "audience", "commune_id", "checked_in_at", "wants")
        )
        self.communes = {commune.name: commune.id for commune in gazetteer().of_province(world.province)}

    def hold(
        self,
        kind: EventKind,
        title: str,
        day: date,
        audiences: list[Audience],
        commune: str,
        partners: str,
        came: int,
        told: dict[str, Any] | None = None,
    ) -> None:
        """One event; ``came`` people checked in, a few more were listed. A coming event has only a list.

        ``told``: its seats and how to take part, where the table says so.
        """
        world = self.world
        told = told or {}
        begins = datetime.combine(day, time(8, 0), ZONE)
        key = self.communes[commune]
        event = OutreachEvent.objects.create(
            public_id=world.public_id(),
            kind=kind,
            title=title,
            audiences=[audience.value for audience in audiences],
            starts_at=begins,
            ends_at=begins + timedelta(hours=3, minutes=30),
            office_id=world.office_near.get(key, world.offices[0]),
            commune_id=key,
            venue=f"Hội trường trung tâm, {commune}" if kind != EventKind.JOB_FAIR else f"Nhà văn hóa, {commune}",
            partners=partners,
            description="Giới thiệu nhu cầu tuyển dụng, tư vấn nghề, chính sách học nghề và bảo hiểm thất nghiệp.",
            capacity=told.get("capacity"),
            how_to_join=told.get("how_to_join", "").strip(),
            created_at=min(begins - timedelta(days=20), world.now),
        )
        if kind == EventKind.JOB_FAIR:
            event.employers.add(*(firm.id for firm in world.random.sample(world.firms, min(12, len(world.firms)))))
        past = begins < world.now
        absent = came // 12 if past else 0
        for number, person in enumerate(self._listed(audiences, came + absent)):
            self._attend(event.pk, person, audiences, begins if past and number < came else None)

    def _listed(self, audiences: list[Audience], count: int) -> list[Person | None]:
        """Registered workers where the event is for workers; conscripts, pupils and students mostly are not."""
        world = self.world
        known = int(count * 0.6) if audiences == [Audience.WORKERS] else 0
        listed: list[Person | None] = list(world.random.sample(world.people, min(known, len(world.people))))
        listed += [None] * (count - len(listed))
        world.random.shuffle(listed)
        return listed

    def _attend(self, event: int, person: Person | None, audiences: list[Audience], begins: datetime | None) -> None:
        world, random = self.world, self.world.random
        audience = random.choice(audiences)
        young = audience != Audience.WORKERS
        female = world.chance(0.05 if audience in (Audience.SOLDIERS, Audience.POLICE) else 0.55)
        year = 2003 + random.randrange(5) if young else 1970 + random.randrange(35)
        known: tuple[int | None, str, str, str, int]
        if person:
            known = (person.id, person.name, person.phone, audience.value, person.commune_id)
        else:
            known = (None, world.person_name(female, year), world.mobile(), audience.value, world.commune())
        checked_in = begins - timedelta(minutes=random.randrange(40)) if begins else None
        self.people.add(event, *known, checked_in, random.choice(_WANTS))


def hold_events(world: World) -> None:
    """The conferences of 2024, the talks of the first quarter of 2025, fairs every year, and what is coming."""
    plan, events = world.plan, Events(world)
    for told, came in zip(table("events")["conference"], plan.conference_people, strict=True):
        audiences = [Audience(audience) for audience in told["audiences"]]
        events.hold(
            EventKind.CONFERENCE, told["title"], told["day"], audiences, told["commune"], told["partners"], came
        )
    days = world.working_days(date(2025, 2, 10), date(2025, 3, 25))
    chosen = world.random.sample(days, len(_TALKS))
    for (where, commune), came, day in zip(_TALKS, plan.talk_people, chosen, strict=True):
        title = f"Tư vấn, định hướng nghề nghiệp cho bộ đội, công an xuất ngũ {where}"
        audiences = [Audience.SOLDIERS, Audience.POLICE]
        events.hold(EventKind.DISTRICT_TALK, title, day, audiences, commune, "Ban Chỉ huy quân sự huyện", came)
    for year in (2024, 2025, world.today.year):
        days = world.working_days(date(year, 1, 15), min(date(year, 12, 10), world.yesterday))
        for number, day in enumerate(sorted(world.random.sample(days, plan.fairs_a_year)), 1):
            commune = world.random.choice(_TALKS)[1]
            title = f"Phiên giao dịch việc làm số {number}/{year}"
            came = int(plan.fair_people * world.random.uniform(0.7, 1.3))
            events.hold(EventKind.JOB_FAIR, title, day, [Audience.WORKERS], commune, "UBND xã", came)
    _coming(world, events)
    events.people.close()


def _coming(world: World, events: Events) -> None:
    for told in table("events")["coming"]:
        first = world.today + timedelta(days=told["days"])
        day = world.working_days(first, first + timedelta(days=10))[0]
        audiences = [Audience(audience) for audience in told["audiences"]]
        kind, listed = EventKind(told["kind"]), told["listed"]
        events.hold(kind, told["title"], day, audiences, told["commune"], told["partners"], listed, told)
