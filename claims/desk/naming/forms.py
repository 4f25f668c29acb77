"""Form fields that choose incidents, parties, places and publishers by any of their names.

A browser sends the key of each row that is chosen (a ticked box) and, beside it, what was typed
and is not chosen yet. What is typed is looked up while it is typed, and once more when the form is
sent: without JavaScript what may be meant is listed then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.matching.names_typed import NAMED, RowTyped, named_rows
from claims.models import Incident, Party, Place
from sources.models import Publisher
from tracker.base.web.act_view import Words
from tracker.base.web.fields import keys_of

if TYPE_CHECKING:
    from claims.models.matching.index import IndexedKind

TYPED = "_typed"
"""Behind the name of a field: what was typed in it and is not chosen yet."""
LONGEST_NAME = 300
_MODELS: dict[str, Any] = {
    "incident": Incident,
    "party": Party,
    "place": Place,
    "publisher": Publisher,
}
_PLACEHOLDERS: dict[str, Words] = {
    "incident": _("Part of its title, its place or a day"),
    "party": _("Any of its names"),
    "place": _("Its name"),
    "publisher": _("Any of its names"),
}


class ByName(forms.Widget):
    """A box to type a name in, with what is chosen above it.

    Args:
        kind: of which rows: "incident", "party", "place" or "publisher".
        new: the name of the field in which a new row is named; none if it is made elsewhere.
    """

    several = False
    by_slug = False
    """Whether a browser sends the slugs of rows as their keys."""

    def __init__(self, kind: str, *, new: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind, self.new = NAMED[kind], new
        self.typed = ""
        self.found: Sequence[RowTyped] | None = None
        """What may be meant by what was sent, to choose from."""
        self.rows: dict[int, Any] = {}
        """The rows that are chosen, by their keys."""

    def format_value(self, value: Any) -> Any:
        """The keys as a browser sends them."""
        keys = [str(one) for one in _keys(value)]
        return keys if self.several else (keys[-1] if keys else None)

    def id_for_label(self, id_: str, index: Any = None) -> str:
        """The box that is typed in."""
        return id_

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Draw the box, what is chosen, and what was found of what was sent."""
        shown = self.format_value(value)
        keys = shown if self.several else [shown] if shown else []
        rows = [self.rows[key] for one in keys for key in keys_of([one]) if key in self.rows]
        prefix, dash, _own = name.rpartition("-")
        attrs = self.build_attrs(self.attrs, attrs)
        context = {
            "name": name,
            "typed_name": name + TYPED,
            "typed": "" if self.found else self.typed,
            "sought": self.typed,
            "found": self.found,
            "chosen": rows,
            "several": self.several,
            "by_slug": self.by_slug,
            "kind": self.kind.value,
            "placeholder": _PLACEHOLDERS[self.kind.value],
            "new": f"{prefix}{dash}{self.new}" if self.new else "",
            "id": attrs.get("id", ""),
            # A box is empty where something is chosen: a browser must not ask for more.
            "required": attrs.get("required") and not rows,
            "described_by": attrs.get("aria-describedby"),
            "invalid": attrs.get("aria-invalid"),
        }
        return render_to_string("components/naming/by_name.html", context)


class SeveralByName(ByName, forms.SelectMultiple):
    """The same where more than one row may be chosen."""

    several = True


def _keys(value: Any) -> list[Any]:
    each = value if isinstance(value, list | tuple) else [value]
    return [one for one in each if one not in (None, "")]


class ByNameField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One row that is chosen by any of its names.

    Args:
        kind: of which rows: "incident", "party", "place" or "publisher".
        new: the name of the field in which a new row is named, if there is one.
        box: what is drawn.
    """

    def __init__(
        self, kind: str, *, new: str = "", box: type[ByName] = ByName, **kwargs: Any
    ) -> None:
        rows = _MODELS[kind].objects.all()
        super().__init__(rows, widget=box(kind, new=new), **kwargs)


class SeveralByNameField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Rows that are chosen by any of their names.

    Args:
        kind: of which rows: "incident", "party", "place" or "publisher".
        new: the name of the field in which a new row is named, if there is one.
    """

    def __init__(self, kind: str, *, new: str = "", **kwargs: Any) -> None:
        rows = _MODELS[kind].objects.all()
        super().__init__(rows, widget=SeveralByName(kind, new=new), **kwargs)


def kinds_of(*form_classes: type[forms.Form]) -> dict[str, IndexedKind]:
    """Of which rows each field of some forms is that is chosen by name."""
    return {
        name: field.widget.kind
        for form_class in form_classes
        for name, field in form_class.base_fields.items()
        if isinstance(field.widget, ByName)
    }


def show_names(parts: Iterable[forms.BaseForm]) -> None:
    """Load what is chosen in some forms, one look for each kind of rows, and what was typed.

    Args:
        parts: the forms of a page, filled as they are shown.
    """
    fields = [
        (bound, widget)
        for part in parts
        for bound in part
        if isinstance(widget := bound.field.widget, ByName)
    ]
    keys: dict[IndexedKind, set[int]] = defaultdict(set)
    for bound, widget in fields:
        keys[widget.kind] |= keys_of(_keys(bound.value()))
        widget.typed = widget.typed or _typed(bound)
    rows = {kind: named_rows(kind, each) for kind, each in keys.items() if each}
    for _bound, widget in fields:
        widget.rows = rows.get(widget.kind, {})


def _typed(bound: BoundField) -> str:
    form = bound.form
    sent = form.data if form.is_bound else form.initial
    name = bound.html_name if form.is_bound else bound.name
    typed = sent.get(name + TYPED, "") if isinstance(sent, dict | QueryDict) else ""
    return str(typed or "")[:LONGEST_NAME]


def ask_which(
    parts: Iterable[forms.Form], unmet: Mapping[str, tuple[str, Sequence[RowTyped] | None]]
) -> None:
    """Say at each field that nobody can tell which row is meant, and list what may be.

    Args:
        parts: the forms that were sent.
        unmet: what was typed and what may be meant, by the name of the field; None where nobody
            looked, because so many were typed.
    """
    for part in parts:
        for bound in part:
            if bound.html_name not in unmet:
                continue
            typed, found = unmet[bound.html_name]
            widget = bound.field.widget
            assert isinstance(widget, ByName)
            widget.typed, widget.found = typed, found
            part.errors.pop(bound.name, None)
            said = _asked(found, may_add=bool(widget.new))
            part.add_error(bound.name, said % {"typed": typed})


def _asked(found: Sequence[RowTyped] | None, *, may_add: bool) -> str:
    if found is None:
        return gettext("You typed many names at once. Send the form again to look up “%(typed)s”.")
    if found:
        return gettext("Choose which one you mean by “%(typed)s”.")
    if may_add:
        return gettext("No match for “%(typed)s”. Check the spelling, or add it.")
    return gettext("No match for “%(typed)s”. Check the spelling.")
