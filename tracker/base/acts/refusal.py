"""What an operation raises when it refuses an act."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818  a refusal is the field's word; it is not an error of ours
    """An act that was refused, with a sentence a person can act on.

    Args:
        message: what is wrong and how to mend it, translated, ready to show.
        code: the same for programs, in snake_case.
        field: the form or API field that is wrong, if it is one.

    Raised by operations; a door turns it into a form error or an API error.
    """

    def __init__(self, message: str, *, code: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.field = field


class Forbidden(Refusal):
    """Somebody may not do what they asked for."""
