"""What is recorded of a thing is changed, with old and new in its journal and its claims'."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import Event, FormerAddress, Party, Place
from claims.models.matching import Indexed
from claims.models.matching.index import IndexedKind
from claims.operations.mending.edit import mend_incident, mend_party, mend_place, mend_publisher
from claims.operations.mending.names import readdress
from claims.operations.scene import record_incident, record_party, record_place
from claims.reads.mending.things import moved_to
from claims.rules.thing_kinds import ThingKind
from sources.operations.register.publishers import register_publisher
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_page,
    a_pair,
    a_party,
    a_publisher,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    an_incident,
    later,
)
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def mended(party: Party, **given: Any) -> Party:
    facts: dict[str, Any] = {
        "name": party.name,
        "acronym": party.acronym,
        "kind": party.kind,
        "aliases": [(row.language, row.name) for row in party.aliases.all()],
        "reason": "As it signs.",
        "by": an_editor(),
        "at": later(hours=1),
    }
    return mend_party(party=party, **facts | given)


def code_of(act: Any, *args: Any, **given: Any) -> str:
    with pytest.raises(Refusal) as refused:
        act(*args, **given)
    return refused.value.code


def test_a_party_is_changed_and_its_journal_has_old_and_new():
    party, editor = a_party("Valley Guard", aliases=[("fr", "Garde de la vallée")]), an_editor()

    mended(party, name="The Valley Guard", aliases=[("ar", "حرس الوادي")], by=editor)

    assert party.name == "The Valley Guard"
    assert list(party.aliases.values_list("language", "name")) == [("ar", "حرس الوادي")]
    line = Event.objects.get(verb="party_changed")
    assert (line.actor_id, line.at, line.reason) == (editor.pk, later(hours=1), "As it signs.")
    assert line.data["changes"] == [
        ["name", "Valley Guard", "The Valley Guard"],
        ["aliases", "fr: Garde de la vallée", "ar: حرس الوادي"],
    ]


def test_a_place_an_incident_and_a_publisher_are_changed_likewise():
    editor, publisher, incident = an_editor(), a_publisher(), an_incident()
    place = record_place(name="Gao", by=editor, at=AT)
    facts: dict[str, Any] = {"reason": "A slip.", "by": editor, "at": AT}

    mend_place(place=place, name="Gao town", aliases=[("ar", "غاو")], precision="town", **facts)
    mend_incident(
        incident=incident,
        title="Fighting at Gao",
        start=PartialDate.parse("2024-07"),
        end=PartialDate.parse("2024-07"),
        place=place,
        **facts,
    )
    mend_publisher(publisher=publisher, name="The Post", kind="newspaper", country="ml", **facts)

    assert (place.name, place.precision) == ("Gao town", "town")
    assert (incident.title, incident.place, str(incident.end)) == (
        "Fighting at Gao",
        place,
        "2024-07-31",
    )
    assert (publisher.name, publisher.kind_id, publisher.country) == ("The Post", "newspaper", "ML")
    verbs = Event.objects.filter(verb__endswith="_changed").values_list("verb", flat=True)
    assert set(verbs) == {"place_changed", "incident_changed", "publisher_changed"}


def test_nothing_changed_leaves_no_line():
    mended(a_party())
    assert not Event.objects.filter(verb="party_changed").exists()


def test_a_claim_is_found_by_the_new_name_of_its_claimant():
    claim = a_claim()
    mended(claim.claimant, name="Quicksilver Brigade")

    from claims.matching.ranking.lexical import candidates, question  # noqa: PLC0415

    found, _ = candidates(question("Quicksilver"), IndexedKind.CLAIM, top=5)
    assert [one.subject for one in found] == [claim.pk]


MENDED: dict[str, Any] = {
    "party": lambda claim, name, **given: mended(claim.claimant, name=name, **given),
    "place": lambda claim, name, **given: mend_place(place=claim.place, name=name, **given),
    "incident": lambda claim, name, **given: mend_incident(
        incident=claim.incident,
        title=name,
        start=PartialDate.parse("2024-07"),
        end=PartialDate.parse("2024-07"),
        **given,
    ),
}


@pytest.mark.parametrize("of", MENDED)
def test_claims_are_indexed_anew_only_if_what_they_name_is_called_otherwise(of):
    claim = a_claim(place=record_place(name="Gao", by=a_user(), at=AT))
    given: dict[str, Any] = {"reason": "Found.", "by": an_editor(), "at": AT}

    def indexed(name: str, note: str) -> int:
        MENDED[of](claim, name, public_note=note, **given)
        return Indexed.objects.get(kind=IndexedKind.CLAIM, subject=claim.pk).pk

    first = indexed("Quicksilver", "")
    assert indexed("Quicksilver", "Spelt in many ways.") == first
    assert indexed("Quicksilver Two", "Spelt in many ways.") != first


def test_a_new_address_leaves_the_old_one_leading_there():
    party = a_party(slug="guard")

    mended(party, slug="valley-guard")
    mended(party, slug="the-guard")

    assert party.slug == "the-guard"
    left = FormerAddress.objects.filter(thing=party.pk).values_list("slug", flat=True)
    assert set(left) == {"guard", "valley-guard"}


def test_an_address_taken_back_leads_nowhere_else():
    party = a_party(slug="guard")
    mended(party, slug="valley-guard")
    mended(party, slug="guard")

    assert list(FormerAddress.objects.values_list("slug", flat=True)) == ["valley-guard"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"reason": " "}, "required"),
        ({"name": ""}, "required"),
        ({"kind": "choir"}, "unknown_value"),
        ({"slug": "no such/slug"}, "not_a_slug"),
        ({"aliases": [("not a tag", "Guard")]}, "language_tag"),
    ],
)
def test_what_cannot_be_recorded_cannot_be_changed_to(given, code):
    assert code_of(mended, a_party(), **given) == code


def test_an_address_that_something_has_or_had_is_refused():
    party, other = a_party(slug="guard"), a_party(slug="army")
    mended(other, slug="the-army")

    assert code_of(mended, party, slug="the-army") == "slug_taken"
    assert code_of(mended, party, slug="army") == "slug_taken"


def test_the_name_of_another_is_refused_unless_it_is_another():
    party, other = a_party("Valley Guard"), a_party("Northern Front")

    assert code_of(mended, party, name="Northern Front") == "name_known"
    mended(party, name="Northern Front", another=True)
    assert party.name == other.name


def test_an_exercise_with_claims_stays_one():
    claim = a_claim()
    incident = claim.incident
    code = code_of(
        mend_incident,
        incident=incident,
        title=incident.title,
        start=PartialDate(),
        end=PartialDate(),
        is_exercise=True,
        reason="A slip.",
        by=an_editor(),
        at=AT,
    )
    assert code == "exercise_has_claims"


def test_what_readers_see_is_changed_by_an_editor():
    shown, unseen = a_claim().claimant, a_claim(released=False).claimant

    assert code_of(mended, shown, name="Other", by=a_user()) == "public"
    mended(unseen, name="Another Name", by=a_user())
    assert Party.objects.get(pk=unseen.pk).name == "Another Name"


def test_while_a_claim_is_reviewed_only_an_editor_without_a_part_in_it_changes_what_it_names():
    reviewer = an_editor()
    claim = a_claim(released=False)
    an_assignment(claim, reviewer=reviewer)
    party = claim.claimant

    assert code_of(mended, party, name="Other", by=reviewer) == "reviewer_changes"
    assert code_of(mended, party, name="Other", by=a_user()) == "holds_still"
    mended(party, name="Another Name")
    told = Event.objects.get(verb="party_changed", claim_id=claim.pk)
    assert told.data["changes"] == [["name", told.data["changes"][0][1], "Another Name"]]


def test_a_reviewer_does_not_change_what_the_other_claim_of_a_pair_names():
    reviewer, pair = an_editor(), a_pair()
    an_assignment(pair.answers, reviewer=reviewer)

    assert code_of(mended, pair.claim.claimant, name="Other", by=reviewer) == "reviews_its_pair"


def test_reviewers_are_not_told_of_internal_notes():
    claim = a_claim()
    an_assignment(claim)

    mended(claim.claimant, internal_note="Ask the desk in Gao.")

    assert Event.objects.filter(verb="party_changed").count() == 1
    assert not Event.objects.filter(verb="party_changed", claim_id=claim.pk).exists()


def test_the_publisher_of_a_cited_page_is_asked_about_as_well():
    claim, publisher = a_claim(), a_publisher()
    a_citation(claim, page=a_page(publisher=publisher))
    verdict = a_verdict(claim)

    mend_publisher(
        publisher=publisher, name="The Post", kind="other", reason="A slip.", by=an_editor(), at=AT
    )

    lines = Event.objects.filter(verb="publisher_changed", claim_id=verdict.claim_id)
    assert lines.count() == 1


def test_a_place_keeps_its_other_names_once_each():
    place = record_place(name="Gao", by=an_editor(), at=AT)
    names = [("ar", "غاو"), ("ar", "غاو"), ("fr", "Gao-ville")]
    mend_place(place=place, name="Gao", aliases=names, reason="Found.", by=an_editor(), at=AT)

    assert Place.objects.get().aliases.count() == 2


RECORDED: dict[str, Any] = {
    "party": lambda **given: record_party(kind="other", by=a_user(), at=AT, **given),
    "place": lambda **given: record_place(by=a_user(), at=AT, **given),
    "publisher": lambda **given: register_publisher(by=a_user(), at=AT, **given),
    "incident": lambda name, **given: record_incident(
        title=name, start=PartialDate.parse("2026"), by=a_user(), at=AT, **given
    ),
}


@pytest.mark.parametrize("kind", RECORDED)
def test_an_address_that_was_left_is_given_to_nothing_else(kind):
    record = RECORDED[kind]
    first = record(name="Azawad Front")
    readdress(first, "fla", by=an_editor(), at=AT)

    assert record(name="Azawad Front", another=True).slug == "azawad-front-2"
    assert moved_to(ThingKind(kind), "azawad-front") == "fla"
    assert code_of(record, name="Another", slug="azawad-front") == "slug_taken"
