"""What higher floors may listen to."""

from django.dispatch import Signal

gather = Signal()
"""What do you hold of this person? Sent with ``worker``; a receiver returns [(heading, rows)], each row a dict of label
→ value, in words for the person and without colleagues' private notes."""

person_leaving = Signal()
"""Sent with ``worker`` in the transaction that erases the person, before anything is gone: end what still runs."""
