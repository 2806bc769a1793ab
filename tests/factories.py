"""Invented people, employers and vacancies for tests; each factory makes the smallest valid thing."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from employers.enums import Verification
from employers.models import Employer, EmployerMember
from employers.tax_code import check_digit
from jobs.enums import VacancyState
from jobs.models import Vacancy, VacancyPlace
from portal.accounts.enums import StaffRole
from portal.accounts.models import Office, Staff, User
from portal.codes.models import Commune, Occupation, Province
from workers.enums import ConsentChannel, ConsentPurpose
from workers.models import Consent, Worker, WorkWish

PASSWORD = "mat-khau-thu-nghiem"


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"nguoi{n}@example.test")
    full_name = factory.Sequence(lambda n: f"Nguyễn Văn {n}")
    password = factory.django.Password(PASSWORD)


class ProvinceFactory(DjangoModelFactory[Province]):
    class Meta:
        model = Province
        # Codes of before July 2025 are used again: the one of today is meant.
        django_get_or_create = ("code", "valid_to")

    code = "33"
    valid_to = None
    name = "Tỉnh Hưng Yên"
    short_name = "Hưng Yên"
    folded = "hung yen"


class CommuneFactory(DjangoModelFactory[Commune]):
    class Meta:
        model = Commune

    code = factory.Sequence(lambda n: f"9{n:04d}")
    name = factory.Sequence(lambda n: f"Xã Thử {n}")
    short_name = factory.Sequence(lambda n: f"Thử {n}")
    folded = factory.Sequence(lambda n: f"thu {n}")
    province = factory.SubFactory(ProvinceFactory)
    latitude = 20.45
    longitude = 106.34
    wage_zone = 4


class OccupationFactory(DjangoModelFactory[Occupation]):
    class Meta:
        model = Occupation
        django_get_or_create = ("code",)

    code = "7531"
    level = 4
    name = "Thợ may"


class OfficeFactory(DjangoModelFactory[Office]):
    class Meta:
        model = Office

    code = factory.Sequence(lambda n: f"VP{n}")
    name = factory.Sequence(lambda n: f"Văn phòng {n}")


class StaffFactory(DjangoModelFactory[Staff]):
    class Meta:
        model = Staff

    user = factory.SubFactory(UserFactory)
    office = factory.SubFactory(OfficeFactory)
    role = StaffRole.COUNSELLOR


def tax_code(number: int) -> str:
    """The ``number``-th valid tax code."""
    first_nine = f"{100_000_000 + number * 7:09d}"
    digit = check_digit(first_nine)
    return tax_code(number + 1_000_003) if digit is None else f"{first_nine}{digit}"


class EmployerFactory(DjangoModelFactory[Employer]):
    class Meta:
        model = Employer

    name = factory.Sequence(lambda n: f"Công ty TNHH May Thử {n}")
    tax_code = factory.Sequence(tax_code)
    verification = Verification.VERIFIED


class EmployerMemberFactory(DjangoModelFactory[EmployerMember]):
    class Meta:
        model = EmployerMember

    employer = factory.SubFactory(EmployerFactory)
    user = factory.SubFactory(UserFactory)


class VacancyFactory(DjangoModelFactory[Vacancy]):
    class Meta:
        model = Vacancy

    employer = factory.SubFactory(EmployerFactory)
    title = factory.Sequence(lambda n: f"Công nhân may chuyền {n}")
    occupation = factory.SubFactory(OccupationFactory)
    state = VacancyState.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)
    deadline = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    headcount = 10
    pay_min = 7_000_000
    pay_max = 9_000_000


class VacancyPlaceFactory(DjangoModelFactory[VacancyPlace]):
    class Meta:
        model = VacancyPlace

    vacancy = factory.SubFactory(VacancyFactory)
    commune = factory.SubFactory(CommuneFactory)
    province = factory.SelfAttribute("commune.province")


class WorkerFactory(DjangoModelFactory[Worker]):
    class Meta:
        model = Worker

    full_name = factory.Sequence(lambda n: f"Trần Thị {n}")
    birth_year = 1995


class WorkWishFactory(DjangoModelFactory[WorkWish]):
    class Meta:
        model = WorkWish

    worker = factory.SubFactory(WorkerFactory)


class ConsentFactory(DjangoModelFactory[Consent]):
    class Meta:
        model = Consent

    worker = factory.SubFactory(WorkerFactory)
    purpose = ConsentPurpose.MATCHING
    wording = "Tôi đồng ý."
    channel = ConsentChannel.PAPER
