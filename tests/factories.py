"""The cast and the props of the tests: plain functions built on the operations.

Each makes what it needs and can be told what matters to the test. `AT` is a moment in the story;
operations are given it, or a later one (`later(hours=1)`).

What they make is public: `an_incident` is released and lets later claims be public at once, so a
recorded claim is read by everybody. `an_incident(released=False)` is seen by the desk alone, and so
is `a_claim(released=False)`, whose dossier is such a one if none is given.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db.models import QuerySet
from django.utils.timezone import localdate

from claims.models import (
    Assignment,
    Citation,
    Claim,
    Counterclaim,
    Incident,
    Party,
    ProposedCorrection,
    Reply,
    ReplyRequest,
    Verdict,
)
from claims.operations.cite import cite
from claims.operations.contest import contest
from claims.operations.record import (
    FigureInput,
    record_claim,
    record_incident,
    record_party,
    withdraw,
)
from claims.operations.release import release_dossier
from claims.operations.reviews.assign import assign
from claims.operations.reviews.review import seal_review
from claims.operations.reviews.rounds import reopen
from claims.operations.verdicts.propose import agree, propose_correction
from claims.operations.verdicts.publish import publish
from claims.operations.verdicts.replies import ask_reply, record_reply
from claims.operations.verdicts.settle import settle
from claims.reads.reviews import RangeGiven
from claims.rules.deciding.checklist import Point
from claims.rules.grounds import Ground, Stance
from claims.rules.states import HELD
from sources.models import Page, Publisher, Quotation
from tests.ratings import Rating
from tracker.base.people.models import Role, User

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
DUE = (AT + timedelta(days=7)).date()

PASSWORD = "correct horse battery"

_numbers = count(1)


@cache
def _hashed(password: str) -> str:
    """Hash once for all people of the tests."""
    return make_password(password)


def later(**how_much: float) -> datetime:
    return AT + timedelta(**how_much)


def a_user(role: Role = Role.FACT_CHECKER, *, name: str = "", **fields: Any) -> User:
    """Somebody with an account; the password is `PASSWORD`."""
    number = next(_numbers)
    user = User(
        username=f"{role.value}-{number}",
        email=f"{role.value}-{number}@example.org",
        name=name or f"{role.label} {number}",
        role=role.value,
        **fields,
    )
    user.password = _hashed(PASSWORD)
    user.save()
    return user


def an_editor(**fields: Any) -> User:
    return a_user(Role.EDITOR, **fields)


def a_party(name: str = "", *, by: User | None = None, **fields: Any) -> Party:
    number = next(_numbers)
    facts: dict[str, Any] = {
        "slug": f"party-{number}",
        "name": name or f"Party {number}",
        "kind": "armed_group",
        "by": by or a_user(),
        "at": AT,
    }
    return record_party(**(facts | fields))


def an_incident(
    title: str = "",
    *,
    by: User | None = None,
    released: bool = True,
    at_once: bool = True,
    **fields: Any,
) -> Incident:
    """An incident whose dossier is released and shows later claims at once, unless told so."""
    number = next(_numbers)
    facts: dict[str, Any] = {
        "slug": f"incident-{number}",
        "title": title or f"Incident {number}",
        "by": by or a_user(),
        "at": AT,
    }
    incident = record_incident(**(facts | fields))
    if released:
        release_dossier(incident=incident, by=an_editor(), at=facts["at"], at_once=at_once)
    return incident


def a_figure(measure: str = "killed", best: int | None = 20, **fields: Any) -> FigureInput:
    return FigureInput(measure=measure, best=best, **fields)


def a_claim(*, by: User | None = None, released: bool = True, **fields: Any) -> Claim:
    """A recorded claim with one exact figure; `figures=[]` for none, `draft=True` for a draft.

    It is public if its dossier shows claims at once; `released=False` makes one in a dossier that
    is not released, unless an incident is given.
    """
    by = by or a_user()
    facts: dict[str, Any] = {"statement": "Twenty men were killed.", "wording": "paraphrase"}
    facts |= {"by": by, "at": AT, **fields}
    facts.setdefault("incident", None)
    facts["incident"] = facts["incident"] or an_incident(by=by, released=released)
    facts["claimant"] = facts.get("claimant") or a_party(by=by)
    if "figures" not in facts:
        facts["figures"] = [a_figure(subjects=[a_party(by=by)])]
    return record_claim(**facts)


def a_publisher(name: str = "", **fields: Any) -> Publisher:
    """A publisher as a row: what the room of sources checks is tested there."""
    number = next(_numbers)
    facts: dict[str, Any] = {"slug": f"publisher-{number}", "name": name or f"Publisher {number}"}
    return Publisher.objects.create(**(facts | fields))


def a_page(url: str = "", *, by: User | None = None, **fields: Any) -> Page:
    """A page as a row."""
    number = next(_numbers)
    facts: dict[str, Any] = {
        "url": url or f"https://example.org/{number}",
        "title": f"Page {number}",
        "language": "en",
        "added_by": by or a_user(),
        "added_at": AT,
    }
    facts |= fields
    facts["publisher"] = facts.get("publisher") or a_publisher()
    return Page.objects.create(**facts)


def a_quotation(page: Page | None = None, exact: str = "twenty men", **fields: Any) -> Quotation:
    page = page or a_page()
    return Quotation.objects.create(
        page=page, exact=exact, added_by=page.added_by, added_at=AT, **fields
    )


def a_citation(claim: Claim | None = None, *, by: User | None = None, **fields: Any) -> Citation:
    claim = claim or a_claim()
    facts: dict[str, Any] = {"stance": Stance.REPORTS.value, "by": by or claim.created_by, "at": AT}
    if by is None and "by" not in fields and claim.status in HELD:
        facts |= {"by": an_editor(), "reason": "It came to light."}
    facts |= fields
    facts["page"] = facts.get("page") or a_page()
    return cite(claim=claim, **facts)


def a_pair(*, by: User | None = None, **fields: Any) -> Counterclaim:
    """Two claims about one incident; `claim` answers `answers`."""
    by = by or a_user()
    facts: dict[str, Any] = {"ground": Ground.DIFFERENT_FIGURE.value} | fields
    # What their figures are not compared by is told of elsewhere (tests/claims/record).
    facts.setdefault("as_published", True)
    answers = facts.pop("answers", None) or a_claim(by=by)
    claim = facts.pop("claim", None) or a_claim(by=by, incident=answers.incident)
    return contest(claim=claim, answers=answers, by=by, at=AT, **facts)


def an_assignment(claim: Claim | None = None, **fields: Any) -> Assignment:
    """A reviewer who is not the author has been asked; the round is open."""
    facts: dict[str, Any] = {"due": DUE, "at": AT} | fields
    facts["reviewer"] = facts.get("reviewer") or a_user()
    facts["by"] = facts.get("by") or an_editor()
    return assign(claim=claim or a_claim(), **facts)


def asked_for(claim: Claim) -> QuerySet[Assignment]:
    """Every assignment of a claim, in whatever round."""
    return Assignment.objects.filter(round__claim=claim).order_by("pk")


def sealed(assignment: Assignment, rating: Rating = Rating.SUPPORTED, **fields: Any) -> Assignment:
    """The reviewer seals a review that rests on all evidence of the claim."""
    facts: dict[str, Any] = {"reasoning": "Both pages say so.", "has_interest": False, "at": AT}
    facts["citations"] = list(assignment.claim.citations.all())
    seal_review(
        assignment=assignment, rating=rating.value, by=assignment.reviewer, **(facts | fields)
    )
    return assignment


def a_reviewed_claim(
    one: Rating = Rating.SUPPORTED, other: Rating = Rating.SUPPORTED, *, claim: Claim | None = None
) -> Claim:
    """Two people reviewed it: agreed if both say the same, else split."""
    claim = claim or a_claim()
    assignments = [an_assignment(claim) for _ in range(2)]
    for assignment, rating in zip(assignments, (one, other), strict=True):
        sealed(assignment, rating)
    claim.refresh_from_db()
    return claim


def a_claim_judged_by_figure(
    *ends: tuple[int | None, int | None] | None, claim: Claim | None = None, **fields: Any
) -> Claim:
    """Two people agree on its rating and on a range for each of its figures.

    Args:
        ends: of each figure in order, the ends of the range; None where they give none.
        claim: by default one that counts killed, wounded and so on of one party.
        fields: what the reviews say besides.
    """
    if claim is None:
        army = a_party()
        measures = ("killed", "wounded", "captured")[: len(ends)]
        claim = a_claim(figures=[a_figure(measure, subjects=[army]) for measure in measures])
    pairs = zip(claim.figures.all(), ends, strict=True)
    given = [RangeGiven(figure, *pair) for figure, pair in pairs if pair is not None]
    first, *further = given
    for _ in range(2):
        facts = {"figure": first.figure, "low": first.low, "high": first.high, "further": further}
        sealed(an_assignment(claim), **(facts | fields))
    claim.refresh_from_db()
    return claim


def a_split_claim(**fields: Any) -> Claim:
    return a_reviewed_claim(Rating.SUPPORTED, Rating.REFUTED, **fields)


def a_withdrawn_claim(**fields: Any) -> Claim:
    claim = a_claim(**fields)
    withdraw(claim=claim, reason="Recorded twice, as was said.", by=an_editor(), at=AT)
    return claim


def a_settled_claim(rating: Rating = Rating.CONTESTED, *, by: User | None = None) -> Claim:
    claim = a_split_claim()
    settle(
        claim=claim,
        reason="One page was printed before the other.",
        rating=rating.value,
        by=by or an_editor(),
        at=AT,
    )
    return claim


WAIVED = {point.value: "Not for this test." for point in Point}
"""Every point of the checklist before publishing, waived."""


def a_verdict(claim: Claim | None = None, *, by: User | None = None, **fields: Any) -> Verdict:
    """The first published verdict of a claim that two people agreed on."""
    facts: dict[str, Any] = {"summary": "The evidence bears it out.", "at": AT}
    facts |= {"waived": WAIVED, **fields}
    claim = claim or a_reviewed_claim()
    if claim.status == "recorded":
        claim = a_reviewed_claim(claim=claim)
    return publish(claim=claim, by=by or an_editor(), **facts)


def a_verdict_again(verdict: Verdict | None = None, **fields: Any) -> Verdict:
    """Another review of a claim that has a verdict came to one too, a day later."""
    claim, at = (verdict or a_verdict()).claim, later(days=1)
    reopen(claim=claim, reason="There is new evidence.", by=an_editor(), at=at)
    return a_verdict(a_reviewed_claim(claim=claim), **{"at": at, **fields})


def a_reply_request(claim: Claim | None = None, **fields: Any) -> ReplyRequest:
    """The claimant is asked to answer by a day."""
    claim = claim or a_claim()
    facts: dict[str, Any] = {"text_": "What do you say to it?", "channel": "email", "at": AT}
    facts |= {"party": claim.claimant, "due": DUE, **fields}
    facts["asked_on"] = facts.get("asked_on") or localdate(facts["at"])
    facts["by"] = facts.get("by") or an_editor()
    return ask_reply(claim=claim, **facts)


def a_reply(request: ReplyRequest | None = None, **fields: Any) -> Reply:
    """It answers on the next day."""
    facts: dict[str, Any] = {"kind": "answered", "words": "Nothing of it is true."}
    facts |= {"language": "en", "how": "By e-mail from the press office.", "at": later(days=1)}
    facts |= {"received_on": later(days=1).date(), **fields}
    facts["by"] = facts.get("by") or an_editor()
    return record_reply(request=request or a_reply_request(), **facts)


def a_proposal(verdict: Verdict | None = None, **fields: Any) -> ProposedCorrection:
    """An editor proposes to correct the rating of a published verdict."""
    facts = {"rating": "mostly_supported", "summary": "The evidence bears most of it out."}
    facts |= {"reason": "One page was misread.", "at": later(days=1), **fields}
    facts["by"] = facts.get("by") or an_editor()
    return propose_correction(claim=(verdict or a_verdict()).claim, **facts)


def a_correction(verdict: Verdict | None = None, **fields: Any) -> Verdict:
    """Rating or range of a published verdict, corrected by two editors."""
    proposal = a_proposal(verdict, **fields)
    agreement = "I read both pages again, and agree."
    return agree(proposal=proposal, agreement=agreement, by=an_editor(), at=proposal.proposed_at)
