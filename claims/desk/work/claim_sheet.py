"""The desk's page of one claim: what it says and rests on, whose turn it is, what may be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from claims.desk.buttons import Button, Buttons
from claims.desk.guards import claim_or_404
from claims.desk.instead import instead_words, nobody_left, who_decides
from claims.desk.journal import JournalLine, journal_lines, journal_of
from claims.desk.record.forms import ClaimsFilter
from claims.involvement import History, Involvement
from claims.matching.search.find import SearchTooLongError
from claims.matching.search.of_claims import claims_found
from claims.presentation.claims.answers import by_other_side
from claims.presentation.claims.origins import origins_of
from claims.presentation.claims.replies import reply_words
from claims.presentation.claims.reply_texts import FilledText, reply_texts
from claims.presentation.evidence.citations import Evidence, evidence_of
from claims.reads.assignments import vacancy_of
from claims.reads.desk.claims import citations_of, figures_of, pairs_of, translations_of
from claims.reads.desk.proposals import proposals_about
from claims.reads.evidence.changes import notes_on
from claims.reads.evidence.origins import Trail
from claims.reads.later import changed_since, changes_after, taken_back
from claims.reads.people import Colleagues, colleagues_of
from claims.reads.publishing.replies import replies_seen_by
from claims.reads.publishing.scheduled import planned_for
from claims.reads.reviews import open_assignments, rounds_of, rounds_with_reviews
from claims.reads.verdicts import proposal_for, rating_of, verdict_at_desk
from claims.reads.visible import claims_seen_by, is_shown
from claims.rules.acts import (
    ACCEPT_EVIDENCE,
    ASSIGN,
    CANCEL_ROUND,
    CITE,
    CLAIM_ACTS,
    CONFIRM,
    CONTEST,
    CORRECT,
    JUDGE_CITATION,
    KEEP_REPLY,
    MEND_WORDS,
    PUBLISH,
    QUOTE_CITED,
    READ_REVIEWS,
    RECORD_REPLY,
    RELEASE_CLAIM,
    REOPEN,
    RESTORE,
    RETRACT,
    RETRACT_TRANSLATION,
    REVISE,
    SETTLE,
    SUBMIT,
    UNCITE,
    WAIVE,
)
from claims.rules.grounds import REPORTING
from claims.rules.states import DECIDED, OWNERS, ClaimStatus, Owner
from sources.acts import DERIVE_PAGE
from tracker.base.acts.law import refuse, refuse_all
from tracker.base.people.signed_in import person
from tracker.base.web.pages import one_page, other_parameters
from tracker.base.writing.lists import comma_list

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet

    from claims.models import (
        Assignment,
        Citation,
        Claim,
        Counterclaim,
        EvidenceProposal,
        Translation,
        Verdict,
    )
    from claims.rules.grants import ClaimFacts
    from tracker.base.acts.table import Act
    from tracker.base.people.models import User

PAGE_SIZE = 25

_NEXT: dict[ClaimStatus, tuple[Act[ClaimFacts], ...]] = {
    ClaimStatus.DRAFT: (SUBMIT, REVISE, CITE),
    ClaimStatus.RECORDED: (ASSIGN, CITE, CONTEST, RELEASE_CLAIM),
    ClaimStatus.IN_REVIEW: (ASSIGN,),
    ClaimStatus.AGREED: (PUBLISH, READ_REVIEWS),
    ClaimStatus.SPLIT: (SETTLE, REOPEN, READ_REVIEWS),
    ClaimStatus.SETTLED: (PUBLISH, READ_REVIEWS),
    ClaimStatus.PUBLISHED: (CORRECT, REOPEN),
    ClaimStatus.WITHDRAWN: (RESTORE,),
}
"""What takes a claim further from each status; all else that can be done stands behind it."""


def buttons_for(claim: Claim, user: User, colleagues: Colleagues) -> Buttons:
    """What can be done with a claim in the status it has, allowed or not."""
    involved = Involvement(user, claim, colleagues.history)
    following = _NEXT[ClaimStatus(claim.status)]
    dead_end = nobody_to_ask(claim, colleagues)
    if dead_end:
        following = (*(act for act in following if act is not ASSIGN), CANCEL_ROUND, WAIVE)
    return Buttons(
        _button(
            act,
            reverse(f"desk:{address}", args=[claim.pk]),
            involved,
            colleagues,
            is_next=act in following,
            against=dead_end if act is ASSIGN else "",
        )
        for act in CLAIM_ACTS
        if claim.status in act.statuses
        and not (act is RELEASE_CLAIM and claim.released_at is not None)
        for address in act.addresses
    )


def _button(
    act: Act[ClaimFacts],
    url: str,
    involved: Involvement,
    colleagues: Colleagues,
    *,
    is_next: bool,
    against: str,
) -> Button:
    refused = refuse(involved.person, act, involved)
    if refused is None and against:
        return Button(_(act.label), url, against, "", is_next)
    others = "" if refused is None else instead_words(act, involved.thing, colleagues)
    return Button(_(act.label), url, refused, others, is_next)


def nobody_to_ask(claim: Claim, colleagues: Colleagues) -> str:
    """Why nobody can be asked for a review; "" where somebody can, or a review is waited for."""
    if claim.status not in ASSIGN.statuses or colleagues.history.waited_for:
        return ""
    return "" if colleagues.anybody_to_ask(claim) else nobody_left()


def still_open(context: Mapping[str, Any]) -> list[str]:
    """What of a claim somebody has to look at though it is nobody's turn, in sentences.

    Args:
        context: what its page shows.
    """
    if context["claim"].status != ClaimStatus.PUBLISHED:
        return []
    found = []
    if any(row.shown.finding and row.shown.finding.is_being_checked for row in context["evidence"]):
        found.append(_("Words that it quotes are being checked: mend or confirm them."))
    if any(row.is_waiting for row in context["replies"]):
        found.append(_("A reply that was asked for has not come."))
    if context["proposal"] is not None:
        found.append(_("A correction of rating or range waits for a second editor."))
    return found


def owner_words(
    claim: Claim, waiting: list[Assignment], colleagues: Colleagues, left: Sequence[str] = ()
) -> str:
    """Whose turn it is now, in a sentence.

    Args:
        claim: the claim.
        waiting: its open assignments.
        colleagues: who works here, and who had which part in the claim.
        left: what somebody has to look at though it is nobody's turn.
    """
    if claim.status in DECIDED:
        return who_decides(claim, colleagues)
    match OWNERS[ClaimStatus(claim.status)]:
        case Owner.AUTHOR:
            return _("%(name)s goes on with it.") % {"name": claim.created_by.get_full_name()}
        case Owner.EDITOR:
            return nobody_to_ask(claim, colleagues) or _("An editor goes on with it.")
        case Owner.REVIEWERS:
            return " ".join(_reviews_to_come(claim, waiting)) or (
                nobody_to_ask(claim, colleagues) or _("An editor has to ask reviewers.")
            )
        case Owner.NOBODY:
            return " ".join(left) or _("Nobody has anything to do here now.")


def _reviews_to_come(claim: Claim, waiting: list[Assignment]) -> Iterator[str]:
    """Who was asked for a review, and how many reviews are up for whoever takes them."""
    if names := [row.reviewer.get_full_name() for row in waiting]:
        yield _("Waiting for the reviews of: %(names)s.") % {"names": comma_list(names)}
    if up := vacancy_of(claim):
        told = ngettext(
            "%(n)s review is up to be taken, put up by %(name)s, due %(day)s.",
            "%(n)s reviews are up to be taken, put up by %(name)s, due %(day)s.",
            up.free,
        )
        day = date_format(up.due, "j F Y")
        yield told % {"n": up.free, "name": up.put_up_by.get_full_name(), "day": day}


@dataclass(frozen=True, slots=True)
class DeskEvidence:
    """A citation of a claim, and what this person may do about it."""

    shown: Evidence
    may_remove: bool
    may_mend: bool
    """Whether he may mend its words, which are being checked."""
    may_judge: bool
    """Whether he may change what is judged of its credibility."""
    may_mark: bool
    """Whether he may mark it as confirming the claim, or take that back."""
    may_trace: bool
    """Whether he may say where its page has it from."""
    may_quote: bool
    """Whether he may quote words of its page."""


def evidence_for(
    citations: list[Citation], user: User, involved: Involvement
) -> list[DeskEvidence]:
    """What a claim rests on, in order."""
    may_trace = refuse_all(user, [DERIVE_PAGE]) is None
    may_quote = refuse(user, QUOTE_CITED, involved) is None
    may_judge = refuse(user, JUDGE_CITATION, involved) is None
    may_mark = refuse(user, CONFIRM, involved) is None
    may_mend = refuse(user, MEND_WORDS, involved) is None
    return [
        DeskEvidence(
            shown=item,
            may_remove=refuse(user, UNCITE, involved.beside(item.citation)) is None,
            may_mend=may_mend and item.finding is not None and item.finding.is_being_checked,
            may_judge=may_judge,
            may_mark=may_mark and item.citation.stance in REPORTING,
            may_trace=may_trace,
            may_quote=may_quote,
        )
        for item in evidence_of(citations, notes_on(citations))
    ]


@dataclass(frozen=True, slots=True)
class DeskPair:
    """A claim at the other side, with every pair of the two, whichever answers the other."""

    other: Claim
    pairs: list[tuple[Counterclaim, bool]]
    """Each with whether this person may take it back."""


def pairs_for(claim: Claim, user: User, involved: Involvement) -> list[DeskPair]:
    """The claims that this one is paired with, one row each."""
    return [
        DeskPair(
            row.claim,
            [(pair, refuse(user, RETRACT, involved.beside(pair)) is None) for pair in row.pairs],
        )
        for row in by_other_side(claim, pairs_of(claim, user))
    ]


def translations_for(
    claim: Claim, user: User, involved: Involvement
) -> list[tuple[Translation, bool]]:
    """The translations of a claim, with whether this person may take each back."""
    return [
        (row, refuse(user, RETRACT_TRANSLATION, involved.beside(row)) is None)
        for row in translations_of(claim)
    ]


@dataclass(frozen=True, slots=True)
class Stale:
    """That a claim says something else by now than its published verdict judged."""

    since: datetime
    changes: list[JournalLine]


def stale_for(claim: Claim, verdict: Verdict | None, user: User) -> Stale | None:
    """Since when and by what the published verdict of a claim was given before what it says."""
    if verdict is None or claim.status != ClaimStatus.PUBLISHED:
        return None
    since = changed_since(claim, verdict)
    if since is None:
        return None
    return Stale(since, list(journal_lines(changes_after(claim, since), viewer=user)))


def proposals_for(
    claim: Claim, user: User, involved: Involvement
) -> list[tuple[EvidenceProposal, bool]]:
    """Evidence proposed for a claim, as far as this person may see it, and whether they decide."""
    return [
        (row, refuse(user, ACCEPT_EVIDENCE, involved.beside(row)) is None)
        for row in proposals_about(claim, user)
    ]


def sheet(claim: Claim, user: User, history: History | None = None) -> dict[str, Any]:
    """What the pages about one claim show of it, reviews apart.

    Args:
        claim: the claim.
        user: who reads.
        history: who had which part in the claim, where that has been read already.
    """
    history = history or History(claim)
    involved = Involvement(user, claim, history)
    citations = citations_of(claim)
    return {
        "claim": claim,
        "figures": figures_of(claim),
        "translations": translations_for(claim, user, involved),
        "evidence": evidence_for(citations, user, involved),
        "origins": origins_of(claim, citations, Trail.of(citations)),
        "pairs": pairs_for(claim, user, involved),
        "replies": reply_words(
            replies_seen_by(claim, user, history),
            {citation.page_id for citation in citations},
            today=timezone.localdate(),
        ),
        "is_exercise": claim.incident.is_exercise,
        "section": "desk",
    }


@require_safe
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """One claim with its state, its next acts and its journal."""
    found, user = claim_or_404(request, pk), person(request)
    rounds = rounds_with_reviews(found, viewer=user)
    history = History(found, rounds)
    colleagues = colleagues_of(found, history)
    waiting = open_assignments(rounds)
    own = next((row for row in waiting if row.reviewer_id == user.pk), None)
    verdict = verdict_at_desk(found)
    involved = Involvement(user, found, history)
    context = sheet(found, user, history) | {
        "acts": buttons_for(found, user, colleagues),
        "is_public": is_shown(found),
        "rounds": rounds_of(found, viewer=user, rounds=rounds),
        "journal": journal_of(found, viewer=user, history=history),
        "verdict": verdict,
        "reply_texts": _texts(found, verdict),
        "proposal": proposal_for(found) if verdict else None,
        "own_assignment": own,
        "reviews_it": own is not None,
        "stale": stale_for(found, verdict, user),
        "proposals": proposals_for(found, user, involved),
        "taken_back": taken_back(found, for_desk=True),
        "may_reopen": refuse(user, REOPEN, involved) is None,
        "may_reply": any(refuse(user, act, involved) is None for act in (RECORD_REPLY, KEEP_REPLY)),
    }
    context["owner"] = owner_words(found, waiting, colleagues, still_open(context))
    if rounds:
        context["scheduled"], context["missed"] = planned_for(found, timezone.now())
    return render(request, "desk/work/claim.html", context)


def _texts(claim: Claim, verdict: Verdict | None) -> list[FilledText]:
    """What people outside can be told: nothing while the claim is under review again."""
    if verdict is None or claim.status != ClaimStatus.PUBLISHED or not is_shown(claim):
        return []
    return reply_texts(claim, verdict, rating_of(verdict.rating))


@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """All claims of the desk, by state, claimant, incident and words."""
    form = ClaimsFilter(request.GET)
    rows = claims_seen_by(person(request)).order_by("-created_at", "-pk")
    if not form.is_valid():
        rows = rows.none()  # who mistypes a name is not shown everybody's
    for name in ("status", "claimant", "incident"):
        if value := form.cleaned_data.get(name):
            rows = rows.filter(**{name: value})
    listed: QuerySet[Claim] | list[Claim] = rows
    if words := form.cleaned_data.get("q"):
        try:
            listed = claims_found(words, rows, person(request), by_pages=True)
        except SearchTooLongError:
            form.add_error("q", _("This search would take too long. Give fewer or rarer words."))
            listed = []
    context = {
        "form": form,
        "page": one_page(listed, request, per_page=PAGE_SIZE, filters=form.parameters),
        "query": other_parameters(request),
        "section": "desk",
    }
    return render(request, "desk/work/claims.html", context)
