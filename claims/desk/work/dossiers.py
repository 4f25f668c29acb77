"""Dossiers at the desk: what readers see of each, and releasing, withdrawing, bringing back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from claims.desk.buttons import Button, Buttons
from claims.desk.journal import journal_of_dossier
from claims.desk.record.forms import ReasonForm
from claims.desk.work.dossier_forms import ReleaseForm, WithdrawalForm
from claims.operations.release import (
    change_releasing,
    release_dossier,
    release_ready,
    restore_dossier,
    withdraw_dossier,
)
from claims.reads.desk import dossiers as reads
from claims.reads.mending.things import moved_to, needs_editor
from claims.rules import acts
from claims.rules.thing_kinds import ThingKind
from tracker.base.acts.law import refuse
from tracker.base.acts.snapshot import Fact
from tracker.base.people.signed_in import person
from tracker.base.web.act_view import ActView, ButtonView
from tracker.base.writing.days import written_date

if TYPE_CHECKING:
    from claims.models import Incident
    from claims.rules.grants import ClaimFacts
    from tracker.base.acts.table import Act
    from tracker.base.people.models import User


@require_safe
def incident(request: HttpRequest, slug: str) -> HttpResponse:
    """One dossier: whether it is released, its claims with what is public, what may be done."""
    user = person(request)
    known = reads.with_claims_seen_by(reads.dossiers(), user)
    found = known.filter(slug=slug).first()
    if found is None:
        moved = moved_to(ThingKind.INCIDENT, slug)
        if moved is None:
            raise Http404
        return redirect("desk:incident", moved)
    claims = [(claim, reads.is_ready(claim)) for claim in found.claims.all()]
    context = {
        "incident": found,
        "claims": claims,
        "ready": sum(ready for _claim, ready in claims),
        "is_open": found.released_at is not None and found.withdrawn_at is None,
        "acts": Buttons(_buttons(found, user)),
        "refused": refuse(user, acts.RELEASE_CLAIM),
        "journal": journal_of_dossier(found, viewer=user),
        "section": "desk",
    }
    return render(request, "desk/work/incident.html", context)


def _buttons(dossier: Incident, user: User) -> list[Button]:
    """What can be done with a dossier as it stands now, allowed or not."""
    if dossier.released_at is None:
        offered: list[tuple[Act[ClaimFacts], str]] = [(acts.RELEASE_DOSSIER, "incident_release")]
    elif dossier.withdrawn_at is None:
        offered = [
            (acts.CHANGE_RELEASING, "incident_releasing"),
            (acts.WITHDRAW_DOSSIER, "incident_withdraw"),
        ]
    else:
        offered = [(acts.RESTORE_DOSSIER, "incident_restore")]
    buttons = [
        Button(_(act.label), reverse(f"desk:{name}", args=[dossier.slug]), refuse(user, act))
        for act, name in offered
    ]
    if dossier.released_at is None and not reads.has_claims(dossier):
        address = reverse("desk:incident_remove", args=[dossier.slug])
        buttons.append(Button(_("Delete"), address, refuse(user, acts.REMOVE)))
    merging = reverse("desk:incident_merge", args=[dossier.slug])
    buttons.append(Button(_("Merge with another"), merging, refuse(user, acts.MERGE)))
    return [*buttons, _change(dossier, user)]


def _change(dossier: Incident, user: User) -> Button:
    refused = refuse(user, acts.MEND)
    if refused is None and needs_editor(dossier, user):
        refused = _("Readers see this already, so an editor changes it.")
    return Button(_("Change"), reverse("desk:incident_edit", args=[dossier.slug]), refused)


class DossierAct(ActView):
    """An act on the dossier that the address names; it leads back to the dossier."""

    changes = "incident"

    def facts(self) -> dict[str, Fact]:
        """What it is called, and how it stands with readers."""
        self.incident.refresh_from_db()
        found = self.incident
        when = [found.released_at, found.withdrawn_at]
        released, withdrawn = (written_date(at, "j F Y, H:i") if at else "" for at in when)
        return {
            "title": Fact(_("Title"), found.title),
            "released": Fact(_("Released"), released),
            "withdrawn": Fact(_("Withdrawn"), withdrawn),
            "at_once": Fact(_("Later claims"), _("at once") if found.releases_at_once else ""),
        }

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the dossier."""
        super().setup(request, *args, **kwargs)
        self.incident = get_object_or_404(reads.dossiers(), slug=kwargs["slug"])
        self.back = reverse("desk:incident", args=[self.incident.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the dossier."""
        return super().get_context_data(incident=self.incident, **kwargs)


class IncidentRelease(DossierAct):
    """Release a dossier, with the claims that are ready or without."""

    form_class = ReleaseForm
    heading, button = gettext_lazy("Release a dossier"), gettext_lazy("Release")
    explanation = gettext_lazy(
        "Readers see it with its released claims, and whatever these name: parties, publishers,"
        " places, pages and our copies of them. Drafts and internal notes stay at the desk."
    )
    said = gettext_lazy("The dossier is released.")

    def act(self, data: dict[str, Any]) -> str:
        """Release it."""
        release_dossier(
            incident=self.incident,
            with_claims=data["with_claims"],
            at_once=data["at_once"],
            by=self.by,
            at=self.at,
        )
        return self.back


class IncidentWithdraw(DossierAct):
    """Take a dossier from readers; a notice stays."""

    form_class = WithdrawalForm
    heading, button = gettext_lazy("Withdraw a dossier"), gettext_lazy("Withdraw")
    explanation = gettext_lazy(
        "The dossier, its claims and whatever only they name disappear from every page, list, feed"
        " and search. At its address readers are told that it was withdrawn, and when."
    )
    said = gettext_lazy("The dossier is withdrawn.")

    def act(self, data: dict[str, Any]) -> str:
        """Withdraw it."""
        withdraw_dossier(
            incident=self.incident,
            reason=data["reason"],
            notice=data["notice"],
            by=self.by,
            at=self.at,
        )
        return self.back


class IncidentRestore(DossierAct):
    """Bring a withdrawn dossier back to readers."""

    form_class = ReasonForm
    heading, button = gettext_lazy("Bring a dossier back"), gettext_lazy("Bring back")
    explanation = gettext_lazy("Readers see it again, with the claims that were released in it.")
    said = gettext_lazy("The dossier is back.")

    def act(self, data: dict[str, Any]) -> str:
        """Bring it back."""
        restore_dossier(incident=self.incident, reason=data["reason"], by=self.by, at=self.at)
        return self.back


class IncidentReleasing(DossierAct):
    """Say whether later claims are public at once; the page offers what is not so now."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Take the words for the change that would be made."""
        super().setup(request, *args, **kwargs)
        self.heading = _("How later claims are released")
        if self.incident.releases_at_once:
            self.explanation = _("Later claims are public as soon as they are recorded.")
            self.button = _("Have each released by an editor")
        else:
            self.explanation = _("Each later claim is released by an editor.")
            self.button = _("Let them be public at once")

    def act(self, data: dict[str, Any]) -> str:
        """Turn it round."""
        change_releasing(
            incident=self.incident,
            at_once=not self.incident.releases_at_once,
            by=self.by,
            at=self.at,
        )
        return self.back


class IncidentReleaseReady(ButtonView):
    """Release every claim of a dossier that is ready."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the dossier."""
        super().setup(request, *args, **kwargs)
        self.incident = get_object_or_404(reads.dossiers(), slug=kwargs["slug"])
        self.back = reverse("desk:incident", args=[self.incident.slug])

    def act(self, data: dict[str, Any]) -> str:
        """Release them."""
        released = release_ready(incident=self.incident, by=self.by, at=self.at)
        self.said = ngettext(
            "%(n)s claim is released.", "%(n)s claims are released.", len(released)
        ) % {"n": len(released)}
        return self.back
