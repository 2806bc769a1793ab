"""Invitations to work for an employer on the portal."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from employers.enums import MemberRole
from employers.models import Employer
from portal.codes.fields import PublicIdField


def new_nonce() -> str:
    return secrets.token_urlsafe(12)


class Invitation(models.Model):
    """One invitation; its link holds the nonce signed, so that sending it anew ends the former link."""

    public_id = PublicIdField()
    employer = models.ForeignKey(Employer, models.CASCADE, related_name="invitations")
    contact = models.CharField(_("thư điện tử hoặc số điện thoại"), max_length=254)
    role = models.CharField(_("vai trò"), max_length=10, choices=MemberRole, default=MemberRole.RECRUITER)
    nonce = models.CharField(max_length=24, default=new_nonce)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("lời mời")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "contact"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None) | Q(accepted_at__isnull=False),
                name="invitation_accepted_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact} → {self.employer_id}"

    @property
    def is_open(self) -> bool:
        """Neither used, nor revoked, nor expired."""
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()
