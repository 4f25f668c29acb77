"""What somebody typed into a form, in the words of the form: its labels, what was chosen in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from django import forms
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import gettext

from claims.desk.naming.forms import TYPED
from claims.desk.record.claim_form import PREFIX, ClaimForm
from tracker.base.web.fields import keys_of
from tracker.base.web.typed import Typed, typed_in

_Fields = Mapping[str, forms.Field]
_IN_A_ROW = re.compile(rf"{PREFIX}-(?P<number>[0-9]{{1,3}})-(?P<column>\w+)")


def typed_in_words(sent: QueryDict, path: str) -> list[Typed]:
    """What was typed into the form at an address, as its page would say it.

    Args:
        sent: what was typed.
        path: the address. What its form does not name is shown as it was sent.
    """
    return list(_worded(typed_in(sent), *_fields_at(path)))


def _fields_at(path: str) -> tuple[_Fields, _Fields]:
    """The fields of the form at an address, and those of each row of figures in it."""
    try:
        view = getattr(resolve(path).func, "view_class", None)
    except Resolver404:
        view = None
    form_class: type[forms.Form] = getattr(view, "form_class", None) or forms.Form
    if issubclass(form_class, ClaimForm):
        form = form_class()
        return form.fields, form.figures.forms[0].fields
    return form_class.base_fields, {}


def _worded(typed: Iterable[Typed], fields: _Fields, of_row: _Fields) -> Iterator[Typed]:
    for one in typed:
        name = one.name.removesuffix(TYPED)
        field, label = fields.get(name), ""
        if of_row and (row := _IN_A_ROW.fullmatch(name)):
            field = of_row.get(row["column"])
            label = gettext("Figure %(number)s") % {"number": int(row["number"]) + 1} + ": "
        if field is None:
            yield one
        elif not field.widget.is_hidden:
            text = one.text if one.name.endswith(TYPED) else _chosen(field, one.text)
            yield replace(one, label=f"{label}{field.label or one.label}", text=text)


def _chosen(field: forms.Field, text: str) -> str:
    """What a list or a tick shows for what it sends.

    Rows that only some may see are offered by a view, not by the form's class: none is named here.
    """
    if isinstance(field, forms.ModelChoiceField):
        named = {field.to_field_name: text} if field.to_field_name else {"pk__in": keys_of([text])}
        row = field.queryset.filter(**named).first() if field.queryset is not None else None
        return text if row is None else str(field.label_from_instance(row))
    if isinstance(field, forms.ChoiceField):
        shown = {str(value): str(label) for value, label in field.widget.choices}
        return shown.get(text, text)
    return gettext("yes") if isinstance(field, forms.BooleanField) else text
