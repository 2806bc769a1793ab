"""What all steps share: fields taken from the models, each step saved alone and never over a newer profile."""

from typing import Any, ClassVar, NamedTuple

from django import forms
from django.db import models
from django.forms import BoundField
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.codes.form_fields import field_for
from workers.models import Worker, WorkWish
from workers.services.profile import Outdated, save_step, wish_of
from workers.slips.models import Slip, slip_of

Text = str | Promise


_NOTHING: tuple[Any, ...] = (None, "", False, [])


class Part(NamedTuple):
    """One section of a step on its page."""

    title: Text
    fields: list[BoundField]
    is_folded: bool


class StepForm(forms.Form):
    """One step. ``sections`` orders the fields; ``from_worker``, ``from_wish`` and ``from_slip`` are made from the
    models' fields, unless the class declares a field of that name."""

    # Templates show the class's title and must not make a form of it.
    do_not_call_in_templates = True
    key: ClassVar[str]
    title: ClassVar[Text]
    lead: ClassVar[Text] = ""
    from_worker: ClassVar[tuple[str, ...]] = ()
    from_wish: ClassVar[tuple[str, ...]] = ()
    from_slip: ClassVar[tuple[str, ...]] = ()
    sections: tuple[tuple[Text, tuple[str, ...]], ...] = ()
    hints: ClassVar[dict[str, Text]] = {}
    labels: ClassVar[dict[str, Text]] = {}
    cards: ClassVar[frozenset[str]] = frozenset()
    """Choices shown as cards rather than as a list to open."""
    folded: ClassVar[frozenset[str]] = frozenset()
    """First fields of sections that stay folded while nothing stands in them."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, worker: Worker, **kwargs: Any) -> None:
        self.worker = worker
        self.wish = wish_of(worker)
        super().__init__(*args, **kwargs)
        self.slip = slip_of(worker) if self.from_slip else Slip(worker=worker)
        for instance, names in (
            (self.worker, self.from_worker),
            (self.wish, self.from_wish),
            (self.slip, self.from_slip),
        ):
            for name in names:
                self._adopt(instance, name)
        for name, hint in self.hints.items():
            self.fields[name].help_text = str(hint)
        for name, label in self.labels.items():
            self.fields[name].label = str(label)
        self.initial["version"] = worker.version
        self.initial = {**self.initial, **self.start()}

    def _adopt(self, instance: models.Model, name: str) -> None:
        column = instance._meta.get_field(name)
        if name not in self.fields:
            self.fields[name] = field_for(column, as_cards=name in self.cards)
        value = getattr(instance, name) if instance.pk or not column.many_to_many else None
        if column.many_to_many:
            value = list(value.all()) if value is not None and self.stored(instance) else []
        self.initial[name] = value

    @staticmethod
    def stored(instance: models.Model) -> bool:
        """Whether the row exists: rows related to it can be read."""
        return not instance._state.adding

    def start(self) -> dict[str, Any]:
        """First values of the fields that are not the models' own."""
        return {}

    def parts(self) -> list[Part]:
        """The sections with their fields, for the page."""
        made = []
        for title, names in self.sections:
            fields = [self[name] for name in names if name in self.fields]
            is_quiet = all(field.value() in _NOTHING and not field.errors for field in fields)
            made.append(Part(title, fields, is_quiet and bool(self.folded & set(names))))
        return made

    def store(self, worker: Worker) -> None:
        """Write related rows; the fields named above are written already."""

    def save(self, actor: User | None) -> bool:
        """Save the step; ``False`` (with an error on the form) when the profile has changed since it was opened."""
        try:
            self.worker = save_step(self.worker, self.cleaned_data["version"], self._change)
        except Outdated as outdated:
            self.worker = outdated.worker
            data: Any = self.data
            typed = data.copy()
            typed["version"] = str(outdated.worker.version)
            self.data = typed
            self.add_error(None, self._changed_elsewhere(outdated.worker))
            return False
        return True

    def _changed_elsewhere(self, now: Worker) -> str:
        current = type(self)(worker=now)
        differing = [
            str(current.fields[name].label)
            for name in self.changed_data
            if name in current.fields and not current.fields[name].widget.is_hidden
        ]
        return _(
            "Hồ sơ vừa được sửa ở nơi khác lúc %(at)s nên chưa lưu gì cả. Khác với bản đang lưu: %(fields)s. "
            "Hãy xem lại rồi bấm lưu lần nữa."
        ) % {"at": f"{timezone.localtime(now.updated_at):%H:%M %d/%m/%Y}", "fields": ", ".join(differing) or "–"}

    def _change(self, worker: Worker) -> None:
        wish = WorkWish.objects.select_for_update(of=("self",)).filter(worker=worker).first()
        wish = wish or WorkWish.objects.create(worker=worker)
        slip = slip_of(worker)
        for instance, names in ((worker, self.from_worker), (wish, self.from_wish), (slip, self.from_slip)):
            for name in names:
                if instance._meta.get_field(name).many_to_many:
                    getattr(instance, name).set(self.cleaned_data[name])
                else:
                    setattr(instance, name, self.cleaned_data[name])
        if self.from_wish:
            wish.save()
        if self.from_slip:
            slip.save()
        self.store(worker)
