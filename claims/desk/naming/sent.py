"""Names that were typed and sent without being chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from django.http import QueryDict

from claims.desk.naming.forms import LONGEST_NAME, TYPED
from claims.matching.names_typed import RowTyped, row_meant

if TYPE_CHECKING:
    from claims.models.matching.index import IndexedKind

MOST_LOOKED_UP = 30
"""Names of one form that are looked up; what is more has to be chosen."""
Unmet = dict[str, tuple[str, list[RowTyped] | None]]
"""What was typed and what may be meant, by the name of the field; None where nobody looked."""


def take_names(
    sent: QueryDict, kinds: Mapping[str, IndexedKind], *, key: str = "pk"
) -> tuple[QueryDict, Unmet]:
    """Choose the rows that names say that were typed, and tell the names that do not say one.

    What is typed counts, not what was chosen before; where several rows may be chosen, both do.

    Args:
        sent: what was posted.
        kinds: of which rows a field is, by its name without the number of its row.
        key: what of a row a browser sends for it.

    Returns:
        What counts as sent, and what nobody can tell.
    """
    result, unmet = sent.copy(), Unmet()
    for number, (name, typed, kind) in enumerate(_typed(sent, kinds)):
        if number >= MOST_LOOKED_UP:
            unmet[name] = (typed, None)
            continue
        row, found = row_meant(typed, kind)
        if row is None:
            unmet[name] = (typed, found)
            continue
        result[name + TYPED] = ""
        result.setlist(name, [*sent.getlist(name), str(getattr(row, key))])
    return result, unmet


def _typed(
    sent: QueryDict, kinds: Mapping[str, IndexedKind]
) -> Iterator[tuple[str, str, IndexedKind]]:
    """The name of each field in which something was typed, what, and of which rows it is."""
    for typed_name in sent:
        name = typed_name.removesuffix(TYPED)
        kind = kinds.get(name.rpartition("-")[2])
        typed = sent.get(typed_name, "").strip()[:LONGEST_NAME]
        if typed_name != name and kind is not None and typed:
            yield name, typed, kind
