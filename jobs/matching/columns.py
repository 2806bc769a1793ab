"""What the engine reads of workers and vacancies, as SQL: one row of whole numbers each, and lists of (item, value).

Each name on the left is a column the declarations of :mod:`jobs.matching.criteria` speak of. -1 is unknown or not
asked, unless said otherwise. Sex, marital status, ethnic origin and religion are not here, so nothing can use them.
``%(day)s`` is the day the run judges ages and dates on.
"""

from collections.abc import Iterable

from jobs.intake.occupation import CONFIDENT
from portal.codes.enums import ContractType, Hands, Ownership, Purpose, WorkingTime, WorkSetting


def _mask(array: str, choices: Iterable[str]) -> str:
    """Bits of a text array; 0 when nothing is said."""
    return " + ".join(f"CASE WHEN '{value}' = ANY({array}) THEN {1 << i} ELSE 0 END" for i, value in enumerate(choices))


def _bit(column: str, choices: Iterable[str]) -> str:
    """The bit of one choice; 0 when nothing is said."""
    cases = " ".join(f"WHEN '{value}' THEN {1 << i}" for i, value in enumerate(choices))
    return f"CASE {column} {cases} ELSE 0 END"


def _yes(column: str) -> str:
    return f"CASE {column} WHEN true THEN 1 WHEN false THEN 0 ELSE -1 END"


_HANDS = {Hands.BOTH: 2, Hands.SOMETIMES: 1, Hands.ONE: 0, Hands.LEFT: 0, Hands.RIGHT: 0}


def _hands(column: str) -> str:
    return f"CASE {column} " + " ".join(f"WHEN '{v}' THEN {n}" for v, n in _HANDS.items()) + " ELSE -1 END"


_AGE = (
    "CASE WHEN w.birth_date IS NOT NULL THEN extract(year FROM %(day)s::date) - extract(year FROM w.birth_date)"
    " - (to_char(%(day)s::date, 'MMDD') < to_char(w.birth_date, 'MMDD'))::int"
    " WHEN w.birth_year IS NOT NULL THEN extract(year FROM %(day)s::date) - w.birth_year - 1 ELSE -1 END"
)
_DAYS = "coalesce({} - date '1970-01-01', -1)"

WORKER_COLUMNS = {
    "education": "coalesce(w.general_education, -1)",
    "qualification": "coalesce(w.qualification, -1)",
    "age": _AGE,
    "home": "coalesce(w.commune_id, w.permanent_commune_id, 0)",  # 0 unknown
    "stated_months": "coalesce(w.stated_experience_months, -1)",
    # 0: to be agreed, which is as unknown as nothing said, but is no gap in the profile.
    "pay": "CASE WHEN h.pay_min > 0 THEN h.pay_min WHEN h.pay_negotiable THEN 0 ELSE -1 END",
    "any_manual": _yes("h.any_manual_work"),
    "accepts_move": _yes("h.accepts_move"),
    "contracts": _mask("h.contract_types", ContractType.values),
    "working_times": _mask("h.working_times", WorkingTime.values),
    "purposes": _mask("h.purposes", Purpose.values),
    "ownerships": _mask("h.ownerships", Ownership.values),
    "setting": _bit("h.setting", WorkSetting.values),
    "shifts": _yes("h.can_shifts"),
    "travel": _yes("h.can_travel"),
    "secondment": _yes("h.can_secondment"),
    "lifting": "coalesce(h.max_lifting, -1)",
    "standing": "coalesce(h.max_standing, -1)",
    "hearing": "coalesce(h.hearing, -1)",
    "sight": "coalesce(h.sight, -1)",
    "handling": "coalesce(h.handling, -1)",
    "hands": _hands("h.hands"),
    "start": _DAYS.format("h.can_start_on"),
}
WORKER_FROM = "workers_worker w LEFT JOIN workers_workwish h ON h.worker_id = w.id"

_HISTORY_MONTHS = (
    "CASE WHEN x.starts_on IS NOT NULL THEN greatest(0, (extract(year FROM age(coalesce(x.ends_on, %(day)s::date),"
    " x.starts_on)) * 12 + extract(month FROM age(coalesce(x.ends_on, %(day)s::date), x.starts_on)))::int)"
    " ELSE coalesce(x.months, -1) END"
)
WORKER_LISTS = {
    "wanted": "SELECT x.worker_id, x.occupation_id, 0 FROM workers_wantedoccupation x "
    f"WHERE x.occupation_id IS NOT NULL AND coalesce(x.confidence, 1) >= {CONFIDENT}",
    "practised": f"SELECT x.worker_id, x.occupation_id, {_HISTORY_MONTHS} FROM workers_workhistory x "
    "WHERE x.occupation_id IS NOT NULL",
    "wanted_province": "SELECT x.worker_id, x.province_id, 0 FROM workers_wantedplace x "
    "WHERE x.province_id IS NOT NULL",
    "wanted_commune": "SELECT x.worker_id, x.commune_id, coalesce(x.radius_km, 0) FROM workers_wantedplace x "
    "WHERE x.commune_id IS NOT NULL",
    "skill": "SELECT x.worker_id, x.skill_id, 0 FROM workers_workerskill x",
    "language": "SELECT x.worker_id, x.language_id, x.proficiency FROM workers_workerlanguage x",
    "computing": "SELECT x.worker_id, x.skill_id, x.proficiency FROM workers_workercomputing x",
    "licence": "SELECT x.worker_id, x.licence_id, 0 FROM workers_workerlicence x "
    "WHERE x.valid_to IS NULL OR x.valid_to >= %(day)s::date",
    "benefit": "SELECT x.workwish_id, x.benefit_id, 0 FROM workers_workwish_benefits x "
    "JOIN codes_benefit b ON b.id = x.benefit_id AND b.code <> 'other'",
    "group": "SELECT x.worker_id, x.prioritygroup_id, 0 FROM workers_worker_priority_groups x",
    "country": "SELECT h.worker_id, ascii(c) * 256 + ascii(substr(c, 2)), 0 "
    "FROM workers_workwish h, unnest(h.overseas_countries) c",
}

