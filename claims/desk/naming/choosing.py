"""A page with a form in which rows are chosen by typing any of their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

from claims.desk.naming.forms import TYPED, ask_which, kinds_of, show_names
from claims.desk.naming.sent import take_names
from tracker.base.web.act_view import OFFERED, ActView

if TYPE_CHECKING:
    from django import forms

    from claims.models.matching.index import IndexedKind


class ShowsNames(ActView):
    """Shows what is chosen, and can take what was only typed."""

    def named_kinds(self) -> Mapping[str, IndexedKind]:
        """Of which rows each field is, by its name without the number of its row."""
        return kinds_of(self.form_class)

    def named_parts(self, form: Any) -> Iterable[forms.Form]:
        """The forms of the page that have such fields."""
        return [form]

    def with_names(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Choose what was only typed, then do the act; ask where nobody can tell what is meant."""
        taken, unmet = take_names(request.POST, self.named_kinds())
        request.POST = taken  # type: ignore[assignment]
        if not unmet or OFFERED in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        form.is_valid()
        ask_which(self.named_parts(form), unmet)
        return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is chosen."""
        context = super().get_context_data(**kwargs)
        show_names(self.named_parts(context["form"]))
        return context


class ChoosesByName(ShowsNames):
    """Takes what was only typed for the row that it says, and asks where nobody can tell."""

    template_name = "desk/form_by_name.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look up names only where some were typed."""
        if any(name.endswith(TYPED) and request.POST[name].strip() for name in request.POST):
            return self.with_names(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)
