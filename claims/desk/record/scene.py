"""Recording at the desk: parties, places, incidents, translations."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.desk.guards import claim_for
from claims.desk.record.forms import IncidentForm, PartyForm, PlaceForm, TranslationForm
from claims.models import Incident, Party, Place, Translation
from claims.operations.record import translate
from claims.operations.scene import record_incident, record_party, record_place
from claims.rules import acts
from tracker.base.people.models import User
from tracker.base.web.slugs import free_slug
from tracker.base.web.submissions import page, perform, person, sent

FORM_METHODS = ["GET", "HEAD", "POST"]


def new_party(name: str, kind: str, *, by: User, at: datetime, acronym: str = "") -> Party:
    """Record a party under a short name made from its name."""
    slug = free_slug(acronym or name, Party.objects.all(), otherwise="party")
    return record_party(slug=slug, name=name, kind=kind, acronym=acronym, by=by, at=at)


def new_place(name: str, *, by: User, at: datetime, **known: Any) -> Place:
    """Record a place under a short name made from its name."""
    slug = free_slug(name, Place.objects.all(), otherwise="place")
    return record_place(slug=slug, name=name, by=by, at=at, **known)


@require_http_methods(FORM_METHODS)
def party_new(request: HttpRequest) -> HttpResponse:
    """Add a party."""
    form = PartyForm(sent(request))

    def act(data: dict[str, Any]) -> Party:
        return new_party(
            data["name"],
            data["kind"],
            acronym=data["acronym"],
            by=person(request),
            at=timezone.now(),
        )

    done = perform(
        request,
        form,
        act,
        then=lambda party: f"{reverse('desk:claim_new')}?claimant={party.pk}",
        said=_("Added."),
    )
    context = {"form": form, "heading": _("Add a party"), "button": _("Add"), "section": "desk"}
    return done or page(request, "desk/form.html", context)


@require_http_methods(FORM_METHODS)
def place_new(request: HttpRequest) -> HttpResponse:
    """Add a place."""
    form = PlaceForm(sent(request))

    def act(data: dict[str, Any]) -> Place:
        return new_place(
            data["name"],
            precision=data["precision"],
            latitude=data["latitude"],
            longitude=data["longitude"],
            by=person(request),
            at=timezone.now(),
        )

    done = perform(
        request,
        form,
        act,
        then=lambda place: f"{reverse('desk:incident_new')}?place={place.pk}",
        said=_("Added."),
    )
    context = {"form": form, "heading": _("Add a place"), "button": _("Add"), "section": "desk"}
    return done or page(request, "desk/form.html", context)


@require_http_methods(FORM_METHODS)
def incident_new(request: HttpRequest) -> HttpResponse:
    """Record an incident."""
    form = IncidentForm(sent(request), initial={"place": request.GET.get("place")})

    def act(data: dict[str, Any]) -> Incident:
        by, at = person(request), timezone.now()
        place = data["place"]
        if data["new_place"]:
            place = new_place(data["new_place"], by=by, at=at)
        return record_incident(
            slug=free_slug(data["title"], Incident.objects.all(), otherwise="incident"),
            title=data["title"],
            summary=data["summary"],
            start=data["start"][0],
            start_precision=data["start"][1],
            end=data["end"][0],
            end_precision=data["end"][1],
            place=place,
            note=data["note"],
            is_exercise=data["is_exercise"],
            by=by,
            at=at,
        )

    done = perform(
        request,
        form,
        act,
        then=lambda incident: f"{reverse('desk:claim_new')}?incident={incident.pk}",
        said=_("The incident is recorded. Now record what is claimed about it."),
    )
    context = {
        "form": form,
        "heading": _("Record an incident"),
        "explanation": _("What happened, or is said to have; who says so comes with each claim."),
        "button": _("Record"),
        "section": "desk",
    }
    return done or page(request, "desk/form.html", context)


@require_http_methods(FORM_METHODS)
def claim_translate(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a claim's statement into another language."""
    claim = claim_for(request, pk, acts.TRANSLATE)
    user = person(request)
    form = TranslationForm(sent(request), initial={"translator": user.get_full_name()})

    def act(data: dict[str, Any]) -> Translation:
        return translate(
            claim=claim,
            language=data["language"],
            text_=data["text"],
            translator=data["translator"],
            by=user,
            at=timezone.now(),
        )

    url = reverse("desk:claim", args=[claim.pk])
    done = perform(request, form, act, then=lambda _row: url, said=_("The translation is kept."))
    context = {
        "form": form,
        "claim": claim,
        "heading": _("Translate a statement"),
        "button": _("Keep"),
        "back": url,
        "section": "desk",
    }
    return done or page(request, "desk/form.html", context)
