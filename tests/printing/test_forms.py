"""Every field of the official forms stands on the paper and on the print page, in the form's order."""

import json
import re
from html import unescape

import pypdfium2
import pytest
from django.template.loader import render_to_string
from django.utils import translation

from jobs.printing.forms import mau_03, mau_03a, mau_24
from jobs.printing.kept import form_of, text_of
from portal.documents import typesetting
from portal.documents.layout import Form, Line, Ticks
from tests.documents.test_documents import text_of as read
from tests.factories import EmployerFactory, VacancyFactory, WorkerFactory
from tests.printing.made import MADE, made, vacancy
from tests.printing.official import FIELDS

pytestmark = pytest.mark.django_db


def one_line(text: str) -> str:
    return " ".join(text.split())


def out_of_order(text: str, labels: list[str]) -> list[str]:
    """Labels that do not come after the one before them."""
    at, lost = 0, []
    for label in labels:
        found = text.find(label, at)
        if found < 0:
            lost.append(label)
        else:
            at = found + 1
    return lost


def page_text(form: Form) -> str:
    page = render_to_string("printing/_sheet.html", {"form": form})
    return one_line(unescape(re.sub(r"</?(?:sup|strong|em)>|<[^>]+>", lambda tag: " " * (tag[0][1:4] != "sup"), page)))


@pytest.mark.parametrize("kind", sorted(MADE))
def test_the_official_fields_stand_in_order_on_paper_and_page(kind: str) -> None:
    with translation.override("en"):
        form = made(kind)
        paper = read(typesetting.pdf("mau.typ", form.data()))
    squeezed = re.sub(r"\s", "", paper)
    assert out_of_order(squeezed, [re.sub(r"\s", "", label) for label in FIELDS[kind]]) == []
    assert out_of_order(page_text(form).replace("*", ""), FIELDS[kind]) == []


@pytest.mark.parametrize("kind", sorted(MADE))
def test_what_is_filled_in_is_on_paper_and_page(kind: str) -> None:
    form = made(kind)
    paper = re.sub(r"\s", "", read(typesetting.pdf("mau.typ", form.data())))
    page = page_text(form)
    rows = [row for section in form.sections for row in section.rows]
    said = [one.value for row in rows if isinstance(row, Line) for one in row.blanks if one.value]
    for value in [*said, form.serial, form.title, form.number, form.decree]:
        assert re.sub(r"\s", "", value) in paper, value
        assert one_line(value) in page, value
    ticked = sum(on for row in rows if isinstance(row, Ticks) for _text, on in row.options)
    assert page.count("✓") == ticked + bool(form.agreed_on)


@pytest.mark.parametrize("kind", sorted(MADE))
def test_every_font_is_inside_the_file(kind: str) -> None:
    content = typesetting.pdf("mau.typ", made(kind).data())
    assert content.count(b"/FontFile") >= 1
    assert b"/FontDescriptor" in content
    assert len(pypdfium2.PdfDocument(content)) == {"mau-02": 1, "mau-04": 1, "mau-24": 1}.get(kind, 2)


@pytest.mark.parametrize("kind", sorted(MADE))
def test_a_kept_form_comes_back_as_it_was(kind: str) -> None:
    form = made(kind)
    assert form_of(text_of(form)) == form
    json.loads(text_of(form))


def test_what_an_advert_lacks_is_found_without_filling_the_form() -> None:
    bare, full = VacancyFactory.create(contact_name="", description=""), vacancy(EmployerFactory.create())
    for one in (bare, full):
        assert mau_03a.missing(one) == [label for label, _step in mau_03a.fill(one).missing()]
    assert mau_03a.missing(full) == []
    assert "Mô tả công việc" in mau_03a.missing(bare)


def test_a_person_who_employs_has_a_personal_number() -> None:
    form = mau_03.fill(EmployerFactory.create(subject="person", tax_code="034195001234"))
    lines = {one.label: one for row in form.sections[0].rows if isinstance(row, Line) for one in row.blanks}
    assert (lines["Mã số doanh nghiệp"].value, lines["Số định danh cá nhân"].value) == ("", "034195001234")
    assert lines["Số định danh cá nhân"].required
    assert not lines["Mã số doanh nghiệp"].required


def test_a_notice_without_anything_is_a_form_to_fill_in_by_hand() -> None:
    form = mau_24.printed_notice(WorkerFactory.create(), mau_24.Notice())
    assert "thứ ……" in form.subtitle
    assert form.labels().count("(1) Tên đơn vị") == form.labels().count("(2) Tên đơn vị") == 1
    assert not any(on for row in form.sections[-1].rows if isinstance(row, Ticks) for _text, on in row.options)


def test_hostile_words_are_printed_as_they_are() -> None:
    words = '#read("/etc/passwd") *x* <b>'
    form = mau_03a.fill(VacancyFactory.create(title=words))
    assert words in one_line(read(typesetting.pdf("mau.typ", form.data())))
    assert "<b>" not in render_to_string("printing/_sheet.html", {"form": form})
