"""Checks of what people type."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tracker.base.acts.refusal import Refusal


def words(value: str, *, field: str, required: bool = False, longest: int | None = None) -> str:
    """Give a text back without the white space around it.

    Raises:
        Refusal: `required`, `too_long` or `unreadable` (it holds a NUL).
    """
    value = value.strip()
    if "\x00" in value:
        raise Refusal(
            _("There is a character in it that cannot be kept. Type the text again."),
            code="unreadable",
            field=field,
        )
    if required and not value:
        raise Refusal(_("This is needed."), code="required", field=field)
    if longest is not None and len(value) > longest:
        raise Refusal(
            _("This is too long: at most %(longest)s characters.") % {"longest": longest},
            code="too_long",
            field=field,
        )
    return value


def choice(value: str, known: list[str], *, field: str) -> str:
    """Check that a value is one of the known ones.

    Raises:
        Refusal: `unknown_value`.
    """
    if value not in known:
        raise Refusal(
            _('"%(value)s" is not one of: %(known)s.')
            % {"value": value, "known": ", ".join(known)},
            code="unknown_value",
            field=field,
        )
    return value
