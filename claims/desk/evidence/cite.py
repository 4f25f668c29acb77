"""Citing: a claim rests on words of a page, and the page is captured."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.claim_act import ClaimAct
from claims.desk.coming_back import from_quoting
from claims.desk.evidence.captures import DeskFinding
from claims.desk.evidence.citation_form import AcceptForm, CitationForm
from claims.desk.evidence.forms import MendForm
from claims.desk.guards import guard
from claims.desk.instead import why_not
from claims.desk.naming.choosing import ChoosesByName
from claims.desk.record.forms import ReasonForm, RetractForm
from claims.desk.rested_on.again import LeadsToJudging
from claims.involvement import Involvement
from claims.operations.cite import PageInput, cite_address, mend_words, uncite
from claims.operations.reviews.proposals import (
    accept_evidence,
    page_proposed,
    propose_evidence,
    refuse_evidence,
)
from claims.operations.shared_evidence import confirm_words, why_not_to_credit
from claims.presentation.copy_states import finding_words
from claims.reads.desk.claims import citations_seen_by
from claims.reads.desk.mismatches import cited_words_seen_by, confirmation_of, to_confirm_for
from claims.reads.desk.proposals import proposals_seen_by
from claims.reads.people import colleagues_of
from claims.rules import acts
from sources.operations.captures.request import request_capture
from sources.operations.register.quotations import Words
from sources.reads.register import page_at
from sources.tasks import nudge
from tracker.base.acts.law import refuse
from tracker.base.acts.snapshot import Fact
from tracker.base.web.act_view import ActView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.forms import Form

    from claims.models import Citation
    from claims.rules.grants import ClaimFacts
    from sources.models import Capture, Page, Quotation
    from tracker.base.acts.table import Act
    from tracker.base.people.models import User
    from tracker.base.web.forms import DeskForm

_OF_PAGE = tuple(field.name for field in fields(PageInput))


class ClaimCite(LeadsToJudging, ChoosesByName, ClaimAct):
    """Cite a page, and ask for its capture."""

    what = acts.CITE
    template_name = "desk/evidence/cite.html"
    form_class = CitationForm
    asks_why_if_held = True
    heading, button = _("Cite a page"), _("Cite")
    said: str | Promise = _("The page is cited.")
    prefilled = ("url", "title", "exact", "language")

    def act(self, data: dict[str, Any]) -> str:
        """Cite it, ask for the capture if one is wanted, and go on to what comes next."""
        citation = cite_address(
            **self._creditable(_given(data)),
            claim=self.claim,
            reason=data.get("reason", ""),
            decided=data["decided"],
            by=self.by,
            at=self.at,
        )
        asked = self._capture(citation.page) if data["capture"] else None
        is_to_quote = citation.is_of_whole_page
        if data["deposit"]:
            then = from_quoting(citation) if is_to_quote else ""
            return reverse("desk:page_deposit", args=[citation.page_id]) + then
        if is_to_quote:
            return reverse("desk:citation_quote", args=[citation.pk])
        return reverse("desk:capture", args=[asked.pk]) if asked else self.back

    def _creditable(self, given: dict[str, Any]) -> dict[str, Any]:
        """The same without a credit that cannot be recorded now; that it is not is said."""
        page: PageInput = given["page"]
        why = why_uncredited(page, by=self.by)
        if not why:
            return given
        self.said = f"{self.said} {not_credited(why)}"
        return given | {"page": page.without_credit()}

    def _capture(self, page: Page) -> Capture:
        return nudge(request_capture(page=page, cause="cited", by=self.by, at=self.at))


def why_uncredited(page: PageInput, *, by: User) -> str:
    """Why what is said of where a page has it from cannot be recorded now; "" where it can."""
    known = page_at(page.url) if page.credited_to else None
    return why_not_to_credit(known, by=by, credited_to=page.credited_to) if known else ""


def not_credited(why: str) -> str:
    """Say that only the quotation is recorded, and why."""
    return gettext("Where the page has it from is not changed. %(why)s") % {"why": why}


def _given(data: dict[str, Any]) -> dict[str, Any]:
    """What the form says of a page, the words on it, and how they stand to the claim."""
    words = Words(data["exact"], data["before"], data["after"], data["language"])
    same = ("stance", "credibility", "locator", "internal_note", "public_note")
    return {
        "page": PageInput(**{name: data[name] for name in _OF_PAGE} | {"url": str(data["url"])}),
        "words": words if words.exact else None,
        **{name: data[name] for name in same},
    }


class ClaimPropose(ChoosesByName, ClaimAct):
    """Propose a page as evidence of a claim that holds still: nothing of it is registered."""

    what = acts.PROPOSE
    template_name = "desk/evidence/cite.html"
    form_class = CitationForm
    heading, button = _("Propose evidence"), _("Propose")
    explanation = _(
        "You and editors who do not review this claim see it. Once no round is open on the claim, "
        "an editor adds it or leaves it out, and says why."
    )
    said = _("It is proposed.")

    def get_form(self, form_class: type[Form] | None = None) -> DeskForm:
        """Ask neither for a capture, which others would see, nor why."""
        form = super().get_form(form_class)
        for name in ("capture", "deposit", "reason"):
            del form.fields[name]
        return form

    def act(self, data: dict[str, Any]) -> str:
        """Keep it."""
        propose_evidence(**_given(data), claim=self.claim, by=self.by, at=self.at)
        return self.back


class ProposalDecision(ActView):
    """Decide on proposed evidence, with the reason."""

    form_class: type[DeskForm] = ReasonForm
    what: Act[ClaimFacts]
    changes = "proposal"
    untold = ("proposed_by", "proposed_at")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the proposal, if this person may know of it."""
        super().setup(request, *args, **kwargs)
        self.proposal = get_object_or_404(proposals_seen_by(self.by), pk=kwargs["pk"])
        guard(request, self.what, self.proposal)
        self.explanation = self.proposal.url
        self.back = reverse("desk:claim", args=[self.proposal.claim_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the claim that it is about."""
        return super().get_context_data(claim=self.proposal.claim, **kwargs)


class ProposalAccept(LeadsToJudging, ProposalDecision):
    """Add what was proposed."""

    what = acts.ACCEPT_EVIDENCE
    form_class = AcceptForm
    heading, button = _("Add what was proposed"), _("Add")
    said: str | Promise = _("The page is cited.")

    def act(self, data: dict[str, Any]) -> str:
        """Add it, without a credit that cannot be recorded now; that it is not is said."""
        why = why_uncredited(page_proposed(self.proposal), by=self.by)
        if why:
            self.said = f"{self.said} {not_credited(why)}"
        accept_evidence(
            proposal=self.proposal,
            reason=data["reason"],
            goes_round=data["goes_round"],
            with_credit=not why,
            by=self.by,
            at=self.at,
        )
        return self.back


class ProposalRefuse(ProposalDecision):
    """Leave out what was proposed."""

    what = acts.REFUSE_EVIDENCE
    heading, button = _("Leave what was proposed out"), _("Leave it out")
    said = _("It is left out; who proposed it reads why.")

    def act(self, data: dict[str, Any]) -> str:
        """Leave it out."""
        refuse_evidence(proposal=self.proposal, reason=data["reason"], by=self.by, at=self.at)
        return self.back


class OfCitation(ActView):
    """An act on one citation."""

    template_name = "desk/citations/act.html"
    what: Act[ClaimFacts]
    changes = "citation"
    untold = ("position", "added_by", "added_at", "means_marked_by", "means_marked_at")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the citation, if this person may know of its claim."""
        super().setup(request, *args, **kwargs)
        self.citation = get_object_or_404(citations_seen_by(self.by), pk=kwargs["pk"])
        guard(request, self.what, self.citation)
        self.back = reverse("desk:claim", args=[self.citation.claim_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the citation, and the claim that rests on it."""
        cited = {"claim": self.citation.claim, "citation": self.citation}
        return super().get_context_data(**(cited | kwargs))


class CitationRemove(OfCitation):
    """Take a citation back, with the reason."""

    what = acts.UNCITE
    form_class = RetractForm
    heading, button = _("Take a citation back"), _("Take back")
    explanation = _("The page and its sealed copies stay; the claim no longer rests on it.")
    said = _("The citation is taken back.")

    def act(self, data: dict[str, Any]) -> str:
        """Take it back."""
        uncite(citation=self.citation, reason=data["reason"], by=self.by, at=self.at)
        return self.back


class CitationMend(LeadsToJudging, OfCitation):
    """Mend words that were written down wrongly, while they are being checked."""

    what = acts.MEND_WORDS
    form_class = MendForm
    heading, button = _("Mend the words of a quotation"), _("Record")
    explanation = _(
        "No sealed copy has these words. If we wrote them down wrongly, write them as the page has "
        "them: the claim rests on the mended words, and those from before are no longer shown."
    )
    said = _("The words are mended.")
    edits = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Begin with what is written down."""
        super().setup(request, *args, **kwargs)
        if (row := self.citation.quotation) is not None:
            recorded = {"exact": row.exact, "before": row.prefix, "after": row.suffix}
            self.initial = recorded | self.initial

    def act(self, data: dict[str, Any]) -> str:
        """Mend them."""
        language = self.citation.quotation.language if self.citation.quotation else ""
        words = Words(data["exact"], data["before"], data["after"], language)
        mend_words(
            citation=self.citation, words=words, reason=data["reason"], by=self.by, at=self.at
        )
        return self.back


@dataclass(frozen=True, slots=True)
class WordsToMend:
    """A citation of words that are being checked, and why somebody may not mend them; "" if so."""

    citation: Citation
    why_not: str


@dataclass(frozen=True, slots=True)
class Mismatch(DeskFinding):
    """Cited words that no copy bears out and nobody has confirmed, and where they are mended."""

    mendings: tuple[WordsToMend, ...]


def mismatches_for(user: User, *, most: int) -> list[Mismatch]:
    """The newest mismatches somebody should look at, in words; a fixed number of queries."""
    return mismatches_of(to_confirm_for(user)[:most], user)


def mismatches_of(rows: Iterable[Quotation], user: User) -> list[Mismatch]:
    """Mismatches in words, with the citations that quote them; a fixed number of queries."""
    rows = list(rows)
    cited = [citation for row in rows for citation in row.citations.all()]
    first = Involvement(user, cited[0]) if cited else None
    refused = {
        citation.pk: refuse(user, acts.MEND_WORDS, first.beside(citation))
        for citation in cited
        if first is not None
    }
    return [
        _mismatch_of(
            row,
            [WordsToMend(one, str(refused[one.pk] or "")) for one in row.citations.all()],
        )
        for row in rows
    ]


def _mismatch_of(row: Quotation, mendings: Iterable[WordsToMend]) -> Mismatch:
    found = next(one for one in row.findings.all() if one.is_being_checked)
    words = finding_words(found, deposited=found.capture.is_deposit, at_desk=True)
    return Mismatch(row, found, words, tuple(mendings))


class QuotationConfirm(ActView):
    """Confirm that words were written down as the page had them."""

    template_name = "desk/mending/confirm_words.html"
    form_class = ReasonForm
    heading, button = _("Confirm the words of a quotation"), _("Confirm")
    explanation = _(
        "No sealed copy has these words. Readers are told that they are being checked until you "
        "confirm that the page had them as they are written down here; then they see what the "
        "copy has instead. If we wrote them down wrongly, mend them at the "
        "claim that rests on them."
    )
    said = _("Confirmed: readers now see what was found.")
    changes = "quotation"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the quotation, if this person may know of a claim that rests on it."""
        super().setup(request, *args, **kwargs)
        self.quotation = get_object_or_404(cited_words_seen_by(self.by), pk=kwargs["pk"])
        self.back = reverse("desk:my_work")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where the words are mended instead, or who could mend them."""
        mendings = [
            WordsToMend(one, why_not(acts.MEND_WORDS, one, self.by, colleagues_of(one.claim)))
            for one in self.quotation.citations.all()
        ]
        return super().get_context_data(mendings=mendings, **kwargs)

    def facts(self) -> dict[str, Fact]:
        """Whether somebody has confirmed it."""
        return {"confirmed": Fact(gettext("Confirmed"), confirmation_of(self.quotation))}

    def act(self, data: dict[str, Any]) -> str:
        """Confirm it."""
        confirm_words(quotation=self.quotation, reason=data["reason"], by=self.by, at=self.at)
        return self.back
