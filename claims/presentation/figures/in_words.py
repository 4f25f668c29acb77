"""Figures in a reader's words."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from claims.models import Claim, Figure, Place
from claims.presentation import dates
from claims.presentation.numbers import number
from claims.reads.claims import scope_of
from claims.reads.evidence.since import altered_in
from claims.rules.figures import UNDERGONE, Counts, Qualifier, Undergone
from claims.rules.figures.own_words import say_only
from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate
from tracker.base.writing.lists import comma_list, isolated


def figure_words(figure: Figure) -> str:
    """Say what number a figure gives: ``at least 84``, ``20 to 30``, or its own words.

    A range is the range reported; nothing here adds a margin to what was said. Words stand within
    quotation marks only where they are recorded as said; a note stands within brackets.
    """
    low, best, high = figure.low, figure.best, figure.high
    if low is None and best is None and high is None:
        return _without_number(figure)
    if figure.as_published and not _in_order(low, best, high):
        return _("as published: %(numbers)s") % {"numbers": _listed(low, best, high)}
    if figure.is_open_above and low is not None and high is not None:
        return _("%(low)s to more than %(high)s") % {"low": number(low), "high": number(high)}
    return _with_number(Qualifier(figure.qualifier), low, best, high)


def since_words(figure: Figure) -> str:
    """What stands beside a figure whose cited page says something else since; "" for others."""
    return "" if altered_in(figure) is None else _("page since altered")


def told(figure: Figure) -> str:
    """A figure in a line, with the mark of a page that says something else since."""
    words, since = figure_words(figure), since_words(figure)
    return _("%(said)s (%(note)s)") % {"said": words, "note": since} if since else words


def _without_number(figure: Figure) -> str:
    nothing = _("no number given")
    if not figure.wording or figure.wording.casefold() == nothing.casefold():
        return nothing
    if figure.words_are_said:
        return _("“%(words)s” (no number given)") % {"words": isolated(figure.wording)}
    return _("no number given (%(words)s)") % {"words": isolated(figure.wording)}


def vague_words(figure: Figure, otherwise: str) -> str:
    """Words that stand for a number, in a sentence or a cell: within quotation marks, if said.

    Args:
        figure: without a number.
        otherwise: what is said where nobody's words are known; a note follows it in brackets.
    """
    if figure.qualifier != Qualifier.VAGUE or not figure.wording:
        return otherwise
    if figure.words_are_said:
        return _("“%(words)s”") % {"words": isolated(figure.wording)}
    return _("%(said)s (%(note)s)") % {"said": otherwise, "note": isolated(figure.wording)}


def says_alike(figure: Figure) -> Hashable:
    """What two figures share that say the same, be their words recorded as said or not."""
    numbers = (figure.low, figure.best, figure.high)
    return figure_words(figure) if any(n is not None for n in numbers) else figure.wording


def is_same_number(one: Figure, other: Figure) -> bool:
    """Whether two figures give one number, be it "about" or not, or the very same words."""
    sure = {Qualifier.EXACT, Qualifier.ABOUT}
    this, that = ({each.low, each.best, each.high} - {None} for each in (one, other))
    if this and {one.qualifier, other.qualifier} <= sure:
        return this == that
    return says_alike(one) == says_alike(other)


# How a number with a qualifier is said; "about" and a range say both ends.
_LOWER = {
    Qualifier.AT_LEAST: gettext_noop("at least %(n)s"),
    Qualifier.MORE_THAN: gettext_noop("more than %(n)s"),
}
_UPPER = {
    Qualifier.AT_MOST: gettext_noop("at most %(n)s"),
    Qualifier.LESS_THAN: gettext_noop("less than %(n)s"),
}


# Of attacks it is said on whom, of what was taken from whom: a name alone could be either side's.
_UNDERGONE = {
    Undergone.AGAINST: gettext_noop("against %(who)s"),
    Undergone.FROM: gettext_noop("from %(who)s"),
    Undergone.OF: gettext_noop("belonging to %(who)s"),
}


def _with_number(
    qualifier: Qualifier, low: Decimal | None, best: Decimal | None, high: Decimal | None
) -> str:
    numbers = [n for n in (low, best, high) if n is not None]
    least, most = min(numbers), max(numbers)
    if qualifier in _LOWER:
        return _(_LOWER[qualifier]) % {"n": number(least)}
    if qualifier in _UPPER:
        return _(_UPPER[qualifier]) % {"n": number(most)}
    words = _span(least, most)
    if qualifier is Qualifier.ABOUT:
        words = _("about %(n)s") % {"n": words}
    elif qualifier is Qualifier.RANGE and low is None:
        words = _("up to %(n)s") % {"n": number(most)}
    elif qualifier is Qualifier.RANGE and high is None:
        words = _("%(n)s or more") % {"n": number(least)}
    elif best is not None and least < best < most:
        words = _("%(best)s (%(range)s)") % {"best": number(best), "range": words}
    return words


def _span(least: Decimal, most: Decimal) -> str:
    if least == most:
        return number(least)
    return _("%(low)s to %(high)s") % {"low": number(least), "high": number(most)}


def _in_order(*numbers: Decimal | None) -> bool:
    given = [n for n in numbers if n is not None]
    return given == sorted(given)


def _listed(low: Decimal | None, best: Decimal | None, high: Decimal | None) -> str:
    named = ((_("low"), low), (_("best"), best), (_("high"), high))
    return comma_list(f"{name} {number(n)}" for name, n in named if n is not None)


def bounds_words(low: Decimal | None, high: Decimal | None) -> str:
    """Say a range of which one end may be open: ``10 to 47``, ``10 or more``, ``up to 47``."""
    if low is not None and high is not None:
        return _span(low, high)
    if low is not None:
        return _("%(n)s or more") % {"n": number(low)}
    return "" if high is None else _("up to %(n)s") % {"n": number(high)}


def ends_words(figures: Collection[Figure]) -> tuple[str, str]:
    """The smallest and the largest number of some figures, each no more surely than it was given.

    An end at which a figure stays open is told so ("at least 47"), and one that nobody gives but
    nearly, as "about".

    Args:
        figures: with a number each.
    """
    numbers = {
        n: [each for each in figures if n in _given(each)] for f in figures for n in _given(f)
    }
    least, most = min(numbers), max(numbers)
    return _end(least, numbers[least], _UPPER), _end(most, numbers[most], _LOWER)


def _end(n: Decimal, figures: Collection[Figure], open_as: Mapping[Qualifier, str]) -> str:
    """A number at the end of a span; of what leaves it open the first that is known tells so."""
    given = {Qualifier(each.qualifier) for each in figures}
    is_above = open_as is _LOWER
    if is_above and any(each.is_open_above for each in figures):
        given.add(Qualifier.MORE_THAN)
    ends = {each.high if is_above else each.low for each in figures}
    if given & {Qualifier.RANGE} and ends == {None}:
        given.add(Qualifier.AT_LEAST if is_above else Qualifier.AT_MOST)
    wide = [each for each in (Qualifier.MORE_THAN, Qualifier.AT_LEAST) if each in given]
    narrow = [each for each in (Qualifier.LESS_THAN, Qualifier.AT_MOST) if each in given]
    if found := (wide if is_above else narrow):
        return _(open_as[found[0]]) % {"n": number(n)}
    return _("about %(n)s") % {"n": number(n)} if given == {Qualifier.ABOUT} else number(n)


def _given(figure: Figure) -> list[Decimal]:
    return [n for n in (figure.low, figure.best, figure.high) if n is not None]


def subjects_named(figure: Figure) -> str:
    """Name whose losses a figure counts; one number for two parties says so.

    Empty where what is counted is nobody's loss, such as a distance. Asks for the figure's
    ``figure_subjects`` with their parties.
    """
    names = [subject.party.short_name for subject in figure.figure_subjects.all()]
    if not names:
        return _("party not stated") if figure.measure.counts == Counts.LOSSES else ""
    if len(names) == 1:
        return names[0]
    return _("%(names)s together") % {"names": _(" and ").join(map(isolated, names))}


def subjects_words(figure: Figure) -> str:
    """Name them beside what is counted: of what was done to somebody, that it was."""
    named = subjects_named(figure)
    undergone = UNDERGONE.get(figure.measure_id)
    return _(_UNDERGONE[undergone]) % {"who": named} if named and undergone else named


def counted(figure: Figure) -> str:
    """Name what a figure counts and whose: ``Killed, FAMa``; ``Distance (km)``."""
    return comma_list(part for part in (figure.measure.named, subjects_words(figure)) if part)


@dataclass(frozen=True, slots=True)
class CountedByTwo:
    """What two figures count, and whose: what both share, and what each counts by itself.

    Args:
        measure: what both count; where they differ in it, both.
        subjects: whose; "" where they differ in that.
        own: what each counts and whose, where that is not the same; "" where it is.
    """

    measure: str
    subjects: str
    own: tuple[str, str]


def counted_by(one: Figure, other: Figure) -> CountedByTwo:
    """Say what two figures count, so that neither is taken to count what only the other does."""
    measure = " / ".join(dict.fromkeys([one.measure.named, other.measure.named]))
    whose = subjects_words(one), subjects_words(other)
    if one.measure_id != other.measure_id:
        return CountedByTwo(measure, "", (counted(one), counted(other)))
    if whose[0] != whose[1]:
        return CountedByTwo(measure, "", whose)
    return CountedByTwo(measure, whose[0], ("", ""))


def of_its_own(said: str, own: str) -> str:
    """A figure in words, with what it alone counts.

    Args:
        said: the figure.
        own: of `counted_by`; "" for nothing.
    """
    return _("%(said)s (%(note)s)") % {"said": said, "note": own} if own else said


def scope_words(figure: Figure) -> list[str]:
    """Say what of the incident a figure counts, where that is less than all of it."""
    return _limits(figure.part, figure.place, figure.counted_period, figure.known_as_of)


def scope_in_claim_words(figure: Figure, claim: Claim, *, dated: bool = True) -> list[str]:
    """Say the scope as figures are compared by it.

    The place of its claim belongs to it; what holds all of the incident limits nothing.

    Args:
        figure: the figure.
        claim: the claim it stands in.
        dated: whether to say as of which day it is.
    """
    scope = scope_of(figure, claim)
    place = None if scope.place is None else figure.place or claim.place
    period = UNKNOWN_DATE if scope.period is None else figure.counted_period
    return _limits(figure.part, place, period, figure.known_as_of if dated else UNKNOWN_DATE)


def _limits(part: str, place: Place | None, period: PartialDate, as_of: PartialDate) -> list[str]:
    words = [part] if part else []
    if place is not None:
        words.append(_("only %(place)s") % {"place": place.name})
    if period.day is not None:
        when = dates.partial_date(period.day, period.precision)
        words.append(_("only %(when)s") % {"when": when})
    if as_of.day is not None:
        when = dates.partial_date(as_of.day, as_of.precision)
        words.append(_("as of %(when)s") % {"when": when})
    return words


_PLAIN = frozenset(qualifier.label for qualifier in Qualifier)
"""Words that say no more than how surely a number was given."""
_SURE_FIRST = re.compile(rf"^(?:{'|'.join(map(re.escape, sorted(_PLAIN)))}), ")
"""The same before words that say more: the number itself is told with it."""


def remarks(figure: Figure) -> list[str]:
    """What was written beside a number: its own words, where they say more, and its note."""
    said = figure_words(figure).casefold()
    own = "" if figure.is_open_above else _SURE_FIRST.sub("", figure.wording)
    is_new = own.casefold() not in said and own not in _PLAIN
    quoted = _("“%(words)s”") % {"words": figure.wording} if figure.words_are_said else ""
    worded = [quoted or own] if is_new else []
    return [*worded, *filter(None, [figure.public_note])]


def caveats(figure: Figure) -> list[str]:
    """What must not be left out where a figure is told: words that qualify it, and its note.

    Words that only say its numbers, or that stand as said where it is shown, are none.
    """
    numbers = [n for n in (figure.low, figure.best, figure.high) if n is not None]
    is_bare = figure.words_are_said or say_only(figure.wording, numbers)
    return [each for each in remarks(figure) if not (is_bare and each != figure.public_note)]


def beside(figure: Figure) -> list[str]:
    """What has to stand beside a figure's number: its scope and its remarks, nothing twice."""
    remarked = remarks(figure)
    scope = (each for each in scope_words(figure) if not _begins_one(each, remarked))
    return [*scope, *remarked]


def _begins_one(words: str, remarked: Iterable[str]) -> bool:
    """Whether a remark begins with these very words."""
    begins = re.compile(rf"{re.escape(words)}(?!\w)", re.IGNORECASE)
    return any(begins.match(each) for each in remarked)
