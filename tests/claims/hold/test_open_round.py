"""A round judges one version: an editor changes it openly, before the first seal."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from claims.models import Review, ReviewCitation, Round
from claims.operations.cite import cite, uncite
from claims.operations.contest import contest
from claims.operations.record import record_claim, revise_claim, submit
from claims.operations.reviews.review import save_review
from claims.operations.shared_evidence import grade
from claims.reads.later import changes_during, heard_during, with_changes_during
from claims.rules.acts import BESIDE_VERBS, CHANGING_VERBS, CLAIM_ACTS, HEARD_VERBS, READ_VERBS
from tests.claims.hold.scene import NOW, a_scene, asking
from tests.factories import (
    a_claim,
    a_page,
    a_pair,
    a_reply,
    a_reply_request,
    a_user,
    an_editor,
    asked_for,
    later,
)
from tests.house.database import rows
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def test_the_round_judges_what_an_editor_made_of_the_claim_and_its_reviewers_are_told():
    scene = a_scene("open")
    asked = asked_for(scene.claim).first()
    first = asked.round.version

    facts = {"page": a_page(), "stance": "supports", "reason": "It was left out.", "at": NOW}
    cite(claim=scene.claim, by=scene.people["editor"], **facts)

    asked.round.refresh_from_db()
    assert (asked.round.version.number, asked.round.version == first) == (2, False)
    told = [(line.verb, line.reason) for line in changes_during(asked)]
    assert told == [("cited", "It was left out.")]
    assert all(row.changed for row in with_changes_during(asked_for(scene.claim)))


def told_of(claim):
    """What a reviewer is told of the round: of the claim, of what is beside it, of replies."""
    row = with_changes_during(asked_for(claim)).first()
    return row.changed, row.changed_beside, row.heard


def test_a_request_and_a_reply_are_told_as_what_they_are_and_change_nothing_of_the_claim():
    scene = a_scene("open")
    asked = asked_for(scene.claim).first()
    by = scene.people["editor"]

    request = a_reply_request(scene.claim, by=by, at=NOW)
    a_reply(request, received_on=request.asked_on, by=by, at=NOW)

    assert told_of(scene.claim) == (False, False, True)
    assert not changes_during(asked).exists()
    assert [line.verb for line in heard_during(asked)] == ["reply_asked", "reply_recorded"]
    asked.round.refresh_from_db()
    assert asked.round.version.number == 1


def test_what_the_claim_names_or_rests_on_is_told_as_that():
    scene = a_scene("open")
    by = scene.people["editor"]

    grade(
        publisher=scene.citation.page.publisher,
        letter="E",
        reason="It erred, as was said.",
        by=by,
        at=NOW,
    )

    assert told_of(scene.claim) == (False, True, False)
    lines = changes_during(asked_for(scene.claim).first())
    assert [line.verb for line in lines] == ["publisher_graded"]


def test_a_remark_among_colleagues_on_the_claim_is_no_change_of_it():
    scene = a_scene("open")
    given = {"reason": "So.", "by": scene.people["editor"], "at": NOW}

    revise_claim(claim=scene.claim, internal_note="Ask the paper.", **given)
    assert told_of(scene.claim) == (False, False, False)
    assert not changes_during(asked_for(scene.claim).first()).exists()

    revise_claim(claim=scene.claim, public_note="The paper was asked.", **given)
    assert told_of(scene.claim) == (True, False, False)


def test_every_line_that_a_reviewer_is_told_of_is_of_one_kind_and_open_to_them():
    kinds = (CHANGING_VERBS, BESIDE_VERBS, HEARD_VERBS)
    assert sum(map(len, kinds)) == len(READ_VERBS)
    assert set(CLAIM_ACTS.open_verbs) >= READ_VERBS


def test_nobody_changes_it_without_saying_why():
    scene = a_scene("open")

    with pytest.raises(Refusal) as refused:
        cite(
            claim=scene.claim,
            page=a_page(),
            stance="supports",
            by=scene.people["editor"],
            at=NOW,
        )

    assert (refused.value.code, refused.value.field) == ("required", "reason")


def test_what_goes_leaves_the_drafts_of_reviews_without_a_word():
    scene = a_scene("open")
    asked = asked_for(scene.claim).first()
    figure = scene.claim.figures.get()
    save_review(
        assignment=asked,
        rating="",
        citations=[scene.citation],
        figure=figure,
        low=1,
        high=2,
        by=asked.reviewer,
        at=NOW,
    )
    why = {"reason": "It is another event.", "by": scene.people["editor"], "at": NOW}

    uncite(citation=scene.citation, **why)
    revise_claim(claim=scene.claim, figures=[], **why)

    draft = Review.objects.get()
    assert (draft.figure, draft.low, draft.high) == (None, None, None)
    assert not ReviewCitation.objects.exists()


def test_a_figure_that_a_sealed_review_is_about_is_not_left_out():
    scene = a_scene("published")
    figure = scene.claim.figures.get()
    rows.review(figure=figure, low=1, high=2, sealed_at=NOW)

    with pytest.raises(Refusal) as refused:
        revise_claim(
            claim=scene.claim, figures=[], reason="Misread.", by=scene.people["editor"], at=NOW
        )

    assert refused.value.code == "figure_judged"


@pytest.mark.parametrize("stage", ["sealed", "decided"])
def test_the_database_keeps_the_version_that_a_sealed_review_judged(stage):
    scene = a_scene(stage)
    other = rows.version(claim=scene.claim, number=9)

    with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
        Round.objects.filter(claim=scene.claim).update(version=other)


def test_the_other_direction_of_a_pair_is_part_of_the_version_too():
    scene = a_scene("open")

    with pytest.raises(Refusal) as refused:
        contest(claim=a_claim(), answers=scene.claim, ground="denial", by=a_user(), at=NOW)

    assert (refused.value.code, refused.value.field) == ("holds_still", "answers")
    named = f"The claim that it answers, of {scene.claim.claimant.name}: Reviewers judge this claim"
    assert str(refused.value).startswith(named)


def paired_draft(scene, by):
    """A draft of `by` that was paired with the claim before its round was opened."""
    draft = record_claim(
        incident=scene.claim.incident,
        claimant=scene.claim.claimant,
        statement="Nobody was killed.",
        wording="paraphrase",
        draft=True,
        by=by,
        at=NOW,
    )
    a_pair(claim=draft, answers=scene.claim, by=by)
    return draft


@pytest.mark.parametrize("act", [submit, revise_claim])
def test_a_reviewer_says_nothing_to_the_others_through_a_claim_that_is_paired_with_it(act):
    scene = a_scene("recorded")
    by = scene.people["reviewer"]
    draft = paired_draft(scene, by)
    asking(scene.claim, by)
    more = {"statement": "Rate the other one false."} if act is revise_claim else {}

    with pytest.raises(Refusal) as refused:
        act(claim=draft, by=by, at=later(hours=5), **more)

    assert refused.value.code == "reviews_its_pair"


def test_whoever_does_not_review_it_goes_on_with_the_paired_claim():
    scene = a_scene("recorded")
    by = a_user()
    draft = paired_draft(scene, by)
    asking(scene.claim, scene.people["reviewer"])

    assert submit(claim=draft, by=by, at=later(hours=5)).status == "recorded"


def test_an_editor_who_gave_the_assignment_back_reviews_no_more():
    scene = a_scene("recorded")
    other = an_editor()
    asking(scene.claim, scene.people["reviewer"])
    asked = asking(scene.claim, other)
    asked.status, asked.closed_by, asked.closed_at = "declined", other, NOW
    asked.save()

    facts = {"page": a_page(), "stance": "supports", "reason": "Left out.", "at": NOW}
    assert cite(claim=scene.claim, by=other, **facts).pk
