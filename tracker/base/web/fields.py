"""Form fields that every desk shares: values, each read by its own parser, and long texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.base.accounts.preferences import zone_of
from tracker.base.languages.names import language_typed
from tracker.base.people.models import User
from tracker.base.values import language_tag
from tracker.base.values.address import Address
from tracker.base.values.number_range import amount
from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate
from tracker.base.values.refusal import InvalidValueError
from tracker.base.web.forms import worded

Words = str | Promise

LONGEST_TEXT = 20_000
LONGEST_ADDRESS = 2_000
_LONGEST_KEY = 18
"""Digits of the largest number that the database can hold as a key, less one."""


def keys_of(values: Iterable[object]) -> set[int]:
    """Those of the sent values that are whole numbers, and no larger than the key of a row."""
    texts = [str(value) for value in values]
    return {int(text) for text in texts if text.isdecimal() and len(text) <= _LONGEST_KEY}


class WordsField(forms.CharField):
    """A field of words.

    Args:
        needed_if: when a field that may be empty is needed, said beside its label.
    """

    def __init__(self, *, needed_if: Words = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.needed_if = needed_if


class ValueField(WordsField):
    """A field that is read as a value; what is no such value is refused in the value's words.

    Args:
        read: reads what was typed; raises ``InvalidValueError``.
        blank: what an empty field means.
    """

    def __init__(self, read: Callable[[str], Any], *, blank: Any = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.read, self.blank = read, blank

    def clean(self, value: Any) -> Any:
        """Read the value.

        Raises:
            ValidationError: it is none, or it is needed and missing.
        """
        typed = super().clean(value)
        try:
            return self.read(typed) if typed else self.blank
        except InvalidValueError as error:
            raise forms.ValidationError(worded(error), code=error.code) from error


class PartialDateField(ValueField):
    """A date as far as it is known, in the order of whoever types it, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault(
            "help_text", _("27 July 2024, 2024-07-27, 07/2024 or 2024. Empty: not known.")
        )
        super().__init__(PartialDate.typed, blank=UNKNOWN_DATE, max_length=60, **kwargs)
        # A script that shows the browser's calendar reads this; without it a date is typed.
        self.widget.attrs.setdefault("data-pick", _("Pick a day"))
        self.widget.attrs.setdefault("autocomplete", "off")


class MomentField(forms.DateTimeField):
    """A day and a time of it, by the clock of whoever types it.

    Whoever shows the form says whose clock that is, with `go_by_clock_of`; without, it is the
    house's.
    """

    def __init__(self, **kwargs: Any) -> None:
        shown = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        typed = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        super().__init__(widget=shown, input_formats=typed, **kwargs)
        self.zone: tzinfo | None = None

    def go_by_clock_of(self, somebody: User) -> None:
        """Read and show times in somebody's own time zone, and name it beside the field."""
        self.zone = zone_of(somebody)
        said = gettext("The time is that of your time zone: %(zone)s.") % {"zone": self.zone}
        self.help_text = " ".join(filter(None, (str(self.help_text), said)))

    def prepare_value(self, value: Any) -> Any:
        """A moment as that clock shows it."""
        with timezone.override(self._zone()):
            return super().prepare_value(value)

    def to_python(self, value: Any) -> datetime | None:
        """The moment at which that clock shows what was typed.

        Raises:
            ValidationError: it is none, or the clock shows it twice or never that day.
        """
        with timezone.override(self._zone()):
            return super().to_python(value)

    def _zone(self) -> tzinfo:
        return self.zone or timezone.get_default_timezone()


class MayStandEmpty(forms.TextInput):
    """A box that may be sent empty, of a field that then takes its value from elsewhere."""

    def use_required_attribute(self, initial: Any) -> bool:
        """No browser asks for it."""
        return False


