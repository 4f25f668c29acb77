"""The sentence that opens a dossier: who says what of what is most disputed, and what was found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Claim, Counterclaim, Nature
from claims.presentation.dossiers.opening.clauses import numbered
from claims.presentation.dossiers.opening.contests import Contest, contest_of, named_of
from claims.presentation.dossiers.opening.differences import (
    most_answered,
    most_disputed_itself,
    sentence_of,
)
from claims.presentation.dossiers.opening.found import (
    any_found,
    findings_in_words,
    found_for,
    nothing_found_on_claims,
    nothing_found_on_figures,
)
from claims.presentation.dossiers.opening.losses import MOST_NAMED, clauses_told, losses_besides
from claims.presentation.dossiers.sayings import Saying
from claims.presentation.evidence.relays import Relays
from claims.presentation.figures.groups import FigureGroup
from claims.presentation.figures.standing import grounds_between
from claims.presentation.words import who
from claims.reads.claims import voice_of
from claims.rules.grounds import Ground

MOST_HEARD = 3
"""Who has a part in so many disputes without figures is heard first, and open."""


@dataclass(frozen=True, slots=True)
class OpeningSentence:
    """The sentence, and what it is about.

    Args:
        group: the figures that it is about; None where it is about none.
        losses: who lost how many, on whose word, as far as the sentence does not tell it; before
            that the amount that is disputed, where the sentence tells losses that nobody disputes.
        speakers: where it is about claims without figures, those who made them.
    """

    sentence: str
    group: FigureGroup | None = None
    losses: str = ""
    speakers: frozenset[object] = frozenset()


def opening_told(
    claims: Sequence[Claim],
    pairs: Sequence[Counterclaim],
    groups: Sequence[FigureGroup],
    relays: Relays,
) -> OpeningSentence:
    """Say in plain words who says what, and what reviewers found.

    What it is about is chosen by counting, whoever speaks: the thing of which most pairs of
    claimants contradict each other with their latest figures, losses before what else is counted;
    of equals that of which most claimants speak, then the first in the order of the measures. Of
    amounts, such as kilometres, it is only where nobody tells of losses and no claims contradict
    each other on what happened; where losses are told, a disputed amount follows them. Where
    no figures contradict each other, it is the ground on which most claims answer those of another
    claimant; where nothing is answered either, the thing of which most claimants give a figure;
    where none does, what a claimant said otherwise than itself.

    Who lost them is told first, if it speaks; then from the largest figure to the smallest; last
    what its claimant may have replaced since, because it has no date.

    Args:
        claims: of one dossier, fetched as for cards.
        pairs: which of them answers which.
        groups: their figures (`claims.presentation.figures.groups.group_figures`).
        relays: who alone relays which of them.
    """
    grounds = grounds_between(pairs)
    contests = [contest_of(group, pairs, grounds, relays) for group in groups]
    contest = max(contests, key=attrgetter("weight"), default=None)
    answered = most_answered(pairs)
    amount = _disputed_amount(contests)
    if contest is not None and _leads(contest, amount, answered):
        named = named_of(contest.sayings, MOST_NAMED)
        besides = losses_besides(contests, contest, named)
        if amount is not None and amount is not contest and not contest.disputes:
            also = clauses_told(amount, named_of(amount.sayings, MOST_NAMED))
            besides = " ".join(filter(None, [also, besides]))
        return OpeningSentence(_on_figures(contest, claims, named), contest.group, besides)
    answered = answered or most_disputed_itself(pairs)
    if answered:
        sentences = [sentence_of(answered, relays), *_on_claims(answered)]
    else:
        sentences = [_nothing_answered(claims), *findings_in_words(found_for(claims, ()))]
    return OpeningSentence(
        " ".join(sentences),
        losses=losses_besides(contests),
        speakers=frozenset(
            voice_of(claim) or claim.pk for claim in _claims_of(answered[:MOST_HEARD])
        ),
    )


def _disputed_amount(contests: Sequence[Contest]) -> Contest | None:
    disputed = [each for each in contests if each.is_amount and each.disputes]
    return max(disputed, key=attrgetter("weight"), default=None)


def _leads(contest: Contest, amount: Contest | None, answered: Sequence[Counterclaim]) -> bool:
    """Whether the sentence is about figures, and not about claims that contradict each other.

    Args:
        contest: the figures that it would be about.
        amount: the disputed amount, if there is one.
        answered: the claims that it would be about.
    """
    if contest.disputes and not contest.is_amount:
        return True
    if amount is not None:
        return all(Ground(pair.ground) is Ground.DIFFERENT_FIGURE for pair in answered)
    return bool(contest.sayings) and not answered


def _on_figures(contest: Contest, claims: Sequence[Claim], named: Sequence[Saying]) -> str:
    sentences = [clauses_told(contest, named)]
    rows = contest.group.rows
    if len({voice_of(row.claim) or row.claim.pk for row in rows}) == 1 and len(claims) > 1:
        sentences.append(_("No other claimant here gives a figure for it."))
    found = found_for([row.claim for row in rows], {row.figure.pk for row in rows})
    told = {row.claim.pk for one in named for row in numbered(one) if row.is_wrong}
    sentences += findings_in_words(found, told=told)
    if not any_found(found):
        sentences.append(nothing_found_on_figures(found))
    return " ".join(sentences)


def _on_claims(pairs: Sequence[Counterclaim]) -> list[str]:
    """What was found of the claims on both sides of pairs."""
    found = found_for(_claims_of(pairs), ())
    return findings_in_words(found) if any_found(found) else [nothing_found_on_claims(found)]


def _claims_of(pairs: Sequence[Counterclaim]) -> list[Claim]:
    return [claim for pair in pairs for claim in (pair.answers, pair.claim)]


def _nothing_answered(claims: Collection[Claim]) -> str:
    voices = {voice_of(claim) for claim in claims}
    said = [claim for claim in claims if claim.nature == Nature.STATEMENT]
    if said and len(voices) == 1 and None not in voices:
        return _("Only %(who)s made a claim here.") % {"who": who(said[0])}
    text = ngettext(
        "%(n)s claim is recorded here; it contradicts no other.",
        "%(n)s claims are recorded here; none contradicts another.",
        len(claims),
    )
    return text % {"n": len(claims)}
