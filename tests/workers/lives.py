"""Somebody with everything the portal may keep of them, and where it is found: what a person's rights are tried on."""

import io
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image

from jobs.enums import ApplicationState
from jobs.models import Application
from jobs.services import applications
from jobs.services.applications import Step
from portal.accounts.services import log_access
from portal.documents import uploads
from portal.notices.services import tell
from tests.factories import PASSWORD, StaffFactory, VacancyFactory
from tests.jobs.people import sewing_work, signed_in, tailor
from tests.workers.factories import AttendanceFactory, DossierFactory, SessionFactory
from workers.enums import ConsentPurpose
from workers.models import Worker, WorkHistory
from workers.rights import tasks
from workers.rights.models import DataExport

NAME, PHONE, IDENTITY, MAIL = "Phan Thị Ngọc Huyền", "0912777888", "033195012345", "huyen.phan@vidu.test"


def picture() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(drawn, "PNG")
    return SimpleUploadedFile(f"{NAME}.png", drawn.getvalue())


def somebody(**fields: Any) -> Worker:
    worker = tailor(
        ConsentPurpose.SHARE,
        full_name=NAME,
        phone=PHONE,
        email=MAIL,
        identity_number=IDENTITY,
        permanent_address=f"Nhà {NAME}, thôn Đông",
        **fields,
    )
    user = worker.user
    assert user
    user.full_name, user.phone, user.phone_verified, user.email = NAME, PHONE, True, MAIL
    user.save()
    EmailAddress.objects.create(user=user, email=MAIL, verified=True, primary=True)
    return worker


def proven(worker: Worker) -> Client:
    """Signed in, the password just entered again."""
    client = signed_in(worker.user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def ready(worker: Worker) -> DataExport:
    export = DataExport.objects.create(worker=worker)
    tasks.build(export.pk)
    export.refresh_from_db()
    return export


def everywhere(*texts: str) -> list[str]:
    """ "table.column" of every text, JSON or bytes column of the database that holds one of ``texts``."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT table_name, column_name, data_type FROM information_schema.columns
                WHERE table_schema = current_schema() AND table_name IN
                      (SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE')
                  AND data_type IN ('text', 'character varying', 'jsonb', 'json', 'ARRAY', 'character', 'bytea')"""
        )
        for table, column, kind in cursor.fetchall():
            as_text = f"encode({column}, 'escape')" if kind == "bytea" else f'"{column}"::text'
            for text in texts:
                cursor.execute(f'SELECT 1 FROM "{table}" WHERE {as_text} ILIKE %s LIMIT 1', [f"%{text}%"])
                if cursor.fetchone():
                    found.append(f"{table}.{column}")
    return found


def full_life(worker: Worker) -> None:
    """One of everything that may hold who they are."""
    staff = StaffFactory.create()
    vacancy = sewing_work()
    WorkHistory.objects.create(worker=worker, title="May", duties=f"{NAME} làm tổ trưởng")
    SessionFactory.create(
        worker=worker, need=f"{NAME} cần việc", advice=NAME, private_note=PHONE, next_step=f"Gọi {PHONE}"
    )
    SessionFactory.create(worker=None, walk_in_name=NAME, walk_in_phone=PHONE)
    live = applications.apply(worker, vacancy, Step(worker.user), f"Tôi là {NAME}, {PHONE}")
    applications.move(live, ApplicationState.VIEWED, Step(staff.user, f"{NAME} hợp"))
    old = Application.objects.create(
        worker=worker, vacancy=VacancyFactory.create(), origin="worker", state="not_hired", reason=f"{NAME} bận"
    )
    old.transitions.create(before="viewed", after="not_hired", actor=staff.user, reason=NAME)
    DossierFactory.create(worker=worker, missing=f"Ảnh của {NAME}")
    AttendanceFactory.create(worker=worker, name=NAME, phone=PHONE, wants=NAME)
    AttendanceFactory.create(name=NAME, phone=PHONE)
    tell("new-people", "1", [(staff.user.pk, {"who": NAME, "phone": PHONE})])
    log_access(staff.user, worker.public_id, "reason", f"{NAME} gọi từ {PHONE}")
    LogEntry.objects.create(
        user=staff.user, content_type=ContentType.objects.get_for_model(Worker), object_id=str(worker.pk),
        object_repr=NAME, action_flag=CHANGE, change_message=NAME,
    )  # fmt: skip
    uploads.store(picture(), worker.user)
    ready(worker)
