"""What search finds, in which order, and what it says about itself."""

import random
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from employers.enums import Verification
from jobs.enums import VacancyState
from jobs.models import Vacancy, VacancyIndex
from jobs.search import Criteria, Found, search
from jobs.search.criteria import EXPERIENCE, PAY
from jobs.search.facets import facets
from jobs.search.loosen import loosenings
from jobs.search.words import Mode
from portal.codes.models import Commune, Occupation
from tests.factories import EmployerFactory, VacancyFactory, VacancyPlaceFactory

pytestmark = pytest.mark.django_db


def find(page: int = 1, **asked: object) -> Found:
    cache.clear()  # counts are kept for a minute
    return search(Criteria(**asked), page, timezone.localdate())  # type: ignore[arg-type]


def titles(found: Found) -> list[str]:
    by_key = Vacancy.objects.in_bulk(found.keys)
    return [by_key[key].title for key in found.keys]


def commune(name: str) -> Commune:
    return Commune.objects.get(name=name, valid_to=None, province__code="33")


def occupation(code: str) -> Occupation:
    return Occupation.objects.get(code=code)


def test_words_without_diacritics_find_the_title() -> None:
    VacancyFactory.create(title="Kế toán tổng hợp")
    VacancyFactory.create(title="Điều dưỡng viên")
    assert titles(find(text="ke toan tong hop")) == ["Kế toán tổng hợp"]
    assert titles(find(text="DIEU DUONG")) == ["Điều dưỡng viên"]


def test_the_very_title_comes_first_then_titles_then_the_rest() -> None:
    now = timezone.now()
    in_body = VacancyFactory.create(title="Trợ lý", description="Giúp kế toán trưởng.", published_at=now)
    longer = VacancyFactory.create(title="Kế toán trưởng", published_at=now - timedelta(days=1))
    exact = VacancyFactory.create(title="Kế toán", published_at=now - timedelta(days=9))
    assert find(text="ke toan").keys == [exact.pk, longer.pk, in_body.pk]


def test_a_word_said_twice_still_finds_the_very_title_first() -> None:
    VacancyFactory.create(title="Kế toán thanh lý")
    exact = VacancyFactory.create(title="Kế toán thanh toán", published_at=timezone.now() - timedelta(days=3))
    VacancyFactory.create(title="Kế toán thanh toán quốc tế")
    assert find(text="ke toan thanh toan").keys[0] == exact.pk


def test_signs_between_words_do_not_glue_them() -> None:
    VacancyFactory.create(title="Nhân viên Kinh doanh/Bán hàng (C++)")
    assert find(text="ban hang").counts.total == 1


def test_synonyms_of_the_occupation_find_it() -> None:
    driver = Occupation.objects.filter(level=4, synonyms__folded="tai xe").order_by("code").first()
    assert driver is not None
    vacancy = VacancyFactory.create(title="Chạy xe giao gạo", occupation=driver)
    assert find(text="tài xế").keys == [vacancy.pk]


def test_the_employer_is_found_by_name_and_follows_a_new_name() -> None:
    employer = EmployerFactory.create(name="Công ty May Việc Thái")
    vacancy = VacancyFactory.create(title="Thợ là", employer=employer)
    assert find(text="viec thai").keys == [vacancy.pk]
    employer.name = "Công ty May Sông Trà"
    employer.save()
    assert find(text="song tra").keys == [vacancy.pk]


@pytest.mark.parametrize(
    "typed",
    [
        "cong nhan may cong nghiep",
        "công nhân mya công nghiệp",
        "cong nhn may cong nghiep",
        "cong nhanf may cong nghiep",
    ],
)
def test_a_slip_is_mended(typed: str) -> None:
    wanted = VacancyFactory.create(title="Công nhân may công nghiệp")
    VacancyFactory.create(title="Kỹ sư xây dựng")
    assert find(text=typed).keys[0] == wanted.pk


