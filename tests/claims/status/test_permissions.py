"""Who may do what, on one page."""

import pytest
from django.contrib.auth.models import AnonymousUser

from claims.permissions import TABLE, Forbidden, Right, ensure, refuse
from tests.factories import (
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
from tracker.base.people.models import Role, User

R, F, E, A = Role.READER, Role.FACT_CHECKER, Role.EDITOR, Role.ADMINISTRATOR

# Who may ever do it, whatever it is done to.
ROLES = {
    Right.READ_PUBLIC: {R, F, E, A},
    Right.USE_DESK: {F, E, A},
    Right.SEE_DRAFT: {F, E},
    Right.RECORD: {F, E},
    Right.REVISE: {F, E},
    Right.SUBMIT: {F, E},
    Right.WITHDRAW: {F, E},
    Right.RESTORE: {E},
    Right.TRANSLATE: {F, E},
    Right.CONTEST: {F, E},
    Right.RETRACT: {F, E},
    Right.CITE: {F, E},
    Right.UNCITE: {F, E},
    Right.REGISTER_SOURCE: {F, E},
    Right.REQUEST_CAPTURE: {F, E, A},
    Right.DEPOSIT: {F, E, A},
    Right.GRADE_PUBLISHER: {E, A},
    Right.ASSIGN: {E},
    Right.DECLINE: {F, E},
    Right.CANCEL_ROUND: {E},
    Right.REVIEW: {F, E},
    Right.SETTLE: {E},
    Right.PUBLISH: {E},
    Right.CORRECT: {E},
    Right.REOPEN: {E},
    Right.SEE_OVERDUE: {E, A},
    Right.SEE_JOURNAL: {F, E, A},
    Right.MANAGE_PEOPLE: {A},
}

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
CITE = {Right.CITE, Right.CONTEST, Right.TRANSLATE}
EDITORS = {
    "withdrawn": {Right.RESTORE},
    "draft": CITE | {Right.REVISE, Right.SUBMIT, Right.WITHDRAW, Right.SEE_DRAFT},
    "recorded": CITE | {Right.REVISE, Right.WITHDRAW, Right.ASSIGN},
    "in_review": CITE | {Right.ASSIGN, Right.CANCEL_ROUND},
    "agreed": CITE | {Right.PUBLISH, Right.REOPEN},
    "split": CITE | {Right.SETTLE, Right.REOPEN},
    "settled": CITE | {Right.PUBLISH},
    "published": CITE | {Right.CORRECT, Right.REOPEN},
}
AUTHORS: dict[str, set[Right]] = {
    "withdrawn": set(),
    "draft": CITE | {Right.REVISE, Right.SUBMIT, Right.WITHDRAW, Right.SEE_DRAFT},
    "recorded": CITE | {Right.REVISE, Right.WITHDRAW},
}
ON_CLAIMS = CITE | {
    Right.REVISE,
    Right.SUBMIT,
    Right.WITHDRAW,
    Right.RESTORE,
    Right.ASSIGN,
    Right.CANCEL_ROUND,
    Right.SETTLE,
    Right.PUBLISH,
    Right.CORRECT,
    Right.REOPEN,
}


def allowed(user, claim):
    return {right for right in ON_CLAIMS if refuse(user, right, claim) is None}


def test_the_table_covers_every_right():
    assert set(TABLE) == set(Right) == set(ROLES)


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("role", Role)
def test_the_roles_of_every_right(right, role):
    reason = refuse(_somebody(role), right)

    assert (reason is None) == (role in ROLES[right])


@pytest.mark.parametrize("right", sorted(set(Right) - {Right.READ_PUBLIC}))
def test_without_an_open_account_one_only_reads(right):
    assert refuse(AnonymousUser(), right)
    assert refuse(_somebody(E, is_active=False), right)
    assert refuse(AnonymousUser(), Right.READ_PUBLIC) is None


@pytest.mark.django_db
@pytest.mark.parametrize("status", CLAIMS)
def test_what_an_editor_may_do_to_a_claim(status):
    claim = CLAIMS[status]()

    assert allowed(an_editor(), claim) == EDITORS[status] & ON_CLAIMS


@pytest.mark.django_db
@pytest.mark.parametrize("status", CLAIMS)
def test_what_its_author_may_do_to_a_claim(status):
    claim = CLAIMS[status]()

    assert allowed(claim.created_by, claim) == AUTHORS.get(status, CITE) & ON_CLAIMS


@pytest.mark.django_db
@pytest.mark.parametrize("status", CLAIMS)
def test_what_another_fact_checker_may_do_to_a_claim(status):
    assert allowed(a_user(), CLAIMS[status]()) == (set() if status == "withdrawn" else CITE)


@pytest.mark.django_db
def test_a_draft_is_seen_by_its_author_and_editors():
    draft = a_claim(draft=True)

    assert refuse(draft.created_by, Right.SEE_DRAFT, draft) is None
    assert refuse(an_editor(), Right.SEE_DRAFT, draft) is None
    assert refuse(a_user(), Right.SEE_DRAFT, draft)


@pytest.mark.django_db
@pytest.mark.parametrize(("make", "right"), [(a_pair, Right.RETRACT), (a_citation, Right.UNCITE)])
def test_who_added_something_may_take_it_back_and_so_may_an_editor(make, right):
    thing = make()

    assert refuse(thing.added_by, right, thing) is None
    assert refuse(an_editor(), right, thing) is None
    assert refuse(a_user(), right, thing) == "Only who added it or an editor may do this."


@pytest.mark.django_db
@pytest.mark.parametrize("right", [Right.REVIEW, Right.DECLINE])
def test_an_assignment_is_its_reviewers_until_it_is_sealed(right):
    assignment = an_assignment()

    assert refuse(assignment.reviewer, right, assignment) is None
    assert refuse(a_user(), right, assignment)
    assert refuse(an_editor(), right, assignment)
    assert refuse(assignment.reviewer, right, sealed(assignment))


def test_a_guard_says_what_the_button_says():
    user = _somebody(F)

    with pytest.raises(Forbidden, match="Only an editor may do this") as refused:
        ensure(user, Right.PUBLISH)

    assert refused.value.message == refuse(user, Right.PUBLISH)
    assert refused.value.code == "wrong_role"


def _somebody(role, **fields):
    return User(pk=1, username="somebody", role=role.value, **fields)
