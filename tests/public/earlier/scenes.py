"""Claims that are changed after the day as of which pages are asked for, and parts of pages."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from claims.models import Claim, Incident, Party
from claims.operations.record import revise_claim
from tests.factories import (
    a_claim,
    a_figure,
    a_party,
    an_assignment,
    an_editor,
    an_incident,
    later,
)
from tests.markup import folded
from tracker.base.values.partial_date import PartialDate

DAY = {"as_of": "2026-03-01"}
NEXT_DAY = {"as_of": "2026-03-02"}
SAID = PartialDate.parse("2026-02-26")
AGAIN = PartialDate.parse("2026-02-27")


def path_of(incident: Incident) -> str:
    return f"/incidents/{incident.slug}/"


def revised(claim: Claim, *, days: int = 1, **changes: object) -> None:
    claim.refresh_from_db()
    told = {"by": an_editor(), "at": later(days=days), "reason": "A slip."}
    revise_claim(claim=claim, **told, **changes)  # type: ignore[arg-type]


def killed(best: int, of: Party) -> list[object]:
    return [a_figure(best=best, subjects=[of])]


def two_sides() -> tuple[Claim, Claim]:
    """The army counts twenty of the rebels, they count seven of their own: both under review."""
    incident = an_incident("Raid at the ford")
    army, rebels = a_party("The army"), a_party("The rebels")
    given = [(army, 20, SAID), (rebels, 7, AGAIN)]
    claims = [
        a_claim(
            incident=incident,
            claimant=who,
            statement=f"{number} of them died.",
            figures=killed(number, rebels),
            made_on=day,
        )
        for who, number, day in given
    ]
    for claim in claims:
        an_assignment(claim)
    return claims[0], claims[1]


def part(page: str, css: str) -> str:
    """The text of the parts of a page that a selector finds."""
    found = LexborHTMLParser(page).css(css)
    assert found, css
    return folded(" ".join(node.text() for node in found))