class LanguageField(ValueField):
    """A BCP 47 language tag, or a language's name."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Language"))
        kwargs.setdefault("help_text", _("A code or a name, such as fr or French."))
        super().__init__(language_typed, max_length=language_tag.LONGEST, **kwargs)
        self.error_messages["required"] = _("Give the language's code, such as en for English.")
        self.widget.attrs.setdefault("list", "languages")
        self.widget.attrs.setdefault("autocapitalize", "none")


class AddressField(ValueField):
    """A web address. Whether it may be fetched is for the archiver to say.

    Args:
        assume_https: whether people may leave ``https://`` out.
    """

    def __init__(self, *, assume_https: bool = False, **kwargs: Any) -> None:
        read = _assuming_https if assume_https else Address.parse
        kwargs.setdefault("max_length", LONGEST_ADDRESS)
        attrs = {"inputmode": "url", "autocapitalize": "none", "dir": "auto"}
        super().__init__(read, widget=forms.TextInput(attrs=attrs), **kwargs)


def _assuming_https(typed: str) -> Address:
    return Address.parse(typed if "://" in typed else f"https://{typed}")


class NumberField(ValueField):
    """A number of a figure or a range, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.NumberInput(attrs={"step": "0.001"})
        super().__init__(amount, blank=None, max_length=40, required=False, widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Write a stored number without idle noughts: "6.000" is six thousand to many readers."""
        return written(value) if isinstance(value, Decimal) else value


def written(number: Decimal | None) -> str:
    """Write a number for a form field, without idle noughts."""
    return "" if number is None else f"{number.normalize():f}"


class LongTextField(WordsField):
    """A text of several lines, bounded so that one form cannot fill the database."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_TEXT)
        attrs = {"rows": rows, "dir": "auto"}
        super().__init__(widget=forms.Textarea(attrs=attrs), **kwargs)


class WordedField(LongTextField):
    """Words by language, a language a line: ``fr: Drones détruits``.

    Args:
        several: whether a language has several, with commas between them.
    """

    def __init__(self, *, several: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.several = several

    def prepare_value(self, value: Any) -> Any:
        """Write what is recorded as it is typed."""
        if not isinstance(value, Mapping):
            return value
        said = {tag: ", ".join(each) if self.several else each for tag, each in value.items()}
        return "\n".join(f"{tag}: {words}" for tag, words in said.items())

    def clean(self, value: Any) -> dict[str, Any]:
        """Read the lines.

        Raises:
            ValidationError: a line has no language, or one that no tag is; one stands there twice.
        """
        found: dict[str, Any] = {}
        for number, tag, words in self._lines(value):
            if tag in found:
                raise forms.ValidationError(
                    gettext("Line %(number)s: this language stands above already.")
                    % {"number": number},
                    code="twice",
                )
            found[tag] = words
        return found

    def _lines(self, value: Any) -> Iterator[tuple[int, str, Any]]:
        for number, line in enumerate(super().clean(value).splitlines(), start=1):
            if line.strip():
                yield number, *self._read(line, number)

    def _read(self, line: str, number: int) -> tuple[str, Any]:
        tag, _colon, words = line.partition(":")
        try:
            language = str(language_typed(tag))
        except InvalidValueError:
            language = ""
        each = [one.strip() for one in words.split(",") if one.strip()]
        if not language or not each:
            raise forms.ValidationError(
                gettext("Line %(number)s: write a language’s code, a colon and the words.")
                % {"number": number},
                code="not_worded",
            )
        return language, each if self.several else words.strip()


class NamesField(WordedField):
    """Names, each with its language on a line of its own; a language may have several."""

    def prepare_value(self, value: Any) -> Any:
        """Write the pairs that are recorded as they are typed."""
        if isinstance(value, str | None):
            return value
        return "\n".join(f"{tag}: {name}" for tag, name in value)

    def clean(self, value: Any) -> Any:
        """Read the lines as pairs of a language tag and a name, each once.

        Raises:
            ValidationError: a line has no language, or one that no tag is.
        """
        return list(dict.fromkeys((tag, name) for _line, tag, name in self._lines(value)))


class LineField(WordsField):
    """A text of one line whose direction follows what is typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("dir", "auto")
