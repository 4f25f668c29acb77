"""Recording at the desk: parties, places, incidents, translations."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.desk.claim_act import ClaimAct
from claims.desk.claim_facts import USUAL, ClaimPart
from claims.desk.guards import guard
from claims.desk.naming.choosing import ChoosesByName
from claims.desk.record.forms import (
    IncidentForm,
    PartyForm,
    PlaceForm,
    RetractForm,
    TranslationForm,
)
from claims.operations.record import retract_translation, translate
from claims.operations.scene import record_incident, record_party, record_place
from claims.reads.desk.claims import translations_seen_by
from claims.rules import acts
from tracker.base.web.act_view import ActView


class PartyNew(ActView):
    """Add a party."""

    form_class = PartyForm
    heading, button, said = _("Add a party"), _("Add"), _("Added.")

    def act(self, data: dict[str, Any]) -> str:
        """Record it; a claim of it comes next."""
        names = ("name", "acronym", "kind", "internal_note", "public_note")
        fields = {name: data[name] for name in names}
        party = record_party(**fields, another=self.another, by=self.by, at=self.at)
        return self.instead(party.pk)

    def instead(self, key: int) -> str:
        """A claim of it."""
        return f"{reverse('desk:claim_new')}?claimant={key}"


class PlaceNew(ActView):
    """Add a place."""

    form_class = PlaceForm
    heading, button, said = _("Add a place"), _("Add"), _("Added.")

    def act(self, data: dict[str, Any]) -> str:
        """Record it; an incident there comes next."""
        of_place = ("name", "precision", "latitude", "longitude")
        fields = {name: data[name] for name in (*of_place, "internal_note", "public_note")}
        place = record_place(**fields, another=self.another, by=self.by, at=self.at)
        return self.instead(place.pk)

    def instead(self, key: int) -> str:
        """An incident there."""
        return f"{reverse('desk:incident_new')}?place={key}"


class IncidentNew(ChoosesByName, ActView):
    """Record an incident."""

    form_class = IncidentForm
    prefilled = ("place",)
    heading, button = _("Record an incident"), _("Record")
    explanation = _("What happened, or is said to have; who says so comes with each claim.")
    said = _("The incident is recorded. Now record what is claimed about it.")

    def act(self, data: dict[str, Any]) -> str:
        """Record it; the first claim about it comes next."""
        names = (
            *("title", "summary", "start", "end", "place", "is_exercise"),
            *("internal_note", "public_note"),
        )
        fields = {name: data[name] for name in names}
        incident = record_incident(**fields, another=self.another, by=self.by, at=self.at)
        return self.instead(incident.pk)

    def instead(self, key: int) -> str:
        """A claim about it."""
        return f"{reverse('desk:claim_new')}?incident={key}"


class ClaimTranslate(ClaimAct):
    """Put a claim's statement into another language."""

    what = acts.TRANSLATE
    form_class = TranslationForm
    asks_why_if_held = True
    heading, button = _("Translate a statement"), _("Keep")
    said = _("The translation is kept.")
    shown = (*USUAL, ClaimPart.TRANSLATIONS)

    def act(self, data: dict[str, Any]) -> str:
        """Keep the translation."""
        translate(
            claim=self.claim,
            language=data["language"],
            text_=data["text"],
            translator=data["translator"],
            reason=data.get("reason", ""),
            by=self.by,
            at=self.at,
        )
        return self.back


class TranslationRetract(ActView):
    """Take a translation back, with the reason."""

    form_class = RetractForm
    heading, button = _("Take a translation back"), _("Take back")
    said = _("The translation is taken back.")
    changes = "translation"
    untold = ("added_by", "added_at")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the translation, if this person may know of its claim."""
        super().setup(request, *args, **kwargs)
        self.translation = get_object_or_404(translations_seen_by(self.by), pk=kwargs["pk"])
        guard(request, acts.RETRACT_TRANSLATION, self.translation)
        self.explanation = self.translation.text
        self.back = reverse("desk:claim", args=[self.translation.claim_id])

    def act(self, data: dict[str, Any]) -> str:
        """Take it back."""
        retract_translation(
            translation=self.translation, reason=data["reason"], by=self.by, at=self.at
        )
        return self.back

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the claim."""
        return super().get_context_data(claim=self.translation.claim, **kwargs)
