"""Mẫu 01, Phiếu đăng ký dịch vụ việc làm của người lao động (Decree 352/2025, annex I), from what is there."""

from django.conf import settings
from django.utils import timezone, translation

from portal.codes.enums import GeneralEducation, Proficiency, QualificationLevel, Sex
from portal.codes.models import PriorityGroup, SoftSkill
from portal.documents.layout import Blank, Form, Line, Row, Section, Table, Ticks, day, ticks
from workers.enums import ConsentPurpose
from workers.models import Worker
from workers.slips.enums import Service
from workers.slips.models import Slip, slip_of

COMMITMENT = (
    "Tôi đã đọc lại và đồng ý để tổ chức dịch vụ việc làm sử dụng các thông tin nói trên phục vụ cho công tác "
    "tư vấn, giới thiệu việc làm, kết nối cung - cầu lao động."
)
GROUPS = (
    ("Người khuyết tật", {"disabled"}),
    ("Người dân tộc thiểu số", {"ethnic"}),
    ("Người thuộc hộ nghèo, cận nghèo", {"poor", "near_poor"}),
    ("Bộ đội xuất ngũ", {"soldier"}),
)
"""The form's own groups; every other group of the list is named after "Khác"."""
OFFICE = "office"
"""Code of the computing skill the form calls tin học văn phòng."""


def fill(worker: Worker) -> Form:
    """The form in Vietnamese, whatever the reader's language: it is an official paper."""
    with translation.override("vi"):
        slip = slip_of(worker)
        agreed = worker.consents.filter(purpose=ConsentPurpose.SERVICE, withdrawn_at=None).first()
        return Form(
            number="Mẫu số 01",
            title="PHIẾU ĐĂNG KÝ DỊCH VỤ VIỆC LÀM",
            subtitle="(Dành cho người lao động)",
            code=worker.public_id.upper(),
            centre=settings.CENTRE_NAME,
            sections=[
                Section("I. Thông tin người lao động", _person(worker, slip)),
                Section("II. Trình độ, kỹ năng", [*_schooling(worker, slip), *_abilities(worker)]),
                Section("III. Kinh nghiệm làm việc", _history(worker)),
                Section("IV. Đề nghị cung cấp dịch vụ", [_services(slip)]),
            ],
            commitment=COMMITMENT,
            agreed_on=day(timezone.localtime(agreed.given_at).date()) if agreed else "",
            name=worker.full_name,
        )


def place(worker: Worker, name: str) -> str:
    commune = getattr(worker, name)
    return f"{commune.name}, {commune.province.name}" if commune else ""


def _person(worker: Worker, slip: Slip) -> list[Row]:
    born = day(worker.birth_date) or (str(worker.birth_year) if worker.birth_year else "")
    person, papers = "ban-than", "giay-to"
    return [
        Line([Blank("Họ và tên", worker.full_name, 1, True, person)]),
        Line([
            Blank("Số định danh cá nhân", worker.identity_number, 3, step=papers),
            Blank("Ngày sinh", born, 2, True, person),
        ]),
        ticks("Giới tính", Sex.choices, worker.sex, required=True, step=person),
        Line([
            Blank("Dân tộc", worker.ethnicity, 1, True, papers),
            Blank("Tôn giáo", worker.religion, 1, step=papers),
        ]),
        Line([Blank("Nơi thường trú (xã, tỉnh)", place(worker, "permanent_commune"), 1, True, papers)]),
        Line([Blank("Địa chỉ thường trú cụ thể", worker.permanent_address, 1, True, papers)]),
        Line([Blank("Nơi ở hiện nay (xã, tỉnh)", place(worker, "commune"), 1, True, person)]),
        Line([Blank("Địa chỉ nơi ở cụ thể", worker.address, 1, True, person)]),
        Line([
            Blank("Điện thoại", worker.phone, 2, True, person),
            Blank("Email", worker.email, 3, step=person),
        ]),
        Line([Blank("Liên hệ khác", worker.other_contact, 1, step=person)]),
        _groups(worker, slip),
    ]  # fmt: skip


