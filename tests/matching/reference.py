"""The rules of matching once more, slow and obvious, on model instances. Written from the rules, not from the engine:
nothing of jobs.matching but the state of the data may be imported here."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from jobs.models import Application, Dismissal, Vacancy
from portal.codes.models import Commune, Licence, Occupation, OccupationRelation, Province
from workers.models import BlockedEmployer, Worker, WorkWish

Facts = Any
"""What is known of one side, by name."""
TERMS = ("occupation", "skills", "place", "pay", "experience", "qualification", "conditions")
LIVE = {"proposed", "submitted", "viewed", "interview", "offered"}
HANDS = {"both": 2, "sometimes": 1, "one": 0, "left": 0, "right": 0}


@dataclass
class Result:
    failed: set[str]
    terms: dict[str, int | None]

    @property
    def eligible(self) -> bool:
        return not self.failed

    @property
    def points(self) -> int:
        return sum(value or 0 for value in self.terms.values())


def related(one: Occupation, other: Occupation) -> int:
    """Per mille."""
    by_code = 0
    for digits, share in ((4, 1000), (3, 750), (2, 450)):
        if len(one.code) >= digits and len(other.code) >= digits and one.code[:digits] == other.code[:digits]:
            by_code = share
            break
    stored = OccupationRelation.objects.filter(occupation=one, related=other).first()
    return stored.share if stored else by_code


def sure(confidence: float | None) -> bool:
    """A person's choice, or a code the coder stands by."""
    return confidence is None or confidence >= 0.65


