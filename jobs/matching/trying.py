"""The what-if as a page asks for it: what is ticked and typed, and what it opens."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from jobs.matching.atlas import Atlas
from jobs.matching.changes import MASKS, WISHES, YES, Change, Kind, tidy
from jobs.matching.keeping import NoRoom, keep
from jobs.matching.market import market
from jobs.matching.saying import code_of, say, token, understand
from jobs.matching.whatif import Looked, Openings, Reach, look
from jobs.models import Vacancy
from portal.codes import occupations
from portal.codes.enums import GeneralEducation, Proficiency, QualificationLevel
from portal.codes.form_fields import SUGGEST_OCCUPATIONS, MoneyField, PlaceField, TidyField
from portal.codes.models import ComputingSkill, DatedCode, Language, Licence, Occupation
from workers.forms.abilities import offered_skills, values_of
from workers.models import Worker
from workers.places import understand as place_meant
from workers.services.profile import Outdated

MOST = 10
"""Changes tried together; more would be another life."""
RADII = (5, 10, 15, 20, 30, 50)
TICKED = "doi"
KEPT = "giu"
"""Names of the boxes of changes to try and of wishes to keep."""


class TryForm(forms.Form):
    """What is typed or chosen; each filled field is one change."""

    title = TidyField(
        label=_("Làm thêm nghề"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"data-suggest": SUGGEST_OCCUPATIONS, "data-suggest-value": "code"}),
    )
    code = forms.CharField(required=False, max_length=4, widget=forms.HiddenInput)
    place = PlaceField(label=_("Làm thêm ở"), required=False)
    radius = forms.TypedChoiceField(label=_("Trong vòng"), coerce=int, empty_value=None, required=False)
    pay = MoneyField(label=_("Lương thấp nhất nhận"), required=False)
    qualification = forms.TypedChoiceField(label=_("Nếu có trình độ"), coerce=int, empty_value=None, required=False)
    education = forms.TypedChoiceField(label=_("Nếu học xong"), coerce=int, empty_value=None, required=False)
    licence = forms.ChoiceField(label=_("Nếu có giấy phép"), required=False)
    language = forms.ChoiceField(label=_("Nếu biết ngoại ngữ"), required=False)
    level = forms.TypedChoiceField(label=_("Ngoại ngữ ở mức"), coerce=int, empty_value=None, required=False)
    computing = forms.ChoiceField(label=_("Nếu biết tin học"), required=False)
    grade = forms.TypedChoiceField(label=_("Tin học ở mức"), coerce=int, empty_value=None, required=False)
    skill = forms.ChoiceField(label=_("Nếu có kỹ năng"), required=False)

    def __init__(self, data: QueryDict, worker: Worker, atlas: Atlas) -> None:
        super().__init__(data, auto_id="neu_%s")
        self.atlas = atlas
        nothing = ("", _("Như hiện nay"))
        levels = list(Proficiency.choices)
        skills = [(skill.code, skill.label) for skill in offered_skills(worker)]
        choices: dict[str, list[Any]] = {
            "radius": [("", _("đúng nơi này")), *((km, _("%(km)s km") % {"km": km}) for km in RADII)],
            "qualification": [nothing, *QualificationLevel.choices],
            "education": [nothing, *GeneralEducation.choices],
            "licence": [nothing, *self._coded(Kind.LICENCE, Licence)],
            "language": [nothing, *self._coded(Kind.LANGUAGE, Language)],
            "level": levels,
            "computing": [nothing, *self._coded(Kind.COMPUTING, ComputingSkill)],
            "grade": levels,
            "skill": [nothing, *skills],
        }
        for name, offered in choices.items():
            field: Any = self.fields[name]
            field.choices = offered
        if not skills:
            del self.fields["skill"]

    def _coded(self, kind: Kind, model: type[DatedCode]) -> list[tuple[str, Any]]:
        """The values of a list by their codes: addresses carry no row's number."""
        return [(code_of(kind, key, self.atlas), label) for key, label in values_of(model)]

    def clean(self) -> None:
        super().clean()
        title, code = self.cleaned_data.get("title"), self.cleaned_data.get("code")
        self.occupation: Occupation | None = None
        if title:
            chosen = Occupation.objects.filter(code=code, level=occupations.LEVEL).first() if code else None
            self.occupation = chosen or occupations.exact(title)
            if self.occupation is None:
                self.add_error("title", _("Chưa nhận ra nghề này; hãy chọn một tên trong danh sách gợi ý."))

    def changes(self) -> list[Change]:
        """One change for each field that is filled and understood."""
        data: dict[str, Any] = self.cleaned_data
        made = [Change(Kind.OCCUPATION, self.occupation.pk)] if self.occupation else []
        if data.get("place"):
            meant = place_meant(data["place"], data.get("radius") or None)
            if meant.province_id:
                made.append(Change(Kind.PROVINCE, meant.province_id))
            elif meant.commune_id:
                made.append(Change(Kind.COMMUNE, meant.commune_id, meant.radius_km or 0))
        elif data.get("radius"):
            made.append(Change(Kind.RADIUS, data["radius"]))
        for name, kind in _NUMBERS.items():
            if data.get(name) is not None:
                made.append(Change(kind, data[name]))
        for name, (kind, level) in _CODES.items():
            if data.get(name):
                said = f"{kind}:{data[name]}" + (f":{data.get(level) or 1}" if level else "")
                change = understand(said, self.atlas)
                made += [change] if change else []
        return made


