"""Accounts from before: each address goes to one of them, and seeds are no longer in clear."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.house.database.frozen import migrate, scratch_database
from tracker.base.people.factors import keys

BEFORE = [
    ("people", "0001_initial"),
    ("account", "0009_emailaddress_unique_primary_email"),
    ("mfa", "0003_authenticator_type_uniq"),
]
AFTER = [("people", "0011_accounts")]


def insert(scratch: Any, table: str, **row: Any) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    with scratch.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(row))})",
            list(row.values()),
        )


def rows(scratch: Any, query: str) -> list[tuple[Any, ...]]:
    with scratch.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


@pytest.mark.timeout(900)
def test_addresses_and_seeds_are_put_in_order(django_db_blocker: Any) -> None:
    with django_db_blocker.unblock(), scratch_database() as scratch:
        migrate(scratch, BEFORE)
        for number, email in enumerate(("Ada@example.org", "ada@example.org", "bo@example.org"), 1):
            insert(
                scratch,
                "people_user",
                id=number,
                username=f"u{number}",
                password="",
                email=email,
                is_superuser=False,
                is_staff=False,
                is_active=True,
                date_joined="2026-01-01",
                name="",
                role="editor",
                is_demonstration=False,
            )
        # The second has added the third's address to their own.
        for user, email, primary in ((2, "bo@example.org", False), (3, "bo@example.org", True)):
            given = {"user_id": user, "email": email, "verified": primary, "primary": primary}
            insert(scratch, "account_emailaddress", **given)
        seed = {"type": "totp", "data": json.dumps({"secret": "JBSWY3DP"}), "user_id": 1}
        insert(scratch, "mfa_authenticator", **seed, created_at="2026-01-01")

        migrate(scratch, AFTER)

        assert rows(scratch, "SELECT email FROM people_user ORDER BY id") == [
            ("Ada@example.org",),
            ("",),
            ("bo@example.org",),
        ]
        addresses = 'SELECT user_id, email, verified, "primary" FROM account_emailaddress'
        assert sorted(rows(scratch, addresses)) == [
            (1, "ada@example.org", False, True),
            (3, "bo@example.org", True, True),
        ]
        ((data,),) = rows(scratch, "SELECT data FROM mfa_authenticator")
        kept = (json.loads(data) if isinstance(data, str) else data)["secret"]
        assert keys().decrypt(kept.encode()) == b"JBSWY3DP"
