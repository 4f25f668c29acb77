"""Correcting rating or range of a published verdict: one editor proposes, a second one agrees."""

import pytest

from claims.models import Event, ProposedCorrection, Verdict
from claims.operations.reviews.rounds import cancel_round, reopen
from claims.operations.verdicts.correct import correct
from claims.operations.verdicts.propose import (
    agree,
    propose_correction,
    refuse_proposal,
    withdraw_proposal,
)
from claims.rules import acts
from tests.factories import (
    a_citation,
    a_claim,
    a_proposal,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    later,
    sealed,
)
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db
AT = later(days=2)


def agreeing(proposal, **fields):
    return agree(
        proposal=proposal,
        **({"agreement": "I agree, as was said.", "by": an_editor(), "at": AT} | fields),
    )


def refusal(act, *args, **fields):
    with pytest.raises(Refusal) as refused:
        act(*args, **fields)
    return refused.value.code, refused.value.field


def test_nothing_changes_until_a_second_editor_agrees_and_then_both_are_named():
    first, one, other = a_verdict(), an_editor(), an_editor()

    proposal = a_proposal(first, rating="refuted", summary="It is not so.", by=one)
    assert Verdict.objects.count() == 1
    second = agreeing(proposal, by=other)

    proposal.refresh_from_db()
    assert (second.version, second.rating, second.supersedes) == (2, "refuted", first)
    assert (second.basis, second.correction_kind) == ("correction", "finding")
    assert (second.proposed_by, second.published_by) == (one, other)
    assert (second.change_reason, second.agreement) == (
        "One page was misread.",
        "I agree, as was said.",
    )
    assert (proposal.status, proposal.result) == ("agreed", second)
    verbs = Event.objects.filter(claim_id=first.claim_id).values_list("verb", flat=True)
    assert list(verbs)[-3:] == ["correction_proposed", "correction_agreed", "corrected"]


def test_one_editor_does_not_turn_supported_into_refuted_for_a_typo():
    editor = an_editor()
    proposal = a_proposal(rating="refuted", summary="No.", reason="typo, as was said.", by=editor)

    assert refusal(agreeing, proposal, by=editor) == ("own_proposal", None)


def test_an_established_range_needs_two_editors_as_well():
    claim = a_claim()
    figure = claim.figures.get()
    for _ in range(2):
        sealed(an_assignment(claim), figure=figure, low=10, high=20)
    first = a_verdict(claim)
    same = {"rating": first.rating, "summary": first.summary, "figure": figure}

    proposal = a_proposal(first, low=12, high=20, **same)

    assert agreeing(proposal).low == 12


def reviewed_by(editor):
    claim = a_claim()
    for person in (editor, a_user()):
        sealed(an_assignment(claim, reviewer=person))
    claim.refresh_from_db()
    return a_verdict(claim)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda editor: a_verdict(a_claim(by=editor)), "own_claim"),
        (reviewed_by, "own_review"),
    ],
    ids=["author", "reviewer"],
)
def test_neither_author_nor_reviewer_proposes_or_agrees(make, code):
    editor = an_editor()
    verdict = make(editor)

    assert refusal(a_proposal, verdict, by=editor) == (code, None)
    assert refusal(agreeing, a_proposal(verdict), by=editor) == (code, None)


def test_a_fact_checker_neither_proposes_nor_agrees():
    assert refusal(a_proposal, by=a_user()) == ("wrong_role", None)
    assert refusal(agreeing, a_proposal(), by=a_user()) == ("wrong_role", None)


def test_agreeing_needs_words():
    assert refusal(agreeing, a_proposal(), agreement=" ") == ("required", "reason")


def test_a_second_editor_refuses_and_the_verdict_stays():
    proposal = a_proposal()

    refuse_proposal(proposal=proposal, reason="It was read rightly.", by=an_editor(), at=AT)

    proposal.refresh_from_db()
    assert (proposal.status, proposal.answer) == ("refused", "It was read rightly.")
    assert Verdict.objects.count() == 1
    assert refusal(agreeing, proposal) == ("proposal_closed", None)


