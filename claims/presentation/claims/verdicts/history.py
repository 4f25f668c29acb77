"""The verdicts of a claim in a reader's words: the range, what each rests on, what each changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Claim, Figure, Verdict
from claims.presentation.claims.rounds import RoundWords
from claims.presentation.figures import in_words
from tracker.base.writing.lists import comma_list, semicolon_list


@dataclass(frozen=True, slots=True)
class ToldVerdict:
    """One verdict as its claim's page tells of it.

    Args:
        verdict: the row.
        ranges: what it establishes, each with whose losses are counted.
        changes: what is different from the verdict before it, a sentence each; none of the first.
    """

    verdict: Verdict
    ranges: tuple[str, ...]
    changes: tuple[str, ...]


def told_verdicts(claim: Claim, verdicts: Sequence[Verdict]) -> list[ToldVerdict]:
    """Put the verdicts of a claim into words, in the order they come in.

    Args:
        claim: theirs, with its figures and their subjects.
        verdicts: the newest first.
    """
    figures = {figure.pk: figure for figure in claim.figures.all()}
    ranges = {verdict.pk: ranges_in_words(verdict, figures) for verdict in verdicts}
    changes = {now.pk: tuple(_changes(before, now, ranges)) for now, before in pairwise(verdicts)}
    return [
        ToldVerdict(verdict, ranges[verdict.pk], changes.get(verdict.pk, ()))
        for verdict in verdicts
    ]


def ranges_in_words(verdict: Verdict, figures: Mapping[int, Figure]) -> tuple[str, ...]:
    """Say which ranges a verdict establishes: of what, whose, in which scope.

    Args:
        verdict: the verdict.
        figures: those of its claim by their keys, with their subjects.
    """
    given = {one.figure_id for one in verdict.ranges}
    counted = {
        key: comma_list([in_words.counted(figure), *in_words.scope_words(figure)])
        for key, figure in figures.items()
        if key in given
    }
    return ranges_of(verdict, counted)


def ranges_of(verdict: Verdict, counted: Mapping[int, str]) -> tuple[str, ...]:
    """Say the ranges of a verdict, in the order in which it gives them.

    Args:
        verdict: the verdict.
        counted: what each figure counts, by its key; the range of another one is left out.
    """
    return tuple(
        _("%(counted)s: %(range)s")
        % {"counted": counted[key], "range": in_words.bounds_words(one.low, one.high)}
        for one in verdict.ranges
        if (key := one.figure_id or 0) in counted
    )


def rests_on(claim: Claim, verdict: Verdict | None, rounds: Sequence[RoundWords]) -> str:
    """Say on how many reviews, in which of how many rounds, a verdict rests.

    Args:
        claim: with its ``rounds`` fetched.
        verdict: the one in force; None before the first.
        rounds: those that readers are told of.
    """
    if verdict is None:
        return ""
    number_of = {row.pk: row.number for row in claim.rounds.all()}
    own = next((row for row in rounds if row.number == number_of[verdict.round_id]), None)
    if own is None:
        return ""
    number = own.reviews + sum(row.reviews for row in rounds if row.number == own.adds_to)
    reviews = ngettext("%(n)s review", "%(n)s reviews", number) % {"n": number}
    if len(rounds) == 1:
        return _("Rests on %(reviews)s, in one round") % {"reviews": reviews}
    if own.adds_to is not None:
        return _("Rests on %(reviews)s, in rounds %(first)s and %(number)s of %(rounds)s") % {
            "reviews": reviews,
            "first": own.adds_to,
            "number": own.number,
            "rounds": len(rounds),
        }
    return _("Rests on %(reviews)s, in round %(number)s of %(rounds)s") % {
        "reviews": reviews,
        "number": own.number,
        "rounds": len(rounds),
    }


def _changes(before: Verdict, now: Verdict, ranges: Mapping[int, Sequence[str]]) -> Iterator[str]:
    """What two verdicts say differently; of words only that they were written anew."""
    nothing = True
    for said, was, is_now in (
        (_("Rating: %(now)s; before: %(before)s."), before.rated.label, now.rated.label),
        (
            _("Range the evidence supports: %(now)s; before: %(before)s."),
            semicolon_list(ranges[before.pk]) or _("none given"),
            semicolon_list(ranges[now.pk]) or _("none given"),
        ),
    ):
        if was != is_now:
            nothing = False
            yield said % {"now": is_now, "before": was}
    for said, was, is_now in (
        (_("The reasoning was rewritten."), before.summary, now.summary),
        (_("What is missing was rewritten."), before.missing, now.missing),
        (
            _("What would change the verdict was rewritten."),
            before.would_change,
            now.would_change,
        ),
        (
            _("The settlement was rewritten."),
            # Another round has a settlement of its own, or none.
            before.settlement if now.is_correction else now.settlement,
            now.settlement,
        ),
    ):
        if was != is_now:
            nothing = False
            yield said
    if nothing:
        yield _("Rating, range and reasoning are the same as before.")
