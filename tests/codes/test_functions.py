"""The SQL functions agree with Python and with the Vietnamese alphabet."""

import unicodedata

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.codes.text import fold, fold_words, nfc

pytestmark = pytest.mark.django_db


def sql(statement: str, *parameters: str | list[str]) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchone()[0]


VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " 0123456789-/,.", max_size=60), st.sampled_from(["NFC", "NFD"])
)
def test_folding_is_the_same_in_sql_and_in_python(text: str, form: str) -> None:
    written = unicodedata.normalize(form, text)  # type: ignore[arg-type]  # a sampled literal
    assert sql("SELECT vi_fold(%s)", written) == fold(written) == fold(text)


def test_folding_keeps_what_is_not_vietnamese() -> None:
    assert fold("Kỹ sư C++ 🎉") == "ky su c++ 🎉"
    assert fold_words("Lái xe – giao hàng (B2), Thái Bình!") == "lai xe giao hang b2 thai binh"
    assert nfc("  Thái  Bình ") == "Thái Bình"


def test_vietnamese_order() -> None:
    ordered = ["a", "à", "ả", "ã", "á", "ạ", "An", "Ăn", "Ân", "Dung", "Đông", "Em", "Ê", "Nghĩa", "Oanh", "Ôn", "Ớt"]
    assert sql('SELECT array_agg(t ORDER BY vi_key(t) COLLATE "C") FROM unnest(%s::text[]) t', ordered[::-1]) == ordered


def test_search_without_diacritics() -> None:
    found = "SELECT to_tsvector('vi', %s) @@ plainto_tsquery('vi', %s)"
    assert sql(found, "Sửa điều hoà tại Đà Nẵng", "dieu hoa da nang")
    assert sql(found, unicodedata.normalize("NFD", "Công nhân may"), "CÔNG NHÂN may")
    assert not sql(found, "Công nhân may", "cong nhan han")
