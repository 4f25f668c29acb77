"""Disputes without numbers: who denies what, who says that somebody else did it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from claims.models import Claim, Counterclaim, Nature
from claims.presentation.dossiers.opening.statements import said_in_pair
from claims.presentation.evidence.relays import Relays
from claims.presentation.pairs.headline import names_apart
from claims.presentation.pairs.itself import disputes_itself, itself_in_words
from claims.presentation.pairs.telling import is_on_figures
from claims.reads.claims import voice_of
from claims.rules.grounds import DISPUTING, Ground

_CLAUSES = {
    Ground.DENIAL: gettext_noop("%(who)s denied what %(whom)s said"),
    Ground.DIFFERENT_ATTRIBUTION: gettext_noop(
        "%(whom)s and %(who)s contradicted each other on who did it, or to whom"
    ),
    Ground.DIFFERENT_DATE: gettext_noop(
        "%(whom)s and %(who)s contradicted each other on when it happened"
    ),
    Ground.DIFFERENT_PLACE: gettext_noop(
        "%(whom)s and %(who)s contradicted each other on where it happened"
    ),
    Ground.DIFFERENT_OUTCOME: gettext_noop(
        "%(whom)s and %(who)s contradicted each other on how it went"
    ),
    Ground.DIFFERENT_FIGURE: gettext_noop("%(whom)s and %(who)s gave different figures"),
}


def most_answered(pairs: Sequence[Counterclaim]) -> list[Counterclaim]:
    """The pairs on the ground on which most claimants dispute what others say.

    One pair for each two claimants, and for a denial one for each that denies. Of equal grounds
    the first in the order of the grounds, denials before all. Who said nothing disputes nothing.
    Claimants with a name come before sources without one.
    """
    found: dict[Ground, dict[object, Counterclaim]] = defaultdict(dict)
    for pair in pairs:
        ground, ends = Ground(pair.ground), (_voice(pair.claim), _voice(pair.answers))
        is_said = Nature.SILENCE not in {pair.claim.nature, pair.answers.nature}
        if ground in DISPUTING and ends[0] != ends[1] and is_said:
            key = ends if ground is Ground.DENIAL else frozenset(ends)
            found[ground].setdefault(key, pair)
    ordered = [list(found[ground].values()) for ground in _CLAUSES if ground in found]
    most = max(ordered, key=len, default=[])
    return sorted(most, key=_nameless)


def most_disputed_itself(pairs: Sequence[Counterclaim]) -> list[Counterclaim]:
    """The pairs in which claimants dispute what they said themselves, one for each claimant."""
    found: dict[object, Counterclaim] = {}
    for pair in filter(disputes_itself, pairs):
        found.setdefault(_voice(pair.claim), pair)
    return list(found.values())


def sentence_of(pairs: Sequence[Counterclaim], relays: Relays) -> str:
    """Say who disputes what whom says, what each of the two says, and how many more disputes.

    Args:
        pairs: at least one.
        relays: who alone relays which claims.
    """
    clauses = list(dict.fromkeys(map(_clause, pairs)))
    return f"{_counted(clauses)} {said_in_pair(pairs[0], relays)}"


def _counted(clauses: Sequence[str]) -> str:
    """The first clause, whose sides are heard next, and how many more there are."""
    line, more = clauses[0], len(clauses) - 1
    if more > 0:
        text = ngettext(
            "%(clauses)s; another dispute like it is set out below",
            "%(clauses)s; %(n)s more disputes like it are set out below",
            more,
        )
        line = text % {"clauses": line, "n": more}
    return _("%(clauses)s.") % {"clauses": line}


def _clause(pair: Counterclaim) -> str:
    if disputes_itself(pair):
        return itself_in_words(pair)
    whom, who = names_apart(pair.answers, pair.claim)
    ground = Ground(pair.ground)
    clause = _CLAUSES[ground]
    if ground is Ground.DIFFERENT_FIGURE and not is_on_figures(pair):
        clause = gettext_noop("%(whom)s and %(who)s gave different accounts")
    return _(clause) % {"who": who, "whom": whom}


def _nameless(pair: Counterclaim) -> int:
    """How many sides have no name."""
    return [voice_of(claim) for claim in (pair.answers, pair.claim)].count(None)


def _voice(claim: Claim) -> object:
    return voice_of(claim) or claim.pk
