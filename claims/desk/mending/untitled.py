"""Pages without a title take it, with date and author, from their copies: one click for many."""

from __future__ import annotations

from typing import Any
from uuid import UUID

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
from tracker.base.web.pages import CountedPaginator, one_page
from tracker.base.web.unsent.sent import OF_FORMS

LISTED = 25
MOST_TOLD = 5
"""Pages of which is told why they stay as they are."""
ALL = "all"
"""The button that takes every page that was listed."""


class CopiesField(forms.TypedMultipleChoiceField):
    """Keys of copies; also of some that are not listed any more, which then stay as they are."""

    def valid_value(self, value: Any) -> bool:
        """Whether it may be sent."""
        return True


class UntitledForm(DeskForm):
    """Which of the pages that were listed take what was shown beside them."""

    copies = CopiesField(
        label=_("Pages"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        coerce=UUID,
        empty_value=[],
    )
    listed = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_listed(self) -> list[UUID]:
        """The keys of all copies that were listed, between spaces.

        Raises:
            ValidationError: it is something else.
        """
        try:
            return [UUID(key) for key in self.cleaned_data["listed"].split()]
        except ValueError:
            raise forms.ValidationError(gettext("Choose from the list."), code="invalid") from None


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

    def act(self, data: dict[str, Any]) -> str:
        """Take them over, and say of how many, and how many are left.

        The list is another one by now, so all are those that it had when they were looked at.
        """
        copies = data["listed"] if ALL in self.request.POST else data["copies"]
        taken = take_titles(copies=copies, by=self.by, at=self.at)
        for page, why in taken.refused[:MOST_TOLD]:
            said = gettext("%(page)s stays as it is. %(why)s") % {"page": page.url, "why": why}
            messages.warning(self.request, said)
        left = CountedPaginator(untitled_pages(), LISTED)
        done = ngettext(
            "%(n)s page has its title now.", "%(n)s pages have their titles now.", len(taken.pages)
        ) % {"n": len(taken.pages)}
        rest = ngettext("%(n)s page is left.", "%(n)s pages are left.", left.count)
        rest %= {"n": left.told}
        self.said = f"{done} {rest}"
        return reverse("desk:pages_untitled")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the pages."""
        return super().get_context_data(page=self.listed, rows=self.rows, **kwargs)
