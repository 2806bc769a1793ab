"""The steps that ask for what the models hold one by one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms import MobileField, NameField
from portal.accounts.models import User
from portal.codes.form_fields import DayField, PlaceField
from portal.codes.models import PriorityGroup, TrainingField
from portal.codes.places import Kind
from workers.enums import ConsentPurpose
from workers.forms.base import StepForm
from workers.identity import doubts, validate_identity_number
from workers.models import Worker
from workers.services.consents import standing

YOUNGEST = 15
"""Labour Code 45/2019/QH14, art. 3: the age from which one may be employed."""


def commune_text(worker: Worker, name: str) -> str:
    """A commune of the worker as its box shows it."""
    commune = getattr(worker, name)
    return f"{commune.name}, {commune.province.name}" if commune else ""


class PersonStep(StepForm):
    key, title = "ban-than", _("Về anh chị")
    lead = _("Để trung tâm và doanh nghiệp liên hệ được với anh chị.")
    full_name = NameField()
    phone = MobileField(label=_("Số điện thoại"), required=False)
    home = PlaceField(
        label=_("Nơi ở hiện nay"),
        required=False,
        commune_only=True,
        kinds=(Kind.COMMUNE, Kind.DISTRICT, Kind.PROVINCE),
        help_text=_("Tên xã, phường; tên cũ trước 1/7/2025 cũng được."),
    )
    from_worker = ("full_name", "birth_date", "sex", "phone", "email", "other_contact", "address")
    cards = frozenset({"sex"})
    sections = (
        (_("Họ tên"), ("full_name", "birth_date", "sex")),
        (_("Liên hệ"), ("phone", "email", "other_contact")),
        (_("Chỗ ở"), ("home", "address")),
    )
    hints = {"other_contact": _("Ví dụ Zalo, hoặc số của người nhà.")}

    def start(self) -> dict[str, Any]:
        return {"home": commune_text(self.worker, "commune")}

    def clean_birth_date(self) -> Any:
        day = self.cleaned_data["birth_date"]
        if day and day.year > timezone.localdate().year - YOUNGEST + 1:
            raise ValidationError(_("Người lao động phải từ đủ 15 tuổi."), code="age")
        return day

    def clean(self) -> None:
        super().clean()
        if not self.errors and not self.cleaned_data["phone"] and not self.cleaned_data["email"]:
            self.add_error("phone", _("Hãy để lại số điện thoại hoặc thư điện tử."))

    def store(self, worker: Worker) -> None:
        home = self.cleaned_data["home"]
        worker.commune_id = home.communes[0] if home else None
        if not worker.birth_date and "birth_date" in self.changed_data:
            worker.birth_year = None


class SchoolingStep(StepForm):
    key, title = "trinh-do", _("Học vấn, tay nghề")
    from_worker = ("general_education", "qualification", "training_field", "specialty", "trade_skill", "soft_skills")
    from_slip = ("trade_grade", "other_qualification", "other_specialty", "other_training_1", "other_training_2")
    sections = (
        (_("Học vấn"), ("general_education",)),
        (_("Chuyên môn kỹ thuật cao nhất"), ("qualification", "training_field", "specialty")),
        (_("Tay nghề"), ("trade_skill", "trade_grade")),
        (_("Bằng cấp khác, nếu có"), (
            "other_qualification", "other_specialty", "other_training_1", "other_training_2")),
        (_("Kỹ năng mềm"), ("soft_skills",)),
    )  # fmt: skip
    cards = frozenset({"general_education"})
    folded = frozenset({"other_qualification"})
    labels = {"trade_skill": _("Kỹ năng nghề"), "other_training_2": _("Lớp, khóa học khác"),
              "other_training_1": _("Lớp, khóa học khác"), "other_specialty": _("Chuyên ngành")}  # fmt: skip
    hints = {
        "trade_skill": _("Ví dụ: hàn điện, may công nghiệp."),
        "trade_grade": _("Ví dụ: 3/7."),
        "other_training_1": _("Ví dụ: sơ cấp kế toán, 2021."),
    }
    training_field = forms.ModelChoiceField(
        TrainingField.objects.all(), label=_("Ngành đào tạo"), required=False, empty_label=_("Chưa khai")
    )


class ConditionsStep(StepForm):
    key, title = "dieu-kien", _("Điều kiện làm việc")
    lead = _("Bỏ trống mục nào thì mục ấy được coi là chưa rõ, không bị tính là không được.")
    can_start_on = DayField(label=_("Có thể bắt đầu từ ngày"), required=False)
    from_wish = (
        "working_times", "contract_types", "purposes", "can_shifts", "can_travel", "can_secondment", "can_start_on",
        "setting", "max_lifting", "max_standing", "hearing", "sight", "handling", "hands", "benefits",
        "recruit_methods", "ownerships",
    )  # fmt: skip
    from_slip = ("meals",)
    labels = {
        "meals": _("Mong muốn hỗ trợ ăn"),
        "working_times": _("Hình thức làm việc"),
        "contract_types": _("Loại hợp đồng"),
        "purposes": _("Mục đích làm việc"),
        "can_shifts": _("Làm ca được không?"),
        "can_travel": _("Đi công tác được không?"),
        "can_secondment": _("Đi biệt phái được không?"),
        "recruit_methods": _("Muốn được tuyển theo cách nào?"),
        "ownerships": _("Loại hình doanh nghiệp mong muốn"),
    }
    hints = {"can_secondment": _("Làm ở nơi khác một thời gian theo phân công.")}
    sections = (
        (_("Thời gian và hợp đồng"), ("working_times", "contract_types", "purposes", "can_start_on")),
        (_("Ca kíp, đi lại"), ("can_shifts", "can_travel", "can_secondment")),
        (_("Sức khỏe với công việc"), (
            "setting", "max_lifting", "max_standing", "hearing", "sight", "handling", "hands")),
        (_("Phúc lợi, cách tuyển"), ("benefits", "meals", "recruit_methods", "ownerships")),
    )  # fmt: skip


class PapersStep(StepForm):
    key, title = "giay-to", _("Giấy tờ, ưu tiên")
    lead = _("Không bắt buộc. Cần khi lập phiếu đăng ký chính thức hoặc xét ưu tiên.")
    identity_number = forms.CharField(
        label=_("Số định danh cá nhân"),
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-private": ""}),
        help_text=_("12 chữ số trên căn cước. Được mã hóa, doanh nghiệp không thấy."),
    )
    identity_confirmed = forms.BooleanField(
        label=_("Tôi đã xem lại: căn cước ghi đúng số này"),
        required=False,
        help_text=_("Ngày sinh hoặc giới tính có thể được cải chính sau khi cấp số; số vẫn giữ nguyên."),
    )
    """Asked only when the number disagrees with what the profile says."""
    permanent_home = PlaceField(
        label=_("Nơi thường trú"),
        required=False,
        commune_only=True,
        kinds=(Kind.COMMUNE, Kind.DISTRICT, Kind.PROVINCE),
    )
    ethnicity = forms.CharField(label=_("Dân tộc"), required=False, max_length=40)
    religion = forms.CharField(label=_("Tôn giáo"), required=False, max_length=40)
    sensitive = forms.ModelMultipleChoiceField(
        PriorityGroup.objects.filter(is_sensitive=True),
        label=_("Thuộc nhóm (thông tin nhạy cảm)"),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    from_worker = ("identity_number", "permanent_address", "priority_groups", "worked_abroad")
    from_slip = ("priority_other", "services", "services_other")
    sections = (
        (_("Dịch vụ muốn đăng ký"), ("services", "services_other")),
        (_("Căn cước, thường trú"), ("identity_number", "identity_confirmed", "permanent_home", "permanent_address")),
        (_("Ưu tiên"), ("priority_groups", "priority_other", "worked_abroad")),
        (_("Thông tin nhạy cảm"), ("ethnicity", "religion", "sensitive")),
    )
    labels = {
        "services": _("Trung tâm giúp anh chị việc gì?"),
        "services_other": _("Việc khác, ghi rõ"),
        "priority_other": _("Đối tượng khác, ghi rõ"),
    }
    hints = {"worked_abroad": _("Tên nước, nếu anh chị từng đi làm việc ở nước ngoài.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: Any = self.fields["priority_groups"]
        groups.queryset = PriorityGroup.objects.filter(is_sensitive=False)
        self.keeps_sensitive = ConsentPurpose.SENSITIVE in standing(self.worker)
        if not self.keeps_sensitive:
            for name in ("ethnicity", "religion", "sensitive"):
                del self.fields[name]
        if not self.is_bound:
            del self.fields["identity_confirmed"]

    def start(self) -> dict[str, Any]:
        return {
            "permanent_home": commune_text(self.worker, "permanent_commune"),
            "ethnicity": self.worker.ethnicity,
            "religion": self.worker.religion,
            "sensitive": [code for code in self.worker.sensitive_groups.split(",") if code],
        }

    def clean_identity_number(self) -> str:
        number = "".join(self.cleaned_data["identity_number"].split())
        if number:
            validate_identity_number(number)
        return number

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        number, me = data.get("identity_number", ""), self.worker
        # A number that stands in the profile already was confirmed when it came in.
        found = doubts(number, me.birth_year, me.sex) if number != me.identity_number else []
        if found and not data.get("identity_confirmed"):
            for doubt in found:
                self.add_error("identity_number", doubt)
        elif not found:
            del self.fields["identity_confirmed"]
        return data

    def save(self, actor: User | None) -> bool:
        try:
            with transaction.atomic():
                return super().save(actor)
        except IntegrityError as trouble:
            if "identity_hash" not in str(trouble):
                raise
        # Whose else it is, and that it is somebody's, is not for the web: the counter looks at the card.
        self.add_error(
            "identity_number",
            _("Chưa ghi được số này trên mạng. Mời anh chị mang căn cước tới trung tâm để xem lại hồ sơ."),
        )
        return False

    def store(self, worker: Worker) -> None:
        home = self.cleaned_data["permanent_home"]
        worker.permanent_commune_id = home.communes[0] if home else None
        if self.keeps_sensitive and ConsentPurpose.SENSITIVE in standing(worker):
            worker.ethnicity, worker.religion = self.cleaned_data["ethnicity"], self.cleaned_data["religion"]
            worker.sensitive_groups = ",".join(sorted(group.code for group in self.cleaned_data["sensitive"]))
