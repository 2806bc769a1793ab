from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("counselling", "0003_due")]
    operations = [
        AddIndexConcurrently(
            model_name="counsellingsession",
            index=models.Index(
                fields=["at"],
                include=["id", "worker", "office", "counsellor", "channel", "topics"],
                name="session_ledger",
            ),
        ),
    ]