def test_a_slip_that_is_a_word_finds_the_nearest_titles() -> None:
    wanted = VacancyFactory.create(title="Trưởng nhóm kinh doanh nhượng quyền")
    VacancyFactory.create(title="Nhân viên kho")
    found = find(text="truong nhom kho doanh nhuong quyen")
    assert found.reading.mended
    assert found.keys == [wanted.pk]


def test_nothing_alike_is_found_for_noise() -> None:
    VacancyFactory.create(title="Thợ hàn")
    assert find(text="zzzz qqqq wwww").counts.total == 0
    assert find(text="!!! ???").counts.total == 0


def test_places_old_and_new_radius_and_in_the_words() -> None:
    here, there = commune("Xã Vũ Thư"), commune("Xã Tiền Hải")
    near = VacancyPlaceFactory.create(vacancy__title="Thợ may", commune=here).vacancy
    far = VacancyPlaceFactory.create(vacancy__title="Thợ may", commune=there).vacancy
    assert find(where="xa vu thu").keys == [near.pk]
    assert find(where="huyện Tiền Hải").keys == [far.pk]
    assert find(text="tho may o tien hai").keys == [far.pk]
    assert set(find(where="Hưng Yên").keys) == {near.pk, far.pk}
    assert set(find(where="xa vu thu", radius=40).keys) == {near.pk, far.pk}
    assert find(where="nơi không có thật").counts.total == 0


def test_a_moved_workplace_moves_in_the_search() -> None:
    place = VacancyPlaceFactory.create(commune=commune("Xã Vũ Thư"))
    place.commune = commune("Xã Tiền Hải")
    place.save()
    assert find(where="xa vu thu").counts.total == 0
    assert find(where="xa tien hai").counts.total == 1
    place.delete()
    assert find(where="xa tien hai").counts.total == 0


def test_only_open_vacancies_are_found() -> None:
    today = timezone.localdate()
    VacancyFactory.create(title="Nháp", state=VacancyState.DRAFT, published_at=None)
    VacancyFactory.create(title="Hết hạn", deadline=today - timedelta(days=1))
    VacancyFactory.create(title="Đủ người", headcount=2, filled=2)
    VacancyFactory.create(title="Bị khóa", employer=EmployerFactory.create(verification=Verification.SUSPENDED))
    last_day = VacancyFactory.create(title="Còn hôm nay", deadline=today)
    assert find().keys == [last_day.pk]


def test_a_suspended_employer_leaves_the_search_and_comes_back() -> None:
    vacancy = VacancyFactory.create()
    employer = vacancy.employer
    employer.verification = Verification.SUSPENDED
    employer.save()
    assert find().counts.total == 0
    employer.verification = Verification.VERIFIED
    employer.save()
    assert find(sort="new").counts.total == 1


def test_bulk_writes_reach_the_search() -> None:
    employer = EmployerFactory.create()
    fresh = [VacancyFactory.build(employer=employer, occupation=None, title=f"Thợ mộc {n}") for n in range(3)]
    for vacancy in fresh:
        vacancy.prepare()
    Vacancy.objects.bulk_create(fresh)
    assert find(text="tho moc").counts.total == 3
    Vacancy.objects.filter(title="Thợ mộc 1").update(state=VacancyState.PAUSED)
    assert VacancyIndex.objects.count() == 2


def test_filters_and_their_counts() -> None:
    VacancyFactory.create(title="A", pay_min=6_000_000, pay_max=None, experience_min_months=0, working_time="full")
    VacancyFactory.create(
        title="B", pay_min=9_000_000, pay_max=12_000_000, experience_min_months=24, working_time="part"
    )
    VacancyFactory.create(title="C", pay_min=None, pay_max=None, pay_negotiable=True, experience_min_months=None)
    assert set(titles(find(pay=7))) == {"B"}
    assert set(titles(find(experience=0))) == {"A", "C"}
    assert set(titles(find(time="part"))) == {"B"}
    assert titles(find(sort="pay"))[0] == "B"
    counts = find(pay=7).counts
    assert (counts.total, counts.pay[5], counts.pay[12], counts.pay[15]) == (1, 2, 1, 0)
    assert counts.experience == {0: 0, 12: 0, 24: 1, 60: 1}
    assert counts.without == {"pay": 3}


