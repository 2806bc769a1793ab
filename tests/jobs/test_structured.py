"""Vacancies as schema.org JobPosting: what search engines ask of one, over invented and real adverts."""

import json
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.conf import settings
from django.core.management import call_command

from jobs.models import Vacancy
from jobs.structured import job_posting, posting
from portal.codes.enums import ContractType, GeneralEducation, PayUnit, QualificationLevel, WorkingTime
from tests.factories import VacancyFactory, VacancyPlaceFactory

pytestmark = pytest.mark.django_db
DATA = Path(settings.ENV.portal_test_data)
ADDRESS = "https://vidu.test/viec-lam/abc/"
AMOUNT = {"type": "integer", "exclusiveMinimum": 0}
ADDRESS_SCHEMA = {
    "type": "object",
    "required": ["@type", "addressCountry"],
    "properties": {
        "@type": {"const": "PostalAddress"},
        "addressCountry": {"const": "VN"},
        "addressRegion": {"type": "string", "minLength": 2},
        "addressLocality": {"type": "string", "minLength": 2},
        "streetAddress": {"type": "string", "minLength": 2},
    },
    "additionalProperties": False,
}
SALARY = {
    "type": "object",
    "required": ["@type", "currency", "value"],
    "properties": {
        "@type": {"const": "MonetaryAmount"},
        "currency": {"const": "VND"},
        "value": {
            "type": "object",
            "required": ["@type", "unitText"],
            "properties": {
                "@type": {"const": "QuantitativeValue"},
                "value": AMOUNT,
                "minValue": AMOUNT,
                "maxValue": AMOUNT,
                "unitText": {"enum": ["HOUR", "DAY", "WEEK", "MONTH", "YEAR"]},
            },
            "anyOf": [{"required": ["value"]}, {"required": ["minValue"]}, {"required": ["maxValue"]}],
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
CREDENTIALS = [
    "high school",
    "associate degree",
    "bachelor degree",
    "professional certificate",
    "postgraduate degree",
]
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": [
        "@context", "@type", "title", "description", "datePosted", "hiringOrganization", "jobLocation", "identifier",
        "directApply", "totalJobOpenings", "url",
    ],
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@type": {"const": "JobPosting"},
        "title": {"type": "string", "minLength": 2, "maxLength": 255},
        "description": {"type": "string", "pattern": "^(<p>|<ul>)"},
        "url": {"type": "string", "pattern": "^https?://"},
        "datePosted": {"type": "string", "format": "date"},
        "validThrough": {"type": "string", "format": "date-time"},
        "jobStartDate": {"type": "string", "format": "date"},
        "employmentType": {
            "type": "array", "minItems": 1, "uniqueItems": True,
            "items": {"enum": ["FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM",
                               "OTHER"]},
        },
        "hiringOrganization": {
            "type": "object",
            "required": ["@type", "name"],
            "properties": {
                "@type": {"const": "Organization"},
                "name": {"type": "string", "minLength": 2},
                "sameAs": {"type": "string", "pattern": "^https?://"},
            },
            "additionalProperties": False,
        },
        "identifier": {
            "type": "object",
            "required": ["@type", "name", "value"],
            "properties": {
                "@type": {"const": "PropertyValue"},
                "name": {"type": "string", "minLength": 2},
                "value": {"type": "string", "pattern": "^[2-9a-z]{12}$"},
            },
            "additionalProperties": False,
        },
        "jobLocation": {
            "type": "array", "minItems": 1,
            "items": {
                "type": "object",
                "required": ["@type", "address"],
                "properties": {"@type": {"const": "Place"}, "address": ADDRESS_SCHEMA},
                "additionalProperties": False,
            },
        },
        "applicantLocationRequirements": {
            "type": "object",
            "required": ["@type", "name"],
            "properties": {"@type": {"const": "Country"}, "name": {"type": "string"}},
        },
        "baseSalary": SALARY,
        "totalJobOpenings": {"type": "integer", "minimum": 1},
        "experienceRequirements": {
            "oneOf": [
                {"const": "no requirements"},
                {
                    "type": "object",
                    "required": ["@type", "monthsOfExperience"],
                    "properties": {
                        "@type": {"const": "OccupationalExperienceRequirements"},
                        "monthsOfExperience": {"type": "integer", "minimum": 1},
                    },
                    "additionalProperties": False,
                },
            ]
        },
        "educationRequirements": {
            "oneOf": [
                {"const": "no requirements"},
                {
                    "type": "object",
                    "required": ["@type", "credentialCategory"],
                    "properties": {
                        "@type": {"const": "EducationalOccupationalCredential"},
                        "credentialCategory": {"enum": CREDENTIALS},
                    },
                    "additionalProperties": False,
                },
            ]
        },
        "occupationalCategory": {"type": "string", "minLength": 4},
        "industry": {"type": "string", "minLength": 2},
        "directApply": {"const": True},
    },
    "additionalProperties": False,
}  # fmt: skip
"""Required and recommended properties as Google's page on JobPosting lists them; no other may slip in."""
CHECK = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def said(vacancy: Vacancy) -> dict[str, Any]:
    data = json.loads(job_posting(vacancy, vacancy.places.order_by("id"), ADDRESS))
    assert [error.message for error in CHECK.iter_errors(data)] == []
    return dict(data)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"pay_min": None, "pay_max": None, "pay_negotiable": True},
        {"pay_min": 300_000, "pay_max": None, "pay_unit": PayUnit.DAY},
        {"pay_min": None, "pay_max": 45_000, "pay_unit": PayUnit.HOUR},
        {"deadline": None, "occupation": None, "description": "", "headcount": 1},
        {"experience_min_months": 0, "qualification_min": QualificationLevel.NONE},
        {"experience_min_months": 24, "qualification_min": QualificationLevel.DOCTOR},
        {"general_education_min": GeneralEducation.UPPER_SECONDARY, "working_time": WorkingTime.PART},
        {"contract_type": ContractType.UNDER_12, "working_time": WorkingTime.FULL, "starts_by": date(2027, 1, 4)},
        {"title": "Thợ </script><b>may</b> & là", "description": "<img src=x>\n- a\n- b"},
    ],
)
@pytest.mark.parametrize("places", [0, 2])
def test_every_kind_of_vacancy_is_a_valid_posting(fields: dict[str, Any], places: int) -> None:
    vacancy = VacancyFactory.create(employer__website="https://may.vidu.test/", **fields)
    for _ in range(places):
        VacancyPlaceFactory.create(vacancy=vacancy)
    assert said(vacancy)["title"] == vacancy.title


