"""One figure of a claim, in a journalist's words: ``at_least: 84``, ``vague: dozens``."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal

from claims.exchange.dossier_files.fields import NAME, FileEntry, declare
from claims.exchange.dossier_files.values import FigureRow
from claims.rules.figures import Qualifier
from tracker.base.values.number_range import NumberRange
from tracker.base.values.refusal import InvalidValueError


@dataclass(frozen=True)
class _Amount:
    qualifier: str
    wording: str = ""
    low: Decimal | None = None
    best: Decimal | None = None
    high: Decimal | None = None


def _exactly(entry: FileEntry) -> _Amount:
    number = entry.number("exactly")
    return _Amount(Qualifier.EXACT, "", number, number, number)


def _at_least(entry: FileEntry) -> _Amount:
    return _Amount(Qualifier.AT_LEAST, "at least", low=entry.number("at_least"))


def _more_than(entry: FileEntry) -> _Amount:
    return _Amount(Qualifier.MORE_THAN, "more than", low=entry.number("more_than"))


def _at_most(entry: FileEntry) -> _Amount:
    return _Amount(Qualifier.AT_MOST, "at most", high=entry.number("at_most"))


def _less_than(entry: FileEntry) -> _Amount:
    return _Amount(Qualifier.LESS_THAN, "less than", high=entry.number("less_than"))


def _about(entry: FileEntry) -> _Amount:
    return _Amount(Qualifier.ABOUT, "about", best=entry.number("about"))


def _between(entry: FileEntry) -> _Amount:
    ends = entry.numbers("between")
    if len(ends) != 2:  # noqa: PLR2004  a range has two ends
        entry.fault("between", "needs two numbers: [20, 50]")
        return _Amount(Qualifier.RANGE)
    return _Amount(Qualifier.RANGE, "", low=ends[0], high=ends[1])


def _vague(entry: FileEntry) -> _Amount:
    return _Amount(Qualifier.VAGUE, entry.text("vague", limit=NAME))


def _unquantified(entry: FileEntry) -> _Amount:
    return _Amount(Qualifier.NONE, entry.text("unquantified", limit=NAME))


def _qualifier(entry: FileEntry) -> _Amount:
    return _Amount(
        entry.choice("qualifier", [known.value for known in Qualifier]),
        "",
        entry.number("low"),
        entry.number("best"),
        entry.number("high"),
    )


# The one field that says how much. "qualifier" with low, best and high is for what fits no other.
_AMOUNTS: dict[str, Callable[[FileEntry], _Amount]] = {
    "exactly": _exactly,
    "at_least": _at_least,
    "more_than": _more_than,
    "at_most": _at_most,
    "less_than": _less_than,
    "about": _about,
    "between": _between,
    "vague": _vague,
    "unquantified": _unquantified,
    "qualifier": _qualifier,
}


def read_figure(entry: FileEntry, measures: Collection[str]) -> FigureRow:
    """One entry of a claim's ``figures``; ``measures`` are the codes of what may be counted."""
    amount = _amount(entry)
    row = FigureRow(
        where=entry.where,
        measure=entry.choice("measure", measures, otherwise=declare("measures")),
        subjects=_subjects(entry),
        qualifier=amount.qualifier,
        low=amount.low,
        best=amount.best,
        high=amount.high,
        wording=entry.text("wording", limit=NAME) or amount.wording,
        part=entry.text("part", limit=NAME),
        place=entry.slug("place"),
        period=entry.date("period"),
        as_of=entry.date("as_of"),
        internal_note=entry.note("internal_note"),
        public_note=entry.note("public_note"),
    )
    _check_order(entry, row)
    entry.done(also=_AMOUNTS)
    return row


def _amount(entry: FileEntry) -> _Amount:
    given = [name for name in entry.keys if name in _AMOUNTS]
    if len(given) != 1:
        names = ", ".join(_AMOUNTS)
        what = "says more than once how much" if given else "does not say how much"
        entry.fault(given[1] if given else "measure", f"{what}; give one of {names}")
    if not given:
        return _Amount(Qualifier.NONE)
    found = [_AMOUNTS[name](entry) for name in given]
    if not entry.has(given[0]):
        entry.fault(given[0], "has no value")
    return found[0]


def _subjects(entry: FileEntry) -> tuple[str, ...]:
    subjects = tuple(entry.slugs("of"))
    if len(set(subjects)) != len(subjects):
        entry.fault("of", "names a party twice")
    return subjects


def _check_order(entry: FileEntry, row: FigureRow) -> None:
    """Design rule 8: low <= best <= high; rule 6: vague words get no number."""
    numbers = NumberRange(row.low, row.best, row.high)
    try:
        numbers.check_rising()
    except InvalidValueError as error:
        key = error.field if error.field in entry.keys else "between"
        entry.fault(key, f"is wrong: {error.message}")
    if numbers.given and row.qualifier in {Qualifier.VAGUE, Qualifier.NONE}:
        entry.fault("qualifier", "says that there is no number, and yet there is one")
    bare = not any(map(entry.has, ("low", "best", "high")))
    if bare and entry.has("qualifier") and row.qualifier not in {Qualifier.VAGUE, Qualifier.NONE}:
        entry.fault("qualifier", "needs a number; use vague or unquantified for words")