_NUMBERS = {"pay": Kind.PAY, "qualification": Kind.QUALIFICATION, "education": Kind.EDUCATION}
_CODES = {
    "licence": (Kind.LICENCE, ""),
    "language": (Kind.LANGUAGE, "level"),
    "computing": (Kind.COMPUTING, "grade"),
    "skill": (Kind.SKILL, ""),
}


@dataclass(frozen=True)
class Line:
    """One change with what it opens by itself."""

    token: str
    text: str
    reach: Reach | None
    is_typed: bool = False
    """It stands in a field; emptying the field takes it back."""
    is_wish: bool = False


@dataclass(frozen=True)
class Best:
    """A vacancy that opens, with its points."""

    vacancy: Vacancy
    points: int


@dataclass(frozen=True)
class Tried:
    """Everything the panel shows."""

    form: TryForm
    today: Openings
    lines: list[Line]
    together: Reach | None
    """``None`` when nothing is tried."""
    suggestions: list[Line]
    simple: list[Line]
    """Boxes for what is said by a yes."""
    best: list[Best]

    @property
    def after(self) -> Openings | None:
        """What is open with everything tried; ``None`` when nothing is."""
        return self.together.open if self.together else None

    @property
    def wishes(self) -> list[Line]:
        """What can be kept by the person's word."""
        return [line for line in self.lines if line.is_wish]

    @property
    def has_learning(self) -> bool:
        return any(not line.is_wish for line in self.lines)


def tried(worker: Worker, data: QueryDict) -> Tried:
    """What ``data`` ticks and types for ``worker``, and what it opens."""
    looked = look(worker)
    atlas = looked.market.atlas
    form = TryForm(data, worker, atlas)
    form.is_valid()
    typed = form.changes()
    ticked = asked(data.getlist(TICKED), atlas)
    chosen = tidy([*ticked, *typed])[:MOST]
    reaches = looked.reach([[change] for change in chosen] + [chosen])
    lines = [
        Line(token(change, atlas), say(change, atlas), reach, change in typed, change.kind in WISHES)
        for change, reach in zip(chosen, reaches[:-1], strict=True)
    ]
    together = reaches[-1] if chosen else None
    offered = looked.suggestions(chosen) if len(chosen) < MOST else []
    return Tried(
        form,
        looked.count(looked.today.rows),
        lines,
        together,
        [Line(token(one.change, atlas), say(one.change, atlas), one.reach) for one in offered],
        _simple(looked, atlas, {*chosen, *(one.change for one in offered)}),
        _best(together),
    )


def asked(tokens: list[str], atlas: Atlas) -> list[Change]:
    """The changes of these boxes; what is not understood is left out."""
    found = [understand(text, atlas) for text in tokens[: 2 * MOST]]
    return tidy(change for change in found if change)


def keep_ticked(worker: Worker, data: QueryDict, unticked: str) -> str:
    """Save the wishes ticked under the name "giu"; what went wrong in words, "" when they are saved.

    ``unticked``: what to say when none is ticked.
    """
    changes = asked(data.getlist(KEPT), market().atlas)
    version = data.get("version", "")
    if not changes:
        return unticked
    try:
        keep(worker, int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else -1, changes)
    except NoRoom as trouble:
        return str(trouble)
    except Outdated:
        return _now("Hồ sơ vừa được sửa ở nơi khác nên chưa lưu gì. Hãy xem lại rồi lưu lần nữa.")
    return ""


def back_to(address: str, data: QueryDict) -> str:
    """The panel with what was ticked for keeping."""
    return f"{address}?{urlencode([(TICKED, text) for text in data.getlist(KEPT)[:MOST]])}"


def _simple(looked: Looked, atlas: Atlas, shown: set[Change]) -> list[Line]:
    every = [Change(kind) for kind in YES]
    every += [
        Change(kind, 1 << bit) for kind, (_column, choices) in MASKS.items() for bit in range(len(choices.values))
    ]
    return [
        Line(token(change, atlas), say(change, atlas), None)
        for change in every
        if change not in shown and looked.person.with_changes([change]) != looked.person
    ]


def _best(reach: Reach | None) -> list[Best]:
    if reach is None:
        return []
    cards = Vacancy.objects.published().with_card().in_bulk([key for key, _points in reach.best])
    return [Best(cards[key], points) for key, points in reach.best if key in cards]
