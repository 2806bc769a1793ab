"""Why somebody's data was opened, which fields, and whether from another office; nothing old is rewritten."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_visitors")]

    operations = [
        migrations.AddField("accesslog", "kind", models.CharField(blank=True, db_default="", max_length=16)),
        migrations.AddField("accesslog", "fields", models.CharField(blank=True, db_default="", max_length=120)),
        migrations.AddField("accesslog", "is_foreign", models.BooleanField(db_default=False)),
        migrations.AddField(
            "accesslog",
            "once",
            models.CharField(blank=True, editable=False, max_length=80, null=True, unique=True),
        ),
    ]
