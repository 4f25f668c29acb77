"""A pair in one line: who says what against whom, or on what the two disagree.

Nothing is said that the two claims do not say: numbers stand only where both give one for the same
thing, and where they do not, the recorded ground is put into words. It is told in the past, which
is the same for one speaker and for many.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from claims.models import Claim, Counterclaim, Figure, Nature
from claims.presentation import words
from claims.presentation.figures import in_words
from claims.presentation.pairs.itself import disputes_itself, is_of_one_voice, itself_in_words
from claims.presentation.pairs.telling import ToldFigures, given_in_words, is_on_figures, telling_of
from claims.reads.verdicts import verdict_in_force
from claims.rules.figures import Counts, Qualifier, Relation
from claims.rules.grounds import Ground
from tracker.base.values.partial_date import PartialDate
from tracker.base.writing.lists import comma_list

_IN_FIGURES = {
    Ground.DIFFERENT_FIGURE: frozenset(Relation),
    Ground.PARTIAL_CONFIRMATION: frozenset(Relation) - {Relation.AGREE},
    Ground.REVISION: frozenset(Relation) - {Relation.AGREE},
    Ground.DENIAL: frozenset({Relation.CONTRADICT}),
}
"""Grounds on which the figures tell the dispute, where they stand to each other so."""
_IN_WORDS: Mapping[Ground, str] = {
    Ground.DIFFERENT_FIGURE: gettext_noop(
        "%(who)s and %(other)s give different figures: %(incident)s"
    ),
    Ground.DENIAL: gettext_noop("%(other)s denied what %(who)s said: %(incident)s"),
    Ground.DIFFERENT_ATTRIBUTION: gettext_noop(
        "%(who)s and %(other)s disagree on who did it or who suffered it: %(incident)s"
    ),
    Ground.DIFFERENT_DATE: gettext_noop(
        "%(who)s and %(other)s disagree on when it happened: %(incident)s"
    ),
    Ground.DIFFERENT_PLACE: gettext_noop(
        "%(who)s and %(other)s disagree on where it happened: %(incident)s"
    ),
    Ground.DIFFERENT_OUTCOME: gettext_noop(
        "%(who)s and %(other)s disagree on how it went: %(incident)s"
    ),
    Ground.PARTIAL_CONFIRMATION: gettext_noop(
        "%(other)s confirmed a part of what %(who)s said: %(incident)s"
    ),
    Ground.REPETITION: gettext_noop("%(other)s repeated what %(who)s said: %(incident)s"),
    Ground.REVISION: gettext_noop("%(other)s revised what %(who)s said: %(incident)s"),
}
_OF_ONE_VOICE: Mapping[Ground, str] = {
    Ground.REPETITION: gettext_noop("Repeated by %(who)s: %(incident)s"),
    Ground.REVISION: gettext_noop("Revised by %(who)s: %(incident)s"),
}


def pair_headline(pair: Counterclaim) -> str:
    """Say in one line what a pair is about.

    Args:
        pair: fetched as `claims.reads.claims.pairs_shown` does.
    """
    first, second, ground = pair.answers, pair.claim, Ground(pair.ground)
    who, other = names_apart(first, second)
    if Nature.SILENCE in {first.nature, second.nature}:
        text = _("%(who)s and %(other)s, side by side: %(incident)s")
        return text % {"who": who, "other": other, "incident": words.dossier_title(first.incident)}
    one_voice = is_of_one_voice(pair)
    telling = telling_of(pair)
    if telling is not None and telling[2].relation in _IN_FIGURES.get(ground, frozenset()):
        if one_voice:
            return _revised(pair, telling)
        return _figures(pair, telling, who, other)
    said = _IN_WORDS[ground]
    if ground is Ground.DIFFERENT_FIGURE and not is_on_figures(pair):
        said = gettext_noop("%(who)s and %(other)s give different accounts: %(incident)s")
    if disputes_itself(pair):
        text = _("%(clause)s: %(incident)s")
        incident = words.dossier_title(first.incident)
        return text % {"clause": itself_in_words(pair), "incident": incident}
    if one_voice:
        who = words.who(first)
        said = _OF_ONE_VOICE.get(ground, gettext_noop("Two accounts by %(who)s: %(incident)s"))
    return _(said) % {"who": who, "other": other, "incident": words.dossier_title(first.incident)}


def pair_described(pair: Counterclaim) -> str:
    """The line and what became of both claims, as other sites show it under a link."""
    names = names_apart(pair.answers, pair.claim)
    stand = (
        _standing(claim, name)
        for claim, name in zip((pair.answers, pair.claim), names, strict=True)
    )
    return " ".join([_("%(headline)s.") % {"headline": pair_headline(pair)}, *stand])


def names_apart(first: Claim, second: Claim) -> tuple[str, str]:
    """Name who makes each of two claims, so that nobody takes two for one."""
    for name in (words.who, words.who_in_full, _dated, _numbered):
        one, other = name(first), name(second)
        if one != other:
            break
    return one, other


def _dated(claim: Claim) -> str:
    return words.name_and_date(words.who(claim), claim)


def _numbered(claim: Claim) -> str:
    return _("%(who)s (claim %(n)s)") % {"who": words.who(claim), "n": claim.pk}


def _figures(pair: Counterclaim, telling: ToldFigures, who: str, other: str) -> str:
    one, another, result = telling
    this, that = _phrases(pair, one, another)
    if result.relation is Relation.AGREE:
        text = _("%(who)s and %(other)s both said %(this)s")
        return text % {"who": who, "other": other, "this": this}
    text = _("%(who)s said %(this)s; %(other)s said %(that)s")
    return text % {"who": who, "other": other, "this": this, "that": that}


def _revised(pair: Counterclaim, telling: ToldFigures) -> str:
    """What one claimant says twice; in which order only where that is known."""
    one, another, result = telling
    first, second = (
        PartialDate.of(claim.made_on, claim.made_on_precision)
        for claim in (pair.answers, pair.claim)
    )
    who = words.who(pair.answers)
    if result.relation is Relation.AGREE:
        this, _that = _phrases(pair, one, another)
        return _("%(who)s said %(this)s in both claims") % {"who": who, "this": this}
    in_order = pair.ground == Ground.REVISION or _is_before(first, second)
    if not in_order and _is_before(second, first):
        that, this = _phrases(pair, one, another, turned=True)
        in_order = True
    else:
        this, that = _phrases(pair, one, another)
    text = (
        _("%(who)s said %(this)s, later %(that)s")
        if in_order
        else _("%(who)s said %(this)s in one claim and %(that)s in another")
    )
    return text % {"who": who, "this": this, "that": that}


def _is_before(one: PartialDate, other: PartialDate) -> bool:
    return one.last is not None and other.day is not None and one.last < other.day


def _phrases(
    pair: Counterclaim, one: Figure, another: Figure, *, turned: bool = False
) -> tuple[str, str]:
    """Both figures; the one that is read later is only a number where it counts the very same."""
    counted = [
        (one.measure_id, *_counted(one, pair.answers)),
        (another.measure_id, *_counted(another, pair.claim)),
    ]
    whole = [_phrase(one, pair.answers), _phrase(another, pair.claim)]
    if counted[0] == counted[1]:
        later = 0 if turned else 1
        whole[later] = given_in_words((one, another)[later])
    return whole[0], whole[1]


def _counted(figure: Figure, claim: Claim) -> list[str]:
    subjects = in_words.subjects_words(figure)
    return [*filter(None, [subjects]), *in_words.scope_in_claim_words(figure, claim)]


def _phrase(figure: Figure, claim: Claim) -> str:
    """A figure with what it counts: ``at least 84 killed (FAMa)``."""
    counted, measure = _counted(figure, claim), figure.measure.value.label_within
    if figure.measure.counts == Counts.QUANTITY or figure.qualifier == Qualifier.VAGUE:
        inside = comma_list([measure, *counted])
        return _("%(n)s (%(counted)s)") % {"n": given_in_words(figure), "counted": inside}
    if not counted:
        return _("%(n)s %(measure)s") % {"n": given_in_words(figure), "measure": measure}
    return _("%(n)s %(measure)s (%(counted)s)") % {
        "n": given_in_words(figure),
        "measure": measure,
        "counted": comma_list(counted),
    }


def _standing(claim: Claim, name: str) -> str:
    verdict = verdict_in_force(claim)
    if verdict is None:
        return _("No verdict yet on the claim by %(who)s.") % {"who": name}
    text = _("Verdict on the claim by %(who)s: %(rating)s.")
    if claim.incident.is_exercise:
        text = _("Exercise verdict on the claim by %(who)s: %(rating)s.")
    elif verdict.is_demonstration:
        text = _("Demonstration verdict on the claim by %(who)s: %(rating)s.")
    return text % {"who": name, "rating": verdict.rated.label}
