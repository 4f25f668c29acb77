"""Pages without a title take it, with date and author, from their copies: one click for many."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims.operations.mending.untitled import take_titles
from claims.reads.mending.untitled import takeable, untitled_pages
from tracker.base.web.act_view import ActView
from tracker.base.web.forms import DeskForm
from tracker.base.web.pages import one_page
from tracker.base.web.unsent.sent import OF_FORMS

LISTED = 25
MOST_TOLD = 5
"""Pages of which is told why they stay as they are."""
ALL = "all"
"""The button that takes every page that is listed."""


class UntitledForm(DeskForm):
    """Which of the listed pages take what is shown beside them."""

    copies = forms.TypedMultipleChoiceField(
        label=_("Pages"), widget=forms.CheckboxSelectMultiple, required=False
    )


class UntitledPages(ActView):
    """List pages without a title, and let those that are chosen take it from their copies."""

    template_name = "desk/mending/untitled.html"
    form_class = UntitledForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the pages that are listed, with what their copies say."""
        super().setup(request, *args, **kwargs)
        self.back = reverse("desk:captures")
        self.listed = one_page(untitled_pages(), request, per_page=LISTED, filters=OF_FORMS)
        self.rows = takeable(self.listed)

    def get_form(self, form_class: Any = None) -> DeskForm:
        """Let the listed pages be chosen; all of them where that button was pressed."""
        form: DeskForm = super().get_form(form_class)
        field = form.fields["copies"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(str(row.capture.pk), row.page.url) for row in self.rows]
        return form

    def act(self, data: dict[str, Any]) -> str:
        """Take them over, and say of how many, and how many are left."""
        chosen = set(data["copies"])
        copies = [
            row.capture.pk
            for row in self.rows
            if ALL in self.request.POST or str(row.capture.pk) in chosen
        ]
        taken = take_titles(copies=copies, by=self.by, at=self.at)
        for page, why in taken.refused[:MOST_TOLD]:
            said = gettext("%(page)s stays as it is. %(why)s") % {"page": page.url, "why": why}
            messages.warning(self.request, said)
        left = untitled_pages().count()
        done = ngettext(
            "%(n)s page has its title now.", "%(n)s pages have their titles now.", len(taken.pages)
        ) % {"n": len(taken.pages)}
        rest = ngettext("%(n)s page is left.", "%(n)s pages are left.", left) % {"n": left}
        self.said = f"{done} {rest}"
        return reverse("desk:pages_untitled")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the pages."""
        return super().get_context_data(page=self.listed, rows=self.rows, **kwargs)
