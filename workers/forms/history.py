"""Work done so far (kinh nghiệm, Mẫu 01), a few rows at a time."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.codes import occupations
from portal.codes.form_fields import SUGGEST_OCCUPATIONS, DayField, TidyField
from workers.forms.base import StepForm
from workers.models import Worker, WorkHistory

BLANK = 2


class HistoryStep(StepForm):
    key, title = "kinh-nghiem", _("Kinh nghiệm")
    lead = _("Việc gần đây nhất ghi trước. Xóa tên công việc để bỏ một dòng.")
    years = forms.TypedChoiceField(
        label=_("Tất cả đã làm nghề muốn tìm bao lâu?"),
        choices=[
            ("", _("Chưa khai")),
            (0, _("Chưa có kinh nghiệm")),
            (6, _("Dưới 1 năm")),
            (12, _("Từ 1 đến 2 năm")),
            (24, _("Từ 2 đến 5 năm")),
            (60, _("Trên 5 năm")),
        ],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Dùng khi các dòng dưới đây chưa đủ."),
    )

    def start(self) -> dict[str, Any]:
        rows = list(self.worker.history.all())
        self.rows = rows
        first: dict[str, Any] = {"years": self.worker.stated_experience_months}
        if first["years"] is not None:
            known = [value for value, _label in self.fields["years"].choices if value != ""]  # type: ignore[attr-defined]
            first["years"] = max((value for value in known if value <= first["years"]), default=0)
        self.sections = ((_("Tóm lại"), ("years",)),)
        for n in range(1, len(rows) + BLANK + 1):
            self._add_row(n)
            names = tuple(f"{what}_{n}" for what in ("title", "unit", "from", "to", "duties"))
            self.sections += ((_("Việc thứ %(n)s") % {"n": n} if n <= len(rows) else _("Thêm một việc"), names),)
            if n <= len(rows):
                row = rows[n - 1]
                values = (row.title, row.employer_name, row.starts_on, row.ends_on, row.duties)
                first |= dict(zip(names, values, strict=True))
        return first

    def _add_row(self, n: int) -> None:
        self.fields[f"title_{n}"] = TidyField(
            label=_("Công việc, chức vụ"),
            required=False,
            max_length=200,
            widget=forms.TextInput(attrs={"data-suggest": SUGGEST_OCCUPATIONS}),
        )
        self.fields[f"unit_{n}"] = TidyField(label=_("Đơn vị"), required=False, max_length=200)
        self.fields[f"from_{n}"] = DayField(label=_("Từ ngày"), required=False)
        self.fields[f"to_{n}"] = DayField(label=_("Đến ngày"), required=False, help_text=_("Bỏ trống nếu đang làm."))
        self.fields[f"duties_{n}"] = forms.CharField(
            label=_("Việc chính"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
        )

    def clean(self) -> None:
        super().clean()
        for n in self._numbers():
            start, end = self.cleaned_data.get(f"from_{n}"), self.cleaned_data.get(f"to_{n}")
            if start and end and end < start:
                self.add_error(f"to_{n}", _("Ngày kết thúc phải sau ngày bắt đầu."))
            if not self.cleaned_data.get(f"title_{n}") and self.cleaned_data.get(f"unit_{n}") and n > len(self.rows):
                self.add_error(f"title_{n}", _("Hãy ghi công việc đã làm ở đơn vị này."))

    def _numbers(self) -> range:
        return range(1, len(self.rows) + BLANK + 1)

    def store(self, worker: Worker) -> None:
        data = self.cleaned_data
        if "years" in self.changed_data:
            worker.stated_experience_months = data["years"]
        for n in self._numbers():
            row = self.rows[n - 1] if n <= len(self.rows) else WorkHistory(worker=worker)
            title = data[f"title_{n}"]
            if not title:
                if row.pk:
                    row.delete()
                continue
            if row.title != title or row.occupation_id is None:
                row.occupation = occupations.exact(title)
            row.title, row.employer_name, row.duties = title, data[f"unit_{n}"], data[f"duties_{n}"]
            if row.starts_on != data[f"from_{n}"] or row.ends_on != data[f"to_{n}"]:
                row.months = None
            row.starts_on, row.ends_on = data[f"from_{n}"], data[f"to_{n}"]
            row.save()
