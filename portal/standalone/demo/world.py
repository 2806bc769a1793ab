"""What every part of the demonstration centre shares: chance, time, code lists, tables being written."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.hashers import make_password

from portal.accounts.demo_signins import DEMO_PASSWORD
from portal.codes import places
from portal.codes.fields import ALPHABET
from portal.codes.models import (
    Benefit,
    ComputingSkill,
    IndustrialPark,
    Industry,
    Language,
    Licence,
    Occupation,
    PriorityGroup,
    SkillOfOccupation,
    SoftSkill,
    TrainingField,
)
from portal.standalone.demo.names import person, table
from portal.standalone.demo.plan import Plan

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_HOLIDAYS = (
    (date(2024, 2, 8), date(2024, 2, 14)),
    (date(2024, 4, 29), date(2024, 5, 1)),
    (date(2025, 1, 25), date(2025, 2, 2)),
    (date(2025, 4, 30), date(2025, 5, 2)),
    (date(2026, 2, 14), date(2026, 2, 22)),
    (date(2026, 4, 30), date(2026, 5, 1)),
)


@dataclass(frozen=True)
class Trade:
    """One trade of ``data/trades.toml`` with its keys in the code lists."""

    key: str
    facts: dict[str, Any]
    occupation_id: int
    skills: tuple[int, ...]
    licences: tuple[int, ...]
    fields: tuple[int, ...]

    def get(self, name: str, default: Any = None) -> Any:
        return self.facts.get(name, default)


@dataclass
class Firm:
    """An employer as the other parts need it."""

    id: int
    name: str
    kind: str
    commune_id: int
    park_id: int | None
    band: int
    zone: int
    phone: str
    contact: str
    mix: dict[str, int]
    known_from: datetime


@dataclass
class Offer:
    """A vacancy as the other parts need it."""

    id: int
    firm: Firm
    trade: str
    opens: datetime
    closes: datetime | None
    headcount: int
    pay: int
    contract: str
    filled: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """A counselling turn as the ledger needs it."""

    id: int
    at: datetime
    counsellor: int
    office: int


@dataclass
class Person:
    """A worker as the other parts need it."""

    id: int
    name: str
    trade: str
    commune_id: int
    birth_year: int
    female: bool
    arrived: datetime
    looking: bool
    phone: str
    online: bool
    abroad: bool = False
    disabled: bool = False
    turns: list["Turn"] = field(default_factory=list)


@dataclass
class World:
    plan: Plan
    today: date
    random: Random
    offices: list[int] = field(default_factory=list)
    counsellors: list[tuple[int, int]] = field(default_factory=list)
    """(user, office) of each counsellor."""
    manager: int = 0
    office_near: dict[int, int] = field(default_factory=dict)
    """Commune → its nearest office."""
    firms: list[Firm] = field(default_factory=list)
    waiting: list[Firm] = field(default_factory=list)
    """Employers that signed up this week and wait for verification."""
    offers: list[Offer] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    star: Person | None = None
    """The demonstration worker."""
    identities: int = 0

    @cached_property
    def password(self) -> str:
        """The demonstration password, hashed once."""
        return make_password(DEMO_PASSWORD)

    @property
    def now(self) -> datetime:
        """Just after midnight: everything told of has happened, whenever today the centre is set up."""
        return datetime.combine(self.today, time(0, 5), ZONE)

    @property
    def yesterday(self) -> date:
        return self.today - timedelta(days=1)

    def public_id(self) -> str:
        return "".join(self.random.choices(ALPHABET, k=12))

    def uuid(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def person_name(self, female: bool, birth_year: int) -> str:
        return person(self.random, female, birth_year)

    def mobile(self) -> str:
        """A well-formed mobile number of the 059 range, in which nobody is called today."""
        return f"059{self.random.randrange(10_000_000):07d}"

    def office_hour(self, day: date) -> datetime:
        """A minute of that day's office hours (7.30–11.30, 13.30–17.00)."""
        minute = self.random.randrange(450)
        start = time(7, 30) if minute < 240 else time(13, 30)
        return datetime.combine(day, start, ZONE) + timedelta(minutes=minute if minute < 240 else minute - 240)

    @staticmethod
    def working_days(first: date, last: date) -> list[date]:
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in days if day.weekday() < 5 and not any(start <= day <= end for start, end in _HOLIDAYS)]

    @cached_property
    def trades(self) -> dict[str, Trade]:
        occupations = dict(Occupation.objects.values_list("code", "pk"))
        licences = dict(Licence.objects.values_list("code", "pk"))
        fields = dict(TrainingField.objects.values_list("code", "pk"))
        skills: dict[str, list[int]] = {}
        for code, skill in SkillOfOccupation.objects.order_by("skill__code").values_list(
            "occupation__code", "skill_id"
        ):
            skills.setdefault(code, []).append(skill)
        return {
            key: Trade(
                key,
                facts,
                occupations[facts["code"]],
                tuple(skills.get(facts.get("skills_of", facts["code"]), ())),
                tuple(licences[code] for code in facts.get("licences", ())),
                tuple(fields[code] for code in facts.get("fields", ())),
            )
            for key, facts in table("trades").items()
        }

    @cached_property
    def supply(self) -> tuple[list[str], list[int]]:
        keys = list(self.trades)
        return keys, list(accumulate(self.trades[key].facts["supply"] for key in keys))

    @cached_property
    def benefits(self) -> dict[str, int]:
        return dict(Benefit.objects.values_list("code", "pk"))

    @cached_property
    def computing(self) -> dict[str, int]:
        return dict(ComputingSkill.objects.values_list("code", "pk"))

    @cached_property
    def languages(self) -> dict[str, int]:
        return dict(Language.objects.values_list("code", "pk"))

    @cached_property
    def licences(self) -> dict[str, int]:
        return dict(Licence.objects.values_list("code", "pk"))

    @cached_property
    def priority_groups(self) -> dict[str, int]:
        return dict(PriorityGroup.objects.values_list("code", "pk"))

    @cached_property
    def soft_skills(self) -> list[int]:
        return list(SoftSkill.objects.exclude(code="other").order_by("order").values_list("pk", flat=True))

    @cached_property
    def industries(self) -> dict[str, int]:
        return dict(Industry.objects.values_list("code", "pk"))

    @cached_property
    def province(self) -> int:
        return places.province_id(settings.CENTRE_PROVINCE)

    @cached_property
    def other_provinces(self) -> list[int]:
        """Where people of the delta go to work: Hải Phòng, Hà Nội, Bắc Ninh, Quảng Ninh."""
        return [places.province_id(code) for code in ("31", "01", "24", "22")]

    @cached_property
    def communes(self) -> tuple[list[int], list[int]]:
        """Communes of today's province, those of former Thái Bình and its town weighing most."""
        thai_binh = places.resolve("tỉnh Thái Bình cũ").best
        inside = set(thai_binh.communes) if thai_binh else set()
        home = sorted(places.gazetteer().of_province(self.province), key=lambda commune: commune.code)
        weights = [(30 if commune.name.startswith("Phường") else 14) if commune.id in inside else 2 for commune in home]
        return [commune.id for commune in home], list(accumulate(weights))

    def commune(self) -> int:
        keys, weights = self.communes
        return self.random.choices(keys, cum_weights=weights)[0]

    @cached_property
    def parks(self) -> list[tuple[int, int]]:
        """(park, commune); those in operation in former Thái Bình more often."""
        old = {"phuc-khanh", "nguyen-duc-canh", "gia-le", "song-tra", "cau-nghin", "tien-hai", "lien-ha-thai"}
        rows = IndustrialPark.objects.order_by("code").values_list("code", "pk", "commune_id")
        return [(pk, commune) for code, pk, commune in rows for _ in range(8 if code in old else 1)]
