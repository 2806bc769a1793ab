"""What Mẫu 03a asks of the people wanted: schooling, training, languages, computing, soft skills (lists of Mẫu 01)."""

from jobs.models import Vacancy
from jobs.posting.models import Registration
from portal.codes.enums import GeneralEducation, Proficiency, QualificationLevel
from portal.codes.models import SoftSkill
from portal.documents.layout import Blank, Line, Row, ticks
from workers.slips.mau_01 import OFFICE


def asked_of_people(vacancy: Vacancy, more: Registration) -> list[Row]:
    field = vacancy.training_field.name if vacancy.training_field else ""
    specialty = " – ".join(dict.fromkeys(filter(None, (vacancy.specialty, field))))
    skills = "; ".join(
        filter(None, [vacancy.trade_skill, *vacancy.skills.order_by("pk").values_list("skill__name", flat=True)])
    )
    licences = list(vacancy.licences.order_by("pk").values_list("licence__name", flat=True))
    return [
        ticks("Trình độ học vấn", GeneralEducation.choices, vacancy.general_education_min, required=True),
        ticks(
            "Trình độ chuyên môn kỹ thuật", QualificationLevel.choices, vacancy.qualification_min, required=True
        ),
        Line([Blank("Chuyên ngành đào tạo", specialty)]),
        Line([Blank("Trình độ khác", "; ".join(filter(None, [more.other_training, *licences])))]),
        Line([Blank("Kỹ năng nghề, bậc", skills)]),
        *_abilities(vacancy),
    ]  # fmt: skip


def _abilities(vacancy: Vacancy) -> list[Row]:
    grades = [(grade.value, grade.label) for grade in sorted(Proficiency, reverse=True)]
    languages = list(vacancy.languages.select_related("language").order_by("-proficiency", "id")[:2])
    rows: list[Row] = []
    for n in (1, 2):
        one = languages[n - 1] if n <= len(languages) else None
        rows += [
            Line([Blank(f"Ngoại ngữ {n}", one.language.name if one else "")]),
            ticks("Khả năng sử dụng", grades, one.proficiency if one else None),
        ]
    computing = list(vacancy.computing.select_related("skill").order_by("-proficiency", "id"))
    office = next((one.proficiency for one in computing if one.skill.code == OFFICE), None)
    others = [one for one in computing if one.skill.code != OFFICE]
    wanted = set(vacancy.soft_skills.values_list("code", flat=True))
    skills = SoftSkill.objects.filter(valid_to=None).values_list("code", "name")
    return [
        *rows,
        ticks("Tin học văn phòng", grades, office),
        Line([Blank("Tin học khác", "; ".join(one.skill.name for one in others))]),
        ticks("Khả năng sử dụng", grades, others[0].proficiency if others else None),
        ticks("Kỹ năng mềm", skills, wanted),
    ]
