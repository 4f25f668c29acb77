"""Who wrote and changed claims, who settled, why rounds were cancelled: read from the journal once.

The journal told of all this and nothing read it for facts. From here on rows say so.
"""

from django.db import migrations

AUTHORS = """
    INSERT INTO claims_authorship (claim_id, person_id, since)
    SELECT claim_id, person_id, min(since) FROM (
        SELECT id AS claim_id, created_by_id AS person_id, created_at AS since FROM claims_claim
        UNION ALL
        SELECT e.claim_id, e.actor_id, e.at FROM claims_event e
        JOIN claims_claim c ON c.id = e.claim_id
        JOIN people_user u ON u.id = e.actor_id
        WHERE e.verb = 'revised' AND e.data -> 'changed' IS DISTINCT FROM '[]'::jsonb
    ) found GROUP BY claim_id, person_id
    ON CONFLICT DO NOTHING
"""

READERS = """
    INSERT INTO claims_reading (round_id, reader_id, at)
    SELECT id, settled_by_id, settled_at FROM claims_round WHERE settled_by_id IS NOT NULL
    ON CONFLICT DO NOTHING
"""

REASONS = """
    UPDATE claims_round r SET closing_reason = COALESCE(
        (SELECT e.reason FROM claims_event e
         WHERE e.claim_id = r.claim_id AND e.verb IN ('round_cancelled', 'reopening_cancelled')
         AND e.at = r.closed_at AND e.reason ~ '\\S' ORDER BY e.id DESC LIMIT 1),
        'No reason was kept.'
    ) WHERE r.result = 'cancelled'
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0010_nobody_decides_alone"), ("people", "0001_initial")]

    operations = [
        migrations.RunSQL(AUTHORS, migrations.RunSQL.noop),
        migrations.RunSQL(READERS, migrations.RunSQL.noop),
        migrations.RunSQL(REASONS, migrations.RunSQL.noop),
        # What waits for the end of the transaction is asked now: later steps change the tables.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
    ]
