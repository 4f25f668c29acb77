"""Claims that may say what a claim says: proposed, and not again once somebody has refused it."""

from __future__ import annotations

from dataclasses import dataclass

from claims.matching.claims import LikelySame, MatchGround, likely_same
from claims.models import Claim
from claims.reads.desk.claims import paired_among
from claims.reads.desk.claims import with_figures as others_with_figures
from claims.reads.desk.dismissed import dismissed_among
from claims.reads.visible import claims_seen_by
from claims.rules.proposable import Proposable
from claims.rules.states import ClaimStatus
from tracker.base.people.models import User

AT_LEAST = 0.2
"""Likelihood from which a claim is shown to somebody who asks what else says the same."""
MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class SaidElsewhere:
    """That another claim may say the same as a claim."""

    claim: Claim
    likely: LikelySame

    @property
    def other(self) -> Claim:
        """The claim that may say the same."""
        return self.likely.claim

    @property
    def is_same_claimant(self) -> bool:
        """Whether it is one claimant who says it twice; else these are two claims in any case."""
        return self.claim.claimant_id == self.other.claimant_id

    @property
    def subject(self) -> str:
        """What a refusal is remembered by: both claims, whichever was asked of."""
        one, other = sorted((self.claim.pk, self.other.pk))
        return f"claim:{one}:claim:{other}"


def find_said_elsewhere(
    claim: Claim, user: User, *, with_figures: bool = False
) -> list[SaidElsewhere]:
    """The claims that may say the same, likeliest first, in a fixed number of queries.

    Those that people have paired with it, and those somebody has said to be another thing, are left
    out.

    Args:
        claim: the claim.
        user: who looks: a draft of somebody else is not among them.
        with_figures: whether the others come with their figures.
    """
    others = claims_seen_by(user).exclude(pk=claim.pk).exclude(status=ClaimStatus.WITHDRAWN)
    others = others_with_figures(others) if with_figures else others
    likely = likely_same(claim.statement, others, top=MOST_SHOWN, language=claim.language)
    found = [SaidElsewhere(claim, one) for one in likely if _is_told(one)]
    paired = {
        key
        for answering, answered, _ground in paired_among([claim.pk, *(f.other.pk for f in found)])
        if claim.pk in (answering, answered)
        for key in (answering, answered)
    }
    refused = dismissed_among(Proposable.DUPLICATE, [one.subject for one in found])
    return [one for one in found if one.other.pk not in paired and one.subject not in refused]


def _is_told(one: LikelySame) -> bool:
    """Whether a claim is worth a look: likely the same, or a number and a name are.

    Two languages share no words, so that what is said in the other has a low likelihood.
    """
    named = {MatchGround.NAMES, MatchGround.PLACE} & one.grounds.keys()
    return one.score >= AT_LEAST or bool(named and MatchGround.FIGURES in one.grounds)
