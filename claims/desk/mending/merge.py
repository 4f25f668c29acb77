"""Merge two of a kind: choose the other, see what moves, say why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.mending.listed import words_looked_for
from claims.desk.mending.sheet import sheet_of
from claims.desk.record.forms import ReasonForm
from claims.matching.names_typed import NAMED, going_by
from claims.matching.near_duplicates import near_duplicates
from claims.operations.mending.merge import ensure_mergeable, merge_things
from claims.reads.mending.merging import Moving, moving
from claims.reads.mending.things import is_public, things
from claims.rules.thing_kinds import ThingKind
from tracker.base.acts.snapshot import Fact
from tracker.base.values.refusal import Refusal
from tracker.base.web.act_view import ActView
from tracker.base.web.fields import keys_of
from tracker.base.web.pages import refuse_unknown
from tracker.base.web.unsent.sent import OF_FORMS

if TYPE_CHECKING:
    from django.db.models import QuerySet

CANDIDATES = 10
"""Others that are offered at most."""


class ThingMerge(ActView):
    """Without ``?into=``, the likely others; with it, what would move, and the form."""

    template_name = "desk/mending/merge.html"
    form_class = ReasonForm
    button, said = _("Merge"), _("Merged. The old address leads here.")
    changes = "thing"
    prefilled = ("into",)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the two."""
        super().setup(request, *args, **kwargs)
        refuse_unknown(request, {"into", "q", *OF_FORMS})
        self.kind = kwargs["kind"]
        self.thing: Any = get_object_or_404(things(self.kind), slug=kwargs["slug"])
        self.back = sheet_of(self.thing)
        self.heading = gettext("Merge: %(name)s") % {"name": self.thing}
        key = request.GET.get("into", "")
        self.into: Any = None
        if key:
            self.into = get_object_or_404(things(self.kind), pk__in=keys_of([key]))

    def facts(self) -> dict[str, Fact]:
        """What the two are called, and how much would move."""
        found = {"name": Fact(gettext("Name"), str(self.thing))}
        if self.into is None:
            return found
        counts = {
            each.label: Fact(each.label, str(each.count)) for each in moving(self.thing, self.into)
        }
        return found | {"into": Fact(gettext("Merged into"), str(self.into))} | counts

    def act(self, data: dict[str, Any]) -> str:
        """Merge them.

        Raises:
            Refusal: no other is chosen, or what the operation refuses.
        """
        if self.into is None:
            raise Refusal(gettext("Choose first what it is merged into."), code="none_chosen")
        given = {"gone": self.thing, "kept": self.into, "reason": data["reason"]}
        return sheet_of(merge_things(**given, by=self.by, at=self.at))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the two with what would move, or those that it may be one with."""
        context = {"kind": self.kind, "thing": self.thing, "into": self.into}
        if self.into is None:
            return super().get_context_data(**context, **self._candidates(), **kwargs)
        other_way = reverse(f"desk:{self.kind}_merge", args=[self.into.slug])
        return super().get_context_data(
            **context,
            moving=self._moving(),
            against=self._against(),
            two=[(row, is_public(row)) for row in (self.thing, self.into)],
            other_way=f"{other_way}?into={self.thing.pk}",
            **kwargs,
        )

    def _moving(self) -> list[Moving]:
        return moving(self.thing, self.into)

    def _against(self) -> str:
        try:
            ensure_mergeable(gone=self.thing, kept=self.into, by=self.by)
        except Refusal as refusal:
            return refusal.message
        return ""

    def _candidates(self) -> dict[str, Any]:
        text = words_looked_for(self.request)
        found = list(self._going_by(text)[:CANDIDATES]) if text else []
        alike = near_duplicates(str(self.thing), self.kind.value) if not text else []
        likely = [one.row for one in alike if one.subject != self.thing.pk]
        return {"text": text, "candidates": found or likely}

    def _going_by(self, text: str) -> QuerySet[Any]:
        """The others of its kind that go by a name."""
        others = things(self.kind).exclude(pk=self.thing.pk)
        by = "title" if self.kind is ThingKind.INCIDENT else "name"
        return others.filter(going_by(text, NAMED[self.kind.value])).order_by(by, "pk")
