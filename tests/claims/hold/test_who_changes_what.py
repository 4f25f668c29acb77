"""Who changes what a version of a claim holds, at each stage: the whole rule on one page.

Down: how far the claim is. Across: who. In each field what is answered; `yes` is done. `ANY` is
every act that touches what the claim says or rests on, and what it shares of its evidence with
other claims; an act that is answered otherwise has a line of its own below it.
"""

from __future__ import annotations

import pytest
from django.db import transaction

from claims.models import Event
from claims.operations.versions import content_of
from tests.claims.hold.scene import ACTS, OF_THE_CLAIM, OF_WHAT_IS_SHARED, a_scene
from tests.factories import an_editor
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db

COLUMNS = ("checker", "author", "reviewer", "editor", "editing reviewer")
S, R = "holds_still", "reviewer_changes"
ANY: dict[str, tuple[str, ...]] = {
    #             checker, author, reviewer, editor, editing reviewer
    "recorded": ("yes", "yes", "yes", "yes", "yes"),
    "open": (S, S, S, "yes", R),
    "sealed": (S, S, S, "sealed_already", R),
    "decided": (S, S, S, "yes", R),
    "published": (S, S, S, "yes", "yes"),
}
N, U, W = "not_yours", "already_reviewed", "wrong_role"
OTHERWISE: dict[tuple[str, str], tuple[str, ...]] = {
    # What another wrote or added is taken back by an editor only.
    **{
        ("recorded", act): (N, "yes", N, "yes", "yes")
        for act in ("revise the statement", "take a citation back", "take a translation back")
    },
    ("recorded", "take a pair back"): (N, N, N, "yes", "yes"),
    # Between the last seal and the verdict the words themselves stay: review again first.
    ("decided", "revise the statement"): (U, U, U, U, U),
    # A sealed review judged the version, and neither grades nor watches are part of one.
    **{("sealed", act): (S, S, S, "yes", R) for act in OF_WHAT_IS_SHARED},
    # Publishers are graded by editors and administrators at any time.
    **{
        (stage, "grade the publisher"): (W, W, W, "yes", R if stage in held else "yes")
        for held in [("open", "sealed", "decided")]
        for stage in ANY
    },
}


def answer(stage: str, act: str) -> tuple[str, ...]:
    return OTHERWISE.get((stage, act), ANY[stage])


@pytest.mark.parametrize("stage", ANY)
def test_the_whole_table(stage):
    scene = a_scene(stage)
    found = {(act, who): tried(act, scene, who) for act in ACTS for who in COLUMNS}

    expected = {
        (act, who): said
        for act in ACTS
        for who, said in zip(COLUMNS, answer(stage, act), strict=True)
    }
    assert found == expected


@pytest.mark.parametrize("stage", ["open", "decided"])
def test_an_editor_who_wrote_the_claim_leaves_it_to_another_until_it_is_published(stage):
    scene = a_scene(stage, author=an_editor())

    said = {act: tried(act, scene, "author") for act in ACTS if act != "revise the statement"}

    assert set(said.values()) == {"author_changes"}


@pytest.mark.parametrize("act", OF_THE_CLAIM)
def test_nothing_of_a_published_claim_changes_without_a_version_and_a_line(act):
    scene = a_scene("published")
    before = content_of(scene.claim)
    lines = Event.objects.filter(claim_id=scene.claim.pk).count()

    ACTS[act](scene, scene.people["editor"])

    newest = scene.claim.versions.first()
    scene.claim.refresh_from_db()
    assert newest.content == content_of(scene.claim) != before
    assert newest.number == 2
    added = Event.objects.filter(claim_id=scene.claim.pk).order_by("pk")[lines:]
    assert [line.reason for line in added] == ["It came to light."]


@pytest.mark.parametrize("act", OF_WHAT_IS_SHARED)
def test_what_claims_share_enters_the_journal_of_each_that_rests_on_it(act):
    scene = a_scene("published")
    lines = Event.objects.filter(claim_id=scene.claim.pk).count()

    ACTS[act](scene, scene.people["editor"])

    added = Event.objects.filter(claim_id=scene.claim.pk).order_by("pk")[lines:]
    assert [line.actor_id for line in added] == [scene.people["editor"].pk]
    assert all(line.reason for line in added)


def tried(act, scene, who) -> str:
    """What is answered; whatever it does is undone."""
    try:
        with transaction.atomic():
            ACTS[act](scene, scene.people[who])
            transaction.set_rollback(True)
    except Refusal as refusal:
        return refusal.code
    return "yes"