def test_every_count_is_what_its_filter_then_shows() -> None:
    """The counts come from packed bands, the pages from the columns: they must agree everywhere."""
    rnd = random.Random(4)
    codes = ["7531", "8322", "3313", "5414"]
    for n in range(60):
        pay = rnd.choice([None, 4_999_999, 5_000_000, 7_000_000, 9_500_000, 12_000_000, 15_000_000, 20_000_000])
        VacancyFactory.create(
            title=f"Tin {n}",
            occupation=Occupation.objects.filter(code=rnd.choice(codes)).first(),
            pay_min=pay,
            pay_max=pay,
            experience_min_months=rnd.choice([None, 0, 1, 12, 13, 24, 36, 60, 61]),
            working_time=rnd.choice(["", "full", "part"]),
            published_at=timezone.now() - timedelta(days=rnd.choice([0, 2, 5, 20, 40]), hours=1),
        )
    asked = Criteria(pay=7, experience=24)
    found = search(asked, 1, timezone.localdate())
    checked = 0
    for facet in facets(asked, found.counts, {}):
        for value in [*facet.values, *facet.rest]:
            if not value.is_set:
                shown = search(Criteria.of(QueryDict(value.address[1:])), 1, timezone.localdate())
                assert len(shown.keys) == min(value.count or 0, 20), value
                assert shown.counts.total == value.count, value
                checked += 1
    assert checked >= len(PAY) + len(EXPERIENCE)


def test_loosening_says_what_one_condition_costs() -> None:
    VacancyPlaceFactory.create(vacancy__pay_min=6_000_000, vacancy__pay_max=6_000_000, commune=commune("Xã Vũ Thư"))
    VacancyPlaceFactory.create(vacancy__pay_min=13_000_000, vacancy__pay_max=None, commune=commune("Xã Tiền Hải"))
    found = find(where="xã Vũ Thư", pay=12)
    assert found.counts.total == 0
    offers = {offer.label: offer.more for offer in loosenings(found, timezone.localdate())}
    assert offers["Bỏ mức lương"] == 1
    assert offers["Bỏ nơi làm việc"] == 1


def test_pages_hold_every_vacancy_once() -> None:
    for n in range(45):
        VacancyFactory.create(title="Thợ hàn" if n % 3 else "Thợ hàn bậc cao", description="thợ hàn")
    seen = [key for page in (1, 2, 3) for key in find(page, text="tho han").keys]
    assert len(seen) == len(set(seen)) == 45
    assert find(99, text="tho han").page == 3


class Addresses(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(
        st.dictionaries(
            st.sampled_from(["q", "noi", "km", "nghe", "luong", "kn", "gio", "dang", "sx", "x"]), st.text(max_size=30)
        )
    )
    def test_any_address_is_answered(self, query: dict[str, str]) -> None:
        address = QueryDict(mutable=True)
        address.update({name: value.replace("\x00", "") for name, value in query.items()})
        assert find(1, **Criteria.of(address).given()).counts.total == 0

    @given(st.text(max_size=40))
    @settings(max_examples=30, deadline=None)
    def test_an_address_reads_back(self, text: str) -> None:
        asked = Criteria(text=" ".join(text.split()), pay=9, groups=("33", "75"), experience=0)
        assert Criteria.of(QueryDict(asked.address()[1:])).pay == 9
        assert Criteria.of(QueryDict(asked.address()[1:])).experience == 0


def test_modes_are_told() -> None:
    VacancyFactory.create(title="Lái xe nâng", description="Có chứng chỉ.")
    assert find().reading.mode is Mode.ANY
    assert find(text="chung chi").reading.mode is Mode.BODY
