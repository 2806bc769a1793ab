"""Registering: a name, one way to be reached, what work is wanted – nothing more."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.accounts.join import JoinForm
from portal.accounts.models import User
from portal.codes.form_fields import SUGGEST_OCCUPATIONS, ManyField, TidyField
from workers.consent_texts import WORDINGS
from workers.enums import ConsentChannel, ConsentPurpose
from workers.models import Worker
from workers.services.consents import Proof
from workers.services.registration import Newcomer, register

ASKED = (ConsentPurpose.SERVICE, ConsentPurpose.MATCHING, ConsentPurpose.MESSAGES)
"""Purposes asked for at once; the others when they first matter."""


class WantedMixin(forms.Form):
    wanted = TidyField(
        label=_("Anh chị muốn làm việc gì?"),
        max_length=200,
        help_text=_("Ghi như vẫn gọi, ví dụ: công nhân may, lái xe nâng, kế toán."),
        widget=forms.TextInput(attrs={"data-suggest": SUGGEST_OCCUPATIONS}),
    )
    purposes = ManyField(
        label=_("Anh chị đồng ý cho trung tâm"),
        choices=[(purpose.value, WORDINGS[purpose].text) for purpose in ASKED],
        help_text=_("Đánh dấu từng việc anh chị đồng ý. Rút lại lúc nào cũng được, ở trang dữ liệu của tôi."),
    )

    def newcomer(self, user: User) -> Worker:
        """Make the profile of ``user`` from what was filled in."""
        return register(
            Newcomer(
                full_name=self.cleaned_data.get("full_name") or user.full_name,
                wanted=self.cleaned_data["wanted"],
                phone=user.phone or "",
                email=user.email or "",
            ),
            Proof(ConsentChannel.WEB, user),
            [ConsentPurpose(purpose) for purpose in self.cleaned_data["purposes"]],
            user,
        )


class RegisterForm(WantedMixin, JoinForm):
    """Account and profile at once."""

    field_order = ["full_name", "contact", "wanted", "password1", "purposes"]

    @transaction.atomic
    def save(self, request: HttpRequest) -> Any:
        return super().save(request)

    def signup(self, request: HttpRequest, user: User) -> None:
        self.newcomer(user)


class ProfileForm(WantedMixin):
    """For somebody who has an account already."""
