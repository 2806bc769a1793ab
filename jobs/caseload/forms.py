"""Forms of the supervisor: the plan of a week, sharing out."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.caseload.models import MOST_PLANNED
from jobs.caseload.weekly import WEEK, WEEKS, Key, monday_of
from portal.accounts.models import Staff

NOTE_LENGTH = 255
NOBODYS = "chua-ai"


class PlanForm(forms.Form):
    """Turns a week for the office and for each of ``staff``; empty: nothing planned."""

    week = forms.TypedChoiceField(label=_("Từ tuần"), coerce=date.fromisoformat)
    only = forms.BooleanField(label=_("Chỉ tuần này; tuần sau trở lại như trước"), required=False)

    def __init__(self, *args: Any, staff: Sequence[Staff], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        monday = monday_of(today)
        weeks = [monday + WEEK * n for n in range(1 - WEEKS, WEEKS)]
        week: Any = self.fields["week"]
        week.choices = [(one.isoformat(), f"{one:%d/%m} – {one + timedelta(days=6):%d/%m/%Y}") for one in weeks]
        week.initial = monday.isoformat()
        self.keys: dict[str, Key] = {"office": None} | {f"of-{one.user.public_id}": one.user_id for one in staff}
        labels: list[Any] = [_("Cả văn phòng (để trống: cộng của từng người)"), *(str(one.user) for one in staff)]
        for name, label in zip(self.keys, labels, strict=True):
            self.fields[name] = forms.IntegerField(
                label=label,
                required=False,
                min_value=0,
                max_value=MOST_PLANNED,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    @property
    def numbers(self) -> list[forms.BoundField]:
        return [self[name] for name in self.keys]

    def turns(self) -> dict[Key, int | None]:
        """By counsellor's key; the office's is ``None``."""
        return {key: self.cleaned_data[name] for name, key in self.keys.items()}


class ShareForm(forms.Form):
    """Whose cases, which of them, and among whom."""

    tu = forms.ChoiceField(label=_("Hồ sơ của"))
    quiet = forms.TypedChoiceField(label=_("Chia những ai"), coerce=int, empty_value=None, required=False)
    cho = forms.MultipleChoiceField(label=_("Chia đều cho"), widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(label=_("Lời nhắn cho đồng nghiệp"), max_length=NOTE_LENGTH, required=False)

    def __init__(
        self,
        *args: Any,
        holders: Sequence[tuple[str, str]],
        receivers: Sequence[tuple[str, str]],
        days: Sequence[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        tu: Any = self.fields["tu"]
        tu.choices = [(NOBODYS, _("Người chưa ai phụ trách")), *holders]
        cho: Any = self.fields["cho"]
        cho.choices = list(receivers)
        quiet: Any = self.fields["quiet"]
        quiet.choices = [("", _("Tất cả"))] + [(str(n), _("Đã %(n)s ngày chưa liên lạc") % {"n": n}) for n in days]
