"""What is raised when something is refused: an act, or a value that cannot be one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Self

from tracker.base.values.sentence import Sentence


class Refusal(Exception):  # noqa: N818  a refusal is the field's word; it is not an error of ours
    """An act that was refused, with a sentence a person can act on.

    Args:
        message: what is wrong and how to mend it, translated, ready to show.
        code: the same for programs, in snake_case.
        field: the form or API field that is wrong, if it is one.

    Raised by operations; a door turns it into a form error or an API error.
    """

    besides: Sequence[Refusal] = ()
    """What else the same act is refused for, found out in one go."""

    def __init__(self, message: str, *, code: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.field = field

    def at(self, field: str | None) -> Self:
        """Say it of this field, and give it back."""
        self.field = field
        return self


class InvalidValueError(Refusal):
    """What was given is no such value: no date, no address, no language tag, no number.

    Values know no framework and no language of a reader, so they say what is wrong as a
    ``Sentence``; ``message`` is that sentence in English, and a door that shows it translates it
    (``tracker.base.web.forms.worded``).

    Args:
        sentence: what is wrong and how to mend it.
        field: the field, where the value was told which it is read for.
    """

    def __init__(self, sentence: Sentence, *, field: str | None = None) -> None:
        super().__init__(str(sentence), code=sentence.code, field=field)
        self.sentence = sentence


class Refusals:
    """What one act is refused for, told all at once instead of one after the other."""

    def __init__(self) -> None:
        self.found: list[Refusal] = []

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Note what is refused within, and go on behind it."""
        try:
            yield
        except Refusal as refusal:
            self.found.append(refusal)

    def ensure_none(self) -> None:
        """Go on where nothing was refused.

        Raises:
            Refusal: the first of them, with the others `besides`.
        """
        if self.found:
            first, *others = self.found
            first.besides = others
            raise first


@contextmanager
def within(part: str) -> Iterator[None]:
    """Say of a refusal within that it is about a part of the whole: ``claimant.name``."""
    try:
        yield
    except Refusal as refusal:
        refusal.at(f"{part}.{refusal.field}" if refusal.field else part)
        raise
