"""What somebody saw of a thing when they began to change it, and what of it changed meanwhile.

A form carries what its page showed (`Snapshot.token`). The door locks the thing, looks again and
compares, in the transaction of the act: so of two people who change one thing at once the second
is told what the first did, and the first is never overwritten unread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, Self

from django.core import signing
from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext as _

from tracker.base.triggers import sealed_models
from tracker.base.values.refusal import Refusal

SALT = "written-against"
MOST_BYTES = 600_000
"""Of a token; what a form shows is bounded by its fields."""


class Fact(NamedTuple):
    """One thing that a page shows: what it is called, and what it says."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a page showed.

    Args:
        facts: what it showed of the thing, by a name of ours.
        fields: what its form would send if nobody typed anything, by the name of the field.
        mark: the newest line of the journal that there was.
    """

    facts: Mapping[str, Fact] = field(default_factory=dict)
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    mark: int = 0

    def token(self) -> str:
        """The same in one signed word, for a hidden field."""
        return signing.dumps(
            {
                "facts": {name: list(fact) for name, fact in self.facts.items()},
                "fields": {name: list(values) for name, values in self.fields.items()},
                "mark": self.mark,
            },
            salt=SALT,
            compress=True,
        )

    @classmethod
    def read(cls, token: str) -> Self | None:
        """Read a token; nothing was seen by whoever sends one that is not ours.

        Returns:
            None without a token: the sender does not say what was seen.
        """
        if not token:
            return None
        try:
            if len(token) > MOST_BYTES:
                return cls()
            found = signing.loads(token, salt=SALT)
        except signing.BadSignature:
            return cls()
        return cls(
            facts={name: Fact(*fact) for name, fact in found["facts"].items()},
            fields=found["fields"],
            mark=found["mark"],
        )

    def differs(self, now: Snapshot) -> bool:
        """Whether the page would show something else by now."""
        return dict(self.facts) != dict(now.facts) or any(
            same(self.fields.get(name, ())) != same(now.fields.get(name, ()))
            for name in self.fields.keys() | now.fields.keys()
        )


class ChangedMeanwhile(Refusal):
    """Somebody changed the thing after the form was opened.

    Args:
        seen: what the form was written against.
        now: what the thing is by now.
    """

    def __init__(self, seen: Snapshot, now: Snapshot) -> None:
        super().__init__(
            _(
                "This was changed after you opened the form. Nothing of yours is lost, and nothing "
                "is saved yet: see below what is different, then send the form again."
            ),
            code="changed_meanwhile",
        )
        self.seen, self.now = seen, now

    @property
    def facts(self) -> list[tuple[Fact, Fact]]:
        """What is different, before and now, in the order of the page."""
        names = [*self.now.facts, *(name for name in self.seen.facts if name not in self.now.facts)]
        pairs = (
            (
                self.seen.facts.get(name, Fact(self.now.facts[name].label, ""))
                if name in self.now.facts
                else self.seen.facts[name],
                self.now.facts.get(name) or Fact(self.seen.facts[name].label, ""),
            )
            for name in names
        )
        return [(before, now) for before, now in pairs if before != now]


def ensure_unchanged(seen: Snapshot | None, now: Snapshot) -> None:
    """Let somebody go on who knows the thing as it is.

    Args:
        seen: what they saw; None where they do not say, as an import, which compares by itself.
        now: what there is to see, read under the lock of the act.

    Raises:
        ChangedMeanwhile: there is something else to see by now.
    """
    if seen is not None and seen.differs(now):
        raise ChangedMeanwhile(seen, now)


def same(values: Sequence[str]) -> list[str]:
    """What was sent of one field, without what a browser adds or leaves out by itself."""
    texts = (value.replace("\r\n", "\n").strip() for value in values)
    return sorted(text for text in texts if text)


def lock_rows(*rows: Model) -> None:
    """Lock rows until the transaction ends, in one order whatever the order they are given in.

    To lock a row is a right of whoever may change it. A sealed row that never changes is stood for
    by its number, which whoever is about to add something to it locks in its place.
    """
    for row in sorted(rows, key=lambda row: (row._meta.label, row.pk)):  # noqa: SLF001 - documented name
        if type(row) in _never_changed():
            _lock_number(row)
            continue
        found = type(row)._default_manager.select_for_update(of=("self",))  # noqa: SLF001
        found.filter(pk=row.pk).first()


@cache
def _never_changed() -> frozenset[type[Model]]:
    """The tables whose rows stay as they were written, which the working role may not lock."""
    return frozenset(sealed.model for sealed in sealed_models() if not sealed.updates)


def _lock_number(row: Model) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"{row._meta.db_table}:{row.pk}"],  # noqa: SLF001 - documented name
        )
