"""What higher floors may listen to."""

from django.dispatch import Signal

people_merging = Signal()
"""Sent with the locked ``kept`` and ``gone`` and the ``actor`` in the transaction that merges them, before any row
moves: settle what one person may have only once."""
