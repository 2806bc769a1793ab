"""A small random province in the database: each column the engine reads takes every kind of value, unknown too."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, TypeVar

from employers.enums import Verification
from employers.models import Employer
from jobs.enums import ApplicationOrigin, ApplicationState, VacancyState
from jobs.models import (
    Application,
    Dismissal,
    Vacancy,
    VacancyComputing,
    VacancyLanguage,
    VacancyLicence,
    VacancyPlace,
    VacancySkill,
)
from portal.codes.enums import ContractType, Hands, Ownership, Purpose, Sex, WorkingTime, WorkSetting
from portal.codes.models import (
    Benefit,
    Commune,
    CommuneSuccession,
    ComputingSkill,
    Language,
    Licence,
    Occupation,
    OccupationRelation,
    PriorityGroup,
    Province,
    Skill,
)
from tests.factories import tax_code
from workers.enums import ConsentChannel, ConsentPurpose
from workers.models import (
    BlockedEmployer,
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
from workers.overseas.models import OverseasProgramme

DAY = date(2026, 3, 2)
OCCUPATIONS = ("7531", "7532", "7541", "7", "75", "753", "8153", "8154", "9329", "9333", "5221", "2411")
T = TypeVar("T")


class SmallProvince:
    """``workers`` × ``vacancies`` drawn from ``seed``; equal seeds make equal provinces (but for keys)."""

    def __init__(self, seed: int, workers: int, vacancies: int, spread: float = 0.5) -> None:
        """``spread``: how often an optional value is stated, 0–1."""
        self.random = Random(seed)
        self.spread = spread
        self.codes()
        self.employers = Employer.objects.bulk_create(
            Employer(
                name=f"Đơn vị {n}",
                tax_code=tax_code(10_000 + n),
                verification=Verification.VERIFIED,
                ownership=self.maybe(list(Ownership), ""),
            )
            for n in range(5)
        )
        self.vacancies = self.make_vacancies(vacancies)
        self.workers = self.make_workers(workers)
        self.make_past()

    def maybe(self, choices: list[Any], nothing: Any = None) -> Any:
        return self.random.choice(choices) if self.random.random() < self.spread else nothing

    def some(self, choices: list[T], most: int) -> list[T]:
        count = self.random.randint(0, most) if self.random.random() < self.spread else 0
        return self.random.sample(choices, min(count, len(choices)))

    def codes(self) -> None:
        draw = self.random
        here = Province.objects.get_or_create(code="33", valid_to=None, defaults=place("Hưng Yên"))[0]
        there = Province.objects.get_or_create(code="31", valid_to=None, defaults=place("Hải Phòng"))[0]
        old = Province.objects.get_or_create(
            code="34", valid_to=date(2025, 6, 30), defaults={**place("Thái Bình"), "successor": here}
        )[0]
        self.provinces = [here, there, old]
        self.communes = [
            Commune.objects.get_or_create(
                code=f"8{n:04d}",
                valid_to=date(2025, 6, 30) if n >= 12 else None,
                defaults={
                    **place(f"Xã {n}"),
                    "province": old if n >= 12 else draw.choice([here, here, there]),
                    "latitude": None if n == 3 else 20.4 + draw.random() * 0.4,
                    "longitude": None if n == 3 else 106.2 + draw.random() * 0.4,
                },
            )[0]
            for n in range(16)
        ]
        for former in self.communes[12:]:
            CommuneSuccession.objects.get_or_create(old=former, new=draw.choice(self.communes[:12]))
        self.occupations = [
            Occupation.objects.get_or_create(code=code, defaults={"name": f"Nghề {code}", "level": len(code)})[0]
            for code in OCCUPATIONS
        ]
        # Across the tree; nearer than the tree says; farther than it says; not near although it says so.
        for n, m, share in ((6, 0, 600), (0, 1, 800), (8, 9, 300), (1, 2, 0)):
            pair = (self.occupations[n], self.occupations[m])
            for one, other in (pair, pair[::-1]):
                OccupationRelation.objects.get_or_create(occupation=one, related=other, defaults={"share": share})
        self.skills = self.listed(Skill, 70)
        self.languages = self.listed(Language, 3)
        self.computing = self.listed(ComputingSkill, 3)
        self.licences = self.listed(Licence, 5)
        self.licences[1].includes.set([self.licences[0]])
        self.licences[2].includes.set([self.licences[1]])
        self.benefits = [
            *self.listed(Benefit, 4),
            *self.listed(Benefit, 1, "dormitory"),
            *self.listed(Benefit, 1, "other"),
        ]
        self.groups = self.listed(PriorityGroup, 3)
        self.sensitive = PriorityGroup.objects.get_or_create(
            code="disabled", defaults={"name": "Người khuyết tật", "is_sensitive": True}
        )[0]
        self.programmes = [
            OverseasProgramme.objects.create(
                name=f"Thời vụ {country}",
                country=country,
                sender="Trung tâm",
                fees="Không",
                quota=5,
                opens_on=DAY,
                closes_on=DAY,
                age_min=self.maybe([20, 25]),
                age_max=self.maybe([35, 45]),
                general_education_min=self.maybe([1, 2]),
                qualification_min=self.maybe([1, 3]),
            )
            for country in ("KR", "JP")
        ]

    @staticmethod
    def listed(model: Any, count: int, stem: str = "x") -> list[Any]:
        codes = [stem if count == 1 else f"{stem}{n}" for n in range(count)]
        return [model.objects.get_or_create(code=code, defaults={"name": code})[0] for code in codes]

    def levels(self, **most: int) -> dict[str, int | None]:
        return {field: self.maybe(list(range(top + 1))) for field, top in most.items()}

    def make_vacancies(self, count: int) -> list[Vacancy]:
        draw, maybe = self.random, self.maybe
        vacancies = []
        for n in range(count):
            low, high = maybe([4, 6, 8]), maybe([6, 7, 9, 12])
            if low and high and high < low:
                low, high = high, low
            vacancy = Vacancy(
                employer=draw.choice(self.employers),
                title=f"Việc {n}",
                state=VacancyState.PUBLISHED,
                published_at=datetime(2026, 2, draw.randint(1, 9), tzinfo=UTC),
                occupation=draw.choice([*self.occupations, None]),
                occupation_confidence=draw.choice([None, None, 0.9, 0.4]),
                headcount=draw.randint(1, 9),
                pay_unit=draw.choice(["month", "month", "day"]),
                experience_min_months=maybe([0, 0, 0, 6, 12, 36]),
            )
            factor = 1_000_000 if vacancy.pay_unit == "month" else 40_000
            vacancy.pay_min, vacancy.pay_max = low and low * factor, high and high * factor
            if draw.random() < 0.2:
                vacancy.age_min, vacancy.age_max, vacancy.age_legal_basis = 18, maybe([30, 45]), "Điều 146"
            for field, value in self.conditions().items():
                setattr(vacancy, field, value)
            vacancy.prepare()
            vacancies.append(vacancy)
        Vacancy.objects.bulk_create(vacancies)
        self.vacancy_lists(vacancies)
        return vacancies

    def conditions(self) -> dict[str, Any]:
        maybe = self.maybe
        return {
            "general_education_min": maybe([0, 0, 1, 2]),
            "qualification_min": maybe([0, 0, 0, 1, 3]),
            "contract_type": maybe(list(ContractType), ""),
            "working_time": maybe(list(WorkingTime), ""),
            "purpose": maybe(list(Purpose), ""),
            "needs_shifts": maybe([True, False]),
            "needs_travel": maybe([True, False, False]),
            "needs_secondment": maybe([True, False, False]),
            "setting": maybe(list(WorkSetting), ""),
            **{field: maybe([0, 0, 0, 1]) for field in ("lifting", "standing", "hearing", "sight", "handling")},
            "hands": maybe(list(Hands), ""),
            "dormitory": maybe([True, False]),
            "starts_by": maybe([DAY + timedelta(days=days) for days in (10, 40, 90)]),
            "programme": self.random.choice([*self.programmes, *[None] * 8]),
        }

    def vacancy_lists(self, vacancies: list[Vacancy]) -> None:
        draw, some = self.random, self.some
        places: list[VacancyPlace] = []
        skills: list[VacancySkill] = []
        rest: list[Any] = []
        for vacancy in vacancies:
            spots: set[Any] = {(draw.choice(self.communes[:12]), None) for _ in range(draw.randint(0, 2))}
            if draw.random() < 0.3:
                spots.add((None, draw.choice(self.provinces[:2])))
            places += [
                VacancyPlace(vacancy=vacancy, commune=commune, province=commune.province if commune else province)
                for commune, province in sorted(spots, key=str)
            ]
            skills += [
                VacancySkill(vacancy=vacancy, skill=skill, is_required=draw.random() < 0.7)
                for skill in some(self.skills[:12], 4)
            ]
            rest += [
                VacancyLanguage(vacancy=vacancy, language=x, proficiency=draw.randint(1, 2))
                for x in some(self.languages, 1)
            ]
            if draw.random() < 0.3:
                rest.append(VacancyComputing(vacancy=vacancy, skill=draw.choice(self.computing), proficiency=1))
                rest.append(VacancyLicence(vacancy=vacancy, licence=draw.choice(self.licences[:2])))
            vacancy.benefits.set(some(self.benefits, 4))
            if draw.random() < 0.15:
                vacancy.reserved_groups.set(draw.sample([*self.groups, self.sensitive], draw.randint(1, 2)))
        VacancyPlace.objects.bulk_create(places)
        VacancySkill.objects.bulk_create(skills)
        for row in rest:
            row.save()

    def add_twins(self, count: int) -> None:
        """``count`` more vacancies, each like one there is but for its date."""
        for _ in range(count):
            model = self.random.choice(self.vacancies)
            twin = Vacancy.objects.get(pk=model.pk)
            twin.pk, twin.public_id = None, Vacancy().public_id
            twin.published_at = datetime(2026, 2, self.random.randint(1, 9), tzinfo=UTC)
            twin._state.adding = True
            twin.save(force_insert=True)
            for name in ("places", "skills", "languages", "computing", "licences"):
                for row in getattr(model, name).all():
                    row.pk, row.vacancy = None, twin
                    row._state.adding = True
                    row.save(force_insert=True)
            twin.benefits.set(model.benefits.all())
            twin.reserved_groups.set(model.reserved_groups.all())
            self.vacancies.append(twin)

    def make_workers(self, count: int) -> list[Worker]:
        draw, maybe = self.random, self.maybe
        workers = []
        for n in range(count):
            born = maybe([date(1985, 3, 2), date(1999, 12, 31), date(2004, 2, 29), date(2010, 3, 3), date(1975, 6, 1)])
            worker = Worker(
                full_name=f"Người {n}",
                birth_date=born,
                birth_year=None if born else maybe([1980, 1996, 2007]),
                sex=draw.choice(list(Sex)),
                ethnicity=draw.choice(["Kinh", "Tày", ""]),
                religion=draw.choice(["Không", "Công giáo", ""]),
                commune=maybe(self.communes),
                permanent_commune=maybe(self.communes),
                stated_experience_months=maybe([0, 0, 8, 30, 70]),
                sensitive_groups="disabled" if draw.random() < 0.2 else "",
                **self.levels(general_education=3, qualification=5),
            )
            worker.prepare()
            workers.append(worker)
        Worker.objects.bulk_create(workers)
        WorkWish.objects.bulk_create(self.wish(worker) for worker in workers if draw.random() < 0.9)
        consents = [(worker, ConsentPurpose.MATCHING) for worker in workers]
        consents += [(worker, ConsentPurpose.SENSITIVE) for worker in workers if draw.random() < 0.7]
        Consent.objects.bulk_create(
            Consent(worker=worker, purpose=purpose, wording="Đồng ý", channel=ConsentChannel.WEB)
            for worker, purpose in consents
        )
        for worker in workers:
            self.worker_lists(worker)
        return workers

    def wish(self, worker: Worker) -> WorkWish:
        maybe, some = self.maybe, self.some
        return WorkWish(
            worker=worker,
            any_manual_work=maybe([True, True, False]),
            ownerships=some(list(Ownership), 3),
            contract_types=some(list(ContractType), 3),
            working_times=some(list(WorkingTime), 2),
            purposes=some(list(Purpose), 3),
            can_shifts=maybe([True, True, False]),
            can_travel=maybe([True, True, False]),
            can_secondment=maybe([True, True, False]),
            pay_min=maybe([0, 4_000_000, 6_000_000, 6_300_000, 8_000_000]),
            accepts_move=maybe([True, False]),
            setting=maybe(list(WorkSetting), ""),
            can_start_on=maybe([DAY, DAY + timedelta(days=30), DAY + timedelta(days=60)]),
            overseas_countries=some(["KR", "JP", "DE"], 2),
            hands=maybe(list(Hands), ""),
            **self.levels(max_lifting=2, max_standing=2, hearing=2, sight=1, handling=2),
        )

    def worker_lists(self, worker: Worker) -> None:
        draw, some, maybe = self.random, self.some, self.maybe
        rows: list[Any] = [
            WantedOccupation(
                worker=worker,
                rank=rank,
                title="Việc",
                occupation=occupation,
                confidence=draw.choice([None, None, 0.8, 0.3]),
            )
            for rank, occupation in enumerate(draw.sample([*self.occupations, None], draw.randint(0, 3)), 1)
        ]
        for _ in range(draw.randint(0, 2)):
            starts = maybe([date(2018, 3, 15), date(2024, 1, 31), date(2025, 3, 2)])
            ends = maybe([date(2025, 8, 14), date(2026, 2, 28)]) if starts else None
            rows.append(
                WorkHistory(
                    worker=worker,
                    title="Đã làm",
                    occupation=maybe(self.occupations),
                    starts_on=starts,
                    ends_on=ends,
                    months=maybe([0, 5, 14, 40]),
                )
            )
        for rank in range(1, draw.randint(0, 2) + 1):
            if draw.random() < 0.5:
                rows.append(WantedPlace(worker=worker, rank=rank, province=draw.choice(self.provinces)))
            else:
                commune = draw.choice(self.communes)
                rows.append(WantedPlace(worker=worker, rank=rank, commune=commune, radius_km=maybe([5, 20, 50])))
        rows += [WorkerSkill(worker=worker, skill=skill) for skill in some(self.skills[:14], 8)]
        rows += [
            WorkerLanguage(worker=worker, language=x, proficiency=draw.randint(1, 3)) for x in some(self.languages, 3)
        ]
        rows += [
            WorkerComputing(worker=worker, skill=x, proficiency=draw.randint(1, 3)) for x in some(self.computing, 3)
        ]
        rows += [
            WorkerLicence(worker=worker, licence=x, valid_to=maybe([DAY, DAY - timedelta(days=1)]))
            for x in some(self.licences, 3)
        ]
        if draw.random() < 0.1:
            rows.append(BlockedEmployer(worker=worker, employer=draw.choice(self.employers)))
        for row in rows:
            row.save()
        worker.priority_groups.set(some(self.groups, 2))
        if hasattr(worker, "wish"):
            worker.wish.benefits.set(some(self.benefits, 4))

    def make_past(self) -> None:
        """Applications and dismissals, recent and long ago."""
        draw = self.random
        for worker in self.workers:
            for vacancy in draw.sample(self.vacancies, min(2, len(self.vacancies))):
                at = datetime(2026, 3, 2, tzinfo=UTC) - timedelta(days=draw.choice([1, 60, 120]))
                if draw.random() < 0.15:
                    Dismissal.objects.create(worker=worker, vacancy=vacancy, at=at)
                elif draw.random() < 0.3:
                    Application.objects.create(
                        worker=worker,
                        vacancy=vacancy,
                        origin=ApplicationOrigin.WORKER,
                        state=draw.choice(list(ApplicationState)),
                        changed_at=at,
                    )


def place(name: str) -> dict[str, Any]:
    return {"name": name, "short_name": name, "folded": name.lower()}
