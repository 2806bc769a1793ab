"""A vacancy as schema.org JobPosting, for the national exchange and search engines.

What Google asks of one: developers.google.com/search/docs/appearance/structured-data/job-posting. Nothing in it is
invented: what the employer has not said is left out.
"""

import json
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from jobs.contacts import masked
from jobs.models import Vacancy, VacancyPlace
from jobs.templatetags.jobs import paragraphs
from portal.codes.enums import ContractType, GeneralEducation, PayUnit, Purpose, QualificationLevel, WorkingTime

_UNITS = {PayUnit.MONTH: "MONTH", PayUnit.DAY: "DAY", PayUnit.HOUR: "HOUR"}
_TIMES = {WorkingTime.FULL: "FULL_TIME", WorkingTime.PART: "PART_TIME"}
_CREDENTIALS = {
    QualificationLevel.ELEMENTARY: "professional certificate",
    QualificationLevel.INTERMEDIATE: "professional certificate",
    QualificationLevel.COLLEGE: "associate degree",
    QualificationLevel.UNIVERSITY: "bachelor degree",
    QualificationLevel.MASTER: "postgraduate degree",
    QualificationLevel.DOCTOR: "postgraduate degree",
}
"""Google's names; a sơ cấp or trung cấp certificate is a professional one."""
COUNTRY = "VN"


def job_posting(vacancy: Vacancy, places: Iterable[VacancyPlace], address: str) -> SafeString:
    """The JSON-LD text, safe inside a ``<script type="application/ld+json">`` element."""
    text = _script_safe(posting(vacancy, places, address))
    return mark_safe(text)  # noqa: S308 — every sign that could end the element is escaped


def posting(vacancy: Vacancy, places: Iterable[VacancyPlace], address: str) -> dict[str, Any]:
    """The posting of an open vacancy; ``address`` is its page's. Telephones and e-mail addresses are masked."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": masked(vacancy.title),
        "description": _html(vacancy),
        "identifier": {"@type": "PropertyValue", "name": settings.CENTRE_NAME, "value": vacancy.public_id},
        "url": address,
        "datePosted": _day(vacancy.published_at) if vacancy.published_at else None,
        # The whole of the last day counts.
        "validThrough": _end_of(vacancy) if vacancy.deadline else None,
        "employmentType": _employment(vacancy),
        "hiringOrganization": {
            "@type": "Organization",
            "name": vacancy.employer.name,
            "sameAs": vacancy.employer.website or None,
        },
        # With no workplace said, the country still is known: a posting without a location is none.
        "jobLocation": [_location(place) for place in places]
        or [{"@type": "Place", "address": {"@type": "PostalAddress", "addressCountry": COUNTRY}}],
        "applicantLocationRequirements": {"@type": "Country", "name": COUNTRY} if vacancy.programme_id else None,
        "baseSalary": _salary(vacancy),
        "totalJobOpenings": vacancy.remaining,
        "experienceRequirements": _experience(vacancy),
        "educationRequirements": _education(vacancy),
        "jobStartDate": vacancy.starts_by.isoformat() if vacancy.starts_by else None,
        "occupationalCategory": f"{vacancy.occupation.code} {vacancy.occupation.name}" if vacancy.occupation else None,
        "industry": vacancy.employer.industry.name if vacancy.employer.industry else None,
        "directApply": True,
    }
    found: dict[str, Any] = _without_empty(data)
    return found


def _html(vacancy: Vacancy) -> str:
    parts = [vacancy.description, vacancy.requirements, vacancy.benefits_text]
    html = "".join(
        "<ul>{}</ul>".format("".join(f"<li>{escape(item)}</li>" for item in block["items"]))
        if block["items"]
        else f"<p>{escape(block['text'])}</p>"
        for text in parts
        for block in paragraphs(masked(text))
    )
    return html or f"<p>{escape(masked(vacancy.title))}</p>"


def _day(at: datetime) -> str:
    return timezone.localtime(at).date().isoformat()


def _end_of(vacancy: Vacancy) -> str:
    assert vacancy.deadline
    return timezone.make_aware(datetime.combine(vacancy.deadline, time(23, 59, 59))).isoformat()


def _employment(vacancy: Vacancy) -> list[str]:
    kinds = [_TIMES[WorkingTime(vacancy.working_time)]] if vacancy.working_time else []
    is_short = vacancy.contract_type == ContractType.UNDER_12 or vacancy.purpose == Purpose.TEMPORARY
    return kinds + (["TEMPORARY"] if is_short else [])


def _location(place: VacancyPlace) -> dict[str, Any]:
    return {
        "@type": "Place",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.park.name if place.park else None,
            "addressLocality": place.commune.name if place.commune else None,
            "addressRegion": place.province.name,
            "addressCountry": COUNTRY,
        },
    }


def _salary(vacancy: Vacancy) -> dict[str, Any] | None:
    low, high = vacancy.pay_min, vacancy.pay_max
    if low is None and high is None:
        return None
    value = {"value": low} if low == high else {"minValue": low, "maxValue": high}
    return {
        "@type": "MonetaryAmount",
        "currency": "VND",
        "value": {"@type": "QuantitativeValue", **value, "unitText": _UNITS[PayUnit(vacancy.pay_unit)]},
    }


def _experience(vacancy: Vacancy) -> Any:
    if not vacancy.experience_min_months:
        return "no requirements" if vacancy.experience_min_months == 0 else None
    return {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": vacancy.experience_min_months}


def _education(vacancy: Vacancy) -> Any:
    """The highest credential asked for; "no requirements" where the employer said that none is."""
    level, school = vacancy.qualification_min, vacancy.general_education_min
    credential = _CREDENTIALS.get(QualificationLevel(level)) if level is not None else None
    if credential is None and school == GeneralEducation.UPPER_SECONDARY:
        credential = "high school"
    if credential:
        return {"@type": "EducationalOccupationalCredential", "credentialCategory": credential}
    return "no requirements" if level == QualificationLevel.NONE and not school else None


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item not in (None, [], "")}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value


def _script_safe(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False)
    return text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
