"""Help and contact: the questions people ask, and where and when the centre's people are."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.accounts.access import allow, anyone
from portal.accounts.models import Office
from portal.codes import places
from portal.codes.functions import ViKey
from portal.codes.text import fold_words, nfc
from portal.help_texts import TOPICS, Question, Topic

MOST_LETTERS = 80


@dataclass(frozen=True)
class Found:
    topic: Topic
    questions: list[Question]


@allow(anyone)
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """All questions by topic, or those whose words a search names."""
    asked = nfc(request.GET.get("q", ""))[:MOST_LETTERS]
    found = answers(asked)
    context = {"asked": asked, "found": found, "count": sum(len(one.questions) for one in found), "topics": TOPICS}
    return render(request, "help/help.html", context)


def answers(asked: str) -> list[Found]:
    """Questions that hold every word of ``asked``, without diacritics, in heading or answer; where only headings
    do, those alone. Nothing asked: all."""
    words = fold_words(asked).split()
    in_title = _holding(words, title_only=True)
    return in_title or _holding(words, title_only=False)


def _holding(words: list[str], *, title_only: bool) -> list[Found]:
    found = []
    for topic in TOPICS:
        questions = [question for question in topic.questions if _holds(question, words, title_only)]
        if questions:
            found.append(Found(topic, questions))
    return found


def _holds(question: Question, words: list[str], title_only: bool) -> bool:
    parts = [question.title] if title_only else [question.title, *question.answer]
    text = f" {fold_words(' '.join(map(str, parts)))}"
    return all(f" {word}" in text for word in words)


@allow(anyone)
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Offices with telephone and hours, the head office first."""
    offices = Office.objects.select_related("commune__province").order_by("-is_head", ViKey("name"), "code")
    context = {
        "offices": [(office, places.former_names(office.commune_id) if office.commune_id else []) for office in offices]
    }
    return render(request, "help/contact.html", context)
