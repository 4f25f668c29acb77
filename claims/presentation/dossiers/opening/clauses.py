"""Who says how many, as clauses of a sentence: each is translated whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from claims.presentation.dossiers.sayings import (
    Saying,
    subjects_of,
)
from claims.presentation.evidence.relays import one_relay, relayed_by
from claims.presentation.figures.axis import numbers_of
from claims.presentation.figures.groups import DrawnFigure, FigureGroup
from claims.presentation.figures.in_words import caveats, is_same_number, told, vague_words
from claims.rules.actors import Actor
from claims.rules.figures import Qualifier
from tracker.base.writing.lists import comma_list, isolated

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# By the code of the measure: of the claimant's own, of another organisation, of people who are
# none (civilians). A measure of the installation's own is said by its name: `_counted`.
_OWN = {
    "killed": ngettext_lazy(
        "%(who)s said %(figure)s of their own was killed",
        "%(who)s said %(figure)s of their own were killed",
        "n",
    ),
    "wounded": ngettext_lazy(
        "%(who)s said %(figure)s of their own was wounded",
        "%(who)s said %(figure)s of their own were wounded",
        "n",
    ),
    "killed_or_wounded": ngettext_lazy(
        "%(who)s said %(figure)s of their own was killed or wounded",
        "%(who)s said %(figure)s of their own were killed or wounded",
        "n",
    ),
    "captured": ngettext_lazy(
        "%(who)s said %(figure)s of their own was captured",
        "%(who)s said %(figure)s of their own were captured",
        "n",
    ),
    "missing": ngettext_lazy(
        "%(who)s said %(figure)s of their own was missing",
        "%(who)s said %(figure)s of their own were missing",
        "n",
    ),
}
_FROM = {
    "killed": ngettext_lazy(
        "%(who)s said %(figure)s from %(subject)s was killed",
        "%(who)s said %(figure)s from %(subject)s were killed",
        "n",
    ),
    "wounded": ngettext_lazy(
        "%(who)s said %(figure)s from %(subject)s was wounded",
        "%(who)s said %(figure)s from %(subject)s were wounded",
        "n",
    ),
    "killed_or_wounded": ngettext_lazy(
        "%(who)s said %(figure)s from %(subject)s was killed or wounded",
        "%(who)s said %(figure)s from %(subject)s were killed or wounded",
        "n",
    ),
    "captured": ngettext_lazy(
        "%(who)s said %(figure)s from %(subject)s was captured",
        "%(who)s said %(figure)s from %(subject)s were captured",
        "n",
    ),
    "missing": ngettext_lazy(
        "%(who)s said %(figure)s from %(subject)s was missing",
        "%(who)s said %(figure)s from %(subject)s were missing",
        "n",
    ),
}


def list_clauses(sayings: Sequence[Saying], group: FigureGroup) -> str:
    """Say in one line what each claimant says of one thing.

    The first clause says what is counted, the others only how many. Words without a number stay
    words; a figure that was judged wrong is given with its rating.

    Args:
        sayings: in the order in which they are told, one with a number first if there is one.
        group: their figures.
    """
    first, *others = sayings
    return joined_clauses([_opening(first, group), *(_short(saying) for saying in others)])


def own_losses_told(sayings: Iterable[Saying]) -> str:
    """Say in a sentence what parties say of their own losses; "" where nothing can be told.

    Args:
        sayings: of parties on their own losses.
    """
    clauses = []
    for saying in sayings:
        rows = numbered(saying)
        frame = _frame(saying, rows[-1]) if rows else None
        if frame is not None:
            clauses.append(_with_rest(str(frame % _values(saying, rows)), saying, rows))
    return _("%(clauses)s.") % {"clauses": joined_clauses(clauses)} if clauses else ""


def joined_clauses(clauses: Sequence[str]) -> str:
    """Clauses of one sentence, at least one, as the reader's language sets them apart."""
    line, *others = clauses
    for clause in others:
        line = _("%(clauses)s; %(clause)s") % {"clauses": line, "clause": clause}
    return line


def numbered(saying: Saying) -> tuple[DrawnFigure, ...]:
    """The figures with a number to tell: the present ones, else the last that still stands."""
    now = _preferred([row for row in saying.told if numbers_of(row.figure)])
    if now:
        return tuple(now)
    kept = {row.figure.pk for row in saying.current}
    before = [row for row in saying.rows if numbers_of(row.figure) and row.standing is None]
    return tuple([row for row in before if row.figure.pk not in kept][-1:])


def is_undated(saying: Saying) -> bool:
    """Whether the figure that is told has no date, beside other statements of the claimant.

    Whether it is what the claimant says by now is not known then.
    """
    rows = numbered(saying)
    return len(saying.rows) > 1 and bool(rows) and all(row.claim.made_on is None for row in rows)


def _preferred(rows: Sequence[DrawnFigure]) -> Sequence[DrawnFigure]:
    """Those that stand, where any of them does."""
    return [row for row in rows if not row.is_wrong] or rows


