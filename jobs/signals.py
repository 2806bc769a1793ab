"""What rooms of this floor may listen to."""

from django.dispatch import Signal

vacancy_changed = Signal()
"""Sent after commit with ``vacancy_id``: a vacancy was published, paused, closed or its text changed."""
