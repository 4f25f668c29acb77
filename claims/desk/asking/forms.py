"""Forms about assignments that are open, and of declared interests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from claims.desk.naming.forms import ByNameField
from claims.desk.record.forms import ReasonForm
from claims.desk.review.forms import PersonChoices, PriorityField
from claims.models import InterestEffect
from tracker.base.people.models import User
from tracker.base.web.fields import LongTextField
from tracker.base.web.forms import DeskForm


class OnePersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One person, named with what they have on their table."""

    label_from_instance = PersonChoices.label_from_instance
    declared = PersonChoices.declared


class ReplaceForm(ReasonForm):
    """Who is asked in the place of somebody, and why."""

    reviewer = OnePersonChoice(
        queryset=User.objects.none(),
        label=_("Who is asked instead"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose who is asked instead.")},
    )
    field_order = ("reviewer", "reason")

    def __init__(
        self, *args: Any, people: QuerySet[User], declared: Mapping[int, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reviewer"]
        assert isinstance(field, OnePersonChoice)
        field.queryset, field.declared = people, declared


class DueForm(DeskForm):
    """The day on which a review is due from now on."""

    due = forms.DateField(
        label=_("Due"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Give the new day.")},
    )
    reason = LongTextField(
        label=_("Reason"),
        required=False,
        rows=2,
        help_text=_("Kept in the journal; editors read it."),
    )


class PriorityForm(DeskForm):
    """How soon the desk should come to a claim."""

    priority = PriorityField(widget=forms.RadioSelect)


class InterestForm(DeskForm):
    """What somebody has to do with a party or an incident."""

    party = ByNameField("party", label=_("Party"), required=False)
    incident = ByNameField(
        "incident",
        label=_("Incident"),
        required=False,
        help_text=_("A party or an incident, one of the two."),
    )
    words = LongTextField(
        label=_("What you have to do with it"),
        rows=3,
        help_text=_("Editors read it, nobody else. It stays in view once you withdraw it."),
        error_messages={"required": _("Say it in your own words.")},
    )
    effect = forms.ChoiceField(
        label=_("What follows from it"),
        choices=InterestEffect.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what follows from it.")},
    )
