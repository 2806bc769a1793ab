"""Who acts: one value object per request, made from what is attached to the user."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import connection

from portal.accounts.enums import StaffRole

if TYPE_CHECKING:
    from portal.accounts.models import User

_ATTACHED = """
SELECT (SELECT id FROM workers_worker WHERE user_id = %(user)s),
       (SELECT array_agg(employer_id ORDER BY employer_id) FROM employers_employermember
         WHERE user_id = %(user)s AND is_active),
       (SELECT role FROM accounts_staff WHERE user_id = %(user)s AND is_active),
       (SELECT office_id FROM accounts_staff WHERE user_id = %(user)s AND is_active),
       (SELECT count(*) FROM notices_notice WHERE recipient_id = %(user)s AND seen_at IS NULL)
"""
"""One query for what stands in other rooms too: this one must not import them."""


Attached = tuple[int | None, list[int] | None, str | None, int | None, int]


@dataclass
class Actor:
    """Lazy: a page that asks nothing costs no query."""

    user: "User | AnonymousUser"

    @property
    def is_signed_in(self) -> bool:
        return bool(self.user.is_authenticated)

    @property
    def user_or_none(self) -> "User | None":
        """The account for a log; ``None`` for a visitor."""
        return None if isinstance(self.user, AnonymousUser) or not self.is_signed_in else self.user

    @cached_property
    def attached(self) -> Attached:
        if not self.is_signed_in:
            return (None, None, None, None, 0)
        with connection.cursor() as cursor:
            cursor.execute(_ATTACHED, {"user": self.user.pk})
            row: Attached = cursor.fetchone()
        return row

    @property
    def worker_id(self) -> int | None:
        """Key of the own :class:`workers.models.Worker`, if any."""
        return self.attached[0]

    @property
    def employer_ids(self) -> list[int]:
        """Keys of the employers the user is an active member of."""
        return self.attached[1] or []

    @property
    def staff_role(self) -> StaffRole | None:
        role = self.attached[2]
        return StaffRole(role) if role else None

    @property
    def office_id(self) -> int | None:
        return self.attached[3]

    @property
    def unseen_notices(self) -> int:
        """Notices the user has not been shown yet."""
        return self.attached[4]

    @property
    def is_counsellor(self) -> bool:
        """Counsellors and managers do counsellors' work."""
        return self.staff_role in {StaffRole.COUNSELLOR, StaffRole.MANAGER}

    @property
    def is_manager(self) -> bool:
        return self.staff_role == StaffRole.MANAGER

    @property
    def is_administrator(self) -> bool:
        return self.staff_role == StaffRole.ADMINISTRATOR
