"""What never changes goes on naming a merged row, and is read as if it named the kept one."""

from __future__ import annotations

from typing import Any

import pghistory.models
import pytest
from django.apps import apps

from claims.involvement import History
from claims.models import Incident, Party, Place
from claims.operations.mending.merge import merge_things
from claims.operations.queues.take import put_up, take_next
from claims.operations.reviews.interests import declare_interest
from claims.reads.asking.interests import interests_by_person
from claims.reads.mending.merging import rows_naming
from claims.reads.publishing.checklist import publishing_facts
from sources.models import Publisher
from tests.factories import (
    AT,
    DUE,
    a_claim,
    a_figure,
    a_party,
    a_reply,
    a_reply_request,
    a_user,
    a_verdict,
    an_editor,
    an_incident,
    later,
)
from tracker.base.merging import Mergeable
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db

OF_THE_ROW_ITSELF = {
    f"{alias}.{thing}"
    for alias, thing in (
        ("partyalias", "party"),
        ("placealias", "place"),
        ("publisheralias", "publisher"),
    )
}
"""Names that a merged row keeps; the one it was merged into gets its own."""
READ_AS_KEPT = {"interest.party", "interest.incident", "replyrequest.party"}
"""Sealed rows whose readers ask for the kept row (`tracker.base.merging.as_kept`)."""
OF_WHAT_IS_GONE = {"publishergrade.publisher"}
"""What was judged of the one row is not said of the other."""


def merged(gone: Any, kept: Any) -> Any:
    return merge_things(
        gone=gone, kept=kept, reason="One and the same.", by=an_editor(), at=later(hours=1)
    )


def test_whatever_names_a_thing_moves_or_is_read_as_if_it_had():
    moving = {
        f"{each.rows.model._meta.model_name}.{each.column}"
        for thing in (Party(pk=1), Place(pk=1), Incident(pk=1), Publisher(pk=1))
        for each in rows_naming(thing)
    }
    naming = {
        f"{model._meta.model_name}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if not issubclass(model, pghistory.models.Event)
        and field.is_relation
        and issubclass(field.related_model, Mergeable)
        and field.name != "merged_into"
    }
    assert naming == moving | OF_THE_ROW_ITSELF | READ_AS_KEPT | OF_WHAT_IS_GONE


CONCERNED = {
    "incident": lambda claim: {"incident": claim.incident},
    "claimant": lambda claim: {"party": claim.claimant},
    "counted": lambda claim: {"party": claim.figures.get().subjects.get()},
}


@pytest.mark.parametrize("of", CONCERNED)
def test_an_interest_in_what_was_merged_bars_from_the_claims_of_the_other(of):
    claim, person = a_claim(figures=[a_figure(subjects=[a_party()])]), a_user()
    about = CONCERNED[of](claim)
    declare_interest(words="My brother.", effect="bars", by=person, at=AT, **about)
    (gone,) = about.values()

    merged(gone, an_incident() if of == "incident" else a_party())
    claim.refresh_from_db()
    put_up(claim=claim, places=1, due=DUE, by=an_editor(), at=AT)

    assert History(claim).barred == {person.pk}
    assert list(interests_by_person(claim)) == [person.pk]
    with pytest.raises(Refusal) as refused:
        take_next(by=person, at=AT)
    assert refused.value.code == "nothing_to_take"


def test_an_interest_in_the_one_that_is_kept_bars_as_before():
    claim, person = a_claim(), a_user()
    declare_interest(words="My brother.", effect="bars", by=person, at=AT, party=claim.claimant)
    merged(a_party(), claim.claimant)
    assert History(claim).barred == {person.pk}


def test_readers_still_see_what_a_merged_party_was_asked_and_said(client):
    claim, kept = a_claim(), a_party()
    a_reply(a_reply_request(claim))
    a_verdict(claim)

    merged(claim.claimant, kept)

    assert "Nothing of it is true." in client.get(f"/claims/{claim.pk}/").content.decode()
    (told,) = client.get(f"/api/v1/claims/{claim.pk}/").json()["replies"]
    assert (told["party"], told["words"]) == (kept.pk, "Nothing of it is true.")


def test_a_claimant_that_was_asked_before_the_merge_was_asked():
    claim = a_claim()
    a_reply_request(claim)
    assert publishing_facts(claim).was_asked

    merged(claim.claimant, a_party())
    claim.refresh_from_db()

    assert publishing_facts(claim).was_asked
