"""What higher floors may listen to."""

from django.dispatch import Signal

turns_recorded = Signal()
"""Sent with the new ``sessions`` in the transaction that records them."""
