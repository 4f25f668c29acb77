"""The answers that are proposed for one claim, from the claims that are recorded here."""

from __future__ import annotations

from dataclasses import dataclass

from claims.matching.answers.propose_answers import AnswerProposed, SaidInClaim, propose_answers
from claims.matching.answers.statement_signs import statement_signs_of
from claims.matching.known_names import KnownNames
from claims.models import Claim
from claims.reads.claims import figure_value, voice_of
from claims.reads.desk.claims import claims_beside, paired_among
from claims.reads.desk.dismissed import dismissed_among
from claims.reads.desk.evidence import parties_with_names
from claims.rules.proposable import Proposable
from tracker.base.people.models import User
from tracker.base.values.partial_date import PartialDate

MOST_CLAIMS = 150
"""Claims that one claim is held against."""


@dataclass(frozen=True, slots=True)
class AnswersFound:
    """What is proposed for a claim, and nobody has refused; `claims` are those named, by key."""

    proposed: tuple[AnswerProposed, ...]
    claims: dict[int, Claim]


def find_answers(claim: Claim, user: User) -> AnswersFound:
    """Propose what answers a claim and what it answers, in a fixed number of queries.

    Args:
        claim: fetched with what figures are compared by (`with_figures`).
        user: who looks.
    """
    beside = claims_beside(claim, user, most=MOST_CLAIMS)
    parties = KnownNames()
    for party in parties_with_names():
        aliases = (alias.name for alias in party.aliases.all())
        parties.call(party.pk, filter(None, (party.name, party.acronym, *aliases)), is_party=True)
    proposed = propose_answers(
        _said(claim, parties),
        [_said(other, parties) for other in beside],
        paired=paired_among([claim.pk, *(other.pk for other in beside)]),
    )
    refused = dismissed_among(Proposable.COUNTERCLAIM, [one.subject for one in proposed])
    return AnswersFound(
        tuple(one for one in proposed if one.subject not in refused),
        {row.pk: row for row in (claim, *beside)},
    )


def _said(claim: Claim, parties: KnownNames) -> SaidInClaim:
    return SaidInClaim(
        claim=claim.pk,
        incident=claim.incident_id,
        voice=voice_of(claim),
        statement=claim.statement,
        signs=statement_signs_of(claim.statement, claim.language, parties),
        language=claim.language.partition("-")[0],
        figures=tuple(figure_value(figure, claim) for figure in claim.figures.all()),
        made_on=claim.made_on,
        made_until=PartialDate.of(claim.made_on, claim.made_on_precision).last,
        order=claim.pk,
    )
