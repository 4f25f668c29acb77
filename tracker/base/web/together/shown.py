"""What a form shows, as a browser would send it, and how two people's changes are put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from tracker.base.acts.snapshot import ChangedMeanwhile, same
from tracker.base.writing.lists import comma_list


class HasParts(Protocol):
    """A form that may consist of several."""

    def parts(self) -> Iterator[tuple[str, forms.BaseForm]]:
        """The forms that it consists of, each with what it is called."""


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One thing that somebody changed meanwhile.

    Args:
        label: what it is.
        before: what the form was written against.
        now: what it says by now.
        yours: what was typed in the form; None where the form does not ask for it.
        taken_over: whether the form has the other's text now, because nothing else was typed.
    """

    label: str
    before: str
    now: str
    yours: str | None = None
    taken_over: bool = False


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What happened while a form was open: who did what, and what is different."""

    said: Sequence[str]
    differences: Sequence[FieldDifference]


def fields_of(form: HasParts) -> dict[str, list[str]]:
    """What an unsent form would send, by the name of the field, without files and secrets."""
    return {
        bound.html_name: values_of(bound)
        for _label, part in form.parts()
        for bound in part
        if bound.name != "submission" and not _is_private(bound.field.widget)
    }


def _is_private(widget: forms.Widget) -> bool:
    return isinstance(widget, forms.FileInput | forms.PasswordInput)


def values_of(bound: forms.BoundField) -> list[str]:
    """What a browser would send of one field."""
    value, widget = bound.value(), bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if widget.check_test(value) else []
    shown = widget.format_value(value)
    if isinstance(shown, list | tuple):
        return [str(one) for one in shown if one not in (None, "")]
    return [] if shown in (None, "") else [str(shown)]


def merged(sent: QueryDict, changed: ChangedMeanwhile, *, together: Sequence[str]) -> QueryDict:
    """What was typed, with the others' changes in every field that was left as it was.

    Args:
        sent: what was sent.
        changed: what was seen and what there is now.
        together: beginnings of names that are one thing, such as all rows of figures.
    """
    result = sent.copy()
    for names in _groups(changed, sent, together):
        before, now = changed.seen.fields, changed.now.fields
        untouched = all(same(sent.getlist(name)) == same(before.get(name, ())) for name in names)
        if not untouched:
            continue
        for name in names:
            result.setlist(name, list(now.get(name, ())))
    return result


def _groups(
    changed: ChangedMeanwhile, sent: QueryDict, together: Sequence[str]
) -> Iterator[list[str]]:
    names = changed.seen.fields.keys() | changed.now.fields.keys()
    for start in together:
        ours = {*names, *sent.keys()}
        yield [name for name in ours if name.startswith(start)]
    yield from ([name] for name in names if not name.startswith(tuple(together)))


def meanwhile(form: HasParts, changed: ChangedMeanwhile, said: Sequence[str]) -> Meanwhile:
    """Word what changed while a form was open.

    Args:
        form: the form with what is in it now.
        changed: what was seen and what there is now.
        said: who did what.
    """
    differences = [
        FieldDifference(now.label, before.text, now.text) for before, now in changed.facts
    ]
    return Meanwhile(said, [*_of_fields(form, changed), *differences])


def _of_fields(form: HasParts, changed: ChangedMeanwhile) -> Iterator[FieldDifference]:
    before, now = changed.seen.fields, changed.now.fields
    for label, part in form.parts():
        for bound in part:
            name = bound.html_name
            first, last = list(before.get(name, ())), list(now.get(name, ()))
            if same(first) == same(last) or bound.is_hidden:
                continue
            yours = values_of(bound)
            called = f"{label}: {bound.label}" if label else str(bound.label)
            yield FieldDifference(
                label=called,
                before=_words(bound.field, first),
                now=_words(bound.field, last),
                yours=_words(bound.field, yours),
                taken_over=same(yours) == same(last),
            )


def _words(field: forms.Field, values: Sequence[str]) -> str:
    """What is read on the page where a browser sends `values`."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if values else _("no")
    choices = getattr(field, "choices", None)
    if choices is None:
        return comma_list(values)
    labels = {str(key): str(label) for key, label in _flat(choices)}
    return comma_list(labels.get(value, value) for value in values)


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label
