"""Loading the official lists: complete, repeatable, and gentle with what a centre added."""

import csv
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from portal.codes.enums import QualificationLevel, WageZone
from portal.codes.loading import load_codes, tables
from portal.codes.loading.sync import sync_codes
from portal.codes.models import (
    Benefit,
    Commune,
    CommuneSuccession,
    FormerDistrict,
    IndustrialPark,
    Industry,
    IndustryGroup,
    Licence,
    MinimumWage,
    Occupation,
    OccupationSynonym,
    QualificationTitle,
    Skill,
    SkillOfOccupation,
)
from portal.codes.models.places import Province

pytestmark = pytest.mark.usefixtures("codes")

REFERENCE = settings.ENV.portal_test_data.parent / "reference" / "communes_old_to_new.csv"


def test_the_whole_country_is_there_before_and_after_the_merger() -> None:
    assert Province.objects.filter(valid_to=None).count() == 34
    assert Province.objects.filter(valid_to=date(2025, 6, 30), successor__valid_to=None).count() == 63
    assert FormerDistrict.objects.count() == 696
    assert Commune.objects.filter(valid_to=None).count() == 3321
    assert Commune.objects.exclude(valid_to=None).count() == 10_035
    assert not Commune.objects.exclude(valid_to=None).filter(successors=None).exists()
    assert not Commune.objects.filter(valid_to=None, latitude=None).exists()


def test_the_centres_province_has_104_communes_each_with_its_wage_zone() -> None:
    communes = Commune.objects.filter(province__code="33", valid_to=None)
    assert communes.count() == 104
    zones = {zone: communes.filter(wage_zone=zone).count() for zone in WageZone}
    assert zones == {WageZone.I: 0, WageZone.II: 23, WageZone.III: 40, WageZone.IV: 41}
    assert not Commune.objects.filter(valid_to=None, wage_zone=None, province__code="33").exists()


@pytest.mark.skipif(not REFERENCE.exists(), reason=f"no {REFERENCE.name} beside PORTAL_TEST_DATA")
def test_every_official_row_of_the_merger_is_loaded() -> None:
    loaded = {
        (link.old.code, link.new.code): link
        for link in CommuneSuccession.objects.filter(new__province__code="33").select_related(
            "old__former_district", "new"
        )
    }
    with Path(REFERENCE).open(encoding="utf-8") as source:
        official = list(csv.DictReader(source))
    assert len(official) == len(loaded)
    for row in official:
        link = loaded[row["old_ward_code"], row["new_ward_code"]]
        spellings = {link.old.name.split(" ", 1)[1], *link.old.aliases.values_list("text", flat=True)}
        assert any(row["old_ward"].endswith(spelling) for spelling in spellings), row
        assert link.old.former_district is not None
        assert (link.old.former_district.code, link.old.former_district.name) == (
            row["old_district_code"],
            row["old_district"],
        )
        assert link.new.name == row["new_ward"]
        assert link.is_split == (row["is_split"] == "1")


def test_a_commune_divided_among_several_says_so() -> None:
    lac_dao = Commune.objects.get(code="11989", valid_to=date(2025, 6, 30))
    assert {c.name for c in lac_dao.successors.all()} == {"Xã Lạc Đạo", "Xã Đại Đồng"}
    assert all(link.is_split for link in lac_dao.successions.all())


def test_work_lists_are_complete_and_bilingual() -> None:
    levels = [len(Occupation.objects.filter(level=level)) for level in (1, 2, 3, 4)]
    assert levels == [10, 48, 152, 509]
    assert Industry.objects.filter(level=1).count() == 22
    assert Industry.objects.filter(level=2).count() == 87
    assert IndustryGroup.objects.count() == 21
    assert set(IndustryGroup.objects.filter(industries=None)) == set()
    assert Skill.objects.count() >= 400
    assert set(SkillOfOccupation.objects.values_list("occupation__level", flat=True)) <= {2, 3, 4}
    for model in (Occupation, Industry, IndustryGroup, Skill, Licence, Benefit, QualificationTitle, IndustrialPark):
        assert not model.objects.filter(name_en="").exists(), model


def test_children_hang_under_the_right_parent() -> None:
    parents = dict(Occupation.objects.values_list("code", "parent__code"))
    assert [parents[code] for code in ("8153", "815", "81")] == ["815", "81", "8"]
    assert parents["8"] is None
    assert Industry.objects.get(code="14").parent == Industry.objects.get(code="C")
    assert not Occupation.objects.filter(level__gt=1, parent=None).exists()


