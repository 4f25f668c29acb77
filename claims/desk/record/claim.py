"""Recording a claim with its figures, and changing one that nobody has reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.forms import BooleanField
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.desk.claim_act import ClaimAct
from claims.desk.claim_facts import ClaimPart
from claims.desk.naming.choosing import ShowsNames
from claims.desk.naming.forms import TYPED, kinds_of
from claims.desk.record.claim_form import (
    MOST_FIGURES,
    ClaimForm,
    DraftRevisionForm,
    FigureForm,
    NewClaimForm,
    RevisionForm,
    figures_seen,
    reworked_rows,
)
from claims.desk.record.looked import (
    language_given,
    language_to_propose,
    look_around,
    same_page,
)
from claims.operations.cite import PageInput, cite_address
from claims.operations.record import ClaimFields, record_claim, revise_claim
from claims.reads.desk.text_reader import figures_to_show
from claims.rules import acts
from claims.rules.grounds import Stance
from claims.rules.states import ClaimStatus
from sources.operations.captures.request import request_capture
from sources.operations.register.quotations import Words
from sources.tasks import nudge
from tracker.base.values.partial_date import PartialDate
from tracker.base.web.fields import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.forms import Form
    from django.http import QueryDict

    from claims.models import Citation, Claim
    from claims.models.matching.index import IndexedKind

LOOK = "look"
"""The button that asks which claims say much the same."""
SEE = "see_figures"
"""Asks which figures the statement gives, while it is typed."""
FILL = "fill_in"
"""The button that makes rows of them."""
CITE = "cite"
"""The button that records the claim and goes on to cite a page for it."""
_SHOWS_AGAIN = frozenset({"read", "add_figure", "proposed", LOOK, SEE, FILL})
"""Buttons that fill the form otherwise; `proposed` stands where a claim is proposed."""
_FIELDS = tuple(ClaimFields.__annotations__)


class ClaimFormView(ShowsNames):
    """The form of a claim. Some buttons do no act, but only change what the form shows."""

    template_name = "desk/record/claim_form.html"
    form_class: type[ClaimForm] = ClaimForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do the act, or show the form again, unjudged, with figures read or a row more."""
        sent = request.POST
        if not _SHOWS_AGAIN & sent.keys():
            if not sent.get("language", "").strip():
                kept = sent.copy()  # what was shown beside the empty field, or would have been
                kept["language"] = kept.get("language_proposed") or language_given(kept)
                sent = request.POST = kept  # type: ignore[assignment]
            if any(name.endswith(TYPED) and sent[name].strip() for name in sent):
                return self.with_names(request, *args, **kwargs)
            return super().post(request, *args, **kwargs)
        rows = reworked_rows(sent, language_given(sent))
        seen = None
        if {SEE, FILL} & sent.keys():
            seen = figures_seen(sent.get("statement", ""), language_given(sent), rows)
        room = MOST_FIGURES - len(rows) if FILL in sent else 0
        filled, seen = (seen[:room], seen[room:]) if seen else ([], seen)
        form = self.form_class(initial=_as_shown(self.form_class, sent), rows=rows + filled)
        form.figures_filled = len(filled)
        form.figures_seen = None if seen is None else figures_to_show(seen)
        if {LOOK, SEE} & sent.keys():
            look_around(form, sent, rows, by=self.by)
            form.looked = sent.get(LOOK) == "1"
        return self.render_to_response(self.get_context_data(form=form))

    def named_kinds(self) -> Mapping[str, IndexedKind]:
        """Those of the claim and of its figures."""
        return kinds_of(self.form_class, FigureForm)

    def named_parts(self, form: Any) -> list[Form]:
        """The claim's own fields, and each of its figures."""
        return [part for _label, part in form.parts()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows of the figures."""
        context = super().get_context_data(**kwargs)
        form, figures = context["form"], context["form"].figures
        if "url" in form.fields:
            form.cited_already = same_page(str(form["url"].value() or ""), by=self.by)
        form.sure = self.request.POST.getlist("sure")
        form.language_proposed = language_to_propose(form)
        return context | {"figures": figures, "most_figures": figures.is_full}


class ClaimNew(ClaimFormView):
    """Record a claim, as a draft or at once for everybody to read."""

    heading = _("Record a claim")
    form_class = NewClaimForm
    prefilled = ("incident", "claimant")

    def act(self, data: dict[str, Any]) -> str:
        """Record it with the page it rests on; go on to quoting that, to citing one, or to it."""
        draft = "draft" in self.request.POST
        self.said = _("The draft is kept.") if draft else _("The claim is recorded.")
        fields = cast("ClaimFields", {name: data[name] for name in _FIELDS})
        claim = record_claim(
            **fields,
            figures=data["figures"],
            draft=draft,
            offer_said=not self.another,
            sure=self.request.POST.getlist("sure"),
            by=self.by,
            at=self.at,
        )
        citation = self._cite(claim, data) if data["url"] else None
        if citation is not None and citation.is_of_whole_page:
            return reverse("desk:citation_quote", args=[citation.pk])
        next_page = "desk:claim_pages" if CITE in self.request.POST else "desk:claim"
        return reverse(next_page, args=[claim.pk])

    def _cite(self, claim: Claim, data: dict[str, Any]) -> Citation:
        """Rest the claim on the page that reports it, and ask for its capture if one is wanted."""
        words = Words(data["exact"], data["before"], data["after"], str(data["language"]))
        page = {name: data[name] for name in ("publisher", "title", "is_another")}
        citation = cite_address(
            claim=claim,
            page=PageInput(url=str(data["url"]), **page),
            words=words if words.exact else None,
            stance=Stance.REPORTS.value,
            credibility=data["credibility"],
            decided=data["decided"],
            by=self.by,
            at=self.at,
        )
        if data["capture"]:
            nudge(request_capture(page=citation.page, cause="cited", by=self.by, at=self.at))
        return citation


class ClaimEdit(ClaimFormView, ClaimAct):
    """Change what a claim says: its author before it is reviewed, an editor openly later."""

    what = acts.REVISE
    edits = True
    shown = (ClaimPart.STATE, ClaimPart.ROUND)  # the rest is what the form begins with
    heading, said = _("Change a claim"), _("The claim is changed.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Ask for a reason where others have read the claim, and begin with what it says."""
        super().setup(request, *args, **kwargs)
        is_read = self.claim.status != ClaimStatus.DRAFT
        self.form_class = RevisionForm if is_read else DraftRevisionForm
        self.initial = _initial(self.claim)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with the figures of the claim."""
        return super().get_form_kwargs() | {"rows": _initial_rows(self.claim)}

    def act(self, data: dict[str, Any]) -> str:
        """Change it."""
        fields = cast("ClaimFields", {name: data[name] for name in _FIELDS})
        revise_claim(
            claim=self.claim,
            figures=data["figures"],
            reason=data["reason"],
            sure=self.request.POST.getlist("sure"),
            by=self.by,
            at=self.at,
            **fields,
        )
        return self.back


def _as_shown(form_class: type[ClaimForm], sent: QueryDict) -> dict[str, Any]:
    """What a form begins with that is shown again: ticks that were taken off stay so."""
    ticks = (name for name, one in form_class.base_fields.items() if isinstance(one, BooleanField))
    return dict.fromkeys(ticks, False) | sent.dict()


def _initial(claim: Claim) -> dict[str, Any]:
    rows = ("incident", "claimant", "outlet", "place")
    same = (
        "spokesperson",
        "spokesperson_role",
        "channel",
        "statement",
        "wording",
        "language",
        "nature",
        "internal_note",
        "public_note",
    )
    return {
        **{name: getattr(claim, f"{name}_id") for name in rows},
        **{name: getattr(claim, name) for name in same},
        "made_on": PartialDate.of(claim.made_on, claim.made_on_precision),
    }


def _initial_rows(claim: Claim) -> list[dict[str, Any]]:
    return [
        {
            "words": figure.wording,
            "measure": figure.measure_id,
            "subjects": [row.party_id for row in figure.figure_subjects.all()],
            "qualifier": figure.qualifier,
            "low": written(figure.low),
            "best": written(figure.best),
            "high": written(figure.high),
            "part": figure.part,
            "place": figure.place_id,
            "period": figure.counted_period,
            "as_of": figure.known_as_of,
            "internal_note": figure.internal_note,
            "public_note": figure.public_note,
            "as_published": figure.as_published,
        }
        for figure in claim.figures.prefetch_related("figure_subjects")
    ]
