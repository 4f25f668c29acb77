"""Recording at the desk: parties, places, incidents, translations."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.desk.claim_act import ClaimAct
from claims.desk.record.forms import IncidentForm, PartyForm, PlaceForm, TranslationForm
from claims.operations.record import translate
from claims.operations.scene import record_incident, record_party, record_place
from claims.rules import acts
from tracker.base.web.act_view import ActView


class PartyNew(ActView):
    """Add a party."""

    form_class = PartyForm
    heading, button, said = _("Add a party"), _("Add"), _("Added.")

    def act(self, data: dict[str, Any]) -> str:
        """Record it; a claim of it comes next."""
        names = ("name", "acronym", "kind", "internal_note", "public_note")
        party = record_party(**{name: data[name] for name in names}, by=self.by, at=self.at)
        return f"{reverse('desk:claim_new')}?claimant={party.pk}"


class PlaceNew(ActView):
    """Add a place."""

    form_class = PlaceForm
    heading, button, said = _("Add a place"), _("Add"), _("Added.")

    def act(self, data: dict[str, Any]) -> str:
        """Record it; an incident there comes next."""
        names = (
            "name",
            "precision",
            "latitude",
            "longitude",
            "internal_note",
            "public_note",
        )
        place = record_place(**{name: data[name] for name in names}, by=self.by, at=self.at)
        return f"{reverse('desk:incident_new')}?place={place.pk}"


class IncidentNew(ActView):
    """Record an incident."""

    form_class = IncidentForm
    prefilled = ("place",)
    heading, button = _("Record an incident"), _("Record")
    explanation = _("What happened, or is said to have; who says so comes with each claim.")
    said = _("The incident is recorded. Now record what is claimed about it.")

    def act(self, data: dict[str, Any]) -> str:
        """Record it; the first claim about it comes next."""
        names = (
            "title",
            "summary",
            "start",
            "end",
            "place",
            "internal_note",
            "public_note",
            "is_exercise",
        )
        incident = record_incident(**{name: data[name] for name in names}, by=self.by, at=self.at)
        return f"{reverse('desk:claim_new')}?incident={incident.pk}"


class ClaimTranslate(ClaimAct):
    """Put a claim's statement into another language."""

    what = acts.TRANSLATE
    form_class = TranslationForm
    heading, button = _("Translate a statement"), _("Keep")
    said = _("The translation is kept.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Propose who translates."""
        super().setup(request, *args, **kwargs)
        self.initial = {"translator": self.by.get_full_name()}

    def act(self, data: dict[str, Any]) -> str:
        """Keep the translation."""
        translate(
            claim=self.claim,
            language=data["language"],
            text_=data["text"],
            translator=data["translator"],
            by=self.by,
            at=self.at,
        )
        return self.back
