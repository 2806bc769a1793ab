"""What changes accounts' state: the log of who read whose data."""

from portal.accounts.models import AccessLog, User


def log_access(actor: User, subject_id: str, action: str, reason: str = "") -> AccessLog:
    """Record that ``actor`` opened the data of the person with public id ``subject_id``.

    ``action`` names the page or export (at most 32 characters), ``reason`` why, where one is asked for.
    """
    return AccessLog.objects.create(actor=actor, subject_id=subject_id, action=action, reason=reason)
