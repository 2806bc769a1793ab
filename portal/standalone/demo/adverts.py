"""Vacancies: three years of adverts, the headcounts of the plan exactly."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate, pairwise
from typing import Any

from jobs.enums import CloseReason, VacancyOrigin, VacancyState
from jobs.models import (
    Vacancy,
    VacancyComputing,
    VacancyLanguage,
    VacancyLicence,
    VacancyPlace,
    VacancySkill,
    VacancyTransition,
)
from portal.codes.enums import ContractType, PayUnit, Position, Purpose, RecruitMethod, WorkingTime, WorkSetting
from portal.codes.gazetteer import gazetteer
from portal.codes.text import fold_words
from portal.standalone.demo.copying import Sheet
from portal.standalone.demo.texts import advert
from portal.standalone.demo.world import Firm, Offer, Trade, World

_COLUMNS = (
    "public_id", "employer_id", "origin", "state", "close_reason", "created_at", "updated_at", "published_at",
    "closed_at", "deadline", "title", "folded_title", "description", "requirements", "benefits_text", "occupation_id",
    "headcount", "position", "pay_min", "pay_max", "pay_negotiable", "pay_commission", "monthly_min", "monthly_max",
    "meals", "dormitory", "experience_min_months", "general_education_min", "qualification_min", "training_field_id",
    "contract_type", "working_time", "purpose", "needs_shifts", "needs_travel", "setting", "lifting", "standing",
    "hearing", "sight", "handling", "starts_by", "recruit_methods", "contact_name", "contact_position",
    "contact_phone", "contact_email",
)  # fmt: skip
_ZONE_PAY = {1: 1.18, 2: 1.08, 3: 1.0, 4: 0.96}
_MEALS = ("one", "one", "one", "cash", "none", "two", "")
_WAGE_GROWTH = {2024: 0.90, 2025: 0.95}


@dataclass(frozen=True)
class Batch:
    """Some adverts of one time: how many, with how many seats in all, and in which state they are today."""

    first: date
    last: date
    count: int
    seats: int
    firms: int
    """Only the first so many employers, each of them at least once where the count allows."""
    published: bool = False


class Adverts:
    """Writes vacancies and all that hangs on them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.vacancies = Sheet(Vacancy, _COLUMNS, pay_unit=PayUnit.MONTH.value, needs_secondment=None)
        self.places = Sheet(VacancyPlace, ("vacancy_id", "province_id", "commune_id", "park_id"))
        self.skills = Sheet(VacancySkill, ("vacancy_id", "skill_id", "is_required"))
        self.languages = Sheet(VacancyLanguage, ("vacancy_id", "language_id", "proficiency"))
        self.computing = Sheet(VacancyComputing, ("vacancy_id", "skill_id", "proficiency"))
        self.licences = Sheet(VacancyLicence, ("vacancy_id", "licence_id"))
        self.benefits = Sheet(Vacancy.benefits.through, ("vacancy_id", "benefit_id"))
        self.transitions = Sheet(VacancyTransition, ("vacancy_id", "before", "after", "actor_id", "reason", "at"))
        self.soft = Sheet(Vacancy.soft_skills.through, ("vacancy_id", "softskill_id"))
        self.pool = {
            band: list(accumulate(firm.band**2 for firm in world.firms[:band]))
            for band in (len(world.firms), world.plan.employers - world.plan.new_employers)
        }

    def close(self) -> None:
        for sheet in (
            self.vacancies, self.places, self.skills, self.languages, self.computing, self.licences, self.benefits,
            self.soft, self.transitions,
        ):  # fmt: skip
            sheet.close()

    def write(self, batch: Batch) -> None:
        """Write one batch; the seats of its adverts add up to ``batch.seats``."""
        world = self.world
        days = world.working_days(batch.first, batch.last)
        firms = self._firms(batch)
        trades = [_trade_of(world, firm) for firm in firms]
        seats = _share_out(world, [world.trades[trade] for trade in trades], firms, batch.seats)
        for firm, trade, count in zip(firms, trades, seats, strict=True):
            opens = world.office_hour(world.random.choice(days))
            if opens < firm.known_from:
                opens = max(opens, firm.known_from + timedelta(days=1))
            opens = min(opens, world.now - timedelta(minutes=world.random.randrange(5, 200)))
            state = VacancyState.PUBLISHED if batch.published else VacancyState.CLOSED
            self._vacancy(firm, world.trades[trade], count, opens, state)

    def submit(self, firm: Firm) -> None:
        """One advert that waits for the centre's approval."""
        trade = self.world.trades[_trade_of(self.world, firm)]
        opens = self.world.now - timedelta(hours=self.world.random.randrange(2, 30))
        self._vacancy(
            firm,
            trade,
            self.world.random.randrange(*trade.facts["seats"]) if trade.facts["seats"][1] > 1 else 1,
            opens,
            VacancyState.SUBMITTED,
        )

    def _firms(self, batch: Batch) -> list[Firm]:
        """Every one of the first ``batch.firms`` once, then the larger more often."""
        firms = self.world.firms[: batch.firms]
        once = firms[: batch.count]
        more = self.world.random.choices(firms, cum_weights=self.pool[batch.firms], k=batch.count - len(once))
        return [*once, *more]

    def _vacancy(self, firm: Firm, trade: Trade, seats: int, opens: datetime, state: VacancyState) -> None:
        world, random = self.world, self.world.random
        closed = state == VacancyState.CLOSED
        closes = min(opens + timedelta(days=random.randrange(20, 75)), world.now) if closed else None
        facts = _facts(world, trade, firm, seats, opens)
        home = gazetteer().communes[firm.commune_id]
        words = advert(world, trade, firm, home.name, facts)
        created = opens - timedelta(minutes=random.randrange(10, 400))
        if created.year != opens.year:
            created = opens
        deadline = closes.date() if closes else world.today + timedelta(days=random.randrange(3, 60))
        key = self.vacancies.add(
            world.public_id(), firm.id, _origin(world), state.value, _close_reason(world) if closes else "", created,
            closes or opens, None if state == VacancyState.SUBMITTED else opens, closes, deadline, words.title,
            fold_words(words.title)[:255], words.description, words.requirements, words.benefits, trade.occupation_id,
            seats, facts["position"], facts["pay_min"], facts["pay_max"], facts["pay_negotiable"],
            facts["pay_commission"], facts["pay_min"], facts["pay_max"], facts["meals"], facts["dormitory"],
            facts["experience_min_months"], facts["general_education_min"], facts["qualification_min"],
            random.choice(trade.fields) if trade.fields and facts["qualification_min"] else None,
            facts["contract_type"], facts["working_time"], facts["purpose"], facts["needs_shifts"],
            facts["needs_travel"], facts["setting"], facts["lifting"], facts["standing"], facts["hearing"],
            facts["sight"], facts["handling"], facts["starts_by"], facts["recruit_methods"], firm.contact,
            "Phụ trách tuyển dụng", firm.phone, "",
        )  # fmt: skip
        self._details(key, firm, trade, facts)
        self._moves(key, state, created, opens, closes)
        if state != VacancyState.SUBMITTED:
            pay = facts["pay_min"] or int(trade.facts["pay"][0] * 1_000_000)
            world.offers.append(Offer(key, firm, trade.key, opens, closes, seats, pay, facts["contract_type"]))

    def _moves(
        self, key: int, state: VacancyState, created: datetime, opens: datetime, closes: datetime | None
    ) -> None:
        """The states it went through, approved by the centre's manager."""
        path: list[tuple[VacancyState, datetime, int | None]] = [
            (VacancyState.DRAFT, created, None),
            (VacancyState.SUBMITTED, created, None),
        ]
        if state != VacancyState.SUBMITTED:
            path.append((VacancyState.PUBLISHED, opens, self.world.manager))
        if closes:
            path.append((VacancyState.CLOSED, closes, None))
        for (before, _, _), (after, at, actor) in pairwise(path):
            self.transitions.add(key, before.value, after.value, actor, "", at)

    def _details(self, key: int, firm: Firm, trade: Trade, facts: dict[str, Any]) -> None:
        world = self.world
        self.places.add(key, world.province, firm.commune_id, firm.park_id)
        known = world.random.sample(trade.skills, min(len(trade.skills), world.random.randrange(0, 4)))
        for skill in known:
            self.skills.add(key, skill, bool(facts["experience_min_months"]) and world.chance(0.6))
        for language, level in trade.get("languages", ()):
            self.languages.add(key, world.languages[language], level)
        for code in trade.get("computing", ()):
            self.computing.add(key, world.computing[code], 1 + world.random.randrange(2))
        if facts["licences"]:
            for licence in trade.licences:
                self.licences.add(key, licence)
        for code in facts["benefits"]:
            self.benefits.add(key, world.benefits[code])
        for soft in world.random.sample(world.soft_skills, world.random.choice((0, 0, 1, 2, 3))):
            self.soft.add(key, soft)


