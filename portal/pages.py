"""Pages that belong to no domain: the privacy statement and the style guide."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.access import allow, anyone


@allow(anyone)
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of people, why, and what they may ask (Law 91/2025/QH15)."""
    return render(request, "pages/privacy.html")


class SampleForm(forms.Form):
    """One field of every kind; never stored."""

    name = forms.CharField(label=_("Họ và tên"), help_text=_("Như trên căn cước."))
    phone = forms.CharField(
        label=_("Số điện thoại"), widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
    )
    level = forms.ChoiceField(
        label=_("Học vấn"),
        required=False,
        choices=[("", _("Chọn một mức")), ("2", _("Tốt nghiệp THCS")), ("3", _("Tốt nghiệp THPT"))],
    )
    start = forms.ChoiceField(
        label=_("Bao giờ đi làm được?"),
        widget=forms.RadioSelect,
        choices=[("now", _("Ngay")), ("month", _("Sau một tháng")), ("later", _("Muộn hơn"))],
    )
    ways = forms.MultipleChoiceField(
        label=_("Nhận tin qua"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("sms", _("Tin nhắn")), ("mail", _("Thư điện tử")), ("call", _("Điện thoại"))],
    )
    about = forms.CharField(label=_("Việc đã làm"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    paper = forms.FileField(label=_("Giấy tờ"), required=False, help_text=_("PDF hoặc ảnh, không quá 5 MB."))
    agree = forms.BooleanField(label=_("Tôi đồng ý để trung tâm dùng thông tin trên để giới thiệu việc làm."))


@allow(anyone)
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in its states; for those who make the portal, in demonstration and debug mode."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, "pages/styleguide.html", _samples())


def _samples() -> dict[str, Any]:
    wrong = SampleForm({"name": "", "phone": "0912", "start": "month"})
    wrong.add_error("phone", _("Số điện thoại gồm 10 chữ số, ví dụ 0912 000 001."))
    return {
        "form": SampleForm(initial={"start": "now"}, auto_id="fresh_%s"),
        "wrong": wrong,
        "hints": {"now": _("Trung tâm gọi trong ngày."), "month": _("Hợp với người đang báo nghỉ việc.")},
        "page": Paginator(range(2000), 20).get_page(7),
        "steps": [
            {"title": _("Khai thông tin"), "state": "done", "url": "#steps", "body": ""},
            {"title": _("Bổ sung giấy khám sức khỏe"), "state": "care", "url": "", "body": _("Còn thiếu, hạn 30/11.")},
            {"title": _("Phỏng vấn"), "state": "current", "url": "", "body": _("Thứ ba 9 giờ, tại trung tâm.")},
            {"title": _("Nhận việc"), "state": "todo", "url": "", "body": ""},
        ],
        "reasons": _reasons(),
        "rows": [
            (_("Công nhân may"), _("May Việc Thái"), 120, 8_500_000, "good"),
            (_("Lái xe nâng"), _("Kho vận Cầu Nghìn"), 4, 11_000_000, "new"),
            (_("Kỹ thuật viên điện"), _("Điện gió Biển Tiền Hải"), 12, None, ""),
        ],
        "crumbs": [(_("Trang đầu"), "#"), (_("Việc làm"), "#")],
        "tabs": [
            {"label": _("Phù hợp"), "url": "#tabs", "count": 48, "current": True},
            {"label": _("Đã nộp"), "url": "#tabs", "count": 3, "current": False},
            {"label": _("Đã ẩn"), "url": "#tabs", "count": None, "current": False},
        ],
        "moment": datetime(2026, 3, 14, 9, 30, tzinfo=timezone.get_current_timezone()),
        "day": date(2026, 3, 9),
    }


def _reasons() -> list[dict[str, Any]]:
    return [
        {
            "verdict": "fits",
            "label": _("Nghề"),
            "mine": _("Thợ may, 3 năm"),
            "theirs": _("Thợ may công nghiệp"),
            "note": "",
            "points": 350,
            "points_max": 350,
        },
        {
            "verdict": "unknown",
            "label": _("Giờ làm"),
            "mine": "",
            "theirs": _("Làm ca"),
            "note": _("Cho biết có làm ca được không để tính điểm mục này."),
            "points": 0,
            "points_max": 50,
        },
        {
            "verdict": "misses",
            "label": _("Lương"),
            "mine": _("từ 9 triệu"),
            "theirs": _("7–8,5 triệu"),
            "note": _("Hạ mức mong muốn còn 8,5 triệu thì thêm 36 việc."),
            "points": 0,
            "points_max": 120,
        },
    ]
