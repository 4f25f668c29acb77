"""Every constraint of every table of ours refuses what breaks it."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from tests.house.database import rows
from tests.house.database.violations import VIOLATIONS, WITHOUT

OURS = [
    model
    for label in ("people", "ledger", "acts", "sources", "claims")
    for model in apps.get_app_config(label).get_models()
]
CONSTRAINTS = {constraint.name: model for model in OURS for constraint in model._meta.constraints}
UNIQUE = [
    (model, field.name)
    for model in OURS
    for field in model._meta.fields
    if field.unique and not field.primary_key and not field.is_relation
]


def test_a_valid_row_of_every_table_is_taken(db: None) -> None:
    made = {type(make()) for make in rows.MAKERS}

    # Rows of history are made by triggers.
    assert made == {model for model in OURS if not hasattr(model, "pgh_tracked_model")}


def test_no_constraint_is_without_its_violation() -> None:
    assert set(VIOLATIONS) == set(CONSTRAINTS)


@pytest.mark.parametrize("name", sorted(CONSTRAINTS))
def test_a_constraint_refuses(db: None, name: str) -> None:
    table = CONSTRAINTS[name]._meta.db_table
    with connection.cursor() as cursor:
        for other in WITHOUT.get(name, []):
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {other}")

    with pytest.raises(IntegrityError, match=f'constraint "{name}"'), transaction.atomic():
        VIOLATIONS[name]()


@pytest.mark.parametrize(("model", "field"), UNIQUE)
def test_a_unique_value_is_taken_once(db: None, model: type[models.Model], field: str) -> None:
    make = getattr(rows, re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower())
    shapes = {"url": "https://example.org/twice", "sha256": "cd" * 32, "previous_sha256": "cd" * 32}
    shapes |= {"key": "ab" * 16} if model.__name__ == "ErrorReport" else {}
    value = shapes.get(field, "twice")
    make(**{field: value})

    with pytest.raises(IntegrityError, match="unique constraint"), transaction.atomic():
        make(**{field: value})
