"""How a letter is shown: as it was written, with links only to this portal."""

import re
from typing import Any

from django import template
from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString, mark_safe

from jobs.messages.models import Letter, Reading
from jobs.models import Application

register = template.Library()


@register.filter
def as_letter(text: str) -> SafeString:
    """Paragraphs of escaped text; addresses of this very portal lead somewhere, all others are mere text."""
    own = re.compile(re.escape(escape(settings.PUBLIC_ADDRESS)) + r"/[\w./?=&;%#-]*")
    linked = own.sub(lambda found: f'<a class="link" href="{found[0]}">{found[0]}</a>', escape(text))
    return mark_safe(linebreaks(linked))  # noqa: S308 — escaped above


@register.inclusion_tag("jobs/messages/_link.html", takes_context=True)
def letters_of(context: Any, application: Application) -> dict[str, Any]:
    """A link to the thread with how many letters the reader has not read; one query."""
    user = context["request"].user
    mine = Reading.objects.filter(application=OuterRef("application"), user=user)
    newer = Letter.objects.filter(application=application).annotate(
        is_read=Exists(mine.filter(at__gte=OuterRef("at"))), since=Subquery(mine.values("at")[:1])
    )
    counts = newer.aggregate(n=Count("pk"), unread=Count("pk", filter=Q(is_read=False) & ~Q(author=user)))
    return {"application": application, **counts}
