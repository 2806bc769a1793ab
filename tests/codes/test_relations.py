"""The table of related occupations is what its recipe makes of names, skills and decisions by hand."""

import pytest
from django.core.management import CommandError, call_command

from portal.codes.loading.tables import rows
from portal.codes.management.commands import relate_occupations
from portal.codes.management.commands.relate_occupations import TABLE, made, written
from portal.codes.relating import CEILING, SKILLS_AT_LEAST, TITLE_FLOOR, Kinship, kinships

OCCUPATIONS = [
    {"code": code, "level": "4", "title_vi": title}
    for code, title in {
        "1011": "Trưởng ban đặt chỗ",
        "2611": "Luật sư",
        "2643": "Phiên dịch viên",
        "3411": "Nhân viên luật",
        "5120": "Đầu bếp",
        "7531": "Thợ may",
        "7533": "Thợ thêu",
        "7543": "Thợ kiểm hàng",
        "8153": "Thợ máy may",
    }.items()
]


def table(
    decisions: tuple[tuple[str, str, int], ...] = (), skills: dict[str, str] | None = None, names: str = ""
) -> dict[tuple[str, str], Kinship]:
    listed = [
        {"code": str(n), "name_vi": name, "occupations": codes}
        for n, (name, codes) in enumerate((skills or {}).items())
    ]
    decided = [{"code": a, "related": b, "share": str(share), "reason": "vì thế"} for a, b, share in decisions]
    synonyms = [{"code": name.split()[0], "text": name.split(maxsplit=1)[1]} for name in names.splitlines()]
    return {(one.code, one.related): one for one in kinships(OCCUPATIONS, synonyms, listed, decided)}


def test_the_committed_table_is_what_the_recipe_makes() -> None:
    assert TABLE.read_text(encoding="utf-8") == written(made()), "run manage.py relate_occupations"
    call_command("relate_occupations", check=True)


def test_a_table_out_of_date_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relate_occupations, "made", lambda: made()[1:])
    with pytest.raises(CommandError):
        call_command("relate_occupations", check=True)


def test_every_row_says_why() -> None:
    for row in rows("occupation_relations"):
        assert row["code"] < row["related"]
        assert row["reason"]
        assert row["by"] in {"title", "skills", "hand"}
        if row["by"] == "title":
            assert int(row["title"]) >= TITLE_FLOOR * 1000
        if row["by"] == "skills":
            assert int(row["skills"]) >= SKILLS_AT_LEAST
        if row["by"] != "hand":
            assert 0 < int(row["share"]) <= CEILING


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3411", "3434"),  # legal clerk, head chef
        ("2411", "2433"),  # accountant, pharmaceutical representative
        ("2212", "2262"),  # doctor, pharmacist
        ("7512", "7543"),  # baker, inspector of goods
        ("3422", "3432"),  # coach, interior designer
        ("1733", "1735"),  # head of sales, head of purchasing
        ("2342", "2393"),  # kindergarten teacher, language teacher
    ],
)
def test_what_only_the_code_puts_together_is_not_near(one: str, other: str) -> None:
    shares = {(row["code"], row["related"]): int(row["share"]) for row in rows("occupation_relations")}
    assert shares[one, other] == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [("7531", "8153"), ("8153", "9329"), ("2411", "4311"), ("3322", "5244"), ("3434", "5120"), ("8321", "9621")],
)
def test_what_people_do_in_turn_is_near_across_the_tree(one: str, other: str) -> None:
    shares = {(row["code"], row["related"]): int(row["share"]) for row in rows("occupation_relations")}
    assert shares[one, other] >= 500


def test_without_evidence_the_beginning_of_the_codes_stands() -> None:
    assert table() == {}


def test_shared_names_make_near_and_say_which() -> None:
    found = table(names="7531 thợ may áo dài\n8153 thợ may áo dài\n7531 may áo\n8153 may áo")["7531", "8153"]
    assert (found.by, found.skills) == ("title", 0)
    assert 300 <= found.share <= CEILING
    assert "áo" in found.reason


def test_shared_skills_make_near_unless_the_groups_are_parted() -> None:
    skills = {"Đường chỉ": "7531 8153", "Vắt sổ": "7531 8153", "Đính cúc": "7531 8153"}
    found = table(skills=skills)["7531", "8153"]
    assert (found.by, found.skills, found.share) == ("skills", 3, 500)
    assert "đường chỉ" in found.reason
    assert not table(skills=dict(list(skills.items())[:2]))
    assert not table((("75", "81", 0),), skills)


def test_a_decision_on_occupations_goes_before_one_on_groups_and_before_evidence() -> None:
    names = "7531 may áo\n7533 may áo"
    found = table((("75", "75", 0), ("753", "753", 450), ("7531", "7533", 0)), names=names)
    assert found["7531", "7543"].share == 0
    assert found["7531", "7533"].share == 0
    assert table((("75", "75", 0), ("753", "753", 450)), names=names)["7531", "7533"].share >= 450


def test_what_agrees_with_the_codes_is_not_kept_and_offices_are_left_out() -> None:
    assert table((("7531", "7533", 750),)) == {}
    with pytest.raises(ValueError, match="1011"):
        table((("1011", "2611", 300),))


@pytest.mark.parametrize(
    "decisions", [(("7531", "8153", 100), ("8153", "7531", 200)), (("7531", "7531", 100),), (("7531", "9999", 100),)]
)
def test_unclear_decisions_are_refused(decisions: tuple[tuple[str, str, int], ...]) -> None:
    with pytest.raises(ValueError, match="decision"):
        table(decisions)
