"""Forms of the counselling desk."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import MOBILE
from portal.codes.enums import Sex
from portal.codes.form_fields import DayField, ManyField, PlaceField, TidyField
from portal.codes.models import Commune
from portal.codes.places import Place
from workers.consent_texts import WORDINGS
from workers.counselling.enums import Channel, Topic
from workers.counselling.services import Particulars, Turn, WalkIn
from workers.enums import ConsentChannel, ConsentPurpose
from workers.identity import doubts, parts_of, validate_identity_number
from workers.services.registration import Newcomer

LONGEST_TEXT = 4000
ASKED_AT_COUNTER = (ConsentPurpose.SERVICE, ConsentPurpose.MATCHING, ConsentPurpose.MESSAGES)
"""The consents a first visit needs; sharing and sensitive data are asked when they matter."""


class PhoneField(forms.CharField):
    """A mobile number in any spelling; stored as ten digits, empty when not given."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Số điện thoại"))
        options.setdefault("max_length", 20)
        attrs = {"type": "tel", "inputmode": "tel", "autocomplete": "off"}
        options.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        digits = "".join(c for c in super().to_python(value) or "" if c.isdecimal())
        if digits.startswith("84") and len(digits) == 11:
            digits = "0" + digits[2:]
        if digits:
            MOBILE(digits)
        return digits


def _text(label: Any, rows: int, help_text: Any = "", *, key: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows} | ({"data-key": key} if key else {}))
    return forms.CharField(label=label, required=False, max_length=LONGEST_TEXT, widget=widget, help_text=help_text)


class NumberedBoxes(forms.CheckboxSelectMultiple):
    """Check boxes that the keys 1, 2, 3 … tick (static/js/keys.js)."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        option["attrs"]["data-key"] = str(int(option["index"]) + 1)
        return option


class TurnForm(forms.Form):
    """One turn of counselling."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    visit = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)
    """Public identifier of the turn this one goes on from."""
    topics = forms.MultipleChoiceField(
        label=_("Tư vấn về"),
        choices=Topic.choices,
        widget=NumberedBoxes,
        error_messages={"required": _("Chọn ít nhất một nội dung.")},
    )
    channel = forms.ChoiceField(
        label=_("Hình thức"), choices=Channel.choices, initial=Channel.COUNTER, widget=forms.RadioSelect
    )
    need = _text(_("Người lao động cần gì?"), 2, key="c")
    advice = _text(_("Đã tư vấn"), 4, _("Người lao động đọc được phần này trong trang của mình."), key="a")
    next_step = TidyField(
        label=_("Việc tiếp theo"),
        required=False,
        max_length=255,
        widget=forms.TextInput(attrs={"data-key": "h"}),
    )
    next_on = DayField(label=_("Hẹn ngày"), required=False)
    private_note = _text(_("Ghi chú nội bộ"), 2, _("Chỉ cán bộ trung tâm đọc được."))

    def clean_next_on(self) -> date | None:
        day: date | None = self.cleaned_data["next_on"]
        today = timezone.localdate()
        if day and not today <= day <= today + timedelta(days=366):
            raise ValidationError(_("Ngày hẹn phải từ hôm nay đến một năm sau."))
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("next_on") and not data.get("next_step"):
            self.add_error("next_step", _("Ghi việc sẽ làm vào ngày hẹn."))
        return data

    def turn(self, visit: UUID | None = None) -> Turn:
        """Of a valid form; ``visit``: of the turn it goes on from."""
        data = self.cleaned_data
        submission: UUID = data["submission"]
        return Turn(
            submission,
            data["topics"],
            Channel(data["channel"]),
            data["need"],
            data["advice"],
            data["next_step"],
            data["next_on"],
            data["private_note"],
            visit=visit,
        )


class WalkInForm(TurnForm):
    """A turn for someone who does not want to be registered."""

    name = TidyField(label=_("Tên người đến"), max_length=120)
    phone = PhoneField(required=False)
    field_order = ["submission", "name", "phone"]

    def walk_in(self) -> WalkIn:
        return WalkIn(self.cleaned_data["name"], self.cleaned_data["phone"])


class AsksConsent:
    """A form that asks for consents, each with the words that are kept as proof."""

    purpose_texts = {purpose.value: WORDINGS[purpose].text for purpose in ASKED_AT_COUNTER}


