"""Two of a kind are merged: what named the one names the other, and no sealed row changes."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import Affiliation, Event, Incident, Merge, Party, Place, Version
from claims.operations.mending.merge import merge_things
from claims.operations.record import revise_claim
from claims.operations.reviews.rounds import reopen
from claims.operations.scene import record_place
from claims.operations.shared_evidence import affiliate
from claims.reads.later import changed_since
from claims.reads.mending.things import by_slug, moved_to
from claims.rules.thing_kinds import ThingKind
from sources.models import Derivation, Publisher
from sources.operations.register.derivations import derive
from sources.operations.register.publishers import grade_publisher
from tests.factories import (
    AT,
    a_claim,
    a_figure,
    a_page,
    a_pair,
    a_party,
    a_publisher,
    a_reviewed_claim,
    a_user,
    a_verdict,
    a_withdrawn_claim,
    an_assignment,
    an_editor,
    an_incident,
    later,
)
from tracker.base.ledger.history import histories, of_table
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def merged(gone: Any, kept: Any, **given: Any) -> Any:
    facts = {"reason": "One and the same.", "by": an_editor(), "at": later(hours=1)}
    return merge_things(gone=gone, kept=kept, **facts | given)


def code_of(gone: Any, kept: Any, **given: Any) -> str:
    with pytest.raises(Refusal) as refused:
        merged(gone, kept, **given)
    return refused.value.code


def test_claims_figures_publishers_and_names_of_a_party_are_those_of_the_other():
    gone = a_party("Valley Guard", acronym="VG", aliases=[("fr", "La Garde")])
    kept, publisher = a_party("The Guard"), a_publisher()
    claim = a_claim(claimant=gone, figures=[a_figure(subjects=[gone])])
    affiliate(party=gone, publisher=publisher, by=an_editor(), at=AT)

    row = merged(gone, kept)

    claim.refresh_from_db()
    assert (row, claim.claimant) == (kept, kept)
    assert list(claim.figures.get().subjects.all()) == [kept]
    assert Affiliation.objects.get().party == kept
    names = set(kept.aliases.values_list("language", "name"))
    assert names == {("fr", "La Garde"), ("und", "Valley Guard"), ("und", "VG")}
    assert not Party.objects.filter(pk=gone.pk).exists()
    assert Party.everything.get(pk=gone.pk).merged_into == kept


def test_the_trace_says_who_when_why_and_every_row_that_moved():
    gone, kept, editor = a_party("Valley Guard"), a_party("The Guard"), an_editor()
    claim = a_claim(claimant=gone, figures=[])

    merged(gone, kept, by=editor)

    trace = Merge.objects.get()
    assert (trace.kind, trace.gone, trace.kept) == ("party", gone.pk, kept.pk)
    assert (trace.by, trace.at, trace.reason) == (editor, later(hours=1), "One and the same.")
    assert trace.moved["claim.claimant"] == [claim.pk]
    line = Event.objects.get(verb="party_merged")
    assert (line.target_id, line.actor_id, line.claim_id) == (str(kept.pk), editor.pk, None)
    assert line.data["gone"] == "Valley Guard"
    assert [found for history in histories() for found in of_table(history)] == []


def test_a_figure_and_a_publisher_that_name_both_name_the_one_once():
    gone, kept, publisher = a_party(), a_party(), a_publisher()
    claim = a_claim(figures=[a_figure(subjects=[gone, kept])])
    for party in (gone, kept):
        affiliate(party=party, publisher=publisher, by=an_editor(), at=AT)

    merged(gone, kept)

    assert list(claim.figures.get().subjects.all()) == [kept]
    assert Affiliation.objects.get().party == kept
    assert len(Merge.objects.get().moved["figure_subject.party (already there, deleted)"]) == 1


def test_pages_and_credits_of_a_publisher_move_and_its_grades_stay_with_it():
    gone, kept, page = a_publisher("The Post"), a_publisher("Post"), a_page()
    own = a_page(publisher=gone)
    grade_publisher(publisher=gone, grade="B", reason="Known, as was said.", by=an_editor(), at=AT)
    derive(page=page, credited_to="The Post", from_publisher=gone, by=a_user(), at=AT)

    merged(gone, kept)

    own.refresh_from_db()
    assert own.publisher == kept
    assert Derivation.objects.get().from_publisher == kept
    assert (gone.grades.count(), kept.grades.count()) == (1, 0)
    assert list(Publisher.objects.filter(pk__in=[gone.pk, kept.pk])) == [kept]
    assert kept.aliases.get().name == "The Post"


def test_incidents_and_claims_of_a_place_and_claims_of_an_incident_move():
    gone, kept = (record_place(name=name, by=a_user(), at=AT) for name in ("Gao", "Kidal"))
    one, other = an_incident("A fight", place=gone), an_incident("Another")
    claim = a_claim(incident=one, place=gone)

    merged(gone, kept)
    merged(one, other)

    claim.refresh_from_db()
    assert (claim.place, claim.incident) == (kept, other)
    assert Incident.everything.get(pk=one.pk).place == kept
    assert list(Place.objects.all()) == [kept]


def test_a_chain_of_merges_leads_to_the_last():
    first, second, third = (a_party(slug=slug) for slug in ("first", "second", "third"))
    merged(first, second)
    merged(second, third)

    assert Party.everything.get(pk=first.pk).merged_into == third
    assert moved_to(ThingKind.PARTY, "first") == "third"
    assert by_slug(ThingKind.PARTY, ["first", "third"]) == {"first": third, "third": third}


def test_a_verdict_stands_as_given_and_no_version_is_written():
    claim = a_verdict(a_claim(figures=[a_figure(subjects=[a_party()])])).claim
    versions = Version.objects.count()
    subject = claim.figures.get().subjects.get()

    merged(claim.claimant, a_party())
    merged(subject, a_party())
    claim.refresh_from_db()
    revise_claim(
        claim=claim,
        internal_note="Seen.",
        reason="A remark, as was said.",
        by=an_editor(),
        at=later(hours=2),
    )

    assert Version.objects.count() == versions
    assert changed_since(claim) is None
    assert Event.objects.filter(verb="party_merged", claim_id=claim.pk).count() == 2


def test_another_round_judges_the_same_version_after_a_merge():
    claim = a_verdict().claim
    judged = claim.versions.get()
    merged(claim.claimant, a_party())
    claim.refresh_from_db()

    reopen(claim=claim, reason="New pages, as was said.", by=an_editor(), at=later(hours=2))

    assert claim.rounds.first().version == judged


def test_a_change_besides_is_another_version():
    claim = a_verdict().claim
    merged(claim.claimant, a_party())
    claim.refresh_from_db()
    revise_claim(
        claim=claim,
        statement="Thirty.",
        reason="A slip, as was said.",
        by=an_editor(),
        at=later(hours=2),
    )
    assert changed_since(claim) == later(hours=2)


def test_while_reviewers_are_at_work_nothing_that_their_claim_names_is_merged():
    claim = a_claim()
    an_assignment(claim)

    assert code_of(claim.claimant, a_party()) == "waits_for_the_round"
    assert code_of(claim.incident, an_incident()) == "waits_for_the_round"


def test_who_wrote_a_claim_that_waits_for_its_verdict_does_not_merge_what_it_names():
    editor = an_editor()
    claim = a_reviewed_claim(claim=a_claim(by=editor))
    assert code_of(claim.claimant, a_party(), by=editor) == "author_changes"


def test_a_party_is_not_merged_with_itself():
    party = a_party()
    assert code_of(party, party) == "with_itself"


def test_a_fact_checker_merges_nothing():
    assert code_of(a_party(), a_party(), by=a_user()) == "wrong_role"


def test_a_reason_is_needed():
    assert code_of(a_party(), a_party(), reason=" ") == "required"


def test_two_that_answer_each_other_are_two():
    pair = a_pair()
    assert code_of(pair.claim.claimant, pair.answers.claimant) == "against_each_other"
    assert code_of(pair.answers.claimant, pair.claim.claimant) == "against_each_other"


def test_nobody_in_particular_is_one_with_nobody():
    nobody = a_party(kind="unattributed")
    assert code_of(nobody, a_party()) == "nobody"
    assert code_of(a_party(), nobody) == "nobody"


def test_what_was_merged_is_not_merged_again():
    gone, kept = a_party(), a_party()
    merged(gone, kept)
    assert code_of(gone, a_party()) == "merged_already"
    assert code_of(a_party(), gone) == "merged_already"


@pytest.mark.parametrize(
    ("gone", "kept", "code"),
    [
        ({"is_exercise": True}, {}, "exercise"),
        ({}, {"released": False}, "not_released"),
    ],
)
def test_dossiers_that_readers_know_differently_stay_two(gone, kept, code):
    assert code_of(an_incident(**gone), an_incident(**kept)) == code


def test_the_merged_is_not_found_and_the_kept_is_by_its_name():
    from claims.matching.near_duplicates import near_duplicates  # noqa: PLC0415
    from claims.models.matching.index import IndexedKind  # noqa: PLC0415

    gone, kept = a_party("Quicksilver Brigade"), a_party("The Guard")
    merged(gone, kept)

    found = near_duplicates("Quicksilver Brigade", IndexedKind.PARTY)
    assert [one.row for one in found] == [kept]


def test_a_withdrawn_claim_moves_as_well():
    claim = a_withdrawn_claim()
    kept = a_party()
    merged(claim.claimant, kept)
    claim.refresh_from_db()
    assert claim.claimant == kept