def test_both_decrees_qualifications_map_to_the_level_of_the_form() -> None:
    short = QualificationTitle.objects.get(code="318-short")
    assert short.decree == QualificationTitle.Decree.ND_318
    assert short.level == QualificationLevel.UNCERTIFIED
    form = QualificationTitle.objects.filter(decree=QualificationTitle.Decree.ND_352)
    assert sorted(form.values_list("level", flat=True)) == sorted(QualificationLevel)


@pytest.mark.parametrize(
    ("day", "zone", "monthly"),
    [
        (date(2025, 12, 31), WageZone.IV, 3_450_000),
        (date(2026, 1, 1), WageZone.IV, 3_700_000),
        (date(2026, 11, 1), WageZone.II, 4_730_000),
    ],
)
def test_minimum_wage_of_a_day(day: date, zone: WageZone, monthly: int) -> None:
    [wage] = [
        w for w in MinimumWage.objects.filter(zone=zone, valid_from__lte=day) if not w.valid_to or w.valid_to >= day
    ]
    assert wage.monthly == monthly


def test_an_old_driving_class_has_ended_and_opens_what_the_law_says() -> None:
    b2 = Licence.objects.get(code="drive-b2-old")
    assert b2.valid_to == date(2024, 12, 31)
    assert b2.successor == Licence.objects.get(code="drive-b")
    assert {licence.code for licence in b2.includes.all()} == {"drive-b", "drive-c1"}


def test_a_second_run_does_nothing_and_is_instant() -> None:
    started = time.perf_counter()
    assert load_codes() == {}
    assert time.perf_counter() - started < 0.5


def test_comparing_everything_again_changes_nothing() -> None:
    assert not any(load_codes(force=True).values())


def test_a_changed_row_is_put_right_and_nothing_else() -> None:
    Commune.objects.filter(code="13192", valid_to=None).update(name="Xã Sai Tên")
    Occupation.objects.filter(code="8153").update(name="Sai")
    changed = {name: changes for name, changes in load_codes(force=True).items() if changes}
    assert {name: (c.created, c.updated, c.ended) for name, c in changed.items()} == {
        "places": (0, 1, 0),
        "occupations": (0, 1, 0),
    }
    assert Commune.objects.get(code="13192", valid_to=None).name == "Xã Vũ Thư"


def test_a_value_that_left_its_list_ends_and_one_added_here_stays() -> None:
    Benefit.objects.create(code="swimming", name="Bể bơi", is_local=True)
    dropped = Benefit.objects.get(code="nursery")
    kept = [
        Benefit(code=b.code, name=b.name, name_en=b.name_en, order=b.order)
        for b in Benefit.objects.filter(is_local=False).exclude(code="nursery")
    ]
    today = timezone.localdate()
    changes = sync_codes(Benefit, kept, today)
    dropped.refresh_from_db()
    assert (changes.created, changes.updated, changes.ended) == (0, 0, 1)
    assert dropped.valid_to == today - timedelta(days=1)
    assert not Benefit.objects.in_force(today).filter(code="nursery").exists()
    assert Benefit.objects.in_force(today).filter(code="swimming").exists()


def test_synonyms_added_here_survive_loading() -> None:
    sewing = Occupation.objects.get(code="8153")
    OccupationSynonym.objects.create(occupation=sewing, text="thợ chuyền may", folded="tho chuyen may", is_local=True)
    OccupationSynonym.objects.create(occupation=sewing, text="sai", folded="sai")
    load_codes(force=True)
    assert sewing.synonyms.filter(folded="tho chuyen may").exists()
    assert not sewing.synonyms.filter(folded="sai").exists()


def test_tables_are_well_formed() -> None:
    for path in sorted(tables.DATA.glob("*.tsv")):
        head, *lines = path.read_text(encoding="utf-8").splitlines()
        columns = len(head.split("\t"))
        for number, line in enumerate(lines, 2):
            assert line.startswith("#") or len(line.split("\t")) <= columns, f"{path.name}:{number}"
            assert '"' not in line.split("\t")[0], f"{path.name}:{number}"


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_codes", force=True)
    assert "places: +0 ~0 -0" in capsys.readouterr().out
