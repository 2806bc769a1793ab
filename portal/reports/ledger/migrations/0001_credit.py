from django.db import migrations, models
import django.db.models.deletion

CREDIT = """
CREATE VIEW ledger_credit AS
SELECT a.id AS application_id,
       a.worker_id AS person_id,
       r.id AS letter_id,
       p.id AS placement_id,
       COALESCE(r.session_id,
                (SELECT s.id FROM counselling_counsellingsession s
                  WHERE s.worker_id = a.worker_id AND s.at <= sent.at AND s.at > sent.at - INTERVAL '90 days'
                  ORDER BY s.at DESC, s.id DESC LIMIT 1)) AS turn_id,
       r.session_id IS NOT NULL AS is_recorded,
       sent.at AS sent_at
  FROM jobs_application a
  LEFT JOIN jobs_referral r ON r.application_id = a.id
  LEFT JOIN jobs_placement p ON p.application_id = a.id
 CROSS JOIN LATERAL (
       SELECT COALESCE(CASE WHEN a.origin = 'match' THEN
                            (SELECT min(t.at) FROM jobs_applicationtransition t
                              WHERE t.application_id = a.id AND t.after = 'submitted') END,
                       a.created_at) AS at) sent
 WHERE a.state NOT IN ('proposed', 'declined')
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("counselling", "0003_due"), ("jobs", "0005_search_listing")]
    operations = [
        migrations.RunSQL(
            CREDIT,
            "DROP VIEW ledger_credit",
            state_operations=[
                migrations.CreateModel(
                    name="Credit",
                    fields=[
                        (
                            "application",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                primary_key=True,
                                related_name="credit",
                                serialize=False,
                                to="jobs.application",
                            ),
                        ),
                        ("person_id", models.BigIntegerField()),
                        ("is_recorded", models.BooleanField()),
                        ("sent_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "mắt xích của sổ tư vấn",
                        "db_table": "ledger_credit",
                        "ordering": ["-sent_at", "-application_id"],
                        "managed": False,
                    },
                )
            ],
        ),
    ]
