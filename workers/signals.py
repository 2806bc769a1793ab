"""What higher floors may listen to."""

from django.dispatch import Signal

profile_saved = Signal()
"""Sent after commit with ``worker_id``: profile, wishes, consent or visibility changed."""
