"""Helpers that build CHECK constraints, so that a rule is written once and named alike."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import CheckConstraint, F, Q

SHA256_PATTERN = r"^[0-9a-f]{64}$"


def together(*fields: str, name: str) -> CheckConstraint:
    """Who and when come together: all of ``fields`` are NULL or none is.

    Args:
        fields: two or more nullable columns.
        name: the constraint's name in the database.
    """
    none = Q(**{f"{field}__isnull": True for field in fields})
    every = Q(**{f"{field}__isnull": False for field in fields})
    return CheckConstraint(condition=none | every, name=name)


def sha256(field: str, *, name: str) -> CheckConstraint:
    """A digest has the shape of a SHA-256 in lower-case hex, or is empty."""
    return CheckConstraint(
        condition=Q(**{field: ""}) | Q(**{f"{field}__regex": SHA256_PATTERN}), name=name
    )


def ordered(*fields: str, name: str, unless: Q | None = None) -> CheckConstraint:
    """Neighbouring values do not fall: ``low <= best <= high`` wherever both are known.

    Args:
        fields: columns in rising order; NULL means unknown and is skipped.
        name: the constraint's name in the database.
        unless: rows this condition fits are let through (data kept as published).
    """
    rule = Q()
    for index, lower in enumerate(fields):
        for upper in fields[index + 1 :]:
            rule &= (
                Q(**{f"{lower}__isnull": True})
                | Q(**{f"{upper}__isnull": True})
                | Q(**{f"{upper}__gte": F(lower)})
            )
    return CheckConstraint(condition=rule if unless is None else unless | rule, name=name)


def with_precision(date: str, *, name: str) -> CheckConstraint:
    """A date is known to the day, the month or the year, or it is not known.

    Args:
        date: a nullable column; how exactly it is known stands in one named `_precision`.
        name: the constraint's name in the database.
    """
    unknown = Q(**{f"{date}__isnull": True, f"{date}_precision": "unknown"})
    known = Q(**{f"{date}__isnull": False, f"{date}_precision__in": ["day", "month", "year"]})
    return CheckConstraint(condition=unknown | known, name=name)


def one_of(field: str, values: Iterable[str], *, name: str) -> CheckConstraint:
    """The column holds one of ``values`` and nothing else."""
    return CheckConstraint(
        condition=Q(**{f"{field}__in": [str(value) for value in values]}), name=name
    )


def not_blank(field: str, *, name: str) -> CheckConstraint:
    """The text says something: at least one character that is not white space."""
    return CheckConstraint(condition=Q(**{f"{field}__regex": r"\S"}), name=name)
