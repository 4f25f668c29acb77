"""Reviews and verdicts of a dossier's demonstration, done by its demonstration people."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from claims.exchange.dossier_files.demonstration_rows import (
    DemonstrationRow,
    DemoReviewRow,
    FindingRow,
)
from claims.exchange.dossier_files.values import Dossier
from claims.models import Assignment, Citation, Claim, Figure
from claims.operations.imports.known import Known
from claims.operations.imports.ledger import Ledger, row
from claims.operations.reviews.assign import assign
from claims.operations.reviews.review import seal_review
from claims.operations.verdicts.correct import correct
from claims.operations.verdicts.propose import agree, leaves_finding, propose_correction
from claims.operations.verdicts.publish import publish
from claims.operations.verdicts.settle import settle
from claims.reads.publishing.checklist import checked
from claims.reads.reviews import RangeGiven
from claims.rules.states import ClaimStatus
from claims.rules.verdicts import CorrectionKind
from tracker.base.people.models import Role, User
from tracker.base.people.operations import demonstration_account

# The reviewers of the dossiers are nobody's account to sign in with, so that the demonstration's
# two fact-checkers stay free to review anything; one open task waits for the first of them.
PEOPLE: dict[str, tuple[str, str, Role]] = {
    "recorder": ("archive-desk", "Archive desk", Role.EDITOR),
    "first": ("noor", "Noor (demonstration reviewer)", Role.FACT_CHECKER),
    "second": ("ivo", "Ivo (demonstration reviewer)", Role.FACT_CHECKER),
    "newcomer": ("ines", "Ines (fact-checker)", Role.FACT_CHECKER),
    "editor": ("mara", "Mara (editor)", Role.EDITOR),
    "second_editor": ("oumar", "Oumar (editor)", Role.EDITOR),
}
_DUE = timedelta(days=14)
_LEFT_OPEN = "Demonstration. Nobody was asked and no copy was sealed for it."
_AGREEMENT = "Demonstration. I read the evidence again and agree."


def demonstration_person(part: str) -> User:
    """The demonstration person who plays a part; made, without a password, if missing."""
    username, name, role = PEOPLE[part]
    return demonstration_account(username=username, name=name, role=role)


def waiting(dossier: Dossier, *, ledger: Ledger) -> list[tuple[DemonstrationRow, Claim]]:
    """The demonstration's rows whose claims nobody has begun to review."""
    references = [ledger.reference(given.claim) for given in dossier.demonstration]
    claims = Claim.objects.filter(
        reference__in=references, status=ClaimStatus.RECORDED, rounds=None
    ).in_bulk(field_name="reference")
    return [
        (given, claims[ledger.reference(given.claim)])
        for given in dossier.demonstration
        if ledger.reference(given.claim) in claims
    ]


def demonstrate(given: DemonstrationRow, claim: Claim, *, known: Known, ledger: Ledger) -> None:
    """Assign, review, settle, publish and correct a claim as the row says.

    Nobody decides alone here either: a second editor settles, and agrees to a correction.
    """
    editor, second = _editors(claim)
    with row(given.where):
        assignments = [
            assign(
                claim=claim,
                reviewer=demonstration_person(review.by),
                due=(ledger.at + _DUE).date(),
                by=editor,
                at=ledger.at,
            )
            for review in given.reviews
        ]
    for review, assignment in zip(given.reviews, assignments, strict=True):
        if review.found is not None:
            _seal(review, review.found, assignment, known, ledger)
    claim.refresh_from_db()
    _decide(given, claim, (editor, second), ledger)
    ledger.added["demonstrations"] += 1


def _seal(
    given: DemoReviewRow,
    found: FindingRow,
    assignment: Assignment,
    known: Known,
    ledger: Ledger,
) -> None:
    pages = {known.pages[page].pk for page in given.cites}
    citations = Citation.objects.filter(claim=assignment.claim)
    with row(given.where):
        seal_review(
            assignment=assignment,
            rating=found.rating,
            reasoning=found.text,
            citations=list(citations.filter(page_id__in=pages) if pages else citations),
            figure=_figure(found, assignment.claim),
            low=found.low,
            high=found.high,
            has_interest=False,
            by=assignment.reviewer,
            at=ledger.at,
        )


def _editors(claim: Claim) -> tuple[User, User]:
    """The first two of the demonstration's editors who did not write the claim."""
    authors = set(claim.authorships.values_list("person_id", flat=True))
    people = map(demonstration_person, ("editor", "second_editor", "recorder"))
    first, second, *_rest = (person for person in people if person.pk not in authors)
    return first, second


def _decide(
    given: DemonstrationRow, claim: Claim, editors: tuple[User, User], ledger: Ledger
) -> None:
    editor, second = editors
    if given.settled is not None:
        with row(given.settled.where):
            settle(
                claim=claim,
                rating=given.settled.rating,
                reason=given.settled.text,
                by=second,
                at=ledger.at,
            )
    if given.published is not None:
        with row(given.published.where):
            publish(
                claim=claim,
                rating=given.published.rating,
                summary=given.published.text,
                figure=_figure(given.published, claim),
                low=given.published.low,
                high=given.published.high,
                confirmed=True,
                waived=_waived(claim, given.published.text, *_settlement(given)),
                by=editor,
                at=ledger.at,
            )
    if given.corrected is not None:
        with row(given.corrected.where):
            _correct(given.corrected, claim, editors, ledger)


def _settlement(given: DemonstrationRow) -> list[str]:
    return [] if given.settled is None else [given.settled.text]


def _waived(claim: Claim, *told: str) -> dict[str, str]:
    """What of the checklist is open, waived as a demonstration: nobody was asked for anything."""
    return {row.point.value: _LEFT_OPEN for row in checked(claim, *told) if row.is_open}


def _correct(given: FindingRow, claim: Claim, editors: tuple[User, User], ledger: Ledger) -> None:
    """Correct wording by one editor, rating or range by two."""
    editor, second = editors
    figure = _figure(given, claim)
    now = claim.verdicts.latest("version")
    said: dict[str, Any] = {"claim": claim, "summary": given.text, "reason": given.reason}
    said |= {"by": editor}
    if leaves_finding(now, given.rating, [RangeGiven(figure, given.low, given.high)]):
        correct(kind=CorrectionKind.DETAIL.value, confirmed=True, at=ledger.at, **said)
        return
    proposal = propose_correction(
        rating=given.rating,
        figure=figure,
        low=given.low,
        high=given.high,
        confirmed=True,
        at=ledger.at,
        **said,
    )
    agree(
        proposal=proposal,
        agreement=_AGREEMENT,
        by=second,
        at=ledger.at,
    )


def _figure(found: FindingRow, claim: Claim) -> Figure | None:
    if not found.figure:
        return None
    return Figure.objects.get(claim=claim, position=found.figure - 1)