def _groups(worker: Worker, slip: Slip) -> Ticks:
    names = {group.code: group.name for group in worker.priority_groups.all()}
    codes = {code for code in worker.sensitive_groups.split(",") if code}
    if codes:
        names |= dict(PriorityGroup.objects.filter(code__in=codes).values_list("code", "name"))
    named = set().union(*(codes for _text, codes in GROUPS))
    others = [name for code, name in names.items() if code not in named | {"other"}]
    others += [slip.priority_other] if slip.priority_other else []
    options = [(text, bool(codes & set(names))) for text, codes in GROUPS]
    options.append(("Khác (ghi rõ)", bool(others) or "other" in names))
    return Ticks("Đối tượng ưu tiên", options, step="giay-to", more="; ".join(others))


def _schooling(worker: Worker, slip: Slip) -> list[Row]:
    step = "trinh-do"
    field = worker.training_field.name if worker.training_field else ""
    highest = " – ".join(dict.fromkeys(filter(None, (worker.specialty, field))))
    return [
        ticks("Trình độ học vấn", GeneralEducation.choices, worker.general_education, required=True, step=step),
        ticks(
            "Trình độ chuyên môn kỹ thuật cao nhất", QualificationLevel.choices, worker.qualification,
            required=True, step=step,
        ),
        Line([Blank("Chuyên ngành đào tạo", highest, 1, step=step)]),
        ticks("Trình độ chuyên môn kỹ thuật khác", QualificationLevel.choices, slip.other_qualification, step=step),
        Line([Blank("Chuyên ngành đào tạo", slip.other_specialty, 1, step=step)]),
        Line([Blank("Trình độ khác: 1", slip.other_training_1), Blank("2", slip.other_training_2)]),
        Line([Blank("Kỹ năng nghề", worker.trade_skill, 3), Blank("Bậc", slip.trade_grade, 1)]),
    ]  # fmt: skip


def _abilities(worker: Worker) -> list[Row]:
    languages = list(worker.languages.select_related("language").order_by("-proficiency", "id")[:2])
    grades = [(grade.value, grade.label) for grade in sorted(Proficiency, reverse=True)]
    rows: list[Row] = []
    for n in (1, 2):
        one = languages[n - 1] if n <= len(languages) else None
        rows += [
            Line([
                Blank(f"Ngoại ngữ {n}", one.language.name if one else "", 3),
                Blank("Chứng chỉ", one.certificate if one else "", 2),
            ]),
            ticks("Khả năng sử dụng", grades, one.proficiency if one else None),
        ]  # fmt: skip
    computing = list(worker.computing.select_related("skill").order_by("-proficiency", "id"))
    office = next((one.proficiency for one in computing if one.skill.code == OFFICE), None)
    others = [one for one in computing if one.skill.code != OFFICE]
    rows += [
        ticks("Tin học văn phòng", grades, office),
        Line([Blank("Tin học khác", "; ".join(one.skill.name for one in others))]),
        ticks("Khả năng sử dụng", grades, others[0].proficiency if others else None),
    ]
    held = set(worker.soft_skills.values_list("code", flat=True))
    skills = SoftSkill.objects.filter(valid_to=None).values_list("code", "name")
    return [*rows, ticks("Kỹ năng mềm", skills, held)]


def _history(worker: Worker) -> list[Row]:
    jobs = [
        [job.employer_name, job.title, job.duties, " – ".join(filter(None, (day(job.starts_on), _until(job))))]
        for job in worker.history.all()
    ]
    abroad = worker.worked_abroad
    return [
        Table(["Đơn vị làm việc", "Chức vụ", "Công việc chính", "Thời gian"], jobs or [[""] * 4] * 2, [4, 3, 4, 3]),
        Ticks("Đã từng làm việc ở nước ngoài", [("Không", False), ("Có, tại nước", bool(abroad))], more=abroad),
    ]


def _until(job: object) -> str:
    ends, starts = getattr(job, "ends_on", None), getattr(job, "starts_on", None)
    return day(ends) or ("nay" if starts else "")


def _services(slip: Slip) -> Ticks:
    return ticks("Dịch vụ", Service.choices, set(slip.services), step="giay-to", more=slip.services_other)
