"""What the three readers are told of a pair: it adds up, is plain, and employers learn no more than what fits."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape

from jobs.matching import criteria, explain, snapshot
from jobs.matching.atlas import atlas
from jobs.matching.criteria import BY_CODE, CRITERIA
from jobs.matching.enums import FactState, Reader
from jobs.matching.explain import Explanation, Fact
from jobs.matching.names import country
from jobs.matching.packing import rarities_of
from jobs.matching.pair import Pair, Rules, pairs
from jobs.matching.points import TERMS, Half
from jobs.matching.texts import workplace
from jobs.models import Vacancy
from portal.codes.models import (
    Benefit,
    Commune,
    ComputingSkill,
    Language,
    Licence,
    Occupation,
    PriorityGroup,
    Province,
    Skill,
)
from tests.matching.small_province import DAY, SmallProvince
from workers.models import Worker, WorkWish

pytestmark = pytest.mark.django_db

LANGUAGES = ("vi", "en")
STATE_ONLY = (
    "reserved", "age_min", "age_max", "place", "pay", "lifting", "standing", "hearing", "sight", "handling", "hands"
)  # fmt: skip


def all_pairs(province: SmallProvince) -> list[Pair]:
    taken = snapshot.take(
        DAY,
        Worker.objects.filter(pk__in=[worker.pk for worker in province.workers]),
        Vacancy.objects.filter(pk__in=[vacancy.pk for vacancy in province.vacancies]),
    )
    weights = {term.code: term.weight for term in TERMS}
    return list(pairs(taken, Rules(atlas(), weights, rarities_of(taken))).values())


def speaking_names() -> None:
    """Names that differ from codes, and English ones without a Vietnamese letter."""
    for model in (Benefit, ComputingSkill, Language, Licence, Occupation, PriorityGroup, Skill):
        for n, row in enumerate(model._default_manager.order_by("pk")):
            word = "".join(chr(97 + int(digit)) for digit in str(n))
            model._default_manager.filter(pk=row.pk).update(name=f"Tên gọi {word}", name_en=f"Name {word}")
    territory: tuple[Any, ...] = (Commune, Province)
    for places in territory:
        for n, row in enumerate(places._default_manager.order_by("pk")):
            word = "".join(chr(97 + int(digit)) for digit in str(n))
            places._default_manager.filter(pk=row.pk).update(name=f"Dong {word}", short_name=f"Dong {word}")


def told_province(seed: int, workers: int, vacancies: int) -> list[Pair]:
    province = SmallProvince(seed, workers, vacancies, 0.75)
    speaking_names()
    return all_pairs(province)


@pytest.fixture
def some_pairs() -> list[Pair]:
    return told_province(12, 30, 40)


def test_points_add_up_with_nothing_left_over() -> None:
    seen = 0
    halves = {term.code: term.half for term in TERMS}
    for pair in told_province(11, 75, 68):
        told = explain.tell(pair, Reader.COUNSELLOR)
        terms = [fact for fact in told.facts if fact.code in halves]
        assert {fact.code for fact in terms} == set(halves)
        by_half = {
            half: sum(fact.points or 0 for fact in terms if halves[fact.code] is half)
            for half in (Half.FIT, Half.PREFERENCE)
        }
        assert told.points == sum(fact.points or 0 for fact in terms)
        assert (told.fit, told.preference) == (by_half[Half.FIT], by_half[Half.PREFERENCE])
        assert told.fit + told.preference == told.points
        assert told.known == sum(fact.most or 0 for fact in terms if fact.points is not None)
        assert 0 <= told.points <= told.known <= 1000
        assert all(0 <= (fact.points or 0) <= (fact.most or 0) for fact in terms)
        assert all(fact.points is None for fact in told.facts if fact.code not in halves)
        seen += 1
    assert seen >= 5_000


def test_the_three_readers_are_told_the_same_facts(some_pairs: list[Pair]) -> None:
    for pair in some_pairs[::7]:
        person, employer, counsellor = (explain.tell(pair, reader) for reader in Reader)
        states = {fact.code: fact.state for fact in counsellor.facts}
        assert {fact.code: fact.state for fact in person.facts} == states
        assert {fact.code: fact.state for fact in employer.facts} == {
            code: state for code, state in states.items() if code != "barred"
        }
        assert person.points == employer.points == counsellor.points
        assert all(fact.points is None and fact.most is None for fact in (*person.facts, *employer.facts))
        assert person.eligible == employer.eligible == counsellor.eligible
        assert person.eligible == (not counsellor.failed)


RAW = re.compile(r"None|%\(|[{}]|_|(?<![/-])\b\d{4,}\b(?![/-])|\bx\d|\[\]|\(\)|\b[A-Z]{2}\b(?! )")
"""Python's, a template's, a field's, an occupation's code, the tests' codes of lists, empty brackets, a country's."""
DOUBLED = re.compile(r"\b(chưa|không|not|no)\b[ ,]+(chưa|không|not|no)\b", re.IGNORECASE)
BADLY_JOINED = re.compile(r"^[ ,;]|[ ,;]$|  |, ,|;;")


def complaints(fact: Fact, english: bool) -> list[str]:
    found = []
    for text in (fact.label, fact.worker_value, fact.vacancy_value, fact.change):
        for fault in (RAW, DOUBLED, BADLY_JOINED):
            if fault.search(text):
                found.append(f"{fact.code} {fact.state}: {text!r} ({fault.pattern[:12]})")
        if english and not re.sub("[“”–…’]", "", text).isascii():
            found.append(f"{fact.code} {fact.state}: {text!r} is not in English")
    if not fact.label:
        found.append(f"{fact.code} has no label")
    return found


def told_in(language: str, pair: Pair) -> list[Explanation]:
    with translation.override(language):
        return [explain.tell(pair, reader) for reader in Reader]


def test_every_fact_is_said_in_plain_words_in_both_languages(some_pairs: list[Pair]) -> None:
    said: set[tuple[str, FactState]] = set()
    faults: set[str] = set()
    for pair in some_pairs:
        for language in LANGUAGES:
            for told in told_in(language, pair):
                for fact in told.facts:
                    said.add((fact.code, fact.state))
                    faults.update(complaints(fact, language == "en"))
    assert not faults, "\n".join(sorted(faults))
    assert said >= everything_there_is_to_say()


def everything_there_is_to_say() -> set[tuple[str, FactState]]:
    """Each criterion holding and not holding, and unknown where that can be; each term known and unknown."""
    expected = {(term.code, state) for term in TERMS for state in (FactState.FITS, FactState.UNKNOWN)}
    expected |= {("skills", FactState.MISSES), ("conditions", FactState.MISSES)}
    for criterion in CRITERIA:
        expected.add((criterion.code, FactState.MISSES))
        if criterion.test is not criteria.Test.BARRED:
            expected.add((criterion.code, FactState.FITS))
        if criterion.unknown_passes and criterion.test is not criteria.Test.PLACE:
            expected.add((criterion.code, FactState.UNKNOWN))
    return expected - {("occupation", FactState.UNKNOWN)}


def changed(pair: Pair, row: Mapping[str, int]) -> Pair:
    return Pair(replace(pair.worker, row={**pair.worker.row, **row}), pair.vacancy, pair.rules, pair.barred)


def employer_reads(pair: Pair) -> dict[str, Fact]:
    return {fact.code: fact for fact in explain.tell(pair, Reader.EMPLOYER).facts}


def test_an_employer_learns_whether_it_fits_and_not_what_the_person_said(some_pairs: list[Pair]) -> None:
    compared = 0
    for pair in some_pairs[::4]:
        facts = employer_reads(pair)
        assert "barred" not in facts
        assert not any(fact.change for fact in facts.values())
        assert all(facts[code].worker_value == "" for code in STATE_ONLY if code in facts)
        assert facts["place"].vacancy_value == workplace(pair)
        for code in STATE_ONLY:
            column = BY_CODE[code].worker
            for step in (-1, 1, 250_000) if code == "pay" else (-1,):
                if pair.worker.row.get(column, -1) <= 0:
                    continue
                other = employer_reads(changed(pair, {column: pair.worker.row[column] + step}))
                if code in facts and code in other and other[code].state is facts[code].state:
                    assert other[code] == facts[code]
                    compared += 1
    assert compared > 500


def test_an_employer_is_not_told_how_far_a_person_lives(some_pairs: list[Pair]) -> None:
    near = [pair for pair in some_pairs if pair.way > 0 and not pair.vacancy.row["abroad"]]
    assert near
    for pair in near[:200]:
        assert "km" not in employer_reads(pair)["place"].vacancy_value
        assert "km" in explain.tell(pair, Reader.WORKER).facts[_at(pair, "place")].vacancy_value


def _at(pair: Pair, code: str) -> int:
    return [fact.code for fact in explain.tell(pair, Reader.WORKER).facts].index(code)


def test_advice_is_given_only_where_it_would_change_something(some_pairs: list[Pair]) -> None:
    for pair in some_pairs[::5]:
        for fact in explain.tell(pair, Reader.WORKER).facts:
            if fact.state is FactState.FITS:
                assert fact.change == ""
            criterion = BY_CODE.get(fact.code)
            asked = criterion and pair.vacancy.row.get(criterion.vacancy, 0)
            if fact.state is FactState.UNKNOWN and fact.code in ("qualification", "education") and asked == -1:
                assert fact.change == ""
            if fact.code == "skills" and not pair.vacancy.items["skill"]:
                assert fact.change == ""
            unsaid = criterion and criterion.test is criteria.Test.AMONG and not pair.worker.row[criterion.worker]
            if fact.state is FactState.UNKNOWN and unsaid:
                assert fact.change


def a_pair(province: SmallProvince, **row: Any) -> Pair:
    return changed(all_pairs(province)[0], row)


def test_pay_to_be_agreed_is_no_gap_in_the_profile() -> None:
    province = SmallProvince(3, 2, 2, 1.0)
    WorkWish.objects.update(pay_min=None, pay_negotiable=True)
    Vacancy.objects.update(monthly_min=7_000_000, monthly_max=9_000_000)
    pair = all_pairs(province)[0]
    assert pair.worker.row["pay"] == 0
    fact = next(fact for fact in explain.tell(pair, Reader.WORKER).facts if fact.code == "pay")
    assert (fact.state, fact.worker_value, fact.change) == (FactState.UNKNOWN, "thỏa thuận", "")
    assert pair.term("pay") is None


def test_who_accepts_every_province_accepts_the_whole_country() -> None:
    province = SmallProvince(4, 2, 2, 1.0)
    pair = all_pairs(province)[0]
    everywhere = [(key, 0) for key in Province.objects.order_by("pk").values_list("pk", flat=True)]
    items = {**pair.worker.items, "wanted_province": everywhere, "wanted_commune": []}
    pair = Pair(replace(pair.worker, items=items), pair.vacancy, pair.rules, pair.barred)
    fact = next(fact for fact in explain.tell(pair, Reader.WORKER).facts if fact.code == "place")
    assert fact.worker_value.startswith("cả nước") or pair.vacancy.row["abroad"]


@pytest.mark.parametrize(
    ("code", "vietnamese", "english"), [("KR", "Hàn Quốc", "Korea"), ("ZZ", "nước có mã ZZ", "country with code ZZ")]
)
def test_countries_are_called_by_their_names(code: str, vietnamese: str, english: str) -> None:
    with translation.override("vi"):
        assert country(code) == vietnamese
    with translation.override("en"):
        assert english in country(code)


def test_what_the_vacancy_does_not_say_stands_in_one_line(some_pairs: list[Pair]) -> None:
    seen = set()
    for pair in some_pairs:
        facts = explain.tell(pair, Reader.WORKER).facts
        unsaid = [fact for fact in facts if fact.is_unsaid]
        assert all(fact.state is FactState.UNKNOWN and not fact.change for fact in unsaid)
        assert not any(fact.is_unsaid for fact in facts if fact.code == "skills" and pair.vacancy.items["skill"])
        page = render_to_string("cotton/reasons.html", {"reasons": facts, "mine_label": "M", "theirs_label": "V"})
        rows = page.count('<li class="reason ')
        hidden = len(unsaid) if len(unsaid) > 1 else 0
        assert rows == len(facts) - hidden + bool(hidden)
        assert ("Tin không nêu" in page) is bool(hidden)
        for fact in facts:
            assert escape(fact.label) in page, "nothing is left unsaid about what is unsaid"
        seen.add(min(len(unsaid), 2))
    assert seen == {0, 1, 2}