def _trade_of(world: World, firm: Firm) -> str:
    return world.random.choices(list(firm.mix), list(firm.mix.values()))[0]


def _share_out(world: World, trades: list[Trade], firms: list[Firm], total: int) -> list[int]:
    """Seats for each advert, at least one, as the trade and the size of the employer suggest, ``total`` in all."""
    if total == len(trades):
        return [1] * total
    wished = []
    for trade, firm in zip(trades, firms, strict=True):
        low, high = trade.facts["seats"]
        wished.append(max(1.0, world.random.triangular(low, high, low) * (0.35 + firm.band / 6)))
    scale = (total - len(wished)) / max(sum(wished) - len(wished), 1)
    seats = [1 + int((wish - 1) * scale) for wish in wished]
    largest = sorted(range(len(seats)), key=lambda place: -seats[place])
    for step in range(total - sum(seats)):
        seats[largest[step % len(largest)]] += 1
    return seats


def _origin(world: World) -> str:
    origins = (VacancyOrigin.EMPLOYER, VacancyOrigin.SPREADSHEET, VacancyOrigin.TELEPHONE, VacancyOrigin.COUNTER)
    return world.random.choices([origin.value for origin in origins], [45, 25, 18, 12])[0]


def _close_reason(world: World) -> str:
    reasons = (CloseReason.FILLED_HERE, CloseReason.FILLED_ELSEWHERE, CloseReason.EXPIRED, CloseReason.CANCELLED)
    return world.random.choices([reason.value for reason in reasons], [30, 34, 28, 8])[0]


