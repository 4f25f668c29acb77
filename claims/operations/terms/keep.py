"""Add to the lists of the installation: measures, kinds, ratings; change them.

A term is never taken away, because claims rest on it: it is no longer offered. Its code never
changes either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypedDict, TypeVar, Unpack

from django.db.models import Max
from django.utils.translation import gettext as _

from claims.models import Claim, Measure, PartyKind, Rating
from claims.operations.journal import journal
from claims.operations.matching.widths import measure_pairs_of
from claims.rules import acts
from claims.rules.actors import Actor
from claims.rules.figures import MOST_WORDS, Counts
from claims.rules.ratings import FALSEST, TRUEST, Asserts
from tracker.base.acts.names import refuse_taken, refusing_taken
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.terms import Term, term
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import CODE, LONGEST_CODE, text, word

TermT = TypeVar("TermT", bound=Term)

LONGEST_LABEL = 200
LONGEST_MEANING = 400


class TermColumns(TypedDict, total=False):
    """What one list or another says of a term besides its code and labels.

    ``units`` and ``words`` are by language tag. ``compared_with`` is a measure whose figures may
    be compared with those of this one, or its code; without ``is_compared`` there is none.
    ``meanings`` of a rating are by language tag; its ``number`` is its place on the scale of truth,
    or None; ``position`` is its place in lists.
    """

    units: Mapping[str, str]
    words: Mapping[str, Sequence[str]]
    counts: str
    compared_with: Measure | str
    is_compared: bool
    actor: str
    meanings: Mapping[str, str]
    number: int | None
    asserts: str
    leaves_open: bool
    position: int | None


def add_term(
    kind: type[TermT],
    *,
    code: str,
    labels: Mapping[str, str],
    by: User,
    at: datetime,
    declared: bool = False,
    **columns: Unpack[TermColumns],
) -> TermT:
    """Add a term at the end of a list.

    Args:
        kind: the list: `Measure`, `PartyKind`, `PublisherKind` or `Rating`.
        code: its name for programs and files: small Latin letters, digits and `_`.
        labels: what it is called, by language tag; one at least.
        by: an administrator; whoever loads a dossier that declares it.
        at: when.
        declared: whether a dossier declares it.
        columns: what the list says besides.

    Raises:
        Refusal: `not_a_code`, `code_taken`, `required`, `too_long`, `language_tag`,
            `unknown_value`, `too_many`, `compared_with_none`, `off_scale`, `leaves_open`.
    """
    what = acts.DECLARE_TERM if declared else acts.ADD_TERM
    code = text(code, field="code", required=True, longest=LONGEST_CODE)
    if not CODE.fullmatch(code):
        raise Refusal(
            _("Use small Latin letters, digits and _, and begin with a letter."),
            code="not_a_code",
            field="code",
        )
    with act(what, by=by):
        refuse_taken(kind, "code", code)
        row = kind(
            code=code,
            labels=_worded(labels, field="labels", required=True),
            **{"position": _last(kind) + 1} | _checked(kind, code, columns),
        )
        with refusing_taken(kind, "code", code):
            row.save(force_insert=True)
        verb = "term_declared" if declared else "term_added"
        journal(verb=verb, target=row, by=by, at=at)
    return row


def change_term(
    row: TermT,
    *,
    labels: Mapping[str, str],
    is_offered: bool,
    reason: str,
    by: User,
    at: datetime,
    **columns: Unpack[TermColumns],
) -> TermT:
    """Change what a term is called, what its list says of it, whether forms offer it.

    Every claim that uses it is shown with it changed at once; the row history keeps what it was.
    Refuses with `required` (the reason too), and what `add_term` refuses.
    """
    with act(acts.CHANGE_TERM, by=by, reason=reason):
        rows: Any = type(row)._default_manager  # noqa: SLF001 - documented name
        changed: TermT = rows.select_for_update().get(pk=row.pk)
        was, before = changed.named, _compared_by(changed)
        changed.labels = _worded(labels, field="labels", required=True)
        changed.is_offered = is_offered
        for name, value in _checked(type(row), row.code, columns).items():
            setattr(changed, name, value)
        changed.save()
        journal(verb="term_changed", target=changed, reason=reason, data={"was": was}, by=by, at=at)
        _measure_pairs(changed, before)
    return changed


def _compared_by(term: Term) -> tuple[object, ...]:
    """What a term says that decides whether and how figures are compared."""
    match term:
        case Measure():
            return (term.compared_as, term.counts)
        case PartyKind():
            return (term.is_nobody,)
        case _:
            return ()


def _measure_pairs(term: Term, before: tuple[object, ...]) -> None:
    """Measure the pairs anew of which a term says something else than before."""
    if _compared_by(term) == before:
        return
    named = {"figures__measure": term} if isinstance(term, Measure) else {"claimant__kind": term}
    measure_pairs_of(Claim.objects.filter(**named))


def _last(kind: type[Term]) -> int:
    rows: Any = kind._default_manager  # noqa: SLF001 - documented name
    return int(rows.aggregate(last=Max("position"))["last"] or 0)


def _checked(kind: type[Term], code: str, given: TermColumns) -> dict[str, object]:
    if kind is Measure:
        return {
            "units": _worded(given.get("units", {}), field="units"),
            "words": _words(given.get("words", {})),
            "counts": word(given.get("counts", Counts.THINGS), Counts, field="counts").value,
            "compared_as": _compared_as(code, given),
        }
    if kind is PartyKind:
        actor = given.get("actor", Actor.ORGANISATION)
        return {"actor": word(actor, Actor, field="actor").value}
    return _rating(given) if kind is Rating else {}


def _rating(given: TermColumns) -> dict[str, object]:
    """What a rating says besides: one that says that nothing is decided says no more."""
    number = given.get("number")
    asserts = word(given.get("asserts", Asserts.NOTHING), Asserts, field="asserts")
    leaves_open = given.get("leaves_open", False)
    if number is not None and not FALSEST <= number <= TRUEST:
        raise Refusal(
            _("The scale goes from %(low)s to %(high)s.") % {"low": FALSEST, "high": TRUEST},
            code="off_scale",
            field="number",
        )
    if leaves_open and (number is not None or asserts is not Asserts.NOTHING):
        raise Refusal(
            _("A rating that says that nothing is decided says no more: give no place, no figure."),
            code="leaves_open",
            field="leaves_open",
        )
    said: dict[str, object] = {
        "meanings": _worded(
            given.get("meanings", {}), field="meanings", required=True, longest=LONGEST_MEANING
        ),
        "number": number,
        "asserts": asserts.value,
        "leaves_open": leaves_open,
    }
    position = given.get("position")
    return said if position is None else said | {"position": position}


def _compared_as(code: str, given: TermColumns) -> str:
    """What measures share whose figures may be compared; "" where a measure's are with none."""
    if not given.get("is_compared", True):
        return ""
    other = given.get("compared_with") or code
    if other == code:
        return code
    compared = term(other, Measure, field="compared_with").compared_as
    if not compared:
        raise Refusal(
            _("The figures of that measure are compared with none."),
            code="compared_with_none",
            field="compared_with",
        )
    return compared


def _worded(
    labels: Mapping[str, str], *, field: str, required: bool = False, longest: int = LONGEST_LABEL
) -> dict[str, str]:
    found = {
        str(LanguageTag.parse(tag, field=field)): text(label, field=field, longest=longest)
        for tag, label in labels.items()
    }
    given = {tag: label for tag, label in found.items() if label}
    if required and not given:
        raise Refusal(_("Give it in one language at least."), code="required", field=field)
    return given


def _words(words: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    if any(len(each) > MOST_WORDS for each in words.values()):
        raise Refusal(
            _("At most %(most)s words a language.") % {"most": MOST_WORDS},
            code="too_many",
            field="words",
        )
    return {
        str(LanguageTag.parse(tag, field="words")): [
            text(one, field="words", longest=LONGEST_LABEL) for one in each
        ]
        for tag, each in words.items()
        if each
    }
