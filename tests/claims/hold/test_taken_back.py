"""What readers may have seen is taken back with a reason; its row stays, and can stand again."""

from __future__ import annotations

import pytest

from claims.models import Citation, Counterclaim, Event, Translation
from claims.operations.cite import cite, uncite
from claims.operations.contest import contest, retract
from claims.operations.record import (
    record_claim,
    restore,
    retract_translation,
    translate,
    withdraw,
)
from claims.reads.later import changed_since, taken_back, withdrawn
from claims.reads.visible import claims_shown
from tests.claims.hold.scene import NOW, a_scene
from tests.factories import AT, a_claim, a_page, a_user, an_editor, an_incident, later
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def test_of_a_published_claim_everything_can_be_taken_back_by_an_editor_and_stays_as_a_row():
    scene = a_scene("published")
    why = {"reason": "It is another event.", "by": scene.people["editor"], "at": NOW}

    uncite(citation=scene.citation, **why)
    retract(counterclaim=scene.pair, **why)
    retract_translation(translation=scene.translation, **why)

    for model in (Citation, Counterclaim, Translation):
        assert not model.objects.exists()
        row = model.everything.get()
        assert (row.retracted_by, row.retracted_at) == (scene.people["editor"], NOW)
        assert row.retraction_reason == "It is another event."
    assert {one.kind for one in taken_back(scene.claim)} == {"citation", "pair", "translation"}
    assert changed_since(scene.claim) == NOW


def test_of_a_draft_nothing_was_seen_and_nothing_stays():
    by = a_user()
    claim = a_claim(by=by, draft=True)
    citation = cite(claim=claim, page=a_page(), stance="reports", by=by, at=AT)

    uncite(citation=citation, reason="It is another event.", by=by, at=AT)

    assert not Citation.everything.exists()


def test_what_was_taken_back_can_stand_there_again():
    scene = a_scene("published")
    why = {"reason": "It is another event.", "by": scene.people["editor"], "at": NOW}
    uncite(citation=scene.citation, **why)
    retract(counterclaim=scene.pair, **why)
    retract_translation(translation=scene.translation, **why)

    again = {"reason": "It was right.", "by": scene.people["editor"], "at": later(days=1)}
    cite(claim=scene.claim, page=scene.citation.page, stance="reports", **again)
    contest(
        claim=scene.pair.claim,
        answers=scene.claim,
        ground=scene.pair.ground,
        public_note="They count the dead of two places.",
        **again,
    )
    translate(
        claim=scene.claim,
        language="fr",
        text_="Vingt.",
        translator=scene.translation.translator,
        **again,
    )

    for model in (Citation, Counterclaim, Translation):
        assert (model.objects.count(), model.everything.count()) == (1, 2)


@pytest.mark.parametrize("what", ["citation", "pair", "translation"])
def test_of_two_who_take_it_back_at_once_the_second_is_told(what):
    scene = a_scene("recorded")
    take = {"citation": uncite, "pair": retract, "translation": retract_translation}[what]
    row = getattr(scene, what)
    facts = {"counterclaim" if what == "pair" else what: row, "by": an_editor(), "at": NOW}
    take(reason="It is another event.", **facts)

    with pytest.raises(Refusal) as refused:
        take(reason="It is another event.", **facts)

    verbs = ["uncited", "retracted", "translation_retracted"]
    assert refused.value.code == "already_taken_back"
    assert Event.objects.filter(verb__in=verbs).count() == 1


def test_a_published_claim_is_withdrawn_with_its_verdict_and_comes_back_with_it():
    scene = a_scene("published")

    withdraw(claim=scene.claim, reason="It names a child.", by=an_editor(), at=NOW)

    assert not claims_shown().filter(pk=scene.claim.pk).exists()
    said = withdrawn(scene.claim.pk)
    assert (said.reason, said.at, said.had_verdict) == ("It names a child.", NOW, True)
    restore(claim=scene.claim, reason="It does not.", by=an_editor(), at=NOW)
    scene.claim.refresh_from_db()
    assert scene.claim.status == "published"


@pytest.mark.parametrize("who", ["author", "checker", "reviewer"])
def test_only_an_editor_withdraws_what_is_published(who):
    scene = a_scene("published")

    with pytest.raises(Refusal) as refused:
        withdraw(claim=scene.claim, reason="Mine, as was said.", by=scene.people[who], at=NOW)

    assert refused.value.code == "holds_still"


def test_of_a_draft_that_was_withdrawn_nobody_is_told():
    by = a_user()
    draft = record_claim(
        incident=an_incident(),
        claimant=a_claim().claimant,
        statement="Nobody was killed.",
        wording="paraphrase",
        draft=True,
        by=by,
        at=AT,
    )
    withdraw(claim=draft, reason="Recorded twice, as was said.", by=by, at=NOW)

    assert withdrawn(draft.pk) is None
