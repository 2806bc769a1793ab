"""Vacancies, applications, referrals, placements."""

from jobs.models.application import Application, ApplicationTransition, Referral
from jobs.models.dismissal import Dismissal
from jobs.models.numbering import ReferralCounter
from jobs.models.placement import Placement, PlacementCheck
from jobs.models.requirement import VacancyComputing, VacancyLanguage, VacancyLicence, VacancySkill
from jobs.models.search import VacancyIndex
from jobs.models.vacancy import Vacancy, VacancyPlace, VacancyTransition

__all__ = [
    "Application",
    "ApplicationTransition",
    "Dismissal",
    "Placement",
    "PlacementCheck",
    "Referral",
    "ReferralCounter",
    "Vacancy",
    "VacancyComputing",
    "VacancyIndex",
    "VacancyLanguage",
    "VacancyLicence",
    "VacancyPlace",
    "VacancySkill",
    "VacancyTransition",
]
