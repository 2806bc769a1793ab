"""A vacancy as schema.org JobPosting, for the national exchange and search engines."""

import json
from collections.abc import Iterable
from typing import Any

from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

from jobs.models import Vacancy, VacancyPlace
from portal.codes.enums import ContractType, PayUnit, WorkingTime

_UNITS = {PayUnit.MONTH: "MONTH", PayUnit.DAY: "DAY", PayUnit.HOUR: "HOUR"}
_TIMES = {WorkingTime.FULL: "FULL_TIME", WorkingTime.PART: "PART_TIME"}


def job_posting(vacancy: Vacancy, places: Iterable[VacancyPlace], address: str) -> SafeString:
    """The JSON-LD text, safe inside a ``<script type="application/ld+json">`` element."""
    text = "\n\n".join(filter(None, [vacancy.description, vacancy.requirements, vacancy.benefits_text]))
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": linebreaks(text or vacancy.title, autoescape=True),
        "identifier": {"@type": "PropertyValue", "name": "Cầu Việc", "value": vacancy.public_id},
        "url": address,
        "datePosted": vacancy.published_at.date().isoformat() if vacancy.published_at else None,
        "validThrough": vacancy.deadline.isoformat() if vacancy.deadline else None,
        "employmentType": _employment(vacancy),
        "hiringOrganization": {
            "@type": "Organization",
            "name": vacancy.employer.name,
            "sameAs": vacancy.employer.website or None,
        },
        "jobLocation": [_location(place) for place in places],
        "baseSalary": _salary(vacancy),
        "totalJobOpenings": vacancy.remaining,
        "experienceRequirements": _experience(vacancy),
        "directApply": True,
    }
    return mark_safe(_script_safe(_without_empty(data)))  # noqa: S308 — every sign that could end the element is escaped


def _employment(vacancy: Vacancy) -> list[str]:
    kinds = [_TIMES[WorkingTime(vacancy.working_time)]] if vacancy.working_time else []
    return kinds + (["TEMPORARY"] if vacancy.contract_type == ContractType.UNDER_12 else [])


def _location(place: VacancyPlace) -> dict[str, Any]:
    return {
        "@type": "Place",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.park.name if place.park else None,
            "addressLocality": place.commune.name if place.commune else None,
            "addressRegion": place.province.name,
            "addressCountry": "VN",
        },
    }


def _salary(vacancy: Vacancy) -> dict[str, Any] | None:
    if vacancy.pay_min is None and vacancy.pay_max is None:
        return None
    value = {"minValue": vacancy.pay_min, "maxValue": vacancy.pay_max, "unitText": _UNITS[PayUnit(vacancy.pay_unit)]}
    return {"@type": "MonetaryAmount", "currency": "VND", "value": {"@type": "QuantitativeValue", **value}}


def _experience(vacancy: Vacancy) -> Any:
    if not vacancy.experience_min_months:
        return "no requirements" if vacancy.experience_min_months == 0 else None
    return {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": vacancy.experience_min_months}


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item not in (None, [], "")}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value


def _script_safe(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False)
    return text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
