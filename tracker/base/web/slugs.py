"""Short names for addresses, made from what a person typed."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

LONGEST = 60


def free_slug(name: str, taken: QuerySet[Any], *, otherwise: str) -> str:
    """Make a short name that no row has yet.

    Args:
        name: what it is made from; only its Latin letters and digits survive.
        taken: the rows whose ``slug`` must differ.
        otherwise: used where nothing of ``name`` survives, as with a name in Arabic script.
    """
    stem = slugify(name)[:LONGEST].strip("-") or otherwise
    if not taken.filter(slug=stem).exists():
        return stem
    for number in count(2):
        slug = f"{stem}-{number}"
        if not taken.filter(slug=slug).exists():
            return slug
    raise AssertionError("There is always another number.")
