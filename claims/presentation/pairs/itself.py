"""Pairs of which both claims are one claimant's: it says otherwise than it did itself."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from claims.models import Counterclaim, Nature
from claims.presentation import words
from claims.presentation.pairs.telling import is_on_figures
from claims.reads.claims import voice_of
from claims.rules.grounds import DISPUTING, Ground

_IN_WORDS: Mapping[Ground, str] = {
    Ground.DENIAL: gettext_noop("One statement by %(who)s denied another"),
    Ground.DIFFERENT_ATTRIBUTION: gettext_noop(
        "Two statements by %(who)s contradicted each other on who did it, or to whom"
    ),
    Ground.DIFFERENT_DATE: gettext_noop(
        "Two statements by %(who)s contradicted each other on when it happened"
    ),
    Ground.DIFFERENT_PLACE: gettext_noop(
        "Two statements by %(who)s contradicted each other on where it happened"
    ),
    Ground.DIFFERENT_OUTCOME: gettext_noop(
        "Two statements by %(who)s contradicted each other on how it went"
    ),
    Ground.DIFFERENT_FIGURE: gettext_noop("%(who)s gave different figures in two claims"),
}
"""What one claimant does that answers itself; in which order is not always known."""


def is_of_one_voice(pair: Counterclaim) -> bool:
    """Whether one and the same party or outlet makes both claims; nobody in particular is none."""
    return voice_of(pair.answers) is not None and voice_of(pair.answers) == voice_of(pair.claim)


def disputes_itself(pair: Counterclaim) -> bool:
    """Whether a claimant disputes a statement of its own."""
    is_said = Nature.SILENCE not in {pair.answers.nature, pair.claim.nature}
    return is_said and is_of_one_voice(pair) and Ground(pair.ground) in DISPUTING


def contradicts_itself(pair: Counterclaim) -> bool:
    """Whether it contradicts a statement of its own: two figures of one claimant do not."""
    return disputes_itself(pair) and pair.ground != Ground.DIFFERENT_FIGURE


def told_of_itself(pair: Counterclaim) -> str:
    """The sentence that stands beside such a pair; "" for every other pair."""
    if not disputes_itself(pair):
        return ""
    text = _("Both claims are by %(who)s: no two claimants contradict each other here.")
    if contradicts_itself(pair):
        text = _("Both claims are by %(who)s: one contradicts the other.")
    return text % {"who": words.who(pair.answers)}


def itself_in_words(pair: Counterclaim) -> str:
    """What the claimant does, in a clause.

    Args:
        pair: one that `disputes_itself`.
    """
    ground = Ground(pair.ground)
    said = _IN_WORDS[ground]
    if ground is Ground.DIFFERENT_FIGURE and not is_on_figures(pair):
        said = gettext_noop("%(who)s gave different accounts in two claims")
    return _(said) % {"who": words.who(pair.answers)}
