"""What higher floors may listen to."""

from django.dispatch import Signal

text_wanted = Signal()
"""Somebody at ``phone`` (ten digits) waits for ``text`` now; after ``useful_for`` seconds it is of no use."""

account_leaving = Signal()
"""Sent in the transaction that deletes an account nobody ever proved theirs, with ``user``, before it goes.

A receiver that needs the account raises :class:`StillNeeded`: then it stays.
"""


class StillNeeded(Exception):
    """Somebody's work hangs on the account."""
