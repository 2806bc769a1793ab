"""What rooms of this floor may listen to."""

from django.dispatch import Signal

vacancy_changed = Signal()
"""Sent after commit with ``vacancy_id``: a vacancy was published, paused, closed or its text changed."""

application_moved = Signal()
"""Sent within the transaction with the locked ``application``, its state ``before`` ("" for a new one), ``actor``."""

application_settled = Signal()
"""Sent within a transaction with ``application``: an employer's answer can no longer be taken back."""

vacancy_closed = Signal()
"""Sent after commit with ``vacancy_id``, ``outcome`` (a :class:`jobs.enums.CloseReason`) and ``actor_id`` (``None``:
the deadline passed): people who still wait for an answer can be told."""