VACANCY_COLUMNS = {
    "occupation": f"CASE WHEN coalesce(v.occupation_confidence, 1) >= {CONFIDENT} "
    "THEN coalesce(v.occupation_id, 0) ELSE 0 END",  # 0 unknown: a doubtful code waits for a counsellor
    "education": "greatest(coalesce(v.general_education_min, -1), coalesce(p.general_education_min, -1))",
    "qualification": "greatest(coalesce(v.qualification_min, -1), coalesce(p.qualification_min, -1))",
    "experience": "coalesce(v.experience_min_months, -1)",
    "pay_ceiling": "coalesce(v.monthly_max, -1)",
    "pay_top": "coalesce(v.monthly_max, v.monthly_min, 0)",  # 0 unknown
    "pay_low": "coalesce(v.monthly_min, 0)",
    "dormitory": "(coalesce(v.dormitory, false) OR EXISTS (SELECT 1 FROM jobs_vacancy_benefits x JOIN codes_benefit b "
    "ON b.id = x.benefit_id WHERE x.vacancy_id = v.id AND b.code = 'dormitory'))::int",
    "abroad": "(v.programme_id IS NOT NULL)::int",
    "age_min": "greatest(15, coalesce(v.age_min, 0), coalesce(p.age_min, 0))",
    "age_max": "coalesce(least(v.age_max, p.age_max), -1)",
    "contract": _bit("v.contract_type", ContractType.values),
    "working_time": _bit("v.working_time", WorkingTime.values),
    "purpose": _bit("v.purpose", Purpose.values),
    "ownership": _bit("e.ownership", Ownership.values),
    "setting": _bit("v.setting", WorkSetting.values),
    "shifts": "CASE WHEN v.needs_shifts THEN 1 ELSE -1 END",
    "travel": "CASE WHEN v.needs_travel THEN 1 ELSE -1 END",
    "secondment": "CASE WHEN v.needs_secondment THEN 1 ELSE -1 END",
    "lifting": "coalesce(v.lifting, -1)",
    "standing": "coalesce(v.standing, -1)",
    "hearing": "coalesce(v.hearing, -1)",
    "sight": "coalesce(v.sight, -1)",
    "handling": "coalesce(v.handling, -1)",
    "hands": _hands("v.hands"),
    "start": _DAYS.format("v.starts_by"),
    "seats": "greatest(v.headcount - v.filled, 0)",  # for prices alone; no rule reads it
}
VACANCY_FROM = (
    "jobs_vacancy v JOIN employers_employer e ON e.id = v.employer_id "
    "LEFT JOIN overseas_overseasprogramme p ON p.id = v.programme_id"
)
WAITING = "coalesce((extract(epoch FROM v.published_at) * 1000000)::int8, 0)"
"""Microseconds since 1970: of equal points, the vacancy waiting longest comes first."""

VACANCY_LISTS = {
    "workplace": "SELECT x.vacancy_id, coalesce(x.commune_id, 0), x.province_id FROM jobs_vacancyplace x",
    "skill": "SELECT x.vacancy_id, x.skill_id, CASE WHEN x.is_required THEN 2 ELSE 1 END FROM jobs_vacancyskill x",
    "language": "SELECT x.vacancy_id, x.language_id, x.proficiency FROM jobs_vacancylanguage x",
    "computing": "SELECT x.vacancy_id, x.skill_id, x.proficiency FROM jobs_vacancycomputing x",
    "licence": "SELECT x.vacancy_id, x.licence_id, 0 FROM jobs_vacancylicence x",
    "benefit": "SELECT x.vacancy_id, x.benefit_id, 0 FROM jobs_vacancy_benefits x "
    "JOIN codes_benefit b ON b.id = x.benefit_id AND b.code <> 'other' UNION "
    "SELECT v.id, b.id, 0 FROM jobs_vacancy v JOIN codes_benefit b ON b.code = 'dormitory' WHERE v.dormitory",
    "group": "SELECT x.vacancy_id, x.prioritygroup_id, 0 FROM jobs_vacancy_reserved_groups x",
    "country": "SELECT v.id, ascii(p.country) * 256 + ascii(substr(p.country, 2)), 0 "
    "FROM jobs_vacancy v JOIN overseas_overseasprogramme p ON p.id = v.programme_id",
}

BARRED = """
SELECT a.worker_id, a.vacancy_id FROM jobs_application a
 WHERE a.state = ANY(%(live)s) OR a.state = 'hired'
    OR a.state IN ('declined', 'not_hired', 'withdrawn') AND a.changed_at > %(since)s
UNION SELECT d.worker_id, d.vacancy_id FROM jobs_dismissal d WHERE d.at > %(since)s
UNION SELECT b.worker_id, v.id FROM workers_blockedemployer b JOIN jobs_vacancy v ON v.employer_id = b.employer_id
"""
"""Pairs not to be proposed; ``since`` is 90 days before the run's day."""
