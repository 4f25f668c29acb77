"""The two kinds of note, named alike on every form."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tracker.base.web.fields import LineField, LongTextField

_LONGEST_LINE = 500
_INTERNAL, _FOR_COLLEAGUES = _("Internal note"), _("For colleagues: never leaves the desk.")
_PUBLIC, _FOR_READERS = _("Public note"), _("For readers: they see it with what it is about.")


def for_colleagues() -> LongTextField:
    """The field of an internal note."""
    return LongTextField(label=_INTERNAL, help_text=_FOR_COLLEAGUES, required=False, rows=2)


def for_readers() -> LongTextField:
    """The field of a public note."""
    return LongTextField(label=_PUBLIC, help_text=_FOR_READERS, required=False, rows=2)


def line_for_colleagues() -> LineField:
    """The field of an internal note of one line."""
    return LineField(label=_INTERNAL, max_length=_LONGEST_LINE, required=False)


def line_for_readers() -> LineField:
    """The field of a public note of one line."""
    return LineField(label=_PUBLIC, max_length=_LONGEST_LINE, required=False)
