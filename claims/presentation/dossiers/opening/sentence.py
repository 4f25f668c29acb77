"""The sentence that opens a dossier: who says what of what is most disputed, and what was found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Claim, Counterclaim, Nature
from claims.presentation.dossiers.opening.clauses import (
    is_undated,
    list_clauses,
    numbered,
    own_losses_told,
)
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
from claims.presentation.dossiers.sayings import (
    Saying,
    counts_losses,
    sayings_of,
)
from claims.presentation.evidence.relays import Relays
from claims.presentation.figures.axis import numbers_of
from claims.presentation.figures.groups import DrawnFigure, FigureGroup
from claims.presentation.figures.standing import Grounds, grounds_between
from claims.presentation.words import who
from claims.reads.claims import voice_of
from claims.rules.figures import Relation, compare

MOST_NAMED = 4
"""So many claimants are named in the sentence; how many more there are is said."""
MOST_HEARD = 3
"""Who has a part in so many disputes without figures is heard first, and open."""


@dataclass(frozen=True, slots=True)
class Contest:
    """One thing of which claimants say how many.

    Args:
        group: its figures.
        sayings: what each claimant says of it now.
        disputes: how many pairs of claimants contradict each other with what they say now.
    """

    group: FigureGroup
    sayings: tuple[Saying, ...]
    disputes: int


@dataclass(frozen=True, slots=True)
class OpeningSentence:
    """The sentence, and what it is about.

    Args:
        group: the figures that it is about; None where it is about none.
        own_losses: what parties say of their own losses, as far as the sentence does not tell it.
        speakers: where it is about claims without figures, those who made them.
    """

    sentence: str
    group: FigureGroup | None = None
    own_losses: str = ""
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
    of equals that of which most claimants speak, then the first in the order of the measures. Where
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
    contests = [_contest(group, pairs, grounds, relays) for group in groups]
    contest = max(contests, key=_weight, default=None)
    answered = most_answered(pairs)
    if contest is not None and (contest.disputes or (contest.sayings and not answered)):
        named = _named(contest.sayings)
        own = _own_losses(contests, contest, named)
        return OpeningSentence(_on_figures(contest, claims, named), contest.group, own)
    answered = answered or most_disputed_itself(pairs)
    if answered:
        sentences = [sentence_of(answered, relays), *_on_claims(answered)]
    else:
        sentences = [_nothing_answered(claims), *findings_in_words(found_for(claims, ()))]
    return OpeningSentence(
        " ".join(sentences),
        own_losses=_own_losses(contests),
        speakers=frozenset(
            voice_of(claim) or claim.pk for claim in _claims_of(answered[:MOST_HEARD])
        ),
    )


def _weight(contest: Contest) -> tuple[bool, bool, int, int]:
    """What is disputed before what is not, losses before what else is counted, most first."""
    is_loss = counts_losses(contest.group.rows[0])
    return contest.disputes > 0, is_loss, contest.disputes, len(contest.sayings)


def _contest(
    group: FigureGroup, pairs: Sequence[Counterclaim], grounds: Grounds, relays: Relays
) -> Contest:
    sayings = tuple(saying for saying in sayings_of(group, pairs, relays) if saying.told)
    numbers = [[row for row in saying.told if row.value.numbers] for saying in sayings]
    disputes = sum(_contradict(*two, grounds) for two in combinations(numbers, 2))
    return Contest(group, sayings, disputes)


def _contradict(one: Sequence[DrawnFigure], other: Sequence[DrawnFigure], grounds: Grounds) -> bool:
    """Whether all that one claimant says contradicts all that another does."""
    relations = {
        compare(
            a.value, b.value, grounds=grounds.get(frozenset({a.claim.pk, b.claim.pk}), ())
        ).relation
        for a in one
        for b in other
    }
    return relations == {Relation.CONTRADICT}


def _own_losses(
    contests: Sequence[Contest], told: Contest | None = None, named: Sequence[Saying] = ()
) -> str:
    """What parties say of their own losses, each once: of the first thing that it counts whole.

    Args:
        contests: in the order of the measures.
        told: what the sentence is about.
        named: whose figures for it the sentence tells.
    """
    heard = {saying.rows[0].claim.claimant_id for saying in named if saying.is_own}
    own: dict[int, Saying] = {}
    for contest in contests:
        for saying in contest.sayings:
            party = saying.rows[0].claim.claimant_id
            is_whole = contest is not told and not contest.group.scope
            if is_whole and saying.is_own and numbered(saying) and party not in heard:
                own.setdefault(party, saying)
    return own_losses_told(list(own.values())[:MOST_NAMED])


def _on_figures(contest: Contest, claims: Sequence[Claim], named: Sequence[Saying]) -> str:
    line = list_clauses(named, contest.group)
    kept = {id(saying) for saying in named}
    more = sum(bool(numbered(one)) for one in contest.sayings if id(one) not in kept)
    if more:
        text = ngettext(
            "%(clauses)s; %(n)s more gave a figure",
            "%(clauses)s; %(n)s more gave figures",
            more,
        )
        line = text % {"clauses": line, "n": more}
    sentences = [_("%(clauses)s.") % {"clauses": line}]
    rows = contest.group.rows
    if len({voice_of(row.claim) or row.claim.pk for row in rows}) == 1 and len(claims) > 1:
        sentences.append(_("No other claimant here gives a figure for it."))
    found = found_for([row.claim for row in rows], {row.figure.pk for row in rows})
    told = {row.claim.pk for one in named for row in numbered(one) if row.is_wrong}
    sentences += findings_in_words(found, told=told)
    if not any_found(found):
        sentences.append(nothing_found_on_figures(found))
    return " ".join(sentences)


def _named(sayings: Sequence[Saying]) -> list[Saying]:
    """Whom the sentence names, in the order in which it does.

    Where there are too many: who lost them, the largest and the smallest figure that stands, then
    claimants with a name before sources without one, in the order in which they first spoke.
    """
    counted = [saying for saying in sayings if numbered(saying)]
    standing = [one for one in counted if not all(row.is_wrong for row in numbered(one))]
    first = [saying for saying in sayings if saying.is_own]
    ends = [max(standing, key=_size), min(standing, key=_size)] if standing else []
    rest = sorted(counted, key=lambda saying: not saying.is_named)
    wordless = [saying for saying in sayings if saying not in counted]
    chosen = list({id(one): one for one in (*first, *ends, *rest, *wordless)}.values())
    kept = chosen[:MOST_NAMED]
    return sorted(kept, key=_place)


def _place(saying: Saying) -> tuple[bool, bool, bool, Decimal]:
    """What it is put in order by: a figure that may have been replaced since does not lead."""
    return (not numbered(saying), is_undated(saying), not saying.is_own, -_size(saying))


def _size(saying: Saying) -> Decimal:
    return max((n for row in numbered(saying) for n in numbers_of(row.figure)), default=Decimal(0))


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
        return _("Only %(who)s has made a claim here.") % {"who": who(said[0])}
    text = ngettext(
        "%(n)s claim is recorded here; it contradicts no other.",
        "%(n)s claims are recorded here; none contradicts another.",
        len(claims),
    )
    return text % {"n": len(claims)}
