"""Forms of the queues: what they are narrowed by, the name of a kept view, many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from claims.desk.review.forms import AskingForm, PersonChoice, PriorityField
from claims.matching.names_typed import NAMED, going_by
from claims.models import Claim
from claims.reads.assignments import askable
from claims.reads.queues.keyset import Order
from claims.reads.queues.narrowed import Wanted
from tracker.base.people.models import User
from tracker.base.web.fields import LanguageField, LineField
from tracker.base.web.forms import DeskForm

_DAY = {"type": "date"}


class NarrowForm(forms.Form):
    """What a queue is narrowed by and how it is sorted, in the address."""

    party = LineField(
        label=_("Party"),
        required=False,
        help_text=_(
            "Any name, acronym or alias, or a part of it. Found are claims by it, and claims about "
            "its losses."
        ),
    )
    incident = LineField(label=_("Incident"), required=False)
    priority = PriorityField(label=_("Priority, at least"), required=False, blank=_("any"))
    person = PersonChoice(
        queryset=User.objects.none(), label=_("Person"), required=False, empty_label=_("anybody")
    )
    language = LanguageField(required=False, help_text="")
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs=_DAY))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs=_DAY))
    sort = forms.ChoiceField(label=_("Sorted"), required=False)

    def __init__(self, *args: Any, orders: Sequence[Order], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.orders = {order.name: order for order in orders}
        sort = self.fields["sort"]
        assert isinstance(sort, forms.ChoiceField)
        sort.choices = [(order.name, order.label) for order in orders]
        person = self.fields["person"]
        assert isinstance(person, PersonChoice)
        person.queryset = askable().order_by("name", "username")

    @property
    def wanted(self) -> Wanted:
        """What is asked for, as far as it can be understood; of names, as where one is chosen."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        given.pop("sort", None)
        named = {one: given.pop(one, "") for one in ("party", "incident")}
        parties, incidents = (
            going_by(typed, NAMED[kind]) if typed else None for kind, typed in named.items()
        )
        return Wanted(parties=parties, incidents=incidents, **given)

    @property
    def order(self) -> Order:
        """How it is sorted: the usual way where nothing else is asked for."""
        self.is_valid()
        usual = next(iter(self.orders.values()))
        return self.orders.get(self.cleaned_data.get("sort", ""), usual)


class KeepViewForm(DeskForm):
    """What a view of a queue is kept as."""

    name = LineField(
        label=_("Name"),
        max_length=60,
        help_text=_("Only you see it. The same name takes the place of what it stood for."),
        error_messages={"required": _("Give it a name.")},
    )


class ClaimChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Claims, each named by who makes it and its first words."""

    def label_from_instance(self, obj: Claim) -> str:
        """Such as ``FAMa: Twenty men were killed``."""
        return f"{obj.claimant.name}: {Truncator(obj.statement).chars(140)}"


class ManyForm(AskingForm):
    """Who reviews each of many claims, by when."""

    claims = ClaimChoices(
        queryset=Claim.objects.none(),
        label=_("Claims"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one claim.")},
    )
    field_order = ("claims", "reviewers", "places", "due", "priority", "note")

    def __init__(self, *args: Any, offered: QuerySet[Claim], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["claims"]
        assert isinstance(field, ClaimChoices)
        field.queryset = offered
