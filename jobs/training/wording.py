"""What would have to be learnt, in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from jobs.matching.atlas import atlas
from jobs.matching.criteria import BY_CODE
from jobs.matching.names import name
from portal.codes.enums import Proficiency, QualificationLevel


def asked_text(criterion: str, asked: Sequence[Sequence[int]]) -> str:
    """ "Trung cấp", "Tiếng Anh: khá", "Giấy phép lái xe hạng C"."""
    if criterion == "qualification":
        return ", ".join(str(QualificationLevel(level).label) for _key, level in asked)
    mark = atlas().mark
    parts = []
    for key, level in asked:
        said = name(criterion, key, mark)
        if level:
            said = _("%(what)s, mức %(level)s") % {"what": said, "level": Proficiency(level).label.lower()}
        parts.append(said)
    return "; ".join(parts)


def criterion_text(code: str) -> str:
    return str(BY_CODE[code].label)
