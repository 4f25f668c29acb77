"""Names that only one row has: short names for addresses, references of imported rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tracker.base.values.refusal import Refusal

LONGEST = 60
"""Of a short name that is made here, without the number behind it."""


def refuse_taken(model: type[models.Model], field: str, value: str) -> None:
    """Refuse a name that a row has already.

    Raises:
        Refusal: ``<field>_taken``.
    """
    if _is_taken(model, field, value):
        raise Refusal(
            _('"%(value)s" is taken. Choose another name.') % {"value": value},
            code=f"{field}_taken",
            field=field,
        )


def insert_named(row: Any, *, slug: str, name: str, otherwise: str) -> None:
    """Insert a row under a short name; call it inside the transaction of the act.

    Two rows of one name that are inserted at once get two short names: the later insert waits for
    the earlier one, fails on its name and takes the next.

    Args:
        row: an unsaved row with a ``slug`` that is unique.
        slug: the short name, if somebody chose it.
        name: what one is made from otherwise; only its Latin letters and digits survive.
        otherwise: used where nothing of ``name`` survives, as with a name in Arabic script.

    Raises:
        Refusal: ``slug_taken``, of a short name that was chosen.
    """
    if slug:
        refuse_taken(type(row), "slug", slug)
        row.slug = slug
        row.save(force_insert=True)
        return
    for candidate in _candidates(slugify(name)[:LONGEST].strip("-") or otherwise):
        if _is_taken(type(row), "slug", candidate):
            continue
        row.slug = candidate
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            if not _is_taken(type(row), "slug", candidate):
                raise
        else:
            return


def _candidates(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))


def _is_taken(model: type[models.Model], field: str, value: str) -> bool:
    return model._default_manager.filter(**{field: value}).exists()  # noqa: SLF001 - documented name
