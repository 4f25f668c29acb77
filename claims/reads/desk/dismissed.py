"""What was proposed and refused."""

from __future__ import annotations

from collections.abc import Iterable

from claims.models import Dismissal
from claims.rules.proposable import Proposable


def dismissed_among(kind: Proposable, subjects: Iterable[str]) -> frozenset[str]:
    """Which of these keys of proposals somebody has refused; one query."""
    rows = Dismissal.objects.filter(kind=kind.value, subject__in=set(subjects))
    return frozenset(rows.values_list("subject", flat=True))