class Reference:
    """All pairs of some workers and vacancies, judged on ``day`` under ``weights``."""

    def __init__(
        self,
        workers: Iterable[Worker],
        vacancies: Iterable[Vacancy],
        day: date,
        weights: Mapping[str, int],
        rarity: Mapping[int, int] | None = None,
    ):
        """``rarity``: of skills among all people, when ``workers`` are only some of them."""
        self.day, self.weights = day, weights
        self.workers, self.vacancies = list(workers), list(vacancies)
        self.relations = self.read_relations()
        self.past = self.read_past()
        self.rarity = rarity or self.read_rarity()
        self.facts_w = {w.pk: self.read_worker(w) for w in self.workers}
        self.facts_v = {v.pk: self.read_vacancy(v) for v in self.vacancies}
        self.ways: dict[tuple[int, int], float | None] = {}

    # --- what is read once -------------------------------------------------------------------------------------------

    def read_relations(self) -> dict[tuple[int, int], int]:
        asked = Occupation.objects.filter(vacancies__in=self.vacancies).distinct()
        named: list[Any] = [x for w in self.workers for x in (*w.wanted_occupations.all(), *w.history.all())]
        own = {x.occupation for x in named} - {None}
        return {(a.pk, b.pk): related(a, b) for a in own for b in asked}

    def read_past(self) -> set[tuple[int, int]]:
        since = timezone.make_aware(datetime.combine(self.day - timedelta(days=90), time.min))
        found = set()
        for a in Application.objects.all():
            recent = a.state in {"declined", "not_hired", "withdrawn"} and a.changed_at > since
            if a.state in LIVE or a.state == "hired" or recent:
                found.add((a.worker_id, a.vacancy_id))
        found |= {(d.worker_id, d.vacancy_id) for d in Dismissal.objects.all() if d.at > since}
        for b in BlockedEmployer.objects.all():
            found |= {(b.worker_id, v.pk) for v in self.vacancies if v.employer_id == b.employer_id}
        return found

    def read_rarity(self) -> dict[int, int]:
        """10, and 10 more for each halving of the share of people who have the skill."""
        holders: dict[int, int] = {}
        for w in self.workers:
            for held in w.skills.all():
                holders[held.skill_id] = holders.get(held.skill_id, 0) + 1
        asked = {s.skill_id for v in self.vacancies for s in v.skills.all()}
        rarity = {}
        for skill in asked:
            ratio, points = (len(self.workers) + 1) // (holders.get(skill, 0) + 1), 0
            while ratio:
                ratio, points = ratio // 2, points + 10
            rarity[skill] = points
        return rarity

    def read_worker(self, w: Worker) -> Facts:
        wish = WorkWish.objects.filter(worker=w).first() or WorkWish(worker=w)
        held_licences: set[int] = set()
        open_ = [x.licence for x in w.licences.all() if x.valid_to is None or x.valid_to >= self.day]
        while open_:
            licence = open_.pop()
            if licence.pk not in held_licences:
                held_licences.add(licence.pk)
                open_ += list(Licence.objects.get(pk=licence.pk).includes.all())
        groups = set(w.priority_groups.values_list("code", flat=True))
        if w.consents.filter(purpose="sensitive", withdrawn_at=None).exists():
            groups |= {code for code in w.sensitive_groups.split(",") if code and code != "ethnic"}
        return {
            "wish": wish,
            "benefits": set(wish.benefits.exclude(code="other").values_list("pk", flat=True)) if wish.pk else set(),
            "licences": held_licences,
            "groups": groups,
            "wanted": [x.occupation_id for x in w.wanted_occupations.all() if x.occupation_id and sure(x.confidence)],
            "history": [(x.occupation_id, self.months_of(x)) for x in w.history.all() if x.occupation_id],
            "places": list(w.wanted_places.select_related("commune__province", "province")),
            "skills": {x.skill_id for x in w.skills.all()},
            "languages": {x.language_id: x.proficiency for x in w.languages.all()},
            "computing": {x.skill_id: x.proficiency for x in w.computing.all()},
            "home": w.commune or w.permanent_commune,
        }

    def months_of(self, job: Any) -> Any:
        if job.starts_on is None:
            return job.months
        end = job.ends_on or self.day
        months = (end.year - job.starts_on.year) * 12 + end.month - job.starts_on.month
        return max(0, months - (end.day < job.starts_on.day))

    def read_vacancy(self, v: Vacancy) -> Facts:
        benefits = set(v.benefits.values_list("code", "pk"))
        dormitory = bool(v.dormitory) or any(code == "dormitory" for code, _ in benefits)
        offered = {pk for code, pk in benefits if code != "other"}
        if v.dormitory:
            from portal.codes.models import Benefit

            offered |= set(Benefit.objects.filter(code="dormitory").values_list("pk", flat=True))
        return {
            "occupation": v.occupation_id if sure(v.occupation_confidence) else None,
            "places": list(v.places.select_related("commune__province", "province")),
            "skills": [(x.skill_id, x.is_required) for x in v.skills.order_by("skill_id")],
            "languages": {x.language_id: x.proficiency for x in v.languages.all()},
            "computing": {x.skill_id: x.proficiency for x in v.computing.all()},
            "licences": {x.licence_id for x in v.licences.all()},
            "groups": set(v.reserved_groups.values_list("code", flat=True)),
            "dormitory": dormitory,
            "offered": offered,
        }

    # --- one pair ----------------------------------------------------------------------------------------------------

    def judge(self, w: Worker, v: Vacancy) -> Result:
        mine, theirs = self.facts_w[w.pk], self.facts_v[v.pk]
        wish: Any = mine["wish"]
        programme: Any = v.programme
        work = theirs["occupation"]
        near = max((self.relations[o, work] for o in self.own(mine)), default=0) if work else 0
        failed = set()

        def need(code: str, holds: bool) -> None:
            if not holds:
                failed.add(code)

        def top(*values: int | None) -> int:
            return max((x for x in values if x is not None), default=-1)

        education = top(v.general_education_min, programme and programme.general_education_min)
        qualification = top(v.qualification_min, programme and programme.qualification_min)
        manual = v.experience_min_months == 0 and qualification == 0 and wish.any_manual_work is True
        need("occupation", near > 0 or manual)
        place = self.place(mine, theirs, v)
        need("place", place != "no")
        least = wish.pay_min or 0
        need("pay", not least or v.monthly_max is None or v.monthly_max >= least)
        need("education", w.general_education is None or w.general_education >= education)
        need("qualification", w.qualification is None or w.qualification >= qualification)
        months = self.months(mine, v, w)
        need("experience", months is None or months >= (v.experience_min_months or 0))
        need("working_time", not v.working_time or not wish.working_times or v.working_time in wish.working_times)
        need("contract", not v.contract_type or not wish.contract_types or v.contract_type in wish.contract_types)
        need("purpose", not v.purpose or not wish.purposes or v.purpose in wish.purposes)
        need("shifts", not v.needs_shifts or wish.can_shifts is not False)
        need("travel", not v.needs_travel or wish.can_travel is not False)
        need("secondment", not v.needs_secondment or wish.can_secondment is not False)
        need("language", all(mine["languages"].get(k, 0) >= n for k, n in theirs["languages"].items()))
        need("computing", all(mine["computing"].get(k, 0) >= n for k, n in theirs["computing"].items()))
        need("licence", theirs["licences"] <= mine["licences"])
        for code, can, must in (
            ("lifting", wish.max_lifting, v.lifting),
            ("standing", wish.max_standing, v.standing),
            ("hearing", wish.hearing, v.hearing),
            ("sight", wish.sight, v.sight),
            ("handling", wish.handling, v.handling),
            ("hands", HANDS.get(wish.hands), HANDS.get(v.hands)),
        ):
            need(code, can is None or must is None or can >= must)
        age = w.age_on(self.day)
        youngest = max(15, v.age_min or 0, (programme and programme.age_min) or 0)
        oldest = min((x for x in (v.age_max, programme and programme.age_max) if x), default=200)
        need("age_min", age is None or age >= youngest)
        need("age_max", age is None or age <= oldest)
        need("reserved", not theirs["groups"] or bool(theirs["groups"] & mine["groups"]))
        need("overseas", programme is None or programme.country in wish.overseas_countries)
        need("start", wish.can_start_on is None or v.starts_by is None or wish.can_start_on <= v.starts_by)
        need("barred", (w.pk, v.pk) not in self.past)
        return Result(failed, self.terms(w, v, near, place, months, qualification))

    def own(self, mine: Facts) -> Any:
        return mine["wanted"] + [occupation for occupation, _ in mine["history"]]

    def months(self, mine: Facts, v: Vacancy, w: Worker) -> Any:
        known = [(o, n) for o, n in mine["history"] if n is not None]
        if not known and w.stated_experience_months is None:
            return None
        work = self.facts_v[v.pk]["occupation"]
        near = (lambda o: self.relations[o, work] > 0) if work else (lambda o: False)
        worked = sum(n for o, n in known if near(o))
        if any(near(o) for o in mine["wanted"]):
            worked = max(worked, w.stated_experience_months or 0)
        return worked

    def way(self, one: Commune, other: Commune) -> float | None:
        """Metres; 0 in one commune or from a former one to what it became."""
        if (one.pk, other.pk) not in self.ways:
            self.ways[one.pk, other.pk] = self.measure(one, other)
        return self.ways[one.pk, other.pk]

    @staticmethod
    def measure(one: Any, other: Any) -> float | None:
        if one == other or one.successors.filter(pk=other.pk).exists():
            return 0
        if None in (one.latitude, one.longitude, other.latitude, other.longitude):
            return None
        a, b = math.radians(one.latitude), math.radians(other.latitude)
        turn = math.radians(other.longitude - one.longitude)
        angle = math.acos(min(1, math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)))
        return round(6_371_000 * angle)

    @staticmethod
    def today(province: Province) -> int:
        while province.successor:
            province = province.successor
        return province.pk

    def place(self, mine: Facts, theirs: Facts, v: Vacancy) -> str | int:
        """Per mille, "unknown" or "no"."""
        if v.programme:
            return 1000
        if not theirs["places"]:
            return "unknown"
        verdicts = [self.workplace(mine, spot) for spot in theirs["places"]]
        known = [verdict for verdict in verdicts if isinstance(verdict, int)]
        if known:
            return max(known)
        if "unknown" in verdicts:
            return "unknown"
        if theirs["dormitory"] and mine["wish"].accepts_move:
            return 350
        return "no"

    def workplace(self, mine: Facts, spot: Any) -> str | int:
        communes = [x for x in mine["places"] if x.commune]
        provinces = {self.today(x.province) for x in mine["places"] if x.province}
        home, province = mine["home"], self.today(spot.province)
        named = [x.commune for x in communes] + ([home] if home else [])
        ways = [way for c in named if spot.commune and (way := self.way(c, spot.commune)) is not None]
        for x in communes:
            way = self.way(x.commune, spot.commune) if spot.commune else None
            if way is not None and way <= (x.radius_km or 0) * 1000:
                return self.near(min(ways))
        if province in provinces:
            lives_there = home is not None and self.today(home.province) == province
            return self.near(min(ways)) if ways and lives_there and spot.commune else 1000
        if not mine["places"]:
            return self.near(min(ways)) if ways else "unknown"
        if spot.commune is None and any(self.today(x.commune.province) == province for x in communes):
            return "unknown"
        return "no"

    @staticmethod
    def near(metres: float) -> int:
        for limit, share in ((5, 1000), (10, 850), (20, 700), (30, 500)):
            if metres <= limit * 1000:
                return share
        return 350

    def terms(
        self, w: Worker, v: Vacancy, near: int, place: Any, months: int | None, asked: int
    ) -> dict[str, int | None]:
        mine, theirs = self.facts_w[w.pk], self.facts_v[v.pk]
        shares: dict[str, int | None] = {"occupation": near}
        shares["place"] = None if place == "unknown" else 0 if place == "no" else place
        shares["pay"] = self.pay(mine["wish"].pay_min or 0, v)
        shares["experience"] = None
        if months is not None and v.experience_min_months is not None:
            beyond = months - v.experience_min_months
            shares["experience"] = 0 if beyond < 0 else 600 if beyond < 12 else 800 if beyond < 36 else 1000
        shares["qualification"] = None
        if w.qualification is not None and asked >= 0:
            above = w.qualification - asked
            shares["qualification"] = 0 if above < 0 else (1000, 800, 500, 300)[min(above, 3)]
        shares["conditions"] = self.conditions(mine, theirs, v)
        points = {code: None if x is None else self.weights[code] * x // 1000 for code, x in shares.items()}
        points["skills"] = self.skills(mine, theirs)
        return points

    @staticmethod
    def pay(least: int, v: Vacancy) -> int | None:
        top = v.monthly_max if v.monthly_max is not None else v.monthly_min
        if not least or not top or (top < least and v.monthly_max is None):
            return None
        return sum((600 if step == 100 else 100) for step in (100, 105, 110, 120, 130) if top * 100 >= least * step)

    @staticmethod
    def conditions(mine: Facts, theirs: Facts, v: Vacancy) -> int | None:
        wish = mine["wish"]
        wishes = [(b in theirs["offered"], bool(theirs["offered"])) for b in mine["benefits"]]
        if wish.setting:
            wishes.append((v.setting != "" and wish.setting in (v.setting, "mixed"), v.setting != ""))
        if 0 < len(wish.ownerships) < 3:
            kind = v.employer.ownership
            wishes.append((kind in wish.ownerships, kind != ""))
        if not any(said for _, said in wishes):
            return None
        return sum(met for met, _ in wishes) * 1000 // len(wishes)

    def skills(self, mine: Facts, theirs: Facts) -> int | None:
        if not theirs["skills"] or not mine["skills"]:
            return None
        weights = [self.rarity[skill] * (2 if required else 1) for skill, required in theirs["skills"]]
        exact = [self.weights["skills"] * x / sum(weights) for x in weights]
        whole = [self.weights["skills"] * x // sum(weights) for x in weights]
        remainders = [self.weights["skills"] * x % sum(weights) for x in weights]
        for i in sorted(range(len(exact)), key=lambda i: (-remainders[i], i))[: self.weights["skills"] - sum(whole)]:
            whole[i] += 1
        return sum(
            points for points, (skill, _) in zip(whole, theirs["skills"], strict=True) if skill in mine["skills"]
        )

    # --- lists -------------------------------------------------------------------------------------------------------

    def lists(self, depth: int) -> tuple[dict[int, list[tuple[int, int]]], dict[int, list[tuple[int, int]]]]:
        """Both sides' lists of (other's key, points)."""
        scored = [
            (w, v, result.points) for w in self.workers for v in self.vacancies if (result := self.judge(w, v)).eligible
        ]
        of_worker = {
            w.pk: sorted(
                ((v, points) for other, v, points in scored if other == w),
                key=lambda pair: (-pair[1], pair[0].published_at, pair[0].pk),
            )[:depth]
            for w in self.workers
        }
        of_vacancy = {
            v.pk: sorted(((w.pk, points) for w, other, points in scored if other == v), key=lambda p: (-p[1], p[0]))[
                :depth
            ]
            for v in self.vacancies
        }
        return {key: [(v.pk, points) for v, points in rows] for key, rows in of_worker.items()}, of_vacancy
