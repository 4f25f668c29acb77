"""The lists of the installation at the desk: measures, kinds, ratings."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.desk.journal import journal_lines
from claims.desk.terms.forms import ALONE, FORMS, NONE, ReplyTextForm, TermForm
from claims.operations.terms.keep import add_term, change_term
from claims.operations.terms.reply_texts import keep_reply_text
from claims.reads.desk.terms import LISTS, events_of_term, term_lists, terms_of
from claims.reads.verdicts import every_rating
from claims.rules.reply_texts import Placeholder
from tracker.base.acts.snapshot import Fact
from tracker.base.web.act_view import ActView
from tracker.base.web.pages import refuse_unknown

HEADINGS = {
    "measures": _("Measures"),
    "party-kinds": _("Kinds of party"),
    "publisher-kinds": _("Kinds of publisher"),
    "ratings": _("Ratings"),
}

LONGEST_LOOKED_FOR = 100
"""Characters of what a list is filtered by."""


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """Every list with its terms, or with those that are looked for."""
    refuse_unknown(request, {"q"})
    text = request.GET.get("q", "").strip()[:LONGEST_LOOKED_FOR]
    lists = [(one, HEADINGS[one.name]) for one in term_lists(text)]
    context = {"lists": lists, "text": text, "section": "desk"}
    return render(request, "desk/terms/terms.html", context)


class TermAct(ActView):
    """Something done to a term of the list that the address names."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the list."""
        super().setup(request, *args, **kwargs)
        self.list = kwargs["slug"]
        if self.list not in LISTS:
            raise Http404
        self.form_class = FORMS[self.list]
        self.back = f"{reverse('desk:terms')}#{self.list}"


class TermNew(TermAct):
    """Add a term."""

    button, said = _("Add"), _("Added.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Say to which list."""
        super().setup(request, *args, **kwargs)
        self.heading = _("Add to: %(list)s") % {"list": HEADINGS[self.list]}

    def act(self, data: dict[str, Any]) -> str:
        """Add it."""
        add_term(
            LISTS[self.list],
            code=data["code"],
            labels=data["labels"],
            by=self.by,
            at=self.at,
            **data["columns"],
        )
        return self.back


class TermEdit(TermAct):
    """Change what a term is called, and what its list says of it."""

    template_name = "desk/terms/term.html"
    button, said = _("Change"), _("Changed.")
    changes, edits = "term", True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the term and begin with what is recorded of it."""
        super().setup(request, *args, **kwargs)
        self.term = get_object_or_404(terms_of(self.list), pk=kwargs["code"])
        self.heading = self.term.named
        self.explanation = self.term.code
        self.initial = self._recorded()

    def get_form(self, form_class: Any = None) -> TermForm:
        """Ask what is asked of a term that is there."""
        form = super().get_form(form_class)
        assert isinstance(form, TermForm)
        form.of_existing()
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was done to it."""
        lines = list(journal_lines(events_of_term(self.term), viewer=self.by))
        return super().get_context_data(
            lines=lines, texts=self._texts(), code=self.term.code, **kwargs
        )

    def _texts(self) -> list[tuple[str, str]]:
        """The languages in which people outside may be told of a rating, each with its text."""
        replies = getattr(self.term, "replies", None)
        if replies is None:
            return []
        return [(tag, replies.get(tag, "")) for tag in {**self.term.labels, **replies}]

    def facts(self) -> dict[str, Fact]:
        """Its code: all else stands in the form, which begins with it."""
        return {"code": Fact(gettext("Code"), self.term.code)}

    def act(self, data: dict[str, Any]) -> str:
        """Change it."""
        change_term(
            self.term,
            labels=data["labels"],
            is_offered=data["is_offered"],
            reason=data["reason"],
            by=self.by,
            at=self.at,
            **data["columns"],
        )
        return self.back

    def _recorded(self) -> dict[str, Any]:
        names = [name for name in self.form_class.base_fields if hasattr(self.term, name)]
        recorded = {name: getattr(self.term, name) for name in (*names, "is_offered")}
        if hasattr(self.term, "compared_as"):
            same = self.term.compared_as
            recorded["compared_with"] = ALONE if same == self.term.code else same or NONE
        return recorded


class ReplyText(ActView):
    """Write what people outside are sent about a claim with one rating, in one language."""

    template_name = "desk/terms/reply_text.html"
    form_class = ReplyTextForm
    button, said = _("Keep"), _("Kept.")
    changes, edits = "rating", True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the rating, which has a name or a text in that language."""
        super().setup(request, *args, **kwargs)
        self.rating = get_object_or_404(every_rating(), pk=kwargs["code"])
        self.language = kwargs["slug"]
        if self.language not in {*self.rating.labels, *self.rating.replies}:
            raise Http404
        self.heading = _("Text for “%(rating)s” in: %(language)s") % {
            "rating": self.rating.label,
            "language": self.language,
        }
        self.back = reverse("desk:term_edit", args=["ratings", self.rating.code])
        self.initial = {"body": self.rating.replies.get(self.language, "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what may stand in braces."""
        places = [(f"{{{one}}}", gettext(one.label)) for one in Placeholder]
        return super().get_context_data(places=places, **kwargs)

    def facts(self) -> dict[str, Fact]:
        """Its code: the text stands in the form, which begins with it."""
        return {"code": Fact(gettext("Code"), self.rating.code)}

    def act(self, data: dict[str, Any]) -> str:
        """Keep it."""
        keep_reply_text(
            self.rating, language=self.language, body=data["body"], by=self.by, at=self.at
        )
        return self.back
