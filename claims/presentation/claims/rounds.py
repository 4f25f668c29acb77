"""The rounds of a claim in words for readers: how many, how they ended, why again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from claims.models import Claim, Round
from claims.presentation.people import named_reviewers
from claims.rules.verdicts import RoundResult, WaivedRule


@dataclass(frozen=True, slots=True)
class RoundWords:
    """One round as readers are told of it: nothing of what its reviews say.

    Args:
        number: counted from one.
        result: how it ended, as a code.
        ended: the same in words.
        closed_at: when it ended.
        again: why the claim was reviewed again; empty for a first round.
        cancelled: why it was ended without a result, if it was.
        reviews: how many reviews were sealed in it.
        adds_to: the number of the split with whose reviews its own counts, if it does.
        reviewers: who sealed a review in it, by name; nobody where the house names nobody.
        waivers: each rule that was waived for it, in a sentence, with the reason.
    """

    number: int
    result: str
    ended: str
    closed_at: datetime | None
    again: str
    cancelled: str
    reviews: int
    adds_to: int | None
    reviewers: list[str]
    waivers: list[tuple[str, str]]


def round_words(claim: Claim, rounds: Iterable[Round]) -> list[RoundWords]:
    """Put rounds into words.

    Args:
        claim: theirs, with its ``waivers``.
        rounds: those that readers are told of, the oldest first, with who was ``given`` them.
    """
    waivers = list(claim.waivers.all())
    return [
        RoundWords(
            number=row.number,
            result=row.result,
            ended=_ended(row),
            closed_at=row.closed_at,
            again=row.opening_reason,
            cancelled=row.closing_reason,
            reviews=len(row.given),  # type: ignore[attr-defined]
            adds_to=None if row.adds_to_id is None else row.number - 1,
            reviewers=named_reviewers(row),
            waivers=[
                (_(WaivedRule(waiver.rule).said), waiver.reason)
                for waiver in waivers
                if waiver.number == row.number
            ],
        )
        for row in rounds
    ]


def _ended(row: Round) -> str:
    result = RoundResult(row.result)
    if row.adds_to_id is not None and result is RoundResult.SPLIT:
        return _("the reviewers still differ")
    return _(result.label)
