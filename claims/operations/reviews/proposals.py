"""Evidence that waits: proposed while a claim holds still, added or left out by an editor later.

A reviewer's note on a page would be read by the other reviewers, and after publication evidence
under a verdict needs an editor. What is proposed registers nothing: no page, no publisher, no
quotation, no capture, and no line in the claim's journal that a reviewer could read.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import Citation, Claim, Credibility, EvidenceProposal, ProposalStatus
from claims.operations.cite import PageInput, cite_address
from claims.operations.journal import journal
from claims.operations.transition import locked
from claims.reads.mending.things import by_slug
from claims.rules import acts
from claims.rules.grounds import Stance
from claims.rules.thing_kinds import ThingKind
from sources.models import Publisher
from sources.operations.register.addresses import check_fetchable, web_address
from sources.operations.register.publishers import NewPublisher
from sources.operations.register.quotations import LONGEST, Words
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text, word


def propose_evidence(
    *,
    claim: Claim,
    page: PageInput,
    stance: str,
    by: User,
    at: datetime,
    words: Words | None = None,
    credibility: str = Credibility.CANNOT_BE_JUDGED.value,
    locator: str = "",
    internal_note: str = "",
    public_note: str = "",
) -> EvidenceProposal:
    """Propose a page, with words on it, as evidence of a claim that holds still.

    Refuses with `illegal_move` (the claim does not hold still: cite it), `required` (the
    publisher), `proposed_already`, `unknown_value`, `too_long` and what `check_fetchable` refuses.
    What the register may refuse besides is said when it is added.
    """
    check_fetchable(page.url)
    url = web_address(page.url)
    if page.publisher is None:
        raise Refusal(_("Say who publishes the page."), code="required", field="publisher")
    evidence = {
        "page": _page_as_json(page),
        "words": _words_as_json(words),
        "stance": word(stance, Stance, field="stance").value,
        "credibility": word(credibility, Credibility, field="credibility"),
        "locator": text(locator, field="locator", longest=200),
        "internal_note": text(internal_note, field="internal_note"),
        "public_note": text(public_note, field="public_note"),
    }
    with act(acts.PROPOSE, by=by):
        row = locked(claim)
        ensure(by, acts.PROPOSE, Involvement(by, row))
        waiting = EvidenceProposal.objects.filter(claim=row, proposed_by=by, url=url)
        if waiting.filter(status=ProposalStatus.WAITING, evidence=evidence).exists():
            raise Refusal(
                _("You have proposed this already; it waits."), code="proposed_already", field="url"
            )
        proposal = EvidenceProposal.objects.create(
            claim=row, url=url, evidence=evidence, proposed_by=by, proposed_at=at
        )
        journal(verb="evidence_proposed", target=proposal, by=by, at=at)
    return proposal


def accept_evidence(
    *,
    proposal: EvidenceProposal,
    reason: str,
    by: User,
    at: datetime,
    goes_round: bool = False,
    with_credit: bool = True,
) -> Citation:
    """Add what was proposed to its claim, as the editor's act; who proposed it is said.

    Without `with_credit` it is left aside whom the page credits: other claims may rest on the page
    by now, so that it is for others to say. Refuses with `waits_for_the_round`, `required` (the
    reason), `proposal_closed`, `publisher_gone` and what `cite_address` refuses.
    """
    why = text(reason, field="reason", required=True)
    with act(acts.ACCEPT_EVIDENCE, by=by, reason=why):
        row = _waiting(proposal)
        ensure(by, acts.ACCEPT_EVIDENCE, Involvement(by, row))
        given = row.evidence
        page = replace(page_proposed(row), goes_round=goes_round)
        citation = cite_address(
            claim=row.claim,
            page=page if with_credit else page.without_credit(),
            words=Words(**given["words"]) if given["words"] else None,
            stance=given["stance"],
            credibility=given["credibility"],
            locator=given["locator"],
            internal_note=given["internal_note"],
            public_note=given["public_note"],
            reason=why,
            by=by,
            at=at,
        )
        _close(row, ProposalStatus.ACCEPTED, reason=why, citation=citation, by=by, at=at)
        journal(
            verb="evidence_accepted",
            target=row,
            claim_id=row.claim_id,
            by=by,
            at=at,
            reason=why,
            data={"citation": citation.pk, "proposed_by": row.proposed_by.get_full_name()},
        )
    return citation


def refuse_evidence(
    *, proposal: EvidenceProposal, reason: str, by: User, at: datetime
) -> EvidenceProposal:
    """Leave out what was proposed; its author reads why.

    Refuses with `waits_for_the_round`, `required` (the reason) and `proposal_closed`.
    """
    why = text(reason, field="reason", required=True)
    with act(acts.REFUSE_EVIDENCE, by=by, reason=why):
        row = _waiting(proposal)
        ensure(by, acts.REFUSE_EVIDENCE, Involvement(by, row))
        _close(row, ProposalStatus.REFUSED, reason=why, citation=None, by=by, at=at)
        journal(verb="evidence_refused", target=row, by=by, at=at, reason=why)
    return row


def _waiting(proposal: EvidenceProposal) -> EvidenceProposal:
    claim = locked(proposal.claim)
    row = EvidenceProposal.objects.select_related("proposed_by").get(pk=proposal.pk)
    row.claim = claim
    if row.status != ProposalStatus.WAITING:
        raise Refusal(_("Somebody has decided on this already."), code="proposal_closed")
    return row


def _close(
    row: EvidenceProposal,
    status: ProposalStatus,
    *,
    reason: str,
    citation: Citation | None,
    by: User,
    at: datetime,
) -> None:
    row.status, row.closing_reason, row.citation = status.value, reason, citation
    row.closed_by, row.closed_at = by, at
    row.save()


def _page_as_json(page: PageInput) -> dict[str, Any]:
    publisher: dict[str, str] = {}
    if isinstance(page.publisher, NewPublisher):
        publisher = {"name": page.publisher.name, "kind": page.publisher.kind}
    elif page.publisher is not None:
        publisher = {"slug": page.publisher.slug}
    return {
        "url": page.url,
        "publisher": publisher,
        "title": text(page.title, field="title", longest=1000),
        "kind": page.kind,
        "language": str(page.language),
        "published": str(page.published),
        "origin": page.origin,
        "credited_to": text(page.credited_to, field="credited_to", longest=300),
    }


def page_proposed(proposal: EvidenceProposal) -> PageInput:
    """The page that was proposed and what would be recorded of it; refuses `publisher_gone`."""
    given = proposal.evidence["page"]
    named = given["publisher"]
    publisher: Publisher | NewPublisher | None
    if "slug" in named:
        slug = named["slug"]
        publisher = by_slug(ThingKind.PUBLISHER, [slug]).get(slug)
    else:
        publisher = NewPublisher(named["name"], named["kind"])
    published = PartialDate.parse(given["published"])
    return PageInput(**(given | {"publisher": publisher, "published": published}))


def _words_as_json(words: Words | None) -> dict[str, str] | None:
    if words is None:
        return None
    return {
        "exact": text(words.exact, field="exact", required=True, longest=LONGEST),
        "prefix": text(words.prefix, field="prefix"),
        "suffix": text(words.suffix, field="suffix"),
        "language": str(words.language),
    }
