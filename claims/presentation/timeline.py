"""What was said of an incident and what was decided about it, in the order of the dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Claim, Verdict
from claims.presentation import dates
from claims.presentation.figures.in_words import counted
from claims.presentation.figures.in_words import told as told_figure
from claims.reads.later import Withdrawn
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.precision import DatePrecision
from tracker.base.writing.lists import semicolon_list

FIGURES = 3
"""So many figures of a statement are told; of the others, how many they are."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A statement, a verdict on one, or that one was withdrawn; one of the three is set.

    Args:
        on: its date, as exactly as it is known.
        claim: the claim that was made, or that was judged.
        verdict: what was published about it.
        withdrawn: a claim of which readers are told only that it was withdrawn.
        words: what happened: the figures of a statement, or what kind of decision it was.
    """

    on: PartialDate
    claim: Claim | None = None
    verdict: Verdict | None = None
    withdrawn: Withdrawn | None = None
    words: str = ""

    @property
    def order(self) -> tuple[bool, date, date, bool, float, int]:
        """By first day; a whole month before its days, statements before verdicts, unknown last."""
        day, last = self.on.day or date.max, self.on.last or date.max
        at = 0.0 if self.verdict is None else self.verdict.published_at.timestamp()
        at = at if self.withdrawn is None else self.withdrawn.at.timestamp()
        number = self.claim.pk if self.claim is not None else 0
        return self.on.day is None, day, _backwards(last), at > 0, at, number


@dataclass(frozen=True, slots=True)
class Moment:
    """What happened at one date, as exactly as it is known."""

    when: str
    happenings: tuple[TimelineEntry, ...]


def timeline_of(claims: Iterable[Claim], withdrawn: Sequence[Withdrawn] = ()) -> list[Moment]:
    """Put statements, verdicts, corrections and withdrawals in one order.

    Args:
        claims: fetched with their figures and verdicts (`claims.reads.claims.for_cards`).
        withdrawn: claims of the same incident that readers have seen and that were withdrawn.
    """
    found = [*_said_and_decided(claims), *(_taken_back(each) for each in withdrawn)]
    found.sort(key=lambda each: each.order)
    return [
        Moment(str(dates.time_tag(on.day, on.precision)), tuple(together))
        for on, together in groupby(found, key=lambda each: each.on)
    ]


def _said_and_decided(claims: Iterable[Claim]) -> Iterator[TimelineEntry]:
    for claim in claims:
        made = PartialDate.of(claim.made_on, claim.made_on_precision)
        yield TimelineEntry(made, claim, words=_figures(claim))
        for verdict in claim.verdicts.all():
            on = PartialDate(localdate(verdict.published_at), DatePrecision.DAY)
            yield TimelineEntry(on, claim, verdict=verdict, words=_decision(verdict))


def _taken_back(withdrawn: Withdrawn) -> TimelineEntry:
    on = PartialDate(localdate(withdrawn.at), DatePrecision.DAY)
    with_verdict = _("Claim %(n)s was withdrawn, and the verdict on it")
    text = with_verdict if withdrawn.had_verdict else _("Claim %(n)s was withdrawn")
    return TimelineEntry(on, withdrawn=withdrawn, words=text % {"n": withdrawn.claim_id})


def _figures(claim: Claim) -> str:
    """The first figures of a statement in words; "" for a statement without figures."""
    figures = list(claim.figures.all())
    told = [
        _("%(counted)s: %(figure)s") % {"counted": counted(each), "figure": told_figure(each)}
        for each in figures[:FIGURES]
    ]
    rest = len(figures) - len(told)
    if rest:
        told.append(ngettext("%(n)s more figure", "%(n)s more figures", rest) % {"n": rest})
    return semicolon_list(told)


def _decision(verdict: Verdict) -> str:
    if verdict.version == 1:
        return _("Verdict")
    if verdict.is_correction:
        return _("Verdict corrected")
    return _("New verdict after another review")


def _backwards(day: date) -> date:
    return date.fromordinal(date.max.toordinal() - day.toordinal() + 1)
