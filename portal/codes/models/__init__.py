"""Official code lists; each value may have a first and last day and a successor."""

from portal.codes.models.base import CodeListVersion, DatedCode
from portal.codes.models.lists import (
    Benefit,
    ComputingSkill,
    Language,
    Licence,
    PriorityGroup,
    QualificationTitle,
    Skill,
    SkillOfOccupation,
    SoftSkill,
    WorkingCondition,
)
from portal.codes.models.places import (
    Commune,
    CommuneSuccession,
    FormerDistrict,
    IndustrialPark,
    MinimumWage,
    PlaceAlias,
    Province,
)
from portal.codes.models.work import (
    Industry,
    IndustryGroup,
    Occupation,
    OccupationRelation,
    OccupationSynonym,
    TrainingField,
)

__all__ = [
    "Benefit",
    "CodeListVersion",
    "Commune",
    "CommuneSuccession",
    "ComputingSkill",
    "DatedCode",
    "FormerDistrict",
    "IndustrialPark",
    "Industry",
    "IndustryGroup",
    "Language",
    "Licence",
    "MinimumWage",
    "Occupation",
    "OccupationRelation",
    "OccupationSynonym",
    "PlaceAlias",
    "PriorityGroup",
    "Province",
    "QualificationTitle",
    "Skill",
    "SkillOfOccupation",
    "SoftSkill",
    "TrainingField",
    "WorkingCondition",
]