def _opening(saying: Saying, group: FigureGroup) -> str:
    rows = numbered(saying)
    frame = _frame(saying, rows[-1]) if rows else None
    if frame is None:
        values = {"counted": group.counted, "clause": _short(saying)}
        return _("%(counted)s: %(clause)s") % values
    said = str(frame % _values(saying, rows))
    if group.scope:
        said = _("%(clause)s (%(scope)s)") % {"clause": said, "scope": comma_list(group.scope)}
    return _with_rest(said, saying, rows)


def _short(saying: Saying) -> str:
    rows = numbered(saying)
    if not rows:
        return _wordless(saying)
    frame = _frame(saying, rows[-1]) if saying.is_own else None
    if frame is not None:
        said = str(frame % _values(saying, rows))
    elif saying.is_own:
        said = _("%(who)s said %(figure)s of their own") % _values(saying, rows)
    else:
        said = _("%(who)s said %(figure)s") % _values(saying, rows)
    return _with_rest(said, saying, rows)


def _frame(saying: Saying, row: DrawnFigure) -> StrPromise | None:
    """The clause that says what is counted of whom; None where there is none for it."""
    subjects, code = subjects_of(row), row.figure.measure_id
    if saying.is_own:
        return _OWN.get(code)
    if len(subjects) == 1 and subjects[0].kind.actor == Actor.ORGANISATION:
        return _FROM.get(code)
    return None


def _values(saying: Saying, rows: Sequence[DrawnFigure]) -> Mapping[str, object]:
    figures = [_("none") if row.words == "0" else told(row.figure) for row in _each_once(rows)]
    figure = figures[0]
    for other in figures[1:]:
        figure = _("%(one)s and, elsewhere, %(other)s") % {"one": figure, "other": other}
    subjects = subjects_of(rows[-1])
    return {
        "who": saying.who,
        "figure": figure,
        "subject": subjects[0].short_name if subjects else "",
        "n": int(max(numbers_of(rows[-1].figure))),
    }


def _each_once(rows: Sequence[DrawnFigure]) -> list[DrawnFigure]:
    """Figures of which none is known to be the latest; one number in two wordings is told once."""
    once: list[DrawnFigure] = []
    for row in rows:
        if not any(is_same_number(row.figure, other.figure) for other in once):
            once.append(row)
    return once


def _with_rest(said: str, saying: Saying, rows: Sequence[DrawnFigure]) -> str:
    """Add what the claimant said without a number, and how the figure was rated.

    Of several statements of one claimant, one without a date is called undated (`is_undated`). Of
    such a one, and of what a claimant admits of its own losses, it is said who alone relays it.
    """
    words = [row for row in saying.told if not numbers_of(row.figure)]
    notes = _how_known(saying, rows)
    if words and rows[0] not in saying.current:
        said = _noted(said, notes)
        return _("%(clause)s, later %(words)s") % {"clause": said, "words": _words(words)}
    labels = {row.standing.label for row in rows if row.standing and row.is_wrong}
    if labels:
        rating = comma_list(sorted(labels))
        said = _("%(clause)s (rated “%(rating)s”)") % {"clause": said, "rating": rating}
    said = _noted(said, notes)
    if words:
        said = _("%(clause)s, elsewhere %(words)s") % {"clause": said, "words": _words(words)}
    return said


def _noted(said: str, notes: Sequence[str]) -> str:
    return _("%(said)s (%(note)s)") % {"said": said, "note": comma_list(notes)} if notes else said


def _how_known(saying: Saying, rows: Sequence[DrawnFigure]) -> list[str]:
    notes = [_("undated")] if is_undated(saying) else []
    relay = one_relay(saying.relays, *(row.claim for row in rows))
    relayed = [relayed_by(relay)] if relay and (notes or saying.is_own) else []
    said = dict.fromkeys(each for row in rows for each in caveats(row.figure))
    return [*said, *notes, *relayed]


def _wordless(saying: Saying) -> str:
    words = _words([row for row in saying.told if not numbers_of(row.figure)])
    if saying.is_own:
        text = _("%(who)s, on their own side, spoke of %(words)s")
        return text % {"who": saying.who, "words": words}
    return _("%(who)s spoke of %(words)s") % {"who": saying.who, "words": words}


def _words(rows: Sequence[DrawnFigure]) -> str:
    """What was said without a number: all the words of which none is known to be the latest."""
    vague = [row.figure for row in rows if row.figure.qualifier == Qualifier.VAGUE]
    worded = list({figure.wording: figure for figure in vague if figure.wording}.values())
    is_loss = bool(rows) and bool(subjects_of(rows[-1]))
    nothing = _("losses without a number") if is_loss else _("no number")
    quoted = [vague_words(figure, nothing) for figure in worded if figure.words_are_said]
    noted = [isolated(figure.wording) for figure in worded if not figure.words_are_said]
    said = _noted(nothing, noted) if noted or not quoted else ""
    return comma_list(filter(None, [*quoted, said]))
