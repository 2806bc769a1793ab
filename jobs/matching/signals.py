"""What other rooms may listen to."""

from django.dispatch import Signal

run_published = Signal()
"""Sent by a worker of the matching queue after commit with ``run_id``: readers see the lists of this run now."""
