"""The sign-ins of the demonstration centre's invented people, one for each role."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DEMO_PASSWORD = "cau-viec-demo"  # noqa: S105 — opens invented people only, in demonstration mode


class SignIn(NamedTuple):
    role: str | Promise
    """For people: "Người tìm việc"."""
    login: str
    password: str
    key: str
    """For code: worker, employer, counsellor, manager, administrator."""


def signins() -> list[SignIn]:
    return [
        SignIn(_("Người tìm việc"), "0912000001", DEMO_PASSWORD, "worker"),
        SignIn(_("Doanh nghiệp"), "tuyendung@demo.example", DEMO_PASSWORD, "employer"),
        SignIn(_("Tư vấn viên"), "tuvan@demo.example", DEMO_PASSWORD, "counsellor"),
        SignIn(_("Lãnh đạo trung tâm"), "lanhdao@demo.example", DEMO_PASSWORD, "manager"),
        SignIn(_("Quản trị hệ thống"), "quantri@demo.example", DEMO_PASSWORD, "administrator"),
    ]
