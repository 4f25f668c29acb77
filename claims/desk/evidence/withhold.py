"""Withholding a deposited copy from readers, and showing it again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.record.forms import ReasonForm
from claims.reads.desk.evidence import all_captures
from sources.operations.deposits.hold import LONGEST_DESCRIPTION
from sources.operations.deposits.withhold import give_out, withhold
from sources.reads.withheld import withholdings_of
from tracker.base.acts.snapshot import Fact
from tracker.base.web.act_view import ActView
from tracker.base.web.fields import LongTextField
from tracker.base.web.forms import DeskForm
from tracker.base.writing.lists import semicolon_list


class WithholdForm(DeskForm):
    """What readers are told, and why."""

    description = LongTextField(
        label=_("Description for readers"),
        max_length=LONGEST_DESCRIPTION,
        rows=3,
        help_text=_(
            "What the file is, in words that give nobody away. Readers see it with the digest."
        ),
    )
    reason = LongTextField(
        label=_("Why it is withheld"),
        max_length=LONGEST_DESCRIPTION,
        rows=2,
        help_text=_("For the desk. It never leaves it."),
    )
    hides_page = forms.BooleanField(
        label=_("Hide the page as well: its address, its publisher and what was quoted from it"),
        required=False,
        help_text=_(
            "Where even these would show whom the file came from. A claim in this publisher’s own"
            " voice still names it: change that claim first."
        ),
    )


class _OfCapture(ActView):
    changes = "capture"

    def facts(self) -> dict[str, Fact]:
        """What readers are told of the copy, if it is withheld."""
        told = [row.description for row in withholdings_of(self.capture) if row.ended_at is None]
        return {"withheld": Fact(gettext("Withheld"), semicolon_list(told))}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the capture."""
        super().setup(request, *args, **kwargs)
        self.capture = get_object_or_404(all_captures(), pk=kwargs["pk"])
        self.back = reverse("desk:capture", args=[self.capture.pk])


class CaptureWithhold(_OfCapture):
    """Take a deposited copy away from readers."""

    form_class = WithholdForm
    heading, button = _("Withhold a deposited copy"), _("Withhold it")
    explanation = _(
        "Readers no longer get the file, its text or its name. They see its digest, your "
        "description, and since when it is withheld. Whoever has taken it away before keeps it."
    )
    said = _("The copy is withheld.")

    def act(self, data: dict[str, Any]) -> str:
        """Withhold it."""
        withhold(
            capture=self.capture,
            description=data["description"],
            reason=data["reason"],
            hides_page=data["hides_page"],
            by=self.by,
            at=self.at,
        )
        return self.back


class CaptureGiveOut(_OfCapture):
    """Show readers a copy that was withheld."""

    form_class = ReasonForm
    heading, button = _("Show readers a withheld copy"), _("Show it")
    explanation = _("Readers get the file, its text and its name from now on.")
    said = _("Readers are shown the copy.")

    def act(self, data: dict[str, Any]) -> str:
        """Show it."""
        give_out(capture=self.capture, reason=data["reason"], by=self.by, at=self.at)
        return self.back
