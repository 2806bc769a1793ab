"""Sensitive priority groups, read only when a vacancy is reserved for them.

Disability stands encrypted. The engine opens it only for people who agreed to have it kept for this purpose, only while
a published vacancy is reserved for that group, and only that group. Ethnic origin is never opened: vacancies reserved
for ethnic minorities are proposed by counsellors.
"""

from typing import Any

import numpy as np

from portal.codes.models import PriorityGroup
from workers.enums import ConsentPurpose
from workers.models import Worker

NEVER_READ = "ethnic"

Row = tuple[int, int, int, int]


def sensitive_groups(worker_ids: Any, vacancy_lists: Any, reserved_kind: int, group_kind: int) -> list[Row]:
    """Rows (kind, worker, group, 0) of members of the sensitive groups that some vacancy is reserved for."""
    reserved = np.unique(vacancy_lists["item"][vacancy_lists["kind"] == reserved_kind])
    if not reserved.size or not len(worker_ids):
        return []
    wanted = dict(
        PriorityGroup.objects.filter(pk__in=reserved.tolist(), is_sensitive=True)
        .exclude(code=NEVER_READ)
        .order_by()
        .values_list("code", "pk")
    )
    if not wanted:
        return []
    agreed = (
        Worker.objects.consented(ConsentPurpose.SENSITIVE)
        .filter(pk__gte=int(worker_ids[0]), pk__lte=int(worker_ids[-1]))
        .exclude(sensitive_groups="")
        .order_by("pk")
        .values_list("pk", "sensitive_groups")
    )
    ids = set(worker_ids.tolist())
    return [
        (group_kind, pk, wanted[code], 0)
        for pk, codes in agreed.iterator()
        if pk in ids
        for code in codes.split(",")
        if code in wanted
    ]
