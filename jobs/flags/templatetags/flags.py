"""How many reported adverts wait, for the pages staff start from."""

from django import template

from jobs.flags import reading

register = template.Library()


@register.simple_tag
def reported_adverts() -> int:
    """Adverts with open reports."""
    return reading.waiting()
