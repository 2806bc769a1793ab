"""Steps between the right password and being signed in."""

from typing import Any

from allauth.account.stages import EmailVerificationStage


class ProvenContactStage(EmailVerificationStage):  # type: ignore[misc]  # allauth has no types
    """One proven way to be reached is enough: whoever proved their number needs no e-mail address."""

    def handle(self) -> tuple[Any, bool]:
        user = self.login.user
        if user and user.phone_verified:
            return None, True
        response: tuple[Any, bool] = super().handle()
        return response
