"""Mẫu 03 in short steps, each saved alone and never over a newer form."""

from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from employers.models import Employer
from employers.verification.enums import Service
from employers.verification.facts import registration_of
from employers.verification.models import Registration
from employers.verification.services import Outdated, save_step
from portal.accounts.forms import MobileField
from portal.accounts.models import User
from portal.codes.form_fields import ManyField, PlaceField, TidyField, field_for
from portal.codes.models import IndustrialPark, Industry
from portal.codes.places import Kind

Text = str | Promise


class EmployerStep(forms.Form):
    """One step; ``own`` fields are the employer's, ``more`` the registration's, unless the class declares them."""

    do_not_call_in_templates = True
    key: ClassVar[str]
    title: ClassVar[Text]
    lead: ClassVar[Text] = ""
    own: ClassVar[tuple[str, ...]] = ()
    more: ClassVar[tuple[str, ...]] = ()
    order: ClassVar[tuple[str, ...]]
    hints: ClassVar[dict[str, Text]] = {}
    cards: ClassVar[frozenset[str]] = frozenset()

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, employer: Employer, may_rename: bool = True, **kwargs: Any) -> None:
        self.employer, self.may_rename = employer, may_rename
        self.registration = registration_of(employer)
        super().__init__(*args, **kwargs)
        for instance, names in ((employer, self.own), (self.registration, self.more)):
            for name in names:
                if name not in self.fields:
                    column = instance._meta.get_field(name)
                    self.fields[name] = field_for(column, as_cards=name in self.cards)
                self.initial[name] = getattr(instance, name)
        for name, hint in self.hints.items():
            self.fields[name].help_text = str(hint)
        self.initial = {**self.initial, "version": self.registration.version, **self.start()}
        self.order_fields(self.order)

    def start(self) -> dict[str, Any]:
        """First values of the fields that are not the models' own."""
        return {}

    def shown(self) -> list[BoundField]:
        return [self[name] for name in self.order if name in self.fields]

    def store(self, employer: Employer) -> None:
        """Set what the fields above do not."""

    def save(self, actor: User) -> bool:
        """``False``, with an error on the form, when the form has changed since it was opened."""
        try:
            self.registration = save_step(self.employer, self.cleaned_data["version"], actor, self._change)
        except Outdated as outdated:
            data: Any = self.data
            typed = data.copy()
            typed["version"] = str(outdated.version)
            self.data = typed
            self.add_error(
                None, gettext("Hồ sơ vừa được người khác sửa nên chưa lưu gì cả. Hãy xem lại rồi bấm lưu lần nữa.")
            )
            return False
        return True

    def _change(self, employer: Employer, registration: Registration) -> str:
        for instance, names in ((employer, self.own), (registration, self.more)):
            for name in names:
                if not self.fields[name].disabled:
                    setattr(instance, name, self.cleaned_data[name])
        self.store(employer)
        return str(self.title)


class NameStep(EmployerStep):
    key, title = "ten", _("Tên, loại hình")
    name = TidyField(
        label=_("Tên đầy đủ"), max_length=255, help_text=_("Đúng như trên giấy đăng ký doanh nghiệp, hộ kinh doanh.")
    )
    own = ("name", "name_en", "subject", "ownership")
    order = own
    cards = frozenset({"subject", "ownership"})
    hints = {"name_en": _("Hiện thêm trên trang của đơn vị, nếu có.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].required = True
        subject: Any = self.fields["subject"]
        subject.choices = Employer._meta.get_field("subject").choices
        ownership: Any = self.fields["ownership"]
        ownership.choices = Employer._meta.get_field("ownership").choices
        if not self.may_rename:
            for name in ("name", "subject"):
                self.fields[name].disabled = True
            self.fields["name"].help_text = gettext("Đã xác minh theo giấy tờ. Đổi tên thì liên hệ trung tâm.")


class TradeStep(EmployerStep):
    key, title = "nganh", _("Ngành nghề, quy mô")
    industry = forms.ModelChoiceField(
        Industry.objects.filter(level=1), label=_("Ngành kinh doanh chính"), required=False, empty_label=_("Chưa khai")
    )
    own = ("industry", "product", "size_band")
    order = own
    hints = {"product": _("Ví dụ: áo jacket xuất khẩu; linh kiện nhựa; cơm suất.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A division chosen elsewhere stays choosable: saving the step changes nothing nobody touched.
        if self.employer.industry_id:
            field: Any = self.fields["industry"]
            field.queryset = Industry.objects.filter(level=1) | Industry.objects.filter(pk=self.employer.industry_id)


class PlaceStep(EmployerStep):
    key, title = "dia-chi", _("Địa chỉ")
    commune = PlaceField(
        label=_("Xã, phường"),
        required=False,
        commune_only=True,
        kinds=(Kind.COMMUNE, Kind.DISTRICT, Kind.PROVINCE),
        help_text=_("Tên cũ trước 1/7/2025 cũng được."),
    )
    park = forms.ModelChoiceField(
        IndustrialPark.objects.filter(valid_to=None), label=_("Khu công nghiệp"), required=False, empty_label=_("Không")
    )
    own = ("park", "address")
    order = ("commune", "address", "park")
    hints = {"address": _("Số nhà, đường, thôn, lô đất.")}

    def start(self) -> dict[str, Any]:
        commune = self.employer.commune
        return {"commune": f"{commune.name}, {commune.province.name}" if commune else ""}

    def store(self, employer: Employer) -> None:
        place = self.cleaned_data["commune"]
        employer.commune_id = place.communes[0] if place else None


class ContactStep(EmployerStep):
    key, title = "lien-he", _("Liên hệ, người đại diện")
    lead = _("Trung tâm gọi theo đây khi cần. Người tìm việc chỉ thấy liên hệ ghi trong từng tin.")
    representative_phone = MobileField(label=_("Di động của người đại diện"), required=False)
    own = ("phone", "email", "website", "representative", "representative_position")
    more = ("representative_phone", "other_contact")
    order = (
        "phone", "email", "website", "representative", "representative_position", "representative_phone",
        "other_contact",
    )  # fmt: skip
    hints = {
        "phone": _("Di động hoặc máy bàn có mã vùng."),
        "website": _("Ví dụ https://congty.vn"),
        "representative": _("Người đại diện theo pháp luật, như trên giấy đăng ký."),
        "other_contact": _("Zalo, máy lẻ, người phụ trách tuyển dụng."),
    }


class NeedStep(EmployerStep):
    key, title = "nhu-cau", _("Nhu cầu tuyển dụng")
    services = ManyField(label=_("Dịch vụ anh chị cần"), choices=Service.choices)
    about = forms.CharField(
        label=_("Giới thiệu đơn vị"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Vài câu cho người tìm việc: làm gì, ở đâu, chế độ ra sao."),
    )
    own = ("headcount_next_6_months", "about")
    more = ("services", "wanted_when")
    order = ("headcount_next_6_months", "services", "wanted_when", "about")
    hints = {"headcount_next_6_months": _("Ước chừng cũng được.")}


STEPS: tuple[type[EmployerStep], ...] = (NameStep, TradeStep, PlaceStep, ContactStep, NeedStep)
BY_KEY = {step.key: step for step in STEPS}


def following(step: type[EmployerStep]) -> type[EmployerStep] | None:
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None
