"""What the lists of parties and of publishers can be narrowed by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.reads.profiles.party_record import kinds_of_parties
from claims.reads.profiles.publisher_record import UNGRADED, kinds_of_publishers
from sources.models import Grade
from tracker.base.terms import Term

_LONGEST_NAME = 100
_ANY: tuple[str, str | Promise] = ("", _("any"))


class _NamesAskedForm(forms.Form):
    """Part of a name, and a kind. What makes no sense asks for nothing and is marked."""

    q = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=_LONGEST_NAME,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, *args: Any, kinds: Iterable[Term], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        # Read once: the same list checks what was sent and is shown.
        field.choices = [_ANY, *((row.code, row.label) for row in kinds)]

    def asked(self) -> dict[str, str]:
        """What the list is narrowed by: nothing where it makes no sense."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name, "") for name in self.fields}
        return {"words" if name == "q" else name: value for name, value in given.items()}


class PartiesAskedForm(_NamesAskedForm):
    """What `claims.reads.profiles.party_record.PartiesFound` is to find."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, kinds=kinds_of_parties(), **kwargs)


class PublishersAskedForm(_NamesAskedForm):
    """What `claims.reads.profiles.publisher_record.PublishersFound` is to find."""

    grade = forms.ChoiceField(
        label=_("Reliability"),
        required=False,
        choices=[_ANY, *Grade.choices, (UNGRADED, _("not graded"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, kinds=kinds_of_publishers(), **kwargs)
