"""What all steps share: fields taken from the models, each step saved alone and never over a newer vacancy."""

import zlib
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise

from jobs.checking import Finding, check_text
from jobs.checking.advert import FIELDS
from jobs.checking.rules import AGE
from jobs.models import Vacancy
from jobs.posting.models import Registration
from portal.codes.form_fields import field_for

Text = str | Promise


def registration_of(vacancy: Vacancy) -> Registration:
    """The vacancy's registration; unsaved when there is none yet."""
    stored = None if vacancy._state.adding else Registration.objects.filter(vacancy=vacancy).first()
    return stored or Registration(vacancy=vacancy)


class VacancyStep(forms.Form):
    """One step of Mẫu 03a. ``from_vacancy`` and ``from_registration`` are made from the models' fields, unless the
    class declares a field of that name; ``texts`` are those whose wording is checked."""

    # Templates show the class's title and must not make a form of it.
    do_not_call_in_templates = True
    key: ClassVar[str]
    heading: ClassVar[Text]
    lead: ClassVar[Text] = ""
    optional: ClassVar[bool] = False
    """Nothing in it is needed to hand the vacancy in."""
    from_vacancy: ClassVar[tuple[str, ...]] = ()
    from_registration: ClassVar[tuple[str, ...]] = ()
    sections: ClassVar[tuple[tuple[Text, tuple[str, ...]], ...]] = ()
    folded: ClassVar[frozenset[int]] = frozenset()
    """Sections that come closed, by number."""
    texts: ClassVar[tuple[str, ...]] = ()
    hints: ClassVar[dict[str, Text]] = {}
    labels: ClassVar[dict[str, Text]] = {}

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args: Any, vacancy: Vacancy, **kwargs: Any) -> None:
        self.vacancy = vacancy
        self.is_new = vacancy._state.adding
        self.registration = registration_of(vacancy) if self.from_registration else None
        super().__init__(*args, **kwargs)
        for instance, names in ((vacancy, self.from_vacancy), (self.registration, self.from_registration)):
            for name in names:
                self._adopt(instance, name)
        for name, hint in self.hints.items():
            self.fields[name].help_text = str(hint)
        for name, label in self.labels.items():
            self.fields[name].label = str(label)
        self.initial = {**self.initial, "version": vacancy.version, **self.start()}

    def _adopt(self, instance: Any, name: str) -> None:
        column: Any = instance._meta.get_field(name)
        if name not in self.fields:
            self.fields[name] = field_for(column)
        stored = not instance._state.adding
        if not column.many_to_many:
            self.initial[name] = getattr(instance, name)
        elif stored:
            self.initial[name] = list(getattr(instance, name).all())

    def start(self) -> dict[str, Any]:
        """First values of the fields that are not the models' own."""
        return {}

    def parts(self) -> list[tuple[int, Text, list[BoundField], bool]]:
        """(number, title, fields, opens closed) of each section."""
        found = []
        for number, (title, names) in enumerate(self.sections, start=1):
            fields = [self[name] for name in names if name in self.fields]
            closed = number - 1 in self.folded and not any(field.errors or field.initial for field in fields)
            if fields:
                found.append((number, title, fields, closed))
        return found

    def findings(self) -> list[tuple[BoundField, list[Finding]]]:
        """What the language check says of the stored (or typed) texts of this step, field by field."""
        excused = bool(self.vacancy.age_legal_basis)
        found = []
        for name in self.texts:
            text = str((self.data.get(name) if self.is_bound else self.initial.get(name)) or "")
            # The browser sends line ends its own way.
            text = text.replace("\r\n", "\n")
            said = [one for one in check_field(text, name) if not (excused and one.rule is AGE)]
            if said:
                found.append((self[name], said))
        return found

    def apply_to(self, vacancy: Vacancy) -> None:
        """Set the fields; related rows once the vacancy is stored."""
        stored = not vacancy._state.adding
        for name in self.from_vacancy:
            if not Vacancy._meta.get_field(name).many_to_many:
                setattr(vacancy, name, self.cleaned_data[name])
            elif stored:
                getattr(vacancy, name).set(self.cleaned_data[name])
        if stored and self.from_registration:
            self._store_registration(vacancy)
        self.store(vacancy, stored)

    def _store_registration(self, vacancy: Vacancy) -> None:
        kept, _made = Registration.objects.select_for_update(of=("self",)).get_or_create(vacancy=vacancy)
        for name in self.from_registration:
            if Registration._meta.get_field(name).many_to_many:
                getattr(kept, name).set(self.cleaned_data[name])
            else:
                setattr(kept, name, self.cleaned_data[name])
        kept.save()

    def store(self, vacancy: Vacancy, stored: bool) -> None:
        """What is not a plain field."""


def check_field(text: str, name: str) -> list[Finding]:
    """Findings of one field of a step; those without a rule of their own are read like the requirements."""
    return [one.of(name) for one in check_text(text, name if name in FIELDS else "requirements")]


def digest(findings: list[tuple[BoundField, list[Finding]]]) -> str:
    """Names what was shown, so that it is shown once and then may be passed over (blocking ones until handing in)."""
    words = "|".join(f"{one.rule.code}:{one.excerpt}" for _field, said in findings for one in said)
    return f"{zlib.crc32(words.encode()):08x}" if words else ""
