"""Answering several people, closing with an answer, asking the centre, confirming the first day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.answers.enums import RefusalReason
from jobs.enums import CloseReason
from jobs.hiring.forms.actions import AnswerForm, CloseForm, RefusalForm
from jobs.models import Application
from portal.codes.form_fields import TidyField

OF_OUTCOME = {
    CloseReason.FILLED_HERE: RefusalReason.FILLED,
    CloseReason.FILLED_ELSEWHERE: RefusalReason.FILLED,
    CloseReason.CANCELLED: RefusalReason.CANCELLED,
}


def _people(people: list[Application]) -> list[tuple[str, str]]:
    return [(one.worker.public_id, one.worker.full_name) for one in people]


class BulkForm(AnswerForm):
    people = forms.MultipleChoiceField(label=_("Trả lời những ai?"), widget=forms.CheckboxSelectMultiple)
    field_order = ["people", *AnswerForm.field_order]

    def __init__(self, *args: Any, applicants: list[Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["people"]
        chosen.choices = _people(applicants)


class ClosingForm(CloseForm, RefusalForm):
    """Closing a vacancy that people still wait at: nobody is left without a word."""

    field_order = ["outcome", "code", "words"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code: Any = self.fields["code"]
        code.required = True
        code.label = _("Nói lý do gì với những người đang chờ?")


class HelpForm(forms.Form):
    answer = TidyField(
        label=_("Doanh nghiệp trả lời thế nào?"),
        max_length=255,
        help_text=_("Người lao động đọc được câu này."),
    )


class StartForm(forms.Form):
    started = forms.TypedChoiceField(
        label=_("Anh chị đã đi làm chưa?"),
        choices=[("yes", _("Đã đi làm")), ("no", _("Chưa, hoặc không đi làm"))],
        coerce=lambda text: text == "yes",
        widget=forms.RadioSelect,
    )
    note = TidyField(label=_("Nói thêm"), required=False, max_length=255)
