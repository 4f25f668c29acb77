"""Turns the words of the plain-Python rules into choices of a model field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from tracker.base.values.precision import DatePrecision


class _Word(Protocol):
    @property
    def value(self) -> str: ...

    @property
    def label(self) -> str: ...


def choices(words: Iterable[_Word]) -> list[tuple[str, Promise]]:
    """``(value, label)`` of each member, the label translated when it is shown.

    Args:
        words: an enum, or some of its members, that have a ``label`` marked for translation.
    """
    return [(member.value, gettext_lazy(member.label)) for member in words]


def coded_choices(pairs: Iterable[tuple[str, str | Promise]]) -> list[tuple[str, Promise]]:
    """The same choices with the code before the label, as in ``A: completely reliable``.

    Args:
        pairs: ``(value, label)`` of each, labels still to be translated.
    """
    return [(value, format_lazy("{}: {}", value, label)) for value, label in pairs]


DATE_PRECISIONS = choices(DatePrecision)
"""How exactly a date is known, as the columns beside dates have it."""