class RegistrationForm(AsksConsent, forms.Form):
    """Someone new at the counter: what can be asked in half a minute (Mẫu 01 fills over time)."""

    full_name = TidyField(label=_("Họ và tên"), max_length=120)
    phone = PhoneField(required=False)
    birth = TidyField(
        label=_("Ngày sinh hoặc năm sinh"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Ví dụ 12/3/1990, hoặc chỉ 1990."),
    )
    sex = forms.ChoiceField(
        label=_("Giới tính"), required=False, choices=[("", _("Chưa ghi")), *Sex.choices], widget=forms.RadioSelect
    )
    commune = PlaceField(
        label=_("Nơi ở hiện nay"), required=False, commune_only=True, help_text=_("Tên xã, phường mới hoặc cũ.")
    )
    identity_number = forms.CharField(
        label=_("Số định danh cá nhân"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-private": ""}),
        help_text=_("12 chữ số trên căn cước; được lưu mã hóa. Năm sinh và giới tính tự điền theo số."),
    )
    wanted = TidyField(label=_("Muốn tìm việc gì?"), required=False, max_length=200)
    purposes = ManyField(
        label=_("Người lao động đồng ý"),
        choices=[(purpose.value, WORDINGS[purpose].title) for purpose in ASKED_AT_COUNTER],
        help_text=_("Đọc từng mục, chỉ đánh dấu mục người lao động đồng ý."),
    )
    consent_channel = forms.ChoiceField(
        label=_("Đồng ý bằng"),
        choices=[(channel.value, channel.label) for channel in (ConsentChannel.PAPER, ConsentChannel.PHONE)],
        initial=ConsentChannel.PAPER,
        widget=forms.RadioSelect,
    )
    identity_confirmed = forms.BooleanField(
        label=_("Đã xem lại: căn cước ghi đúng số này"),
        required=False,
        help_text=_("Ngày sinh hoặc giới tính có thể được cải chính sau khi cấp số; số vẫn giữ nguyên."),
    )
    not_the_same = forms.BooleanField(
        label=_("Không phải những người này, vẫn tạo hồ sơ mới"), required=False, widget=forms.HiddenInput
    )

    identity_doubts: list[str] = []
    """Of a form that was checked: what in the identity number disagrees with the rest."""

    def clean_birth(self) -> tuple[date | None, int | None]:
        text = self.cleaned_data["birth"]
        if not text:
            return None, None
        if text.isdecimal() and len(text) == 4:
            day, year = None, int(text)
        else:
            day = DayField(required=False).clean(text)
            year = day.year if day else 0
        if not 1920 <= year <= timezone.localdate().year - 10:
            raise ValidationError(_("Năm sinh này không đúng."))
        return day, year

    def clean_identity_number(self) -> str:
        digits = "".join(self.cleaned_data["identity_number"].split())
        if digits:
            validate_identity_number(digits)
        return digits

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        day, year = data.get("birth") or (None, None)
        number = data.get("identity_number", "")
        self.identity_doubts = doubts(number, day.year if day else year, data.get("sex", ""))
        if self.identity_doubts and not data.get("identity_confirmed"):
            for doubt in self.identity_doubts:
                self.add_error("identity_number", doubt)
        return data

    def newcomer(self) -> Newcomer:
        return Newcomer(self.cleaned_data["full_name"], self.cleaned_data["wanted"], self.cleaned_data["phone"])

    def particulars(self) -> Particulars:
        day, year = self.cleaned_data["birth"]
        number, sex = self.cleaned_data["identity_number"], self.cleaned_data["sex"]
        # What the number says need not be asked: the year and the sex, where nobody gave them.
        parts = parts_of(number)
        if parts and not self.identity_doubts:
            year, sex = year or parts.year, sex or parts.sex
        place: Place | None = self.cleaned_data["commune"]
        commune = Commune.objects.get(pk=place.communes[0]) if place else None
        return Particulars(day, year, sex, number, commune)

    def purposes_given(self) -> list[ConsentPurpose]:
        return [ConsentPurpose(value) for value in self.cleaned_data["purposes"]]


class ConsentForm(AsksConsent, forms.Form):
    """Consents given at the counter after registration."""

    purposes = ManyField(
        label=_("Người lao động đồng ý"),
        required=True,
        choices=[(purpose.value, WORDINGS[purpose].title) for purpose in ASKED_AT_COUNTER],
    )
    channel = forms.ChoiceField(
        label=_("Đồng ý bằng"),
        choices=[(channel.value, channel.label) for channel in (ConsentChannel.PAPER, ConsentChannel.PHONE)],
        widget=forms.RadioSelect,
    )
