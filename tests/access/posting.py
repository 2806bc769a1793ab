"""Handing in vacancies: the form, files of employers and of the centre, reports of visitors."""

from typing import Any

from jobs.flags.models import Flag
from jobs.intake.models import IntakeBatch
from tests.access.rows import EVERYBODY, MEMBERS, OWN_VACANCY, STAFF, Row, get, post, published, staff
from tests.access.scene import Scene

POSTERS = MEMBERS | STAFF


def own_file(scene: Scene) -> list[Any]:
    """A file the member handed in."""
    if "own_file" not in scene.more:
        scene.more["own_file"] = IntakeBatch.objects.create(
            kind="vacancies", employer=scene.employer, file_name="tin.xlsx", digest="0" * 64, state="done"
        )
    return [scene.more["own_file"].public_id]


def a_draft(scene: Scene) -> list[Any]:
    return [scene.draft.public_id]


def batch(scene: Scene) -> list[Any]:
    return ["22222222aaaa"]


FLAG = "22222222bbbb"


def reported(scene: Scene) -> list[Any]:
    Flag.objects.create(vacancy=scene.published, reason="money", public_id=FLAG)
    return published(scene)


POSTING = {
    # Staff post for the employer named in the address; without one there is nothing to post for.
    "posting:start": Row(POSTERS, is_missing=True),
    "posting:new": Row(POSTERS, is_missing=True),
    "posting:opening": Row(POSTERS, method="post", is_missing=True),
    "posting:files": Row(POSTERS, is_missing=True),
    "posting:file": get(frozenset({"member"}), own_file),
    "posting:remap": Row(frozenset({"member"}), own_file, "post", is_missing=True),
    "posting:begin": post(frozenset({"member"}), own_file),
    "posting:bad_rows": get(frozenset({"member"}), lambda s: [*own_file(s), "csv"]),
    "posting:step": get(OWN_VACANCY, lambda s: [s.draft.public_id, "viec"]),
    "posting:review": get(OWN_VACANCY, a_draft),
    "posting:hand_in": post(OWN_VACANCY, a_draft),
    "posting:manage": get(OWN_VACANCY, published),
    "posting:change": post(OWN_VACANCY, lambda s: [s.published.public_id, "so-luong"], headcount="12"),
    "posting:publish_several": post(STAFF),
    "posting:look": get(STAFF, lambda s: [s.submitted.public_id]),
    "posting:decide": post(STAFF, lambda s: [s.submitted.public_id], publish="1", version="0"),
}
INTAKE = {
    "intake:home": get(STAFF),
    "intake:occupations": get(STAFF),
    "intake:batch": staff(batch),
    "intake:remap": staff(batch),
    "intake:start": staff(batch),
    "intake:discard": staff(batch),
    "intake:retry": staff(batch),
    "intake:bad_rows": staff(lambda s: ["22222222aaaa", "csv"]),
}
FLAGS = {
    "flags:report": get(EVERYBODY, published),
    "flags:contact": post(EVERYBODY, published),
    "flags:queue": get(STAFF),
    "flags:decide": post(STAFF, reported, outcome="dismiss", note="Đã gọi hỏi, tin đúng.", upto=FLAG),
}
