"""Signing up, for the domains to build on: a name, one way to be reached and a password.

Apart from ``forms`` because allauth's own forms read its adapter, which reads ``forms``.
"""

from typing import Any

from allauth.account.forms import SignupForm
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms import ContactField, NameField, split_contact
from portal.accounts.services import release_unproven


class JoinForm(SignupForm):  # type: ignore[misc]  # allauth has no types
    """Subclasses add what their domain asks and save it in ``signup(request, user)``, called within the transaction."""

    full_name = NameField()
    contact = ContactField()
    field_order = ["full_name", "contact", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("phone", "email"):
            del self.fields[name]
        # One line in place of Django's four; what a password lacks is said when it lacks it.
        self.fields["password1"].help_text = _("Từ 10 ký tự, không chỉ gồm số. Một câu ngắn dễ nhớ là tốt nhất.")
        # The adapter stores the number with the account itself.
        self._has_phone_field = False

    def clean_contact(self) -> str:
        contact: str = self.cleaned_data["contact"]
        phone, email = split_contact(contact)
        if phone:
            release_unproven(phone)
        self.cleaned_data["phone"] = phone
        self.cleaned_data["email"] = self.validate_unique_email(email) if email else ""
        return contact
