"""What a person may do to the rows at hand: the conditions of the table of acts."""

import pytest

from claims.involvement import Involvement
from claims.models import Assignment, Authorship
from claims.rules import acts
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_pair,
    a_reviewed_claim,
    a_settled_claim,
    a_split_claim,
    a_user,
    a_verdict,
    a_withdrawn_claim,
    an_assignment,
    an_editor,
    sealed,
)
from tracker.base.acts.law import refuse
from tracker.base.acts.table import Act

pytestmark = pytest.mark.django_db

# What can be done to a claim that somebody else recorded, by where it stands.
CLAIMS = {
    "draft": lambda: a_claim(draft=True),
    "withdrawn": a_withdrawn_claim,
    "recorded": a_claim,
    "in_review": lambda: an_assignment().claim,
    "agreed": a_reviewed_claim,
    "split": a_split_claim,
    "settled": a_settled_claim,
    "published": lambda: a_verdict().claim,
}
CITE = {acts.CITE, acts.CONTEST, acts.TRANSLATE}
EDITORS = {
    "withdrawn": {acts.RESTORE},
    "draft": CITE | {acts.REVISE, acts.SUBMIT, acts.WITHDRAW},
    "recorded": CITE | {acts.REVISE, acts.WITHDRAW, acts.ASSIGN},
    "in_review": CITE | {acts.REVISE, acts.ASSIGN, acts.CANCEL_ROUND},
    "agreed": CITE | {acts.PUBLISH, acts.REOPEN},
    "split": CITE | {acts.SETTLE, acts.REOPEN},
    "settled": CITE | {acts.PUBLISH},
    "published": CITE | {acts.REVISE, acts.WITHDRAW, acts.CORRECT, acts.REOPEN},
}
AUTHORS: dict[str, set[Act]] = {
    "withdrawn": set(),
    "draft": CITE | {acts.REVISE, acts.SUBMIT, acts.WITHDRAW},
    "recorded": CITE | {acts.REVISE, acts.WITHDRAW},
}
ON_CLAIMS = CITE | {
    acts.REVISE,
    acts.SUBMIT,
    acts.WITHDRAW,
    acts.RESTORE,
    acts.ASSIGN,
    acts.CANCEL_ROUND,
    acts.SETTLE,
    acts.PUBLISH,
    acts.CORRECT,
    acts.REOPEN,
}


def reason(user, act, thing):
    return refuse(user, act, Involvement(user, thing))


def allowed(user, claim):
    return {act for act in ON_CLAIMS if reason(user, act, claim) is None}


@pytest.mark.parametrize("status", CLAIMS)
def test_what_an_editor_may_do_to_a_claim(status):
    claim = CLAIMS[status]()

    assert allowed(an_editor(), claim) == EDITORS[status] & ON_CLAIMS


@pytest.mark.parametrize("status", CLAIMS)
def test_what_its_author_may_do_to_a_claim(status):
    claim = CLAIMS[status]()

    assert allowed(claim.created_by, claim) == AUTHORS.get(status, set()) & ON_CLAIMS


@pytest.mark.parametrize("status", CLAIMS)
def test_what_another_fact_checker_may_do_to_a_claim(status):
    assert allowed(a_user(), CLAIMS[status]()) == (
        CITE if status in {"draft", "recorded"} else set()
    )


@pytest.mark.parametrize(("make", "act"), [(a_pair, acts.RETRACT), (a_citation, acts.UNCITE)])
def test_who_added_something_may_take_it_back_and_so_may_an_editor(make, act):
    thing = make()

    assert reason(thing.added_by, act, thing) is None
    assert reason(an_editor(), act, thing) is None
    assert reason(a_user(), act, thing) == "Only who added it or an editor may do this."


@pytest.mark.parametrize("act", [acts.REVIEW, acts.DECLINE])
def test_an_assignment_is_its_reviewers_until_it_is_sealed(act):
    assignment = an_assignment()

    assert reason(assignment.reviewer, act, assignment) is None
    assert reason(a_user(), act, assignment)
    assert reason(an_editor(), act, assignment)
    assert reason(assignment.reviewer, act, sealed(assignment))


def test_the_author_of_a_claim_does_not_review_it():
    assignment = an_assignment()
    Authorship.objects.create(claim=assignment.claim, person=assignment.reviewer, since=AT)

    assert reason(assignment.reviewer, acts.REVIEW, assignment) == (
        "The author of a claim does not review it."
    )
    assert reason(assignment.reviewer, acts.DECLINE, assignment) is None


def test_who_wrote_a_claim_or_reviewed_it_in_the_round_does_not_settle_it():
    claim = a_split_claim()
    author, reviewer = (
        claim.created_by,
        Assignment.objects.filter(round__claim=claim).first().reviewer,
    )
    for person in (author, reviewer):
        person.role = "editor"

    assert reason(author, acts.SETTLE, claim).startswith("You wrote this claim or changed it")
    assert reason(reviewer, acts.SETTLE, claim).startswith("You reviewed this claim in this round")
    assert reason(an_editor(), acts.SETTLE, claim) is None


SAID = [
    (acts.SUBMIT, "recorded", "This cannot be done to the claim as it stands now."),
    (acts.REVISE, "agreed", "Reviewers have judged these words and figures."),
    (acts.CITE, "withdrawn", "This claim has been withdrawn."),
    (acts.ASSIGN, "published", "The verdict on this claim is published. Use “Review again”"),
    (acts.ASSIGN, "withdrawn", "This claim has been withdrawn. Use “Bring back” first."),
    (acts.SETTLE, "agreed", "The reviewers of this claim agree, and the verdict is not"),
    (acts.PUBLISH, "published", "A verdict has been published. Choose “Correct” or “Review again”"),
    (acts.PUBLISH, "in_review", "The round of reviews is still open"),
    (acts.PUBLISH, "draft", "This claim is still a draft. Use “Submit” first."),
    (acts.CORRECT, "agreed", "No verdict is published that could be corrected."),
    (acts.REOPEN, "recorded", "No round has ended yet."),
    (acts.REOPEN, "draft", "This claim is still a draft. Use “Submit” first."),
    (acts.WITHDRAW, "agreed", "The reviewers of this claim agree, and the verdict is not"),
    (acts.WITHDRAW, "in_review", "This claim is being reviewed. Use “Cancel the round” first."),
    (acts.WITHDRAW, "withdrawn", "This claim is already withdrawn."),
]


@pytest.mark.parametrize(("act", "status", "said"), SAID)
def test_where_it_cannot_be_done_the_sentence_says_why(act, status, said):
    assert reason(an_editor(), act, CLAIMS[status]()).startswith(said)
