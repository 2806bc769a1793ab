"""States of a dossier; currencies of what is paid."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DossierState(TextChoices):
    REGISTERED = "registered", _("Đã đăng ký")
    GUIDED = "guided", _("Đã hướng dẫn hồ sơ")
    COMPLETE = "complete", _("Đủ giấy tờ")
    SENT = "sent", _("Đã chuyển bên tuyển chọn")
    SELECTED = "selected", _("Được tuyển chọn")
    LEFT = "left", _("Đã xuất cảnh")
    REFUSED = "refused", _("Không được tuyển chọn")
    WITHDRAWN = "withdrawn", _("Rút hồ sơ")


DOSSIER_OPEN = frozenset(
    {DossierState.REGISTERED, DossierState.GUIDED, DossierState.COMPLETE, DossierState.SENT, DossierState.SELECTED}
)
"""Under way: neither ended nor taken back."""

DOSSIER_MAY_WITHDRAW = frozenset({DossierState.REGISTERED, DossierState.GUIDED, DossierState.COMPLETE})
"""The person may take the dossier back on the portal until it has been sent on."""


class Currency(TextChoices):
    VND = "VND", _("đồng")
    USD = "USD", _("đô la Mỹ")
    KRW = "KRW", _("won")
    JPY = "JPY", _("yên")
    EUR = "EUR", _("euro")
    TWD = "TWD", _("đô la Đài Loan")