def _pay(world: World, trade: Trade, firm: Firm, year: int) -> tuple[int | None, int | None]:
    """Monthly pay of the trade in the employer's wage zone, larger employers paying a little more; đồng."""
    low, high = trade.facts["pay"]
    factor = (
        _ZONE_PAY[firm.zone]
        * _WAGE_GROWTH.get(year, 1.0)
        * (0.94 + firm.band * 0.02)
        * world.random.uniform(0.95, 1.08)
    )
    bottom = round(low * factor * 2) * 500_000
    top = max(bottom, round((low + (high - low) * world.random.uniform(0.3, 1.0)) * factor * 2) * 500_000)
    roll = world.random.random()
    if roll < 0.06:
        return None, None
    if roll < 0.12:
        return bottom, None
    return bottom, top


def _facts(world: World, trade: Trade, firm: Firm, seats: int, opens: datetime) -> dict[str, Any]:
    random = world.random
    low, high = _pay(world, trade, firm, opens.year)
    part = world.chance(trade.get("part", 0.02))
    usual = trade.get("months", 0)
    months = random.choice((usual, usual, 0, usual * 2)) if usual else random.choice((0, 0, 0, None, 6))
    qualification = trade.get("qualification", 0)
    known = qualification and world.chance(0.85)
    schooling = random.choice((None, None, 2, 2, 3))
    seasonal = world.chance(0.06)
    benefits = [code for code, share in _benefit_shares(firm).items() if world.chance(share)]
    contract = (
        ContractType.UNDER_12 if seasonal else random.choices(
            (ContractType.FROM_12_TO_36, ContractType.INDEFINITE), (7, 3))[0]
    )  # fmt: skip
    setting = trade.get("setting", WorkSetting.INDOOR.value)
    return {
        "headcount": seats,
        "pay_min": low,
        "pay_max": high,
        "pay_negotiable": low is None or world.chance(0.05),
        "pay_commission": trade.get("commission", False),
        "experience_min_months": months,
        "qualification_min": qualification if known else None,
        "general_education_min": 3 if qualification >= 3 else trade.get("education", schooling),
        "position": trade.get("position", Position.STAFF.value),
        "benefits": benefits,
        "dormitory": True if "dormitory" in benefits else random.choice((False, None)),
        "meals": random.choice(_MEALS),
        "contract_type": contract.value if world.chance(0.9) else "",
        "working_time": (WorkingTime.PART if part else WorkingTime.FULL).value,
        "purpose": (Purpose.TEMPORARY if seasonal else Purpose.EXTRA if part else Purpose.LASTING).value,
        "needs_shifts": bool(trade.get("shifts", False)) and world.chance(0.85),
        "needs_travel": bool(trade.get("travel", False)),
        "setting": setting,
        "lifting": trade.get("lifting", 0) if world.chance(0.8) else None,
        "standing": trade.get("standing", 1) if world.chance(0.8) else None,
        "hearing": 1 if world.chance(0.5) else None,
        "sight": trade.get("sight", 0) if world.chance(0.7) else None,
        "handling": trade.get("handling") if world.chance(0.7) else None,
        "licences": bool(trade.licences) and world.chance(0.9),
        "starts_by": opens.date() + timedelta(days=random.randrange(90, 240)) if world.chance(0.25) else None,
        "recruit_methods": [
            method.value
            for method in random.sample(list(RecruitMethod), random.randrange(1, 3))
        ],
    }  # fmt: skip


