"""Cases for people who have none although somebody has counselled them: turns from before there were cases, imports."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from jobs.caseload.enums import SETTLED_ENDS

MET_WITHIN = timedelta(days=365)
"""Somebody met longer ago is nobody's case until they come again."""
_SQL = """
INSERT INTO caseload_case
  (worker_id, counsellor_id, office_id, since, began, ended, note, last_turn_id, contact_at, next_on)
SELECT t.worker_id, t.counsellor_id, t.office_id, t.at, 'turn', '', '', t.id, t.at, t.next_on
FROM (SELECT DISTINCT ON (s.worker_id) s.id, s.worker_id, s.counsellor_id, s.office_id, s.at, s.next_on
      FROM counselling_counsellingsession s
      JOIN workers_worker w ON w.id = s.worker_id AND w.office_id = s.office_id AND w.search IN ('looking', 'open')
      WHERE s.at >= %(since)s ORDER BY s.worker_id, s.at DESC, s.id DESC) t
JOIN accounts_staff f ON f.user_id = t.counsellor_id AND f.office_id = t.office_id AND f.is_active
WHERE NOT EXISTS (SELECT FROM caseload_case c WHERE c.worker_id = t.worker_id
                   AND (c.until IS NULL OR c.until >= t.at AND c.ended = ANY(%(settled)s)))
  AND NOT EXISTS (SELECT FROM jobs_application a WHERE a.worker_id = t.worker_id AND a.state = 'hired'
                   AND a.changed_at >= t.at)
  AND NOT EXISTS (SELECT FROM workers_consent x WHERE x.worker_id = t.worker_id AND x.purpose = 'service'
                   AND x.withdrawn_at >= t.at)
ORDER BY t.worker_id ON CONFLICT DO NOTHING
"""


def adopt() -> int:
    """Make whoever gave the last turn responsible, where nobody is; how many cases. Safe to repeat.

    Only of people who look for work, in the office in whose care they are, by somebody who still works there; not of
    those whose case was closed or who were hired or withdrew their consent since that turn.
    """
    values: dict[str, Any] = {"since": timezone.now() - MET_WITHIN, "settled": sorted(SETTLED_ENDS)}
    with connection.cursor() as cursor:
        cursor.execute(_SQL, values)
        return int(cursor.rowcount)
