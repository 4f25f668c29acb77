"""Two roles of the database: one owns the tables and migrates, the other does the work.

The working role (`DATABASE_URL`) owns nothing and may do what operations do: it reads and adds
rows everywhere, and changes or removes them where they are not sealed. What it may do with a sealed
table derives from the triggers that seal it. `MIGRATION_DATABASE_URL` names the owner; without one,
everything runs as the one role there is, and the triggers alone keep what is sealed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register  # noqa: A004
from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg import sql
from psycopg.sql import SQL, Identifier, Literal

from tracker.base.triggers import sealed_models

_READ_ONLY = frozenset({"django_migrations"})
_CONTEXT = "pghistory_context"
"""Who and why, of row history: no model of ours, and kept by triggers all the same."""
_LOGIN = ("USER", "PASSWORD", "HOST", "PORT")


@dataclass(frozen=True, slots=True)
class WorkingRole:
    """The working role, by its name and the password it signs in with."""

    role: str
    password: str


def worker() -> WorkingRole | None:
    """The working role; None where owner and worker are one."""
    owner, login = settings.MIGRATION_DATABASE, connection.settings_dict
    if not owner or owner.get("USER") == login.get("USER"):
        return None
    return WorkingRole(str(login["USER"]), str(login.get("PASSWORD") or ""))


@contextmanager
def as_owner() -> Iterator[WorkingRole | None]:
    """Be the owner within, outside of any transaction; nothing to do where there is no other.

    Yields:
        The role that works otherwise, if it is another.
    """
    working = worker()
    if working is None:
        yield None
        return
    login = connection.settings_dict
    kept = {name: login[name] for name in _LOGIN}
    connection.close()
    login.update({name: settings.MIGRATION_DATABASE.get(name) or "" for name in _LOGIN})
    try:
        yield working
    finally:
        connection.close()
        login.update(kept)


def grant(to: WorkingRole) -> None:
    """Give the working role exactly its rights; call it as the owner.

    Args:
        to: the role; it is created where it is not there and the owner may create roles.

    Raises:
        DatabaseError: it is not there and cannot be created, or is not ours to give rights to.
    """
    with connection.cursor() as cursor:
        _create_missing(cursor, to)
        for statement in _statements(cursor, to.role):
            cursor.execute(statement)


def count_rows() -> None:
    """Have the database count the rows of its tables, as who owns them, after many were brought.

    By itself PostgreSQL looks at a table once fifty of its rows have changed, and after a while.
    Until then it takes a few hundred rows for one, and may hold each against each to find a few.

    Raises:
        DatabaseError: the database does not answer, or the owner may not sign in.
    """
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _create_missing(cursor: CursorWrapper, to: WorkingRole) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [to.role])
    if cursor.fetchone() is None:
        made = SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {}")
        cursor.execute(made.format(Identifier(to.role), Literal(to.password)))


def _statements(cursor: CursorWrapper, role: str) -> Iterator[sql.Composed]:
    to = Identifier(role)
    yield SQL("GRANT USAGE ON SCHEMA public TO {}").format(to)
    yield SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(to)
    yield SQL("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {}").format(to)
    yield SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(to)
    cursor.execute(
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace"
        " AND c.relkind IN ('r', 'p', 'v') ORDER BY 1"
    )
    special = _of_special_tables()
    for (table,) in cursor.fetchall():
        rights = special.get(table, ("SELECT", "INSERT", "UPDATE", "DELETE"))
        yield SQL("GRANT {} ON {} TO {}").format(
            SQL(", ".join(rights)),  # words and quoted names of ours
            Identifier("public", table),
            to,
        )


def _of_special_tables() -> dict[str, tuple[str, ...]]:
    special: dict[str, tuple[str, ...]] = dict.fromkeys(_READ_ONLY, ("SELECT",))
    special[_CONTEXT] = ("SELECT", "INSERT", "UPDATE (metadata, updated_at)")
    for sealed in sealed_models():
        rights = ["SELECT", "INSERT"]
        if sealed.updates and sealed.columns:
            rights.append(f"UPDATE ({', '.join(map(_quoted, sealed.columns))})")
        elif sealed.updates:
            rights.append("UPDATE")
        if sealed.deletes:
            rights.append("DELETE")
        special[sealed.model._meta.db_table] = tuple(rights)  # noqa: SLF001 - Django's own name
    return special


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def owns_what_it_works_on() -> bool:
    """Whether the role we are could switch triggers off: as owner of a table, or superuser."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) OR EXISTS ("
            "SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('r', 'p') AND pg_has_role(relowner, 'USAGE'))"
        )
        return bool(cursor.fetchone()[0])


@register(deploy=True)
def two_roles(**_given: Any) -> list[CheckMessage]:
    """The tables' owner is another role than the one that works."""
    if worker() is not None or settings.DEMONSTRATION:
        return []
    return [
        Warning(
            "DATABASE_URL names the one role there is: who takes over a web process may own the "
            "tables, and could switch off what keeps sealed rows.",
            hint="Name the tables' owner in MIGRATION_DATABASE_URL for migrate and restore, and a "
            "role that owns nothing in DATABASE_URL.",
            id="tracker.W002",
        )
    ]
