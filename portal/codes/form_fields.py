"""Form fields for what people write in their own way: places, money, dates, choices left open."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.codes import places
from portal.codes.places import Kind, Place
from portal.codes.text import fold, nfc
from portal.ui import number

SUGGEST_PLACES = reverse_lazy("suggest_places")
SUGGEST_OCCUPATIONS = reverse_lazy("suggest_occupations")


class TidyField(forms.CharField):
    """One line of text, composed (NFC) with single spaces."""

    def to_python(self, value: Any) -> str:
        return nfc(super().to_python(value) or "")


class DayField(forms.DateField):
    """A day, by the browser's own calendar; also typed as 31/12/2000."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        options.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"])
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day and not 1900 <= day.year <= 2100:
            raise ValidationError(_("Năm phải có bốn chữ số, ví dụ 1998."), code="year")
        return day


class MoneyField(forms.CharField):
    """đồng, from "7,5" or "7.5 triệu" (millions), "7500000" or "7.500.000"; empty: ``None``.

    Numbers below a thousand are millions, or what ``small`` says.
    """

    def __init__(self, *, least: int = 0, most: int = 1_000_000_000, small: int = 1_000_000, **options: Any) -> None:
        self.least, self.most, self.small = least, most, small
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        options.setdefault("max_length", 24)
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return number(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        text = fold(super().to_python(value) or "").replace("đ", "d")
        if not text:
            return None
        in_millions = "tr" in text
        digits = "".join(c for c in text if c in "0123456789.,")
        grouped = digits.replace(",", ".").split(".")
        if len(grouped) > 1 and all(len(part) == 3 for part in grouped[1:]):
            digits = "".join(grouped)
        try:
            amount = Decimal(digits.replace(",", "."))
        except InvalidOperation:
            raise ValidationError(_("Hãy ghi bằng số, ví dụ 7,5 triệu hoặc 7.500.000."), code="money") from None
        if in_millions or amount < 1000:
            amount *= 1_000_000 if in_millions else self.small
        if not self.least <= amount <= self.most:
            raise ValidationError(
                _("Số tiền phải từ %(least)s đến %(most)s đồng."),
                code="money",
                params={"least": number(self.least), "most": number(self.most)},
            )
        return int(amount)

    def validate(self, value: Any) -> None:
        if self.required and value is None:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """The bounds are checked above; the text's own length no longer matters."""


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not said (``None``)."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("choices", [("", _("Chưa rõ")), ("yes", _("Có")), ("no", _("Không"))])
        options.setdefault("widget", forms.RadioSelect)
        super().__init__(coerce=lambda text: text == "yes", empty_value=None, required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: ""}.get(value, value)


class ManyField(forms.MultipleChoiceField):
    """Any of a few options, as check boxes."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.CheckboxSelectMultiple)
        options.setdefault("required", False)
        super().__init__(**options)


def field_for(column: Any, *, as_cards: bool = False) -> forms.Field:
    """The form field of a model's field, with what is not said left open; ``as_cards`` shows few options at once."""
    label = column.verbose_name[:1].upper() + column.verbose_name[1:]
    if isinstance(column, ArrayField):
        return ManyField(label=label, choices=column.base_field.choices or [])
    if isinstance(column, models.BooleanField) and column.null:
        return YesNoField(label=label)
    if isinstance(column, models.DateField):
        return DayField(label=label, required=not column.blank)
    if column.many_to_many:
        return forms.ModelMultipleChoiceField(
            column.related_model.objects.all(), label=label, required=False, widget=forms.CheckboxSelectMultiple
        )
    if not column.choices:
        field: forms.Field = column.formfield(label=label)
        return field
    return forms.TypedChoiceField(
        label=label,
        choices=[("", _("Chưa rõ")), *column.choices],
        coerce=column.to_python,
        empty_value=None if column.null else "",
        required=False,
        widget=forms.RadioSelect if as_cards else forms.Select,
    )


class PlaceField(TidyField):
    """A place old or new, as text; the understanding is a :class:`portal.codes.places.Place`.

    With ``commune_only`` it must come down to one commune of today.
    """

    def __init__(self, *, kinds: Iterable[Kind] = tuple(Kind), commune_only: bool = False, **options: Any) -> None:
        self.kinds, self.commune_only = frozenset(kinds), commune_only
        options.setdefault("max_length", 160)
        options.setdefault("widget", forms.TextInput(attrs={"data-suggest": SUGGEST_PLACES, "autocomplete": "off"}))
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        text: str = super().clean(value)
        if not text:
            return None
        found = places.resolve(text)
        matches = [place for place in found.matches if place.kind in self.kinds]
        if not matches:
            raise ValidationError(
                _("Không tìm thấy “%(text)s”. Hãy ghi tên xã, phường, huyện cũ hoặc tỉnh; không cần dấu cũng được."),
                code="place",
                params={"text": text},
            )
        best = matches[0]
        one = not self.commune_only or len(best.communes) == 1
        if found.is_certain and one:
            return best
        if one and _as_written(best, text):
            return best
        raise ValidationError(_unclear(best, matches, self.commune_only), code="place")


def describe(place: Place) -> str:
    """A place so that it is found again by its text: "Xã Vũ Hội, Vũ Thư, Thái Bình"."""
    return f"{place.name}, {place.within}" if place.within else place.name


def _as_written(place: Place, text: str) -> bool:
    """The text is one that the suggestions gave."""
    return fold(text) == fold(describe(place))


def _unclear(best: Place, matches: list[Place], commune_only: bool) -> str:
    if commune_only and len(best.communes) != 1:
        names = ", ".join(places.commune(key).name for key in best.communes[:6])
        if names:
            return _now("“%(name)s” nay gồm nhiều xã, phường: %(names)s … Hãy ghi một nơi trong đó.") % {
                "name": best.name,
                "names": names,
            }
        return _now("Hãy ghi tên xã, phường, không chỉ tên tỉnh.")
    if best.is_split:
        return _now("“%(name)s” nay chia về nhiều nơi: %(names)s. Hãy ghi một nơi trong đó.") % {
            "name": best.name,
            "names": places.today(best),
        }
    return _now("Có nhiều nơi tên như vậy: %(names)s. Hãy ghi rõ một nơi.") % {
        "names": "; ".join(describe(place) for place in matches[:4])
    }
