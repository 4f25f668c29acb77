"""Say what a claim rests on."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from claims.models import Citation, Claim, Credibility, Review
from claims.operations.fields import choice, text, word
from claims.operations.journal import act, journal
from claims.operations.transition import locked
from claims.permissions import Right, ensure
from claims.rules.grounds import Stance
from claims.rules.states import ClaimStatus
from sources.models import Page, Quotation
from tracker.base.acts.refusal import Refusal
from tracker.base.people.models import User


def cite(
    *,
    claim: Claim,
    page: Page,
    stance: str,
    by: User,
    at: datetime,
    credibility: str = Credibility.CANNOT_BE_JUDGED.value,
    quotation: Quotation | None = None,
    locator: str = "",
    note: str = "",
) -> Citation:
    """Rest `claim` on a quotation of `page`, or on the page as a whole.

    `locator` says where on the page to look where no quotation does. Refuses with `withdrawn`,
    `other_page` (the quotation is of another page), `already_cited`, `unknown_value`, `too_long`.
    """
    kind = word(stance, Stance, field="stance")
    grade = choice(credibility, Credibility.values, field="credibility")
    where = text(locator, field="locator", longest=200)
    if quotation is not None and quotation.page_id != page.pk:
        raise Refusal(
            _("These words are on another page. Choose a quotation of this one."),
            code="other_page",
            field="quotation",
        )
    with act(by=by, why="cited"):
        row = locked(claim)
        ensure(by, Right.CITE, row)
        if Citation.objects.filter(claim=row, page=page, quotation=quotation).exists():
            raise Refusal(_("The claim rests on this already."), code="already_cited", field="page")
        last = Citation.objects.filter(claim=row).aggregate(last=Max("position"))["last"]
        citation = Citation.objects.create(
            claim=row,
            page=page,
            quotation=quotation,
            stance=kind.value,
            credibility=grade,
            locator=where,
            note=text(note, field="note"),
            position=0 if last is None else last + 1,
            added_by=by,
            added_at=at,
        )
        journal(
            verb="cited",
            target=citation,
            claim_id=row.pk,
            by=by,
            at=at,
            data={"page": page.pk, "stance": kind.value},
        )
    return citation


def uncite(*, citation: Citation, reason: str, by: User, at: datetime) -> None:
    """Take a citation back; it stays in the row history.

    Refuses with `required` without a why, and with `already_reviewed` once reviewers have begun
    with the claim. Whether a review rests on this very citation makes no difference: to say so
    would tell what a sealed review says.
    """
    why = text(reason, field="reason", required=True)
    with act(by=by, why=f"uncited: {why}"):
        row = locked(citation.claim)
        ensure(by, Right.UNCITE, citation)
        if _under_review(row):
            raise Refusal(
                _("Reviewers have begun with this claim, so its evidence stays."),
                code="already_reviewed",
            )
        journal(
            verb="uncited",
            target=citation,
            claim_id=citation.claim_id,
            by=by,
            at=at,
            reason=why,
            data={"page": citation.page_id},
        )
        citation.delete()


def _under_review(claim: Claim) -> bool:
    if claim.status == ClaimStatus.IN_REVIEW:
        return True
    return Review.objects.filter(assignment__round__claim=claim).exists()
