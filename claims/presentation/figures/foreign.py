"""Which words of our sentences are in another language than the page: they are marked so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from claims.models import Claim, Figure
from claims.presentation import words


def foreign_words(claims: Iterable[Claim]) -> Mapping[str, str]:
    """Names, titles and notes on figures that are in another language, and in which.

    Their own words tell it, where enough of them do: nothing is guessed.

    Args:
        claims: with their claimants, outlets, incidents and figures.
    """
    return foreign_of({text for claim in claims for text in _written(claim)})


def foreign_in(figure: Figure) -> Mapping[str, str]:
    """Words and names of a figure that are in another language, and in which."""
    return foreign_of(set(_of_figure(figure)))


def foreign_of(written: Iterable[str]) -> Mapping[str, str]:
    """Those of some texts that are in another language than the page, and in which."""
    told = {text: words.another_language(text) for text in written if text}
    return {text: language for text, language in told.items() if language}


def _written(claim: Claim) -> Iterator[str]:
    yield words.who(claim)
    yield words.dossier_title(claim.incident)
    for figure in claim.figures.all():
        yield from _of_figure(figure)


def _of_figure(figure: Figure) -> Iterator[str]:
    yield from (figure.wording, figure.public_note, figure.part)
    for subject in figure.figure_subjects.all():
        yield subject.party.short_name
