"""Form fields that every desk shares: dates known in part, language tags, long texts."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from tracker.base.values.precision import DatePrecision

LONGEST_TEXT = 20_000

PartialDate = tuple[dt.date | None, str]
"""A date padded to a whole day, and the part of it that is known (a ``DatePrecision``)."""

_SHAPES = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII), DatePrecision.DAY),
    (re.compile(r"(\d{4})-(\d{1,2})", re.ASCII), DatePrecision.MONTH),
    (re.compile(r"(\d{4})", re.ASCII), DatePrecision.YEAR),
)

# BCP 47 (RFC 5646, section 2.1): a language of two or three letters as ISO 639 has them, then
# perhaps a script of four letters and a region of two letters or three digits. A language of up to
# eight letters is reserved there and in no registry, so that a name such as "Englisch" is no tag.
_LANGUAGE_TAG = RegexValidator(
    r"\A[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?\Z",
    _(
        "Give the language's code of two or three letters, such as en for English; "
        "script or region may follow, as in zh-Hant or pt-BR."
    ),
    code="language_tag",
)


class PartialDateField(forms.CharField):
    """A date as far as it is known: ``2024-07-27``, ``2024-07``, ``2024`` or nothing.

    Cleans to a ``PartialDate``; an empty field is an unknown date.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", _("2024-07-27, 2024-07 or 2024. Empty: not known."))
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> PartialDate:
        """Read the date.

        Raises:
            ValidationError: it is not a date that the calendar has, or not written in one of
                the three shapes.
        """
        text = super().clean(value)
        if not text:
            return None, DatePrecision.UNKNOWN.value
        for shape, precision in _SHAPES:
            match = shape.fullmatch(text)
            if match is None:
                continue
            year, month, day = (*map(int, match.groups()), 1, 1)[:3]
            try:
                return dt.date(year, month, day), precision.value
            except ValueError:
                break
        raise forms.ValidationError(
            _("Write the date as 2024-07-27, 2024-07 or 2024, or leave it empty."),
            code="partial_date",
        )

    @staticmethod
    def write(date: dt.date | None, precision: str) -> str:
        """Write a date the way this field reads it, for ``initial``."""
        if date is None:
            return ""
        whole = date.isoformat()
        shown = {DatePrecision.DAY: 10, DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}
        return whole[: shown.get(DatePrecision(precision), 0)]


class LanguageField(forms.CharField):
    """A BCP 47 language tag."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Language"))
        kwargs.setdefault("help_text", _("A tag such as en, fr, ar or ru."))
        super().__init__(max_length=35, **kwargs)
        self.validators.append(_LANGUAGE_TAG)
        self.error_messages["required"] = _("Give the language's code, such as en for English.")
        self.widget.attrs.setdefault("list", "languages")
        self.widget.attrs.setdefault("autocapitalize", "none")


class LongTextField(forms.CharField):
    """A text of several lines, bounded so that one form cannot fill the database."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_TEXT)
        attrs = {"rows": rows, "dir": "auto"}
        super().__init__(widget=forms.Textarea(attrs=attrs), **kwargs)


class LineField(forms.CharField):
    """A text of one line whose direction follows what is typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("dir", "auto")