def _benefit_shares(firm: Firm) -> dict[str, float]:
    large = firm.band >= 5
    return {
        "insurance": 0.95 if firm.band >= 3 else 0.55,
        "shuttle": 0.45 if large else 0.05,
        "travel": 0.35,
        "dormitory": 0.22 if large else 0.06,
        "housing": 0.15,
        "training": 0.4,
        "promotion": 0.3,
        "nursery": 0.08 if large else 0.0,
        "life_insurance": 0.12,
        "severance": 0.1,
        "accessibility": 0.05,
    }


def write_adverts(world: World) -> None:
    """Collected in 2024 and 2025, closed by now, and those published today."""
    plan, old_firms = world.plan, world.plan.employers - world.plan.new_employers
    adverts = Adverts(world)
    per_advert = plan.seats_2024 / plan.vacancies_2024
    recent = world.today - timedelta(days=75)
    for batch in (
        Batch(date(2024, 1, 3), date(2024, 12, 27), plan.vacancies_2024, plan.seats_2024, old_firms),
        Batch(
            date(2025, 1, 3),
            date(2025, 12, 26),
            plan.vacancies_2025,
            round(plan.vacancies_2025 * per_advert),
            old_firms,
        ),
        Batch(date(2026, 1, 5), recent, plan.closed_2026, round(plan.closed_2026 * per_advert), len(world.firms)),
        Batch(recent, world.yesterday, plan.published, plan.published_seats, len(world.firms), published=True),
    ):
        adverts.write(batch)
    for firm in [*world.waiting, *world.firms[1 : len(world.waiting)]]:
        adverts.submit(firm)
    adverts.close()