def test_a_posting_tells_what_the_vacancy_says() -> None:
    vacancy = VacancyFactory.create(
        pay_min=8_000_000,
        pay_max=8_000_000,
        deadline=date(2027, 3, 1),
        published_at=datetime.fromisoformat("2027-01-01T01:00:00+07:00"),
        qualification_min=QualificationLevel.COLLEGE,
    )
    data = said(vacancy)
    assert data["baseSalary"]["value"] == {"@type": "QuantitativeValue", "value": 8_000_000, "unitText": "MONTH"}
    assert data["validThrough"] == "2027-03-01T23:59:59+07:00"
    assert data["datePosted"] == "2027-01-01", "the day it was here, not in Greenwich"
    assert data["educationRequirements"]["credentialCategory"] == "associate degree"
    assert "experienceRequirements" not in data, "not said is not «no requirements»"


def test_nothing_ends_the_element_and_no_contact_is_told() -> None:
    vacancy = VacancyFactory.create(
        title="Thợ may, gọi 0912 345 678",
        description="</script> Zalo: 0912.345.678, thư hr@vidu.test\n- lương 8.000.000",
        contact_phone="0912345678",
    )
    text = str(job_posting(vacancy, [], ADDRESS))
    assert "<" not in text
    data = said(vacancy)
    for told in (data["title"], data["description"]):
        assert "345" not in told
        assert "hr@" not in told
    assert "8.000.000" in data["description"]


@pytest.mark.slow
@pytest.mark.skipif(not DATA.is_dir(), reason="no real adverts here; set PORTAL_TEST_DATA to their folder")
def test_real_adverts_are_valid_postings() -> None:
    call_command(
        "intake", "vacancies", str(DATA / "job_ads_topcv.jsonl"), "--json", stdout=StringIO(), stderr=StringIO()
    )
    adverts = Vacancy.objects.select_related("employer__industry", "occupation").prefetch_related(
        "places__commune", "places__province", "places__park"
    )
    wrong = [
        (advert.title, error.json_path, error.message)
        for advert in adverts
        for error in CHECK.iter_errors(posting(advert, list(advert.places.all()), ADDRESS))
    ]
    assert adverts.count() > 2_000
    assert wrong == []
