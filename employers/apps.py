from typing import Any

from django.apps import AppConfig

from portal.accounts.signals import StillNeeded, account_leaving


def keep_members(sender: Any, user: Any, **more: Any) -> None:
    """An employer would be left without anybody: its account is no abandoned sign-up."""
    from employers.models import EmployerMember

    if EmployerMember.objects.filter(user=user).exists():
        raise StillNeeded


class EmployersConfig(AppConfig):
    name = "employers"
    label = "employers"
    verbose_name = "Doanh nghiệp"

    def ready(self) -> None:
        account_leaving.connect(keep_members)