def test_who_proposed_takes_it_back_and_nobody_else():
    editor = an_editor()
    proposal = a_proposal(by=editor)
    facts = {"proposal": proposal, "reason": "I was wrong.", "at": AT}

    assert refusal(withdraw_proposal, by=an_editor(), **facts) == ("not_yours", None)
    assert withdraw_proposal(by=editor, **facts).status == "withdrawn"
    assert refusal(agreeing, proposal) == ("proposal_closed", None)


def test_another_version_meanwhile_overtakes_a_proposal():
    first = a_verdict()
    proposal = a_proposal(first)

    correct(
        claim=first.claim, kind="clarity", summary="Put better.", reason="It was unclear.",
        by=an_editor(), at=AT,
    )  # fmt: skip

    proposal.refresh_from_db()
    assert proposal.status == "superseded"
    assert refusal(agreeing, proposal) == ("proposal_closed", None)
    assert refusal(a_proposal, first, against=1) == ("overtaken", None)


def test_a_proposal_waits_while_the_claim_is_reviewed_again():
    first = a_verdict()
    proposal = a_proposal(first)
    reopen(claim=first.claim, reason="A new page.", by=an_editor(), at=AT)

    assert refusal(agreeing, proposal) == ("proposal_closed", None)
    cancel_round(claim=first.claim, reason="It was none.", by=an_editor(), at=AT)
    assert agreeing(proposal).version == 2


def test_one_proposal_at_a_time():
    first = a_verdict()
    a_proposal(first)

    assert refusal(a_proposal, first, rating="contested") == ("proposal_open", None)
    with pytest.raises(Refusal) as refused:
        a_proposal(first, rating="contested")
    for comes_first in (acts.AGREE_CORRECTION, acts.REFUSE_CORRECTION):
        assert f"“{comes_first.label}”" in str(refused.value)


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"reason": ""}, "required", "reason"),
        ({"summary": ""}, "required", "summary"),
        ({"rating": "true"}, "unknown_value", "rating"),
        ({"low": 5}, "figure_missing", "figure"),
        ({"rating": "supported"}, "only_wording", "kind"),
        ({"summary": "It is refuted."}, "names_other_rating", "confirmed"),
    ],
)
def test_what_is_missing_or_unknown_is_refused_at_its_field(fields, code, field):
    assert refusal(a_proposal, **fields) == (code, field)


def test_a_proposal_that_changes_nothing_is_refused():
    first = a_verdict()
    facts = {
        "rating": first.rating,
        "summary": first.summary,
        "reason": "Hm, as was said.",
        "at": AT,
    }

    assert (
        refusal(propose_correction, claim=first.claim, by=an_editor(), **facts)[0]
        == "nothing_changed"
    )
    assert not ProposedCorrection.objects.exists()


def test_what_was_left_open_is_told_with_the_version_in_force():
    first = a_verdict()
    second = agreeing(a_proposal(first, rating="refuted", summary="No."))
    told = [dict(row.waived_points.values_list("point", "reason")) for row in (first, second)]
    assert told[0]
    assert told[0] == told[1]


NOTE = "The major told us that nobody had ever counted the bodies there."


def test_neither_a_proposal_nor_the_answer_to_it_quotes_an_internal_note():
    first = a_verdict(a_claim(internal_note=NOTE))
    for field in ("summary", "reason"):
        given = {"rating": "refuted", "summary": "No.", field: NOTE}
        assert refusal(a_proposal, first, **given) == ("not_ready", "waive_notes")
    proposal = a_proposal(first, rating="refuted", summary="No.")
    assert refusal(agreeing, proposal, agreement=NOTE) == ("not_ready", "waive_notes")
    assert agreeing(proposal, agreement=NOTE, waived={"notes": "They agreed to it."}).version == 2


def test_what_the_first_editor_leaves_open_is_told_with_the_new_version():
    first = a_verdict(a_claim(internal_note=NOTE))
    waived = {"notes": "They agreed to it."}
    second = agreeing(a_proposal(first, rating="refuted", summary=NOTE, waived=waived))
    assert second.waived_points.get(point="notes").reason == "They agreed to it."


def test_a_point_that_came_open_since_it_was_proposed_is_asked_for_again():
    proposal = a_proposal(a_verdict())
    a_citation(proposal.claim)
    assert refusal(agreeing, proposal) == ("not_ready", "waive_sealed")
    assert agreeing(proposal, waived={"sealed": "It is a book."}).version == 2
