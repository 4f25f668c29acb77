"""Choosing what is public of a deposited file, once it was seen what stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.desk.coming_back import OpenedWhileQuoting, quoted_from
from claims.desk.evidence.withhold import WithholdForm
from sources.archiver.deposits.inside.found import GROUPS, NOT_CLEANED, NOT_LOOKED_AT, UNREAD
from sources.operations.deposits.hold import (
    Shown,
    Wish,
    check_may,
    drop,
    seal_held,
)
from sources.reads.sentences import worded
from sources.reads.withheld import held_deposits, held_of
from sources.tasks import nudge
from tracker.base.acts.snapshot import Fact
from tracker.base.people.models import role_of
from tracker.base.people.role import EDITORS
from tracker.base.people.signed_in import person
from tracker.base.values.refusal import Refusal
from tracker.base.web.act_view import ButtonView

CHOICES = [
    (Shown.ORIGINAL.value, _("The file as it is, with everything that stands in it")),
    (
        Shown.CLEANED.value,
        _("A cleaned copy; the original is sealed and withheld, its digest is public"),
    ),
    (
        Shown.NOTHING.value,
        _("Nothing but the digest and a description; the file is sealed and withheld"),
    ),
]


class ChoiceForm(WithholdForm):
    """What readers get; nothing is chosen beforehand. The rest is asked if it is withheld."""

    field_order = ("shown",)
    shown = forms.ChoiceField(
        label=_("What is public"),
        widget=forms.RadioSelect,
        choices=CHOICES,
        error_messages={"required": _("Choose what is public of this file.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["description"].label = _("Description for readers, if the file is withheld")
        for name in ("description", "reason"):
            self.fields[name].required = False


class WithoutCleanedForm(ChoiceForm):
    """The same of a file of which no cleaned copy could be made."""

    shown = forms.ChoiceField(
        label=_("What is public"),
        widget=forms.RadioSelect,
        choices=[one for one in CHOICES if one[0] != Shown.CLEANED.value],
        error_messages={"required": _("Choose what is public of this file.")},
    )


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind that were found in a file."""

    label: str
    things: list[dict[str, str]]


def grouped(found: Iterable[dict[str, str]]) -> list[Group]:
    """What was found, by kind, in the order in which it tells of people."""
    things = list(found)
    groups = (
        Group(gettext(label), [one for one in things if one.get("group") == code])
        for code, label in GROUPS.items()
    )
    return [group for group in groups if group.things]


class DepositChoose(OpenedWhileQuoting):
    """Show what was found in a file, and seal it as its depositor chooses."""

    template_name = "desk/evidence/deposit_choose.html"
    form_class = ChoiceForm
    changes = "held"

    def facts(self) -> dict[str, Fact]:
        """Whether it still waits for the choice."""
        self.held.refresh_from_db(fields=["status"])
        return {"status": Fact(gettext("The file"), self.held.get_status_display())}

    said = _("The copy is sealed as deposited. A worker reads its text.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load what is held, for whoever brought it and for editors."""
        super().setup(request, *args, **kwargs)
        self.held = get_object_or_404(held_deposits(), pk=kwargs["pk"])
        try:
            check_may(self.held, self.by)
        except Refusal as refusal:
            raise Http404 from refusal

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        """Offer a cleaned copy only where there is one."""
        offered = form_class or (ChoiceForm if self.held.is_cleanable else WithoutCleanedForm)
        form: forms.Form = super().get_form(offered)
        return form

    def act(self, data: dict[str, Any]) -> str:
        """Seal it, tell a worker to read it, and go on to it: while quoting, after the last."""
        wish = Wish(
            shown=Shown(data["shown"]),
            description=data["description"],
            reason=data["reason"],
            hides_page=data["hides_page"],
        )
        capture = nudge(seal_held(held=self.held, wish=wish, by=self.by, at=self.at))
        if not self.quoting:
            return reverse("desk:capture", args=[capture.pk])
        if held_of(self.by.pk).filter(page=self.held.page_id).exists():
            return reverse("desk:deposits_held") + self.came_from
        return self.quoting

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was found."""
        held = self.held
        return super().get_context_data(
            held=held,
            groups=grouped(held.found),
            page_unread=worded(held.page_unread),
            unread=gettext(UNREAD[held.unread]) if held.unread in UNREAD else "",
            not_cleaned=gettext(NOT_CLEANED[held.not_cleaned])
            if held.not_cleaned in NOT_CLEANED
            else "",
            removed=[gettext(GROUPS[code]) for code in held.removed if code in GROUPS],
            not_looked_at=gettext(NOT_LOOKED_AT),
            **kwargs,
        )


class DepositDrop(OpenedWhileQuoting, ButtonView):
    """Remove a held file without sealing it."""

    said = _("The file was removed. Nothing of it was sealed.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load what is held."""
        super().setup(request, *args, **kwargs)
        self.held = get_object_or_404(held_deposits(), pk=kwargs["pk"])
        self.back = self.quoting or reverse("desk:deposits_held")

    def act(self, data: dict[str, Any]) -> str:
        """Remove it."""
        drop(held=self.held, by=self.by, at=self.at)
        return self.back


@require_safe
def held_list(request: HttpRequest) -> HttpResponse:
    """What waits for a choice: one's own, and for editors everybody's."""
    me = person(request)
    rows = held_of(None if role_of(me) in EDITORS else me.pk)
    back, came_from = quoted_from(request)
    context = {"rows": rows, "back": back, "came_from": came_from, "section": "desk"}
    return render(request, "desk/evidence/deposits_held.html", context)
