"""Handing a file in, saying what its columns are, starting the import."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.intake.columns import SEVERAL, columns_for
from jobs.intake.enums import Column, Kind
from jobs.intake.readers.base import MAX_FILE_BYTES, FileTrouble


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Tệp này chứa"), choices=Kind.choices, initial=Kind.VACANCIES, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=_("Tệp"),
        help_text=_("Excel (.xlsx), CSV, TSV hoặc JSON, tối đa 64 MB. Giữ nguyên cột như nơi gửi đã ghi."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt,.json,.jsonl"}),
        error_messages={"required": _("Hãy chọn một tệp."), "empty": FileTrouble.EMPTY.label},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE_BYTES:
            raise forms.ValidationError(FileTrouble.TOO_LARGE.label, code="too_large")
        return file


class MappingForm(forms.Form):
    """One choice a column of one sheet; the field of column 3 is ``column_3``."""

    def __init__(
        self, kind: Kind, entry: dict[str, Any], width: int, data: Any = None, *, is_own: bool = False
    ) -> None:
        """``is_own``: an employer's own file, which need not name it."""
        super().__init__(data, prefix=None)
        self.is_own = is_own
        choices = [("", _("Bỏ qua")), *((column.value, column.label) for column in columns_for(kind))]
        self.kind = kind
        for at in range(width):
            title = entry["titles"][at] if at < len(entry["titles"]) else ""
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=title or _("Cột %(number)s") % {"number": at + 1},
                choices=choices,
                required=False,
                initial=entry["columns"].get(str(at), ""),
            )

    def columns(self) -> dict[int, Column]:
        """Position → what it holds, as chosen."""
        chosen = {int(name.removeprefix("column_")): value for name, value in self.cleaned_data.items()}
        return {at: Column(value) for at, value in sorted(chosen.items()) if value}

    def clean(self) -> dict[str, Any]:
        chosen = [Column(value) for value in self.cleaned_data.values() if value]
        if Column.TITLE not in chosen:
            raise forms.ValidationError(_("Hãy chỉ ra cột “Tên công việc”."), code="no_title")
        if self.kind is Kind.VACANCIES and Column.EMPLOYER not in chosen and not self.is_own:
            raise forms.ValidationError(_("Hãy chỉ ra cột “Tên doanh nghiệp”."), code="no_employer")
        twice = {column for column in chosen if chosen.count(column) > 1} - SEVERAL
        if twice:
            names = ", ".join(sorted(str(column.label) for column in twice))
            raise forms.ValidationError(_("Hai cột cùng là “%(names)s”."), code="twice", params={"names": names})
        return self.cleaned_data


class StartForm(forms.Form):
    collected_on = forms.DateField(
        label=_("Ngày thu thập tin"),
        required=False,
        help_text=_("Để trống nếu là hôm nay. Chữ “hôm nay”, “còn 5 ngày” trong tệp được tính từ ngày này."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    consented = forms.BooleanField(
        label=_("Trung tâm đang giữ phiếu giấy có chữ ký đồng ý của từng người trong tệp"),
        required=False,
        help_text=_("Không đánh dấu: hồ sơ được nhập nhưng ẩn, không ghép nối, cho tới khi từng người đồng ý."),
    )

    def __init__(self, kind: Kind, data: Any = None) -> None:
        super().__init__(data)
        if kind is not Kind.WORKERS:
            del self.fields["consented"]
        else:
            self.fields["collected_on"].label = _("Ngày lập danh sách")

    def clean_collected_on(self) -> Any:
        day = self.cleaned_data["collected_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("Ngày này ở tương lai."), code="future")
        return day
