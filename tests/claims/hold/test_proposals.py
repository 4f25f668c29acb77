"""Evidence that somebody would add to a claim that holds still waits for an editor."""

from __future__ import annotations

import pytest

from claims.models import Citation, Event, EvidenceProposal
from claims.operations.cite import PageInput
from claims.operations.reviews.proposals import accept_evidence, propose_evidence, refuse_evidence
from claims.operations.reviews.rounds import cancel_round
from claims.reads.desk.proposals import proposals_seen_by, proposals_to_decide
from sources.models import Page, Publisher, Quotation
from sources.operations.register.publishers import NewPublisher
from sources.operations.register.quotations import Words
from tests.claims.hold.scene import NOW, a_scene
from tests.factories import a_user, an_editor
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def proposed(scene, who="reviewer", **fields):
    page = PageInput("https://example.org/x", NewPublisher("The Post", "newspaper"), title="X")
    facts = {"page": page, "words": Words("seven men"), "stance": "contradicts", "at": NOW}
    facts |= {"internal_note": "Rate it refuted.", "by": scene.people[who], "claim": scene.claim}
    return propose_evidence(**facts | fields)


def counted():
    return [model.objects.count() for model in (Page, Publisher, Quotation, Citation)]


def test_it_waits_and_registers_nothing():
    scene = a_scene("open")
    before, version = counted(), scene.claim.versions.count()
    lines = Event.objects.filter(claim_id=scene.claim.pk).count()

    proposal = proposed(scene)

    assert proposal.status == "waiting"
    assert (counted(), scene.claim.versions.count()) == (before, version)
    assert Event.objects.filter(claim_id=scene.claim.pk).count() == lines
    assert Event.objects.get(verb="evidence_proposed").target_id == str(proposal.pk)


def test_its_author_and_editors_who_do_not_review_see_it():
    scene = a_scene("open")
    proposed(scene)

    seen = {who: proposals_seen_by(person).exists() for who, person in scene.people.items()}

    assert seen == {
        "reviewer": True,
        "editor": True,
        "checker": False,
        "author": False,
        "editing reviewer": False,
    }
    assert not proposals_seen_by(a_user()).exists()


@pytest.mark.parametrize("decide", [accept_evidence, refuse_evidence])
def test_nobody_decides_on_it_while_the_round_is_open(decide):
    scene = a_scene("open")

    with pytest.raises(Refusal) as refused:
        decide(proposal=proposed(scene), reason="Good.", by=scene.people["editor"], at=NOW)

    assert refused.value.code == "waits_for_the_round"
    assert not proposals_to_decide(scene.people["editor"]).exists()


def test_once_the_round_is_over_an_editor_adds_it_and_says_whose_it_is():
    scene = a_scene("open")
    proposal = proposed(scene)
    cancel_round(claim=scene.claim, reason="Too few, as was said.", by=an_editor(), at=NOW)

    citation = accept_evidence(
        proposal=proposal, reason="It is the first report.", by=scene.people["editor"], at=NOW
    )

    assert (citation.page.url, citation.stance) == ("https://example.org/x", "contradicts")
    assert (citation.quotation.exact, citation.internal_note) == ("seven men", "Rate it refuted.")
    line = Event.objects.get(verb="evidence_accepted")
    assert (line.claim_id, line.data["proposed_by"]) == (scene.claim.pk, "The Reviewer")
    assert EvidenceProposal.objects.get().citation == citation


def test_it_is_decided_on_once():
    scene = a_scene("published")
    proposal = proposed(scene)
    facts = {"proposal": proposal, "by": scene.people["editor"], "at": NOW}
    refuse_evidence(reason="It says nothing of that day.", **facts)

    with pytest.raises(Refusal) as refused:
        accept_evidence(reason="After all.", **facts)

    assert refused.value.code == "proposal_closed"
    assert EvidenceProposal.objects.get().closing_reason == "It says nothing of that day."


@pytest.mark.parametrize("who", ["checker", "reviewer", "author"])
def test_only_an_editor_decides(who):
    scene = a_scene("published")

    with pytest.raises(Refusal) as refused:
        accept_evidence(proposal=proposed(scene), reason="Good.", by=scene.people[who], at=NOW)

    assert refused.value.code == "wrong_role"


def test_where_the_claim_does_not_hold_still_it_is_cited_and_not_proposed():
    scene = a_scene("recorded")

    with pytest.raises(Refusal) as refused:
        proposed(scene)

    assert refused.value.code == "illegal_move"


def test_the_same_is_not_proposed_twice():
    scene = a_scene("open")
    proposed(scene)

    with pytest.raises(Refusal) as refused:
        proposed(scene)

    assert refused.value.code == "proposed_already"
