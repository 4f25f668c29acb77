"""A query names all that it reads.

Which tables a page was made from is taken from its queries, and what names none that changed is
not asked again (`tracker.base.web.fresh`). Through a view or a function of the database a query
would read tables without naming them.
"""

from __future__ import annotations

import pytest
from django.db import connection

CALLED_BY_TRIGGERS = {"_pgh_attach_context", "_pgtrigger_should_ignore"}
"""Of the libraries of history and triggers; no query of a page names them."""
_OWN = "nspname NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg\\_%'"


def found(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.django_db
def test_the_database_has_no_views() -> None:
    views = found(
        "SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace"
        f" WHERE relkind IN ('v', 'm') AND {_OWN}"
    )

    assert views == []


@pytest.mark.django_db
def test_functions_of_ours_are_triggers() -> None:
    """What extensions bring reads none of our tables."""
    functions = found(
        "SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace"
        f" WHERE prorettype <> 'trigger'::regtype AND {_OWN}"
        " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
    )

    assert {*functions} <= CALLED_BY_TRIGGERS
