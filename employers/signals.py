"""What higher floors may listen to."""

from django.dispatch import Signal

verification_changed = Signal()
"""Sent within the transaction with ``employer_id``, ``before``, ``after`` and ``change_id``: the centre decided."""

employers_merged = Signal()
"""Sent after commit with ``employer_id``: rows of another employer now belong to this one (or went back)."""
