"""Handing in papers and naming them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from portal.codes.form_fields import TidyField
from workers.papers.enums import PaperKind

AT_ONCE = 10


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files; ``clean`` gives a list. What is in them is checked where they are kept."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", SeveralFiles(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}))
        options.setdefault("allow_empty_file", True)
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        chosen = data if isinstance(data, list | tuple) else [data]
        files: list[UploadedFile[bytes]] = [super(FilesField, self).clean(one, initial) for one in chosen or [None]]
        if len(files) > AT_ONCE:
            raise ValidationError(_("Mỗi lần gửi nhiều nhất %(most)s tệp."), code="at_once", params={"most": AT_ONCE})
        return files


class PapersForm(forms.Form):
    kind = forms.ChoiceField(label=_("Đây là giấy tờ gì?"), choices=PaperKind.choices, initial=PaperKind.CERTIFICATE)
    papers = FilesField(
        label=_("Tệp PDF hoặc ảnh chụp"),
        error_messages={"required": _("Hãy chọn ít nhất một tệp.")},
        help_text=_("Chọn được nhiều tệp. Mỗi tệp nặng nhất 5 MB. Không cần gửi ảnh căn cước."),
    )


class PaperForm(forms.Form):
    title = TidyField(label=_("Tên giấy tờ"), max_length=120, help_text=_("Ví dụ: Chứng chỉ hàn 3G, 2023."))
    kind = forms.ChoiceField(label=_("Loại"), choices=PaperKind.choices)
