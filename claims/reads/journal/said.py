"""What a claim says, field by field in words, as the journal keeps what was changed.

A version is written down for those who review it. Until then a claim is changed in its place, and
nothing but the journal tells what stood there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from claims.models import Claim, Figure
from tracker.base.values.partial_date import PartialDate


def fields_of_claim(claim: Claim) -> Mapping[str, str]:
    """Each field by a name of ours, in words; not the note among colleagues.

    Those who review the claim read in its journal what was changed, and they read no such notes.
    """
    return {
        "incident": claim.incident.title,
        "claimant": claim.claimant.name,
        "statement": claim.statement,
        "wording": claim.get_wording_display(),
        "nature": claim.get_nature_display(),
        "language": claim.language,
        "made_on": str(PartialDate.of(claim.made_on, claim.made_on_precision)),
        "place": claim.place.name if claim.place else "",
        "spokesperson": claim.spokesperson,
        "spokesperson_role": claim.spokesperson_role,
        "channel": claim.channel,
        "outlet": claim.outlet.name if claim.outlet else "",
        "public_note": claim.public_note,
        "figures": "; ".join(_figures(claim)),
    }


def said_otherwise(before: Mapping[str, str], now: Mapping[str, str]) -> list[list[str]]:
    """What is different: the name of each field, what it said and what it says."""
    return [[name, before[name], said] for name, said in now.items() if before[name] != said]


def _figures(claim: Claim) -> Iterator[str]:
    """Each figure: what is counted, of whom, and the numbers with the words they were said in."""
    rows = claim.figures.select_related("measure", "place").prefetch_related("subjects")
    for row in rows.order_by("position"):
        parts = [
            row.measure.named,
            " / ".join(sorted(party.name for party in row.subjects.all())),
            _numbers(row),
            f"“{row.wording}”" if row.wording else "",
            row.part,
            row.place.name if row.place else "",
            str(row.counted_period) if row.period else "",
            str(row.known_as_of) if row.as_of else "",
            row.public_note,
        ]
        yield ", ".join(part for part in parts if part)


def _numbers(row: Figure) -> str:
    numbers = [f"{number.normalize():f}" for number in _given(row)]
    return f"{'–'.join(numbers)} ({row.get_qualifier_display()})"


def _given(row: Figure) -> Iterator[Decimal]:
    return (number for number in (row.low, row.best, row.high) if number is not None)
