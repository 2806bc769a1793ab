"""Vacancies to talk about with a person: their matches with reasons, or what a search finds."""

from dataclasses import dataclass

from django.utils import timezone

from jobs.enums import APPLICATION_LIVE
from jobs.matching.enums import Reader
from jobs.matching.explain import Explanation, explain_many
from jobs.matching.models import Match
from jobs.models import Application, Vacancy
from jobs.search import Criteria, search
from workers.models import Worker

MOST = 6


@dataclass(frozen=True)
class Offer:
    vacancy: Vacancy
    explanation: Explanation
    is_chosen: bool
    application: Application | None
    """The live one between the two: they are in contact already."""


def chosen(public_ids: list[str]) -> list[Vacancy]:
    """The vacancies ticked, those no longer open left out."""
    return list(Vacancy.objects.published().filter(public_id__in=public_ids[:MOST]).order_by("id"))


def offers(worker: Worker, words: str, ticked: list[str]) -> list[Offer]:
    """First what is ticked, then what ``words`` find, or without words the person's matches, best first."""
    keys = [vacancy.pk for vacancy in chosen(ticked)] if ticked else []
    marked = set(keys)
    if words:
        keys += search(Criteria(text=words), 1, timezone.localdate()).keys
    else:
        keys += Match.objects.for_worker(worker).values_list("vacancy_id", flat=True)[:MOST]
    keys = list(dict.fromkeys(keys))[: max(MOST, len(marked))]
    cards = Vacancy.objects.published().with_card().in_bulk(keys)
    vacancies = [cards[key] for key in keys if key in cards]
    told = explain_many([worker], vacancies, Reader.COUNSELLOR) if vacancies else {}
    live = {
        application.vacancy_id: application
        for application in Application.objects.filter(
            worker=worker, vacancy__in=keys, state__in=APPLICATION_LIVE
        ).select_related("referral")
    }
    return [
        Offer(vacancy, told[worker.pk, vacancy.pk], vacancy.pk in marked, live.get(vacancy.pk)) for vacancy in vacancies
    ]
