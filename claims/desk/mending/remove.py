"""Delete a draft, or a thing that nothing names, once somebody has confirmed it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.claim_act import ClaimAct
from claims.desk.mending.sheet import LISTS, sheet_of
from claims.desk.record.forms import ReasonForm
from claims.operations.mending.remove import delete_draft, remove_thing
from claims.reads.mending.things import things
from claims.rules import acts
from tracker.base.acts.snapshot import Fact
from tracker.base.web.act_view import ActView


class ClaimDelete(ClaimAct):
    """Delete a draft of one's own."""

    what = acts.DELETE_DRAFT
    heading, button = _("Delete a draft"), _("Delete")
    explanation = _(
        "The draft goes with its figures and what it cites, and does not come back. The pages it"
        " cites stay. The journal keeps that a draft was deleted, and not what it said."
    )
    said = _("The draft is deleted.")

    def act(self, data: dict[str, Any]) -> str:
        """Delete it."""
        delete_draft(claim=self.claim, by=self.by, at=self.at)
        return reverse("desk:my_work")


class ThingRemove(ActView):
    """Delete a party, place, incident or publisher that nothing names."""

    form_class = ReasonForm
    button, said = _("Delete"), _("Deleted.")
    explanation = _("Only what nothing names can be deleted, and it does not come back.")
    changes = "thing"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the thing."""
        super().setup(request, *args, **kwargs)
        self.kind = kwargs["kind"]
        self.thing: Any = get_object_or_404(things(self.kind), slug=kwargs["slug"])
        self.heading = gettext("Delete: %(name)s") % {"name": self.thing}
        self.back = sheet_of(self.thing)

    def facts(self) -> dict[str, Fact]:
        """What it is called."""
        return {"name": Fact(gettext("Name"), str(self.thing))}

    def act(self, data: dict[str, Any]) -> str:
        """Delete it."""
        remove_thing(thing=self.thing, reason=data["reason"], by=self.by, at=self.at)
        return reverse(LISTS[self.kind])
