"""Steps 4 and 5: contract, benefits, conditions; contact and what is asked of the centre."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.models import Vacancy
from jobs.posting.enums import Service
from jobs.posting.forms.base import Text, VacancyStep
from jobs.posting.forms.phone import PhoneField
from jobs.posting.models import Registration
from portal.codes.form_fields import ManyField, YesNoField


class TermsStep(VacancyStep):
    key = "dieu-kien"
    heading = _("Điều kiện và quyền lợi")
    lead = _("Ghi càng rõ càng ít người nộp rồi từ chối.")
    optional = True
    from_vacancy = (
        "contract_type", "purpose", "needs_shifts", "needs_travel", "needs_secondment", "starts_by", "meals",
        "dormitory", "benefits", "benefits_text", "setting", "lifting", "standing", "hearing", "sight", "handling",
        "hands",
    )  # fmt: skip
    sections: ClassVar[tuple[tuple[Text, tuple[str, ...]], ...]] = (
        (_("Quyền lợi"), ("meals", "dormitory", "benefits", "benefits_text")),
        (_("Hợp đồng, thời gian"), ("contract_type", "purpose", "needs_shifts", "needs_travel", "needs_secondment",
                                    "starts_by")),
        (_("Điều kiện làm việc"), ("setting", "lifting", "standing", "hearing", "sight", "handling", "hands")),
    )  # fmt: skip
    folded = frozenset({2})
    texts = ("benefits_text",)
    hints: ClassVar[dict[str, Text]] = {"needs_secondment": _("Làm ở nơi khác một thời gian theo phân công.")}

    def start(self) -> dict[str, Any]:
        self.fields["benefits_text"].widget.attrs["rows"] = 4
        return {}


class ContactStep(VacancyStep):
    key = "lien-he"
    heading = _("Liên hệ")
    lead = _("Người lao động và trung tâm hỏi ai.")
    from_vacancy = ("contact_name", "contact_position", "contact_phone", "contact_email", "recruit_methods")
    from_registration = ("services", "wants_messages")
    sections: ClassVar[tuple[tuple[Text, tuple[str, ...]], ...]] = (
        (_("Người liên hệ"), ("contact_name", "contact_position", "contact_phone", "contact_email")),
        (_("Cách tuyển và việc nhờ trung tâm"), ("recruit_methods", "services", "wants_messages")),
        (_("Cam kết"), ("committed",)),
    )
    labels: ClassVar[dict[str, Text]] = {"services": _("Anh chị mong muốn trung tâm")}

    contact_phone = PhoneField(label=_("Điện thoại liên hệ"), required=False)
    services = ManyField(choices=Service.choices)
    wants_messages = YesNoField(label=_("Nhận tin nhắn, thư khi có người ứng tuyển"))
    committed = forms.BooleanField(
        label=_("Chúng tôi cam kết thông tin là đúng, không thu tiền của người lao động, và đồng ý để trung tâm dùng "
                "thông tin này giới thiệu việc làm."),
        error_messages={"required": _("Cần cam kết thì trung tâm mới đăng được tin.")},
    )  # fmt: skip

    def start(self) -> dict[str, Any]:
        employer, last = self.vacancy.employer, self._last()
        begin: dict[str, Any] = {"committed": bool(self.registration and self.registration.committed_at)}
        for name, own in (("phone", employer.phone), ("email", employer.email), ("name", employer.representative),
                          ("position", employer.representative_position)):  # fmt: skip
            field = f"contact_{name}"
            if not getattr(self.vacancy, field):
                begin[field] = getattr(last, field) if last and getattr(last, field) else own
        return begin

    def _last(self) -> Vacancy | None:
        """The employer's latest other vacancy with a contact: the same person answers most often."""
        others = Vacancy.objects.filter(employer=self.vacancy.employer).exclude(contact_name="")
        return others.exclude(pk=self.vacancy.pk).order_by("-created_at", "-id").first()

    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        if not self.errors and not data.get("contact_phone") and not data.get("contact_email"):
            self.add_error("contact_phone", _("Hãy ghi điện thoại hoặc thư điện tử để người lao động hỏi."))

    def commit(self, vacancy: Vacancy, actor: Any) -> None:
        """Keep who made the commitment and when, the first time."""
        Registration.objects.filter(vacancy=vacancy, committed_at=None).update(
            committed_at=timezone.now(), committed_by=actor
        )
