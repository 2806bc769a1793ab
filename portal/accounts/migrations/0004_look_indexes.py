"""The log read by person, by reader and by time; built while people go on writing into it."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("accounts", "0003_looks")]

    operations = [
        AddIndexConcurrently("accesslog", models.Index(fields=["subject_id", "-at"], name="look_subject")),
        AddIndexConcurrently("accesslog", models.Index(fields=["actor", "-at"], name="look_actor")),
        AddIndexConcurrently("accesslog", models.Index(fields=["-at"], name="look_at")),
    ]
