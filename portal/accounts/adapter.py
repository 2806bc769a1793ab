"""How allauth stores and checks mobile numbers, what it says, and where codes go."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms import MobileField, mobile
from portal.accounts.models import User
from portal.accounts.signals import text_wanted

CODE_SECONDS = 600
"""How long it makes sense to go on trying to send a code."""

_MISMATCH = _("Thông tin đăng nhập không đúng. Hãy kiểm tra số điện thoại hoặc thư điện tử, và mật khẩu.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Mobile numbers live on the user; codes go wherever whoever listens to ``text_wanted`` sends them."""

    # One wording whatever is wrong: it tells nobody which accounts exist.
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _MISMATCH,
        "phone_password_mismatch": _MISMATCH,
        "username_password_mismatch": _MISMATCH,
        "invalid_login": _MISMATCH,
        "too_many_login_attempts": _("Sai nhiều lần quá. Hãy đợi vài phút rồi thử lại."),
        "incorrect_code": _("Mã không đúng."),
        "incorrect_password": _("Mật khẩu không đúng."),
        "enter_current_password": _("Hãy nhập mật khẩu đang dùng."),
        "email_taken": _("Thư điện tử này đã có tài khoản."),
        "phone_taken": _("Số điện thoại này đã có tài khoản."),
        "rate_limited": _("Gửi quá nhiều lần. Hãy đợi một lát rồi thử lại."),
    }

    def phone_form_field(self, **options: Any) -> forms.CharField:
        options.pop("label", None)
        return MobileField(label=_("Số điện thoại"), **options)

    def clean_phone(self, phone: str) -> str:
        return mobile(phone)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> User | None:
        try:
            return User.objects.filter(phone=mobile(phone)).first()
        except ValidationError:
            return None

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """An account needs an e-mail address or a number at once: the database holds it to that."""
        user = super().save_user(request, user, form, commit=False)
        user.email = user.email or None
        user.phone = form.cleaned_data.get("phone") or None
        user.full_name = form.cleaned_data.get("full_name", "")
        user.language = "en" if (get_language() or "").startswith("en") else "vi"
        if commit:
            user.save()
        return user

    def get_login_stages(self) -> list[str]:
        own = {"allauth.account.stages.EmailVerificationStage": "portal.accounts.stages.ProvenContactStage"}
        return [own.get(stage, stage) for stage in super().get_login_stages()]

    def post_login(self, request: HttpRequest, user: User, **given: Any) -> HttpResponse:
        """The account's language goes with its owner to every machine."""
        response: HttpResponse = super().post_login(request, user, **given)
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax", secure=settings.ENV.https)
        return response

    def send_verification_code_sms(self, user: User, phone: str, code: str, **options: Any) -> None:
        text = _("Cầu Việc: mã của anh chị là %(code)s, dùng trong 10 phút. Không đưa mã này cho bất kỳ ai.")
        self._text(phone, text % {"code": code})

    def send_unknown_account_sms(self, phone: str, **options: Any) -> None:
        """Nothing: a stranger gets no message, and the page says what it says to everybody."""

    def send_account_already_exists_sms(self, phone: str, **options: Any) -> None:
        text = _("Cầu Việc: số này đã có tài khoản. Muốn vào thì chọn Nhận mã ở trang đăng nhập.")
        self._text(phone, str(text))

    def _text(self, phone: str, text: str) -> None:
        text_wanted.send(sender=type(self), phone=phone, text=text, useful_for=CODE_SECONDS)

    def clean_email(self, email: str) -> str:
        cleaned: str = super().clean_email(email).lower()
        if len(cleaned) > 254:
            raise ValidationError(_("Địa chỉ thư điện tử quá dài."))
        return cleaned
