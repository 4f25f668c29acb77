"""What is looked for while a claim is typed: its figures, its language, what is there already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING

from django.http import QueryDict

from claims.desk.record.claim_form import ClaimForm
from claims.matching.names_typed import NAMED
from claims.matching.near_duplicates import (
    near_duplicates,
    resting_on,
    said_already,
    same_figures,
)
from claims.reads.desk.evidence import pages_at
from claims.reads.desk.text_reader import NUMBERS
from tracker.base.language.dictionary import language_told
from tracker.base.languages.names import language_code
from tracker.base.values.address import page_spelled
from tracker.base.values.number_range import amount
from tracker.base.values.refusal import InvalidValueError
from tracker.base.web.fields import LONGEST_TEXT, keys_of
from tracker.base.web.forms import Offer

if TYPE_CHECKING:
    from claims.desk.record.figures_read import Row
    from claims.models import Claim
    from tracker.base.people.models import User

_NEW = {
    "incident": ("new_incident", NAMED["incident"]),
    "claimant": ("new_claimant", NAMED["party"]),
    "place": ("new_place", NAMED["place"]),
}
"""What a new row is named in -> of which rows."""


def language_given(sent: QueryDict) -> str:
    """The language that somebody gives, or the one that the statement tells."""
    given = language_code(sent.get("language", "").strip())
    return given or language_told(sent.get("statement", "")[:LONGEST_TEXT])


def language_to_propose(form: ClaimForm) -> str:
    """The language that the statement of a form tells, where it is not the one that is given."""
    statement, given = str(form["statement"].value() or ""), str(form["language"].value() or "")
    told = language_told(statement[:LONGEST_TEXT])
    return "" if told == language_code(given.strip()).partition("-")[0].lower() else told


def look_around(form: ClaimForm, sent: QueryDict, rows: Sequence[Row], *, by: User) -> None:
    """Put into a form what is there already that is much like what was typed.

    Args:
        form: as it is shown.
        sent: what was typed.
        rows: its figures.
        by: who types it: a draft of somebody else is not told.
    """
    statement = sent.get("statement", "")[:LONGEST_TEXT]
    form.said_already = said_already(statement, by, language=language_given(sent))
    claimants, incidents = keys_of(sent.getlist("claimant")), keys_of(sent.getlist("incident"))
    if claimants and incidents:
        form.counted_already = same_figures(
            by, claimant=max(claimants), incident=max(incidents), figures=_figures(rows)
        )
    form.names_known = list(_known(sent))
    form.says_another = "another" in sent


def same_page(address: str, *, by: User) -> list[Claim] | None:
    """The claims that rest on a page already, or on one most likely the same at another address.

    Args:
        address: as it was typed.
        by: who types it: a draft of somebody else is not told.

    Returns:
        The claims; None where the address is none.
    """
    page = page_spelled(address)
    return resting_on(by, [row.pk for row in pages_at(page)]) if page else None


def _figures(rows: Sequence[Row]) -> Iterator[tuple[str, set[Decimal]]]:
    """The measure and the numbers of each row, as far as they are numbers."""
    for row in rows:
        numbers: set[Decimal] = set()
        for name in NUMBERS:
            with suppress(InvalidValueError):
                number = amount(row[name] or None)
                numbers |= {number} if number is not None else set()
        if row["measure"] and numbers:
            yield str(row["measure"]), numbers


def _known(sent: QueryDict) -> Iterator[Offer]:
    """Rows that go by much the same name as a new one."""
    for field, (new, kind) in _NEW.items():
        name = sent.get(new, "").strip()[:300]
        for one in near_duplicates(name, kind) if name else ():
            yield Offer(f"{field}:{one.row.pk}", one.row)
