"""Vacancies that may be one and the same: an employer's of one title, place and pay, within a few weeks."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from jobs.enums import VacancyState
from jobs.models import Vacancy, VacancyPlace
from portal.codes.text import fold_words

WITHIN = timedelta(days=45)
LIVE = [VacancyState.SUBMITTED, VacancyState.PUBLISHED, VacancyState.PAUSED]
SHOWN = 3


def twins(vacancy: Vacancy) -> list[Vacancy]:
    """The employer's other open vacancies that read like this one, newest first; with places for a card.

    Alike: the same folded title, a workplace in common, and pay that agrees or is not said by one of them.
    """
    here = list(vacancy.places.values_list("commune_id", "province_id"))
    communes = [commune for commune, _province in here if commune]
    provinces = [province for commune, province in here if not commune]
    shared = VacancyPlace.objects.filter(
        Q(commune__in=communes) | Q(province__in=provinces, commune=None), vacancy=OuterRef("pk")
    )
    pay = Q(pay_min=vacancy.pay_min, pay_max=vacancy.pay_max)
    if vacancy.pay_min is None and vacancy.pay_max is None:
        pay = Q()
    found = (
        Vacancy.objects.filter(pay | Q(pay_min=None, pay_max=None), Exists(shared))
        .filter(employer=vacancy.employer_id, folded_title=fold_words(vacancy.title)[:255], state__in=LIVE)
        .filter(created_at__gte=vacancy.created_at - WITHIN, created_at__lte=vacancy.created_at + WITHIN)
        .exclude(pk=vacancy.pk)
    )
    return list(found.with_card().order_by("-created_at", "-id")[:SHOWN])
