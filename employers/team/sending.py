"""Bringing an invitation's link to the person: by e-mail, or by a text message to a mobile number."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from employers.team.models import Invitation
from employers.team.services import token_of

log = logging.getLogger(__name__)


def link_of(invitation: Invitation) -> str:
    """The whole address, for a message outside the portal."""
    return f"{settings.PUBLIC_ADDRESS}{reverse('hiring:invitation', args=[token_of(invitation)])}"


def send(invitation: Invitation) -> None:
    """Once the transaction holds. A mail server out of reach costs nothing: the link can be copied from the page."""
    transaction.on_commit(lambda: _send(invitation))


def _send(invitation: Invitation) -> None:
    if "@" not in invitation.contact:
        # To the console until a gateway is set up, like the codes of signing in; the link is a secret.
        log.info("SMS to %s…%s: invitation", invitation.contact[:3], invitation.contact[-2:])
        return
    said = {"invitation": invitation, "link": link_of(invitation), "centre": settings.CENTRE_NAME}
    subject = _("Lời mời cùng tuyển dụng cho %(name)s trên Cầu Việc") % {"name": invitation.employer.name}
    try:
        send_mail(subject, render_to_string("employers/invitation.txt", said), None, [invitation.contact])
    except (OSError, smtplib.SMTPException):
        log.warning("Invitation %s could not be sent by e-mail", invitation.public_id)
