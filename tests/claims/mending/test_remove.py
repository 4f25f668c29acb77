"""A draft is deleted by who wrote it, and a thing that nothing names by anybody of the desk."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import Authorship, Claim, Event, Incident, Indexed, Party
from claims.operations.mending.edit import mend_party
from claims.operations.mending.remove import delete_draft, remove_thing
from claims.operations.record import revise_claim, submit
from claims.operations.scene import record_incident, record_place
from claims.operations.shared_evidence import affiliate
from sources.models import Page, Publisher
from sources.operations.register.publishers import grade_publisher
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_figure,
    a_page,
    a_pair,
    a_party,
    a_publisher,
    a_user,
    a_verdict,
    an_editor,
    an_incident,
)
from tracker.base.ledger.history import histories, of_table
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def code_of(act: Any, **given: Any) -> str:
    with pytest.raises(Refusal) as refused:
        act(**given)
    return refused.value.code


def removed(thing: Any, **given: Any) -> None:
    remove_thing(thing=thing, **{"reason": "By mistake.", "by": a_user(), "at": AT} | given)


def test_a_draft_goes_with_all_that_is_its_own_and_the_journal_keeps_no_words():
    draft = a_claim(draft=True, statement="Quicksilver fell.")
    citation = a_citation(draft)

    delete_draft(claim=draft, by=draft.created_by, at=AT)

    assert not Claim.objects.exists()
    assert not Authorship.objects.exists()
    assert not Indexed.objects.filter(kind="claim").exists()
    assert Page.objects.filter(pk=citation.page_id).exists()
    line = Event.objects.get(verb="draft_deleted")
    assert (line.actor_id, line.claim_id, line.data, line.reason) == (
        draft.created_by_id,
        draft.pk,
        {},
        "",
    )
    assert [list(of_table(history)) for history in histories() if list(of_table(history))] == []


def test_a_draft_of_somebody_else_stays():
    assert code_of(delete_draft, claim=a_claim(draft=True), by=an_editor(), at=AT) == "not_yours"


def test_what_was_submitted_stays():
    draft = a_claim(draft=True)
    submit(claim=draft, by=draft.created_by, at=AT)
    assert code_of(delete_draft, claim=draft, by=draft.created_by, at=AT) == "submitted"


def test_a_draft_that_is_paired_stays():
    draft = a_claim(draft=True)
    other = a_claim(incident=draft.incident, by=draft.created_by)
    a_pair(claim=draft, answers=other, by=draft.created_by)
    assert code_of(delete_draft, claim=draft, by=draft.created_by, at=AT) == "paired"


def test_things_that_nothing_names_go_and_the_journal_has_their_names():
    user = a_user()
    party, publisher = a_party("Valley Guard"), a_publisher()
    place = record_place(name="Gao", by=user, at=AT)
    incident = record_incident(title="A fight", by=user, at=AT)

    for thing in (party, publisher, place, incident):
        removed(thing, by=user)

    assert not Party.objects.filter(pk=party.pk).exists()
    assert not Publisher.objects.filter(pk=publisher.pk).exists()
    assert not Indexed.objects.filter(kind__in=["party", "place", "incident"]).exists()
    line = Event.objects.get(verb="party_removed")
    assert (line.data, line.reason, line.actor_id) == (
        {"of": "Valley Guard"},
        "By mistake.",
        user.pk,
    )


def named_party() -> Party:
    return a_claim().claimant


def counted_party() -> Party:
    party = a_party()
    a_claim(draft=True, figures=[a_figure(subjects=[party])])
    return party


def affiliated_party() -> Party:
    party = a_party()
    affiliate(party=party, publisher=a_publisher(), by=a_user(), at=AT)
    return party


def party_judged_and_replaced() -> Party:
    claim = a_verdict(a_claim()).claim
    party = claim.claimant
    revise_claim(claim=claim, claimant=a_party(), reason="A slip.", by=an_editor(), at=AT)
    return party


def place_of_an_incident() -> Any:
    return an_incident(place=record_place(name="Gao", by=a_user(), at=AT), released=False).place


def graded_publisher() -> Publisher:
    publisher = a_publisher()
    grade_publisher(
        publisher=publisher, grade="B", reason="Known, as was said.", by=an_editor(), at=AT
    )
    return publisher


def publisher_with_a_page() -> Publisher:
    return a_page().publisher


def released_incident() -> Incident:
    return an_incident()


@pytest.mark.parametrize(
    "make",
    [
        named_party,
        counted_party,
        affiliated_party,
        party_judged_and_replaced,
        place_of_an_incident,
        graded_publisher,
        publisher_with_a_page,
        released_incident,
    ],
)
def test_what_something_names_stays(make):
    assert code_of(removed, thing=make()) == "in_use"


def test_a_reason_is_needed():
    assert code_of(removed, thing=a_party(), reason=" ") == "required"


def test_the_old_address_of_what_is_gone_can_be_had_again():
    party, editor = a_party(slug="guard"), an_editor()
    mend_party(
        party=party, name="Guard", kind=party.kind, slug="army", reason="So.", by=editor, at=AT
    )
    removed(party)

    other = a_party()
    mend_party(
        party=other, name="Other", kind=other.kind, slug="guard", reason="So.", by=editor, at=AT
    )
    assert other.slug == "guard"
