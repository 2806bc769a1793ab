"""Occupations with their words and relations, industries, fields of training, trade skills."""

from datetime import date
from typing import TypeVar, cast

from django.db import models

from portal.codes.loading.sync import Changes, dated, sync_codes, sync_links
from portal.codes.loading.tables import rows
from portal.codes.models import (
    Industry,
    IndustryGroup,
    Occupation,
    OccupationRelation,
    OccupationSynonym,
    Skill,
    SkillOfOccupation,
    TrainingField,
)
from portal.codes.text import fold_words

T = TypeVar("T", Occupation, Industry)


def load_occupations(today: date) -> Changes:
    table = rows("occupations")
    wanted = [Occupation(**dated(row, order), level=int(row["level"])) for order, row in enumerate(table, 1)]
    changes = sync_codes(Occupation, wanted, today, ("level",))
    return changes + _set_parents(Occupation, table)


def load_industries(today: date) -> Changes:
    groups = [IndustryGroup(**dated(row, order)) for order, row in enumerate(rows("industry_groups"), 1)]
    changes = sync_codes(IndustryGroup, groups, today)
    group_ids = dict(IndustryGroup.objects.values_list("code", "pk"))
    table = rows("industries")
    wanted = [
        Industry(**dated(row, order), level=int(row["level"]), group_id=group_ids[row["form_group"]])
        for order, row in enumerate(table, 1)
    ]
    changes += sync_codes(Industry, wanted, today, ("level", "group_id"))
    return changes + _set_parents(Industry, table)


def _set_parents(model: type[T], table: list[dict[str, str]]) -> Changes:
    official = cast("models.QuerySet[T]", model._default_manager.filter(is_local=False))
    nodes = {node.code: node for node in official}
    moved = []
    for row in table:
        node = nodes[row["code"]]
        parent = nodes[row["parent"]] if row["parent"] else None
        if node.parent_id != (parent.pk if parent else None):
            node.parent = parent
            moved.append(node)
    official.bulk_update(moved, ["parent"], batch_size=1_000)
    return Changes()


def load_training_fields(today: date) -> Changes:
    wanted = [TrainingField(**dated(row, order)) for order, row in enumerate(rows("training_fields"), 1)]
    return sync_codes(TrainingField, wanted, today)


def load_skills(today: date) -> Changes:
    table = rows("skills")
    changes = sync_codes(Skill, [Skill(**dated(row, order)) for order, row in enumerate(table, 1)], today)
    skills = dict(Skill.objects.values_list("code", "pk"))
    occupations = dict(Occupation.objects.values_list("code", "pk"))
    links = [
        SkillOfOccupation(skill_id=skills[row["code"]], occupation_id=occupations[code])
        for row in table
        for code in row["occupations"].split()
    ]
    official = SkillOfOccupation.objects.filter(skill__is_local=False)
    return changes + sync_links(official, links, lambda link: (link.skill_id, link.occupation_id))


def load_occupation_words(today: date) -> Changes:
    """Synonyms (those an administrator added stay) and related occupations, both ways round."""
    occupations = dict(Occupation.objects.values_list("code", "pk"))
    synonyms = [
        OccupationSynonym(occupation_id=occupations[row["code"]], text=row["text"], folded=fold_words(row["text"]))
        for row in rows("occupation_synonyms")
    ]
    local = set(OccupationSynonym.objects.filter(is_local=True).values_list("occupation_id", "folded"))
    changes = sync_links(
        OccupationSynonym.objects.filter(is_local=False),
        [synonym for synonym in synonyms if (synonym.occupation_id, synonym.folded) not in local],
        lambda synonym: (synonym.occupation_id, synonym.folded),
    )
    relations = [
        OccupationRelation(
            occupation_id=occupations[one], related_id=occupations[other], share=int(row["share"]), reason=row["reason"]
        )
        for row in rows("occupation_relations")
        for one, other in ((row["code"], row["related"]), (row["related"], row["code"]))
    ]
    return changes + sync_links(
        OccupationRelation.objects.all(),
        relations,
        lambda relation: (relation.occupation_id, relation.related_id),
        ("share", "reason"),
    )
