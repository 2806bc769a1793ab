import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobs.intake.enums import Reading, Reason
from jobs.intake.pay import BOUNDS, Rate, parse_pay

RATES = (Rate("USD", Decimal(26_000), date(2025, 10, 1)),)
M = 1_000_000
WORDS = st.lists(
    st.sampled_from(
        ["Lương", "từ", "Tới", "đến", "-", "–", "triệu", "tr", "Tr", "k", "USD", "$", "VND", "đ", "/tháng",
         "/giờ", "/ngày",
         "thoả thuận", "10", "15", "7,5", "1.000", "10.000.000",
         "500", "+", "trên", "dưới", "0", "rưỡi", "tr5", "☕", "="]
    ),
    max_size=8,
).map(" ".join)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "low", "high", "period"),
    [
        ("10 - 15 triệu", 10 * M, 15 * M, "month"),
        ("Từ 15 triệu", 15 * M, None, "month"),
        ("Trên 40,000,000", 40 * M, None, "month"),
        ("Tới 500 USD", None, 13 * M, "month"),
        ("Lên đến 7,000 USD", None, 182 * M, "month"),
        ("$1,000 - $2,000", 26 * M, 52 * M, "month"),
        ("Lương: 8 Tr - 10 Tr VND", 8 * M, 10 * M, "month"),
        ("Lương: 2,5 Tr - 3,2 Tr VND", 2_500_000, 3_200_000, "month"),
        ("1,000,000 - 5,000,000", M, 5 * M, "month"),
        ("7-10tr/tháng", 7 * M, 10 * M, "month"),
        ("7–10 triệu", 7 * M, 10 * M, "month"),
        ("tu 8tr den 12tr/thang", 8 * M, 12 * M, "month"),
        ("7tr5", 7_500_000, 7_500_000, "month"),
        ("10tr500 - 12tr", 10_500_000, 12 * M, "month"),
        ("5 triệu rưỡi", 5_500_000, 5_500_000, "month"),
        ("10 000 000 - 15 000 000 đồng/tháng", 10 * M, 15 * M, "month"),
        ("20 triệu trở lên", 20 * M, None, "month"),
        ("350k/ngày", 350_000, 350_000, "day"),
        ("Lương 350.000đ/ca", 350_000, 350_000, "day"),
        ("45.000 – 50.000đ/h", 45_000, 50_000, "hour"),
        ("24 k - 25 k /giờ", 24_000, 25_000, "hour"),
        ("180tr/năm", 180 * M, 180 * M, "year"),
        ("26 công/tháng: 8 triệu", 8 * M, 8 * M, "month"),
        ("10tr – 12tr, 8h-17h", 10 * M, 12 * M, "month"),
    ],
)
def test_amounts_are_understood(text: str, low: int | None, high: int | None, period: str) -> None:
    read = parse_pay(text, RATES)
    assert read.reading is Reading.UNDERSTOOD
    assert read.value is not None
    assert (read.value.low_vnd, read.value.high_vnd, read.value.period) == (low, high, period)


@pytest.mark.parametrize(
    "text", ["Thoả thuận", "Thỏa Thuận", "thoa thuan", "Cạnh tranh", "Lương theo sản phẩm, hấp dẫn"]
)
def test_negotiable_is_understood_without_amounts(text: str) -> None:
    read = parse_pay(text, RATES)
    assert read.reading is Reading.UNDERSTOOD
    assert read.value is not None
    assert read.value.negotiable
    assert read.value.low is read.value.high is None


def test_negotiable_with_amounts_keeps_both() -> None:
    value = parse_pay("Thoả thuận (10-15 triệu)", RATES).sure
    assert value is not None
    assert (value.negotiable, value.low_vnd, value.high_vnd) == (True, 10 * M, 15 * M)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Tới 55,000 USD", Reason.PAY_BOUNDS),
        ("0.0 - 0.0 triệu", Reason.PAY_BOUNDS),
        ("5 - 8 triệu /giờ", Reason.PAY_BOUNDS),
        ("Lên đến 15 VND", Reason.PAY_SCALE),
        ("8-10", Reason.PAY_SCALE),
        ("400-450k", Reason.PAY_PERIOD),
        ("20 - 15 triệu", Reason.PAY_REVERSED),
        ("180.000 yên/tháng", Reason.PAY_CURRENCY),
        ("Lương cứng 7tr + thưởng 3tr", Reason.PAY_SEVERAL),
    ],
)
def test_doubts_are_named_and_never_facts(text: str, reason: Reason) -> None:
    read = parse_pay(text, RATES)
    assert (read.reading, read.reason, read.sure) == (Reading.UNCERTAIN, reason, None)


@pytest.mark.parametrize(
    ("text", "reading"),
    [("", Reading.ABSENT), ("N/A", Reading.ABSENT), ("Đăng nhập để xem mức lương", Reading.ABSENT),
     ("ăn trưa miễn phí", Reading.NOT_UNDERSTOOD)],
)  # fmt: skip
def test_nothing_said_is_not_pay(text: str, reading: Reading) -> None:
    assert parse_pay(text, RATES).reading is reading


def test_without_a_rate_dollars_stay_uncertain() -> None:
    assert parse_pay("500 USD", ()).reason is Reason.PAY_CURRENCY


def test_the_rate_and_its_day_stay_with_the_value() -> None:
    value = parse_pay("500 USD", RATES).sure
    assert value is not None
    assert value.rate == RATES[0]


@given(st.one_of(st.text(max_size=80), WORDS))
@example("²³ triệu")
@example("9" * 5_000 + " triệu")
@example("1.2.3.4,5 tr")
def test_any_text_gives_an_ordered_answer_within_bounds(text: str) -> None:
    read = parse_pay(text, RATES)
    if read.sure and read.sure.low_vnd is not None and read.sure.high_vnd is not None:
        assert read.sure.low_vnd <= read.sure.high_vnd
    for end in (read.sure.low_vnd, read.sure.high_vnd) if read.sure else ():
        lowest, highest = BOUNDS[read.sure.period]  # type: ignore[union-attr]  # checked by the loop
        assert end is None or lowest <= end <= highest


@given(WORDS)
def test_composed_and_decomposed_texts_read_alike(text: str) -> None:
    assert parse_pay(unicodedata.normalize("NFD", text), RATES) == parse_pay(unicodedata.normalize("NFC", text), RATES)
