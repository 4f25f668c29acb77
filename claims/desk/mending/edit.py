"""Change what is recorded of a party, a place, an incident or a publisher."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.mending.forms import (
    IncidentMendForm,
    PartyMendForm,
    PlaceMendForm,
    PublisherMendForm,
    ThingForm,
)
from claims.desk.mending.sheet import address_of, sheet_of
from claims.desk.naming.choosing import ChoosesByName
from claims.operations.mending.edit import (
    mend_incident,
    mend_party,
    mend_place,
    mend_publisher,
    why_it_stays_so,
)
from claims.reads.mending.things import needs_editor, things
from claims.rules import acts
from claims.rules.thing_kinds import ThingKind
from tracker.base.acts.law import refuse
from tracker.base.acts.snapshot import Fact
from tracker.base.values.partial_date import PartialDate
from tracker.base.web.act_view import ActView
from tracker.base.web.forms import RefusedHereError, WayOn


class ThingEdit(ActView):
    """A form that begins with what is recorded of a thing, and changes it."""

    kind: ClassVar[ThingKind]
    columns: ClassVar[tuple[str, ...]]
    """Columns of the thing that stand in the form as they are."""
    button, said = _("Change"), _("Changed.")
    changes, edits = "thing", True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the thing, and begin with what is recorded of it."""
        super().setup(request, *args, **kwargs)
        self.thing: Any = get_object_or_404(things(self.kind), slug=kwargs["slug"])
        self.heading = gettext("Change: %(name)s") % {"name": self.thing}
        self.back = sheet_of(self.thing)
        notes = ("internal_note", "public_note", "slug")
        self.initial = {name: getattr(self.thing, name) for name in (*self.columns, *notes)}
        self.initial |= self.recorded()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form to whoever may send it.

        Raises:
            RefusedHereError: readers see the thing, and this person is no editor.
        """
        if needs_editor(self.thing, self.by):
            raise RefusedHereError(
                gettext("Readers see this already, so an editor changes it."),
                WayOn(sheet_of(self.thing), str(self.thing)),
            )
        return super().get(request, *args, **kwargs)

    def get_form(self, form_class: Any = None) -> ThingForm:
        """Leave the present kind a choice."""
        form = super().get_form(form_class)
        assert isinstance(form, ThingForm)
        if kind := getattr(self.thing, "kind_id", ""):
            form.of_kind(kind)
        return form

    def recorded(self) -> dict[str, Any]:
        """What else is recorded of it, by the names of the form's fields."""
        known = self.thing.aliases.all()
        return {"aliases": [(alias.language, alias.name) for alias in known]}

    def facts(self) -> dict[str, Fact]:
        """What it is called: all else stands in the form, which begins with it."""
        return {"name": Fact(gettext("Name"), str(self.thing))}

    def instead(self, key: int) -> str:
        """The other one of the same name; an editor is asked whether the two are one."""
        if refuse(self.by, acts.MERGE) is None:
            address = reverse(f"desk:{self.kind}_merge", args=[self.thing.slug])
            return f"{address}?into={key}"
        return address_of(self.kind, key)

    def given(self, data: dict[str, Any]) -> dict[str, Any]:
        """What every operation is given."""
        names = [name for name in data if name not in {"submission", "new_place"}]
        mine: dict[str, Any] = {"another": self.another, "by": self.by, "at": self.at}
        return {name: data[name] for name in names} | mine


class PartyEdit(ThingEdit):
    """Change a party."""

    kind = ThingKind.PARTY
    form_class = PartyMendForm
    columns = ("name", "acronym")

    def recorded(self) -> dict[str, Any]:
        """Its kind and its other names."""
        return super().recorded() | {"kind": self.thing.kind_id}

    def act(self, data: dict[str, Any]) -> str:
        """Change it."""
        return sheet_of(mend_party(party=self.thing, **self.given(data)))


class PlaceEdit(ThingEdit):
    """Change a place."""

    kind = ThingKind.PLACE
    form_class = PlaceMendForm
    columns = ("name", "precision", "latitude", "longitude")

    def act(self, data: dict[str, Any]) -> str:
        """Change it."""
        return sheet_of(mend_place(place=self.thing, **self.given(data)))


class IncidentEdit(ChoosesByName, ThingEdit):
    """Change an incident."""

    kind = ThingKind.INCIDENT
    form_class = IncidentMendForm
    columns = ("title", "summary", "is_exercise")

    def get_form(self, form_class: Any = None) -> ThingForm:
        """Say at the tick why it is no longer a choice, where claims keep it."""
        form = super().get_form(form_class)
        assert isinstance(form, IncidentMendForm)
        if why := why_it_stays_so(self.thing):
            form.keep_as_it_is(why)
        return form

    def recorded(self) -> dict[str, Any]:
        """Its days and its place."""
        days = {
            name: str(PartialDate.of(getattr(self.thing, name), getattr(self.thing, precision)))
            for name, precision in (("start", "start_precision"), ("end", "end_precision"))
        }
        return days | {"place": self.thing.place_id}

    def act(self, data: dict[str, Any]) -> str:
        """Change it."""
        return sheet_of(mend_incident(incident=self.thing, **self.given(data)))


class PublisherEdit(ThingEdit):
    """Change a publisher."""

    kind = ThingKind.PUBLISHER
    form_class = PublisherMendForm
    columns = ("name", "country", "homepage")

    def recorded(self) -> dict[str, Any]:
        """Its kind and its other names."""
        return super().recorded() | {"kind": self.thing.kind_id}

    def act(self, data: dict[str, Any]) -> str:
        """Change it."""
        given = self.given(data) | {"homepage": str(data["homepage"])}
        return sheet_of(mend_publisher(publisher=self.thing, **given))
