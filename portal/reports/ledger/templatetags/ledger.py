"""How the ledger's numbers are said to a reader."""

from django import template

from portal.reports.ledger.table import shown
from portal.ui import number

register = template.Library()


@register.filter
def tenth(value: float | None) -> str:
    """Medians and percentages: one decimal, none where it is whole; nothing → a dash."""
    return number(shown(value))
