"""What of a claim may be a slip: words that say another number, days outside the incident.

Asked is once the claim is written, in the act that wrote it; the refusal takes it back. What
somebody says is meant so is kept as it stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from claims.models import Claim, Figure
from claims.rules.figures import read
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that may be a slip, and where it stands."""

    field: str
    message: str

    @property
    def answer(self) -> str:
        """What somebody sends who means it so: it holds for these very values only."""
        return f"{self.field}: {self.message}"


class Doubtful(Refusal):
    """Something of a claim may be a slip.

    Args:
        doubts: what, in the order of the claim.
    """

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        super().__init__(
            _("Some of it may be a slip. Mend it, or say that it is meant so."), code="doubtful"
        )
        self.doubts = doubts


def refuse_doubtful(claim: Claim, *, sure: Collection[str]) -> None:
    """Ask about what may be a slip.

    Args:
        claim: what was written just now; the refusal takes it back.
        sure: the answers of the doubts of which somebody says that they are meant so.

    Raises:
        Doubtful: with what is left.
    """
    left = [doubt for doubt in doubts_of(claim) if doubt.answer not in sure]
    if left:
        raise Doubtful(left)


def doubts_of(claim: Claim) -> list[Doubt]:
    """What of a claim may be a slip, in its order."""
    incident = claim.incident
    start = PartialDate.of(incident.start, incident.start_precision)
    end = PartialDate.of(incident.end, incident.end_precision)
    made = PartialDate.of(claim.made_on, claim.made_on_precision)
    found = [*_made_before(made, start)]
    for figure in claim.figures.order_by("position"):
        found += _otherwise_worded(figure, claim.language)
        found += _counted_outside(figure, start, end)
    return found


def _made_before(made: PartialDate, start: PartialDate) -> Iterator[Doubt]:
    if made.is_before(start):
        said = _("The claim is dated before the incident: %(day)s; the incident begins %(start)s.")
        yield Doubt("made_on", said % {"day": made, "start": start})


def _otherwise_worded(figure: Figure, language: str) -> Iterator[Doubt]:
    """Words that say other numbers than those that are given."""
    given = [one for one in (figure.low, figure.best, figure.high) if one is not None]
    if not figure.wording or figure.as_published:
        return
    reading = read(figure.wording, language=language)
    if reading.gainsays(given):
        said = _("The words “%(words)s” say %(said)s, the numbers %(given)s.") % {
            "words": figure.wording,
            "said": _in_a_row(reading.numbers),
            "given": _in_a_row(given),
        }
        yield Doubt(f"figures-{figure.position}-wording", said)


def _counted_outside(figure: Figure, start: PartialDate, end: PartialDate) -> Iterator[Doubt]:
    """Days of a figure that the incident does not have."""
    at = f"figures-{figure.position}"
    period, known = figure.counted_period, figure.known_as_of
    if period.is_before(start) or end.is_before(period):
        said = _("It counts a time outside the incident: %(day)s; the incident is of %(dates)s.")
        dates = " – ".join(str(day) for day in (start, end) if day.is_known)
        yield Doubt(f"{at}-period", said % {"day": period, "dates": dates})
    if known.is_before(start):
        said = _("It is dated before the incident: %(day)s; the incident begins %(start)s.")
        yield Doubt(f"{at}-as_of", said % {"day": known, "start": start})


def _in_a_row(numbers: Iterable[Decimal]) -> str:
    return ", ".join(dict.fromkeys(f"{number.normalize():f}" for number in numbers))
