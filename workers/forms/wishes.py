"""The steps about wanted work and places, several of each."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.codes import occupations
from portal.codes.form_fields import SUGGEST_OCCUPATIONS, MoneyField, PlaceField, TidyField
from portal.codes.models import Occupation
from workers.forms.base import StepForm
from workers.models import WantedOccupation, WantedPlace, Worker
from workers.places import text_of, understand

OCCUPATIONS = 3
PLACES = 3
RADII = (5, 10, 15, 20, 30, 50)


class WorkStep(StepForm):
    key, title = "viec-lam", _("Việc muốn làm")
    lead = _("Ghi như anh chị vẫn gọi: “công nhân may”, “lái xe nâng”, “bảo vệ”.")
    pay_min = MoneyField(
        label=_("Lương thấp nhất anh chị nhận, mỗi tháng"),
        required=False,
        help_text=_("Ví dụ 7,5 triệu. Bỏ trống nếu chưa rõ."),
    )
    pay_day = MoneyField(label=_("Lương ngày"), required=False, most=50_000_000, small=1_000)
    pay_hour = MoneyField(label=_("Lương giờ"), required=False, most=10_000_000, small=1_000)
    work_description = forms.CharField(
        label=_("Công việc ấy làm những gì?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ví dụ: may hoàn thiện áo jacket, máy một kim."),
    )
    from_worker = ("search",)
    from_wish = ("any_manual_work", "position", "pay_min", "pay_negotiable")
    from_slip = ("work_description", "pay_band", "pay_day", "pay_hour", "pay_commission")
    cards = frozenset({"search"})
    folded = frozenset({"pay_band"})
    labels = {
        "any_manual_work": _("Nhận mọi việc lao động phổ thông?"),
        "pay_negotiable": _("Có thể thỏa thuận khi phỏng vấn"),
        "search": _("Anh chị đang tìm việc không?"),
        "pay_commission": _("Hưởng hoa hồng theo doanh thu, sản phẩm"),
    }
    hints = {
        "any_manual_work": _("Việc không đòi kinh nghiệm và bằng cấp."),
        "pay_band": _("Máy tìm việc theo mức lương tháng ở trên; mục này chỉ in trên phiếu đăng ký."),
        "pay_day": _("Ví dụ 350 nghìn."),
    }
    sections = (
        (_("Tình trạng"), ("search",)),
        (_("Công việc, theo thứ tự mong muốn"), ("title_1", "code_1", "title_2", "code_2", "title_3", "code_3",
                                                 "any_manual_work", "position", "work_description")),
        (_("Lương"), ("pay_min", "pay_negotiable")),
        (_("Cách trả khác, chỉ ghi trên phiếu"), ("pay_band", "pay_day", "pay_hour", "pay_commission")),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        search: Any = self.fields["search"]
        search.choices = [choice for choice in search.choices if choice[0]]
        search.required = True

    def start(self) -> dict[str, Any]:
        wanted = list(self.worker.wanted_occupations.select_related("occupation")[:OCCUPATIONS])
        first: dict[str, Any] = {}
        for n in range(1, OCCUPATIONS + 1):
            self.fields[f"title_{n}"] = TidyField(
                label=_("Công việc thứ nhất") if n == 1 else _("Công việc khác"),
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"data-suggest": SUGGEST_OCCUPATIONS, "data-suggest-value": f"code_{n}"}),
            )
            self.fields[f"code_{n}"] = forms.CharField(required=False, max_length=4, widget=forms.HiddenInput)
            if n <= len(wanted):
                one = wanted[n - 1]
                first |= {f"title_{n}": one.title, f"code_{n}": one.occupation.code if one.occupation else ""}
                if one.occupation:
                    self.fields[f"title_{n}"].help_text = _("Được hiểu là nghề: %(name)s") % {
                        "name": one.occupation.label
                    }
        return first

    def store(self, worker: Worker) -> None:
        """Codes that the title no longer goes with are found anew; what a person chose is marked so."""
        before = {one.title: one for one in worker.wanted_occupations.all()}
        rows: list[WantedOccupation] = []
        for n in range(1, OCCUPATIONS + 1):
            title = self.cleaned_data[f"title_{n}"]
            if not title or any(row.title == title for row in rows):
                continue
            code = self.cleaned_data[f"code_{n}"]
            kept = before.get(title)
            row = WantedOccupation(worker=worker, rank=len(rows) + 1, title=title)
            if code and not (kept and kept.occupation and kept.occupation.code == code):
                row.occupation = Occupation.objects.filter(code=code, level=occupations.LEVEL).first()
            elif kept:
                row.occupation, row.confidence = kept.occupation, kept.confidence
            row.occupation = row.occupation or occupations.exact(title)
            rows.append(row)
        worker.wanted_occupations.all().delete()
        WantedOccupation.objects.bulk_create(rows)


class PlaceStep(StepForm):
    key, title = "noi-lam-viec", _("Nơi muốn làm")
    lead = _("Tên xã, phường, khu công nghiệp, huyện cũ hoặc tỉnh; tên trước 1/7/2025 cũng được.")
    from_wish = ("accepts_move",)
    labels = {"accepts_move": _("Đi làm xa được không, nếu có ký túc xá?")}
    sections = (
        (_("Nơi làm việc, theo thứ tự ưu tiên"), ("place_1", "radius_1", "place_2", "radius_2", "place_3", "radius_3")),
        (_("Đi xa"), ("accepts_move",)),
    )

    def start(self) -> dict[str, Any]:
        wanted = list(self.worker.wanted_places.select_related("province", "commune__province", "park")[:PLACES])
        first: dict[str, Any] = {}
        for n in range(1, PLACES + 1):
            one = wanted[n - 1] if n <= len(wanted) else None
            radii = sorted({*RADII, *([one.radius_km] if one and one.radius_km else [])})
            self.fields[f"place_{n}"] = PlaceField(label=_("Nơi thứ nhất") if n == 1 else _("Nơi khác"), required=False)
            self.fields[f"radius_{n}"] = forms.TypedChoiceField(
                label=_("Trong vòng"),
                choices=[("", _("đúng nơi này")), *((km, _("%(km)s km") % {"km": km}) for km in radii)],
                coerce=int,
                empty_value=None,
                required=False,
            )
            if one:
                first |= {f"place_{n}": text_of(one), f"radius_{n}": one.radius_km or ""}
        return first

    def store(self, worker: Worker) -> None:
        rows: list[WantedPlace] = []
        seen = set()
        for n in range(1, PLACES + 1):
            place = self.cleaned_data[f"place_{n}"]
            if not place:
                continue
            meant = understand(place, self.cleaned_data[f"radius_{n}"])
            if meant in seen:
                continue
            seen.add(meant)
            rows.append(
                WantedPlace(
                    worker=worker,
                    rank=len(rows) + 1,
                    province_id=meant.province_id,
                    commune_id=meant.commune_id,
                    park_id=meant.park_id,
                    radius_km=meant.radius_km,
                )
            )
        worker.wanted_places.all().delete()
        WantedPlace.objects.bulk_create(rows)
