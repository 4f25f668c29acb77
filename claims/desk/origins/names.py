"""A new publisher, and by which other names one goes: a credit under any of them is one to it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.origins.forms import NamesForm
from claims.operations.shared_evidence import add_publisher, name_otherwise
from sources.desk.forms import PublisherForm
from sources.reads.register import publishers_with_grades
from tracker.base.acts.snapshot import Fact
from tracker.base.web.act_view import ActView


class PublisherNew(ActView):
    """Add a publisher."""

    form_class = PublisherForm
    heading, button, said = _("Add a publisher"), _("Add"), _("Added.")

    def act(self, data: dict[str, Any]) -> str:
        """Register it."""
        add_publisher(
            name=data["name"],
            kind=data["kind"],
            country=data["country"],
            homepage=str(data["homepage"]),
            another=self.another,
            by=self.by,
            at=self.at,
        )
        return self.instead(0)

    def instead(self, key: int) -> str:
        """The list."""
        return reverse("desk:publishers")


class PublisherNames(ActView):
    """Say by which other names a publisher goes, with the reason."""

    form_class = NamesForm
    button, said = _("Record"), _("Its names are recorded.")
    explanation = _("Other names of this publisher, in any language and script.")
    changes = "publisher"
    edits = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the publisher and begin with the names that it goes by."""
        super().setup(request, *args, **kwargs)
        self.publisher = get_object_or_404(publishers_with_grades(), slug=kwargs["slug"])
        self.heading = self.publisher.name
        self.back = reverse("desk:publishers")
        known = self.publisher.aliases.all()
        self.initial = {"aliases": [(alias.language, alias.name) for alias in known]}

    def facts(self) -> dict[str, Fact]:
        """Its name: the others stand in the form, which begins with them."""
        return {"name": Fact(gettext("Publisher"), self.publisher.name)}

    def act(self, data: dict[str, Any]) -> str:
        """Record them."""
        given = {name: data[name] for name in ("aliases", "reason")}
        name_otherwise(publisher=self.publisher, **given, by=self.by, at=self.at)
        return self.back
