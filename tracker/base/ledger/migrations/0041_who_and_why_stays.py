"""Who did it and why, of every line of row history: pghistory's table, which is none of ours."""

from django.db import migrations

from tracker.base.triggers import SwitchlessSql

# A request that makes several changes rewrites its context; a day later nothing does.
STAYS = SwitchlessSql(
    pgid="pgtrigger_context_stays",
    table="pghistory_context",
    when="BEFORE",
    operation="UPDATE OR DELETE",
    func="""
        IF TG_OP = 'UPDATE' AND NEW.id = OLD.id AND NEW.created_at = OLD.created_at
            AND OLD.created_at > now() - interval '1 day'
        THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
    """,
)
NEVER_EMPTIED = SwitchlessSql(
    pgid="pgtrigger_context_never_emptied",
    table="pghistory_context",
    when="BEFORE",
    operation="TRUNCATE",
    level="STATEMENT",
    func="RAISE EXCEPTION 'pgtrigger: Cannot truncate the table %', TG_TABLE_NAME;",
)


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0040_without_a_switch"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.RunSQL(
            [str(STAYS), str(NEVER_EMPTIED)],
            [
                "DROP TRIGGER pgtrigger_context_stays ON pghistory_context",
                "DROP TRIGGER pgtrigger_context_never_emptied ON pghistory_context",
            ],
        ),
    ]
