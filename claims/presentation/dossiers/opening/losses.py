"""What a dossier's opening says of losses besides the thing that its first sentence is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.presentation.dossiers.opening.clauses import (
    list_clauses,
    numbered,
    own_losses_told,
)
from claims.presentation.dossiers.opening.contests import Contest, named_of
from claims.presentation.dossiers.sayings import Saying

MOST_NAMED = 4
"""So many claimants are named in the sentence; how many more there are is said."""
MOST_BESIDES = 2
"""So many claimants are named of what the first sentence is not about."""


def clauses_told(contest: Contest, named: Sequence[Saying]) -> str:
    """Say in a line what each claimant that is named says, and how many more gave figures.

    Args:
        contest: the thing that is counted.
        named: whom the line names.
    """
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
    return _("%(clauses)s.") % {"clauses": line}


def losses_besides(
    contests: Sequence[Contest], told: Contest | None = None, named: Sequence[Saying] = ()
) -> str:
    """Say who lost how many, on whose word, as far as the first sentence does not; "" if nobody.

    Where that is about losses, the losses of others of which most claimants speak follow; where it
    is about something else, two such things do. Then what parties say of their own losses, each
    once. All of what is counted whole: part of something is no answer to how many it cost.

    Args:
        contests: in the order of the measures.
        told: what the first sentence is about; None where it is about claims without figures.
        named: whose figures for it that names.
    """
    is_told = told is not None and told.is_loss
    others = _most_told(_told_by_others(_whole_losses(contests, told)), 1 if is_told else 2)
    sayings = [named_of(each.sayings, MOST_BESIDES) for each in others]
    lines = [clauses_told(each, own) for each, own in zip(others, sayings, strict=True)]
    heard = _own_parties([*named, *(one for each in sayings for one in each)])
    lines.append(_own_losses(_whole_losses(contests, told, *others), heard))
    return " ".join(filter(None, lines))


def _whole_losses(contests: Iterable[Contest], *besides: Contest | None) -> list[Contest]:
    return [
        contest
        for contest in contests
        if contest.is_loss
        and not contest.group.scope
        and contest.sayings
        and all(contest is not other for other in besides)
    ]


def _told_by_others(contests: Iterable[Contest]) -> list[Contest]:
    """Those of which more is said than what those say who had them."""
    return [each for each in contests if not all(saying.is_own for saying in each.sayings)]


def _most_told(contests: Sequence[Contest], most: int) -> list[Contest]:
    """Of the first measure of which there is any, those that most claimants dispute, or tell of."""
    first = [
        each
        for each in contests
        if each.group.rows[0].figure.measure_id == contests[0].group.rows[0].figure.measure_id
    ]
    return sorted(first, key=lambda each: (-each.disputes, -len(each.sayings)))[:most]


def _own_parties(sayings: Iterable[Saying]) -> set[int]:
    return {saying.rows[0].claim.claimant_id for saying in sayings if saying.is_own}


def _own_losses(contests: Iterable[Contest], heard: Collection[int]) -> str:
    """What parties say of their own losses, each once: of the first thing that it counts."""
    own: dict[int, Saying] = {}
    for saying in (saying for contest in contests for saying in contest.sayings):
        party = saying.rows[0].claim.claimant_id
        if saying.is_own and numbered(saying) and party not in heard:
            own.setdefault(party, saying)
    return own_losses_told(list(own.values())[:MOST_NAMED])
