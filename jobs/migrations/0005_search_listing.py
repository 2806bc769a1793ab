"""Counts of a place and of the map from one index, without the wide rows of the search table."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("jobs", "0004_referral_counter")]

    operations = [
        AddIndexConcurrently(
            model_name="vacancyindex",
            index=models.Index(
                fields=["-published_at", "-vacancy_id"],
                include=("bands", "deadline", "is_open", "commune_ids", "province_ids"),
                name="search_listing",
            ),
        ),
        RemoveIndexConcurrently(model_name="vacancyindex", name="search_newest"),
    ]
