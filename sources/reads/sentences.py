"""Stored codes and values, worded in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sources.archiver.sentences import from_json


def worded(stored: object) -> str:
    """Say what a row or a sheet holds as codes and values; nothing where it says nothing.

    Args:
        stored: what ``sources.archiver.sentences.as_json`` wrote.
    """
    return " ".join(_worded(one.text, one.values) for one in from_json(stored))


def _worded(text: str, values: object) -> str:
    try:
        return str(_(text) % values)
    except (KeyError, TypeError, ValueError):
        return text  # written by another version, with other values
