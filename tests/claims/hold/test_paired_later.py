"""A claim that is answered after its verdict has not changed, and unseen answers stay unseen."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Event
from claims.operations.cite import cite, uncite
from claims.operations.contest import contest, retract
from claims.operations.mending.merge import merge_things
from claims.operations.record import revise_claim
from claims.reads.later import changed_since
from tests.claims.hold.scene import NOW, Scene, a_scene
from tests.factories import a_claim, a_page, a_party, an_editor, an_incident, later
from tests.public.trust.test_sitemap import everything

pytestmark = pytest.mark.django_db

NOTICES = ("what came later was not", "The claim was changed after its verdict")


@pytest.fixture
def scene() -> Scene:
    return a_scene("published")


def unseen() -> list[dict]:
    return [
        {"released": False},
        {"draft": True},
        {"incident": an_incident(released=False)},
    ]


def read(path: str) -> str:
    """A page as a reader gets it."""
    return Client().get(path).content.decode()


def said(scene: Scene) -> str:
    """What readers are told of the claim on its pages and as data, where nothing is random."""
    page = reverse("public:claim", args=[scene.claim.pk])
    version = reverse("public:claim_version", args=[scene.claim.pk, 1])
    data = reverse("api:claim-detail", args=[scene.claim.pk])
    feeds = [reverse(f"feeds:{name}") for name in ("claims", "verdicts", "corrections")]
    return "\n".join(map(read, (page, version, data, *feeds)))


def is_told_as_changed(scene: Scene) -> list[bool]:
    """Whether the page, the published version, the API and its list say that the claim changed."""
    whole = said(scene)
    data = Client().get(reverse("api:claim-detail", args=[scene.claim.pk])).json()
    rows = Client().get(reverse("api:claim-list")).json()["results"]
    (row,) = (row for row in rows if row["id"] == scene.claim.pk)
    return [
        *(words in whole for words in NOTICES),
        data["changed_since_verdict"],
        row["changed_since_verdict"],
    ]


def paired(scene: Scene, **fields):
    return contest(
        claim=a_claim(**fields),
        answers=scene.claim,
        ground="denial",
        reason="It denies it.",
        by=scene.people["editor"],
        at=NOW,
    )


@pytest.mark.parametrize("which", range(3))
def test_of_an_answer_that_readers_cannot_see_nothing_is_said(scene: Scene, which):
    fields = unseen()[which]
    before, listed = said(scene), everything(read)

    pair = paired(scene, **fields)

    assert changed_since(scene.claim) is None
    assert said(scene) == before
    assert everything(read) == listed
    retract(counterclaim=pair, reason="Of another day.", by=scene.people["editor"], at=NOW)
    assert said(scene) == before
    assert everything(read) == listed


def test_of_a_claim_that_it_answers_itself_and_nobody_sees_nothing_is_said(scene: Scene):
    before = said(scene)
    answered = a_claim(released=False)

    contest(
        claim=scene.claim,
        answers=answered,
        ground="denial",
        reason="It denies it.",
        by=scene.people["editor"],
        at=NOW,
    )

    assert said(scene) == before


def test_an_answer_that_readers_see_is_said_to_be_one(scene: Scene):
    pair = paired(scene)

    assert is_told_as_changed(scene) == [False] * 4
    page = read(reverse("public:claim", args=[scene.claim.pk]))
    assert pair.claim.statement in page
    assert "Added later than what the verdict judged" in page
    retract(counterclaim=pair, reason="Of another day.", by=scene.people["editor"], at=NOW)
    page = read(reverse("public:claim", args=[scene.claim.pk]))
    assert "Of another day." in page
    assert is_told_as_changed(scene) == [False] * 4


def test_what_did_change_is_said_with_its_own_day_beside_a_pairing(scene: Scene):
    paired(scene, released=False)
    why = {"reason": "It came to light.", "by": scene.people["editor"], "at": later(days=2)}
    cite(claim=scene.claim, page=a_page(), stance="reports", **why)

    assert changed_since(scene.claim) == later(days=2)
    assert is_told_as_changed(scene) == [True] * 4


def test_what_was_taken_back_to_what_was_judged_is_no_change_and_the_next_one_has_its_day(
    scene: Scene,
):
    by = scene.people["editor"]
    added = cite(claim=scene.claim, page=a_page(), stance="reports", reason="New.", by=by, at=NOW)
    uncite(citation=added, reason="Of another day.", by=by, at=later(days=1))
    assert is_told_as_changed(scene) == [False] * 4

    revise_claim(claim=scene.claim, statement="Thirty.", reason="A slip.", by=by, at=later(days=3))

    assert changed_since(scene.claim) == later(days=3)
    assert is_told_as_changed(scene) == [True] * 4


def test_a_pairing_after_a_merge_is_no_change_either(scene: Scene):
    merge_things(
        gone=scene.claim.claimant,
        kept=a_party(),
        reason="Recorded twice.",
        by=an_editor(),
        at=later(hours=1),
    )
    scene.claim.refresh_from_db()

    paired(scene)

    assert Event.objects.filter(verb="answered", claim_id=scene.claim.pk).exists()
    assert is_told_as_changed(scene) == [False] * 4
