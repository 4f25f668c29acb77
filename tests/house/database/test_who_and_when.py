"""Who and when come together: every pair of such columns is both set or both empty."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.models import CheckConstraint

OURS = [
    model
    for label in ("people", "ledger", "acts", "sources", "claims")
    for model in apps.get_app_config(label).get_models()
    if not hasattr(model, "pgh_tracked_model")
]
PAIRS = [
    (model, name.removesuffix("_at"))
    for model in OURS
    for name in (field.name for field in model._meta.fields)
    if name.endswith("_at")
    and f"{name.removesuffix('_at')}_by" in {field.name for field in model._meta.fields}
]


def nullable(model: type[models.Model], column: str) -> bool:
    return bool(getattr(model._meta.get_field(column), "null", False))


def keeps_together(model: type[models.Model], stem: str) -> bool:
    """Whether a CHECK of the table allows exactly both or neither."""
    wanted = {f"{stem}_{end}__isnull" for end in ("at", "by")}
    for constraint in model._meta.constraints:
        if not isinstance(constraint, CheckConstraint):
            continue
        allowed = _branches(constraint.condition)
        if all(set(branch) == wanted for branch in allowed):
            values = {tuple(sorted(branch.items())) for branch in allowed}
            both = {tuple((name, none) for name in sorted(wanted)) for none in (True, False)}
            if values == both:
                return True
    return False


def _branches(condition: Any) -> list[dict[str, bool]]:
    return [
        dict(child.children)
        for child in condition.children
        if hasattr(child, "children") and all(isinstance(leaf, tuple) for leaf in child.children)
    ]


def test_there_are_pairs_to_look_at() -> None:
    assert len(PAIRS) >= 8


@pytest.mark.parametrize(("model", "stem"), PAIRS)
def test_both_columns_are_required_or_kept_together(model: type[models.Model], stem: str) -> None:
    at, by = (nullable(model, f"{stem}_{end}") for end in ("at", "by"))

    assert at == by
    assert not at or keeps_together(model, stem)


def test_the_check_that_looks_can_tell(db: None) -> None:
    assignment = apps.get_model("claims", "Assignment")

    assert keeps_together(assignment, "closed")
    assert not any(keeps_together(assignment, stem) for stem in ("assigned", "due"))
