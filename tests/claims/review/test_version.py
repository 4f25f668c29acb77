"""A round judges one version of a claim: what it says at the moment the round is opened."""

import json
from decimal import Decimal

import pytest

from claims.models import Citation, Claim, Counterclaim, Figure, Translation
from claims.operations.contest import contest
from claims.operations.record import revise_claim, translate
from claims.operations.reviews.rounds import cancel_round
from claims.reads.journal import contents
from claims.reads.journal.contents import content_of
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_figure,
    a_party,
    an_assignment,
    an_editor,
)
from tests.house.database import rows
from tracker.base.ledger.chain import digest

pytestmark = pytest.mark.django_db

# Where the claim stands and who put a row there when; its own key or that of its claim.
RETRACTION = {"retracted_by_id", "retracted_at", "retraction_reason"}
RELEASE = {"released_at", "released_by_id"}
INTERNAL = {"internal_note"}
MARKED = {"means_marked_by_id", "means_marked_at"}
LEFT_OUT = {
    Claim: {"id", "reference", "status", "priority", "created_by_id", "created_at"}
    | RELEASE
    | INTERNAL,
    Figure: {"claim_id"} | INTERNAL,
    Translation: {"id", "claim_id", "translated_by_id", "added_by_id", "added_at"} | RETRACTION,
    Citation: {"claim_id", "added_by_id", "added_at"} | MARKED | RETRACTION | INTERNAL,
    # How far the figures are apart is computed from what both claims say.
    Counterclaim: {"id", "added_by_id", "added_at", "how_far", "width"} | RETRACTION | INTERNAL,
}
KEPT = {
    Claim: contents.OF_CLAIM,
    Figure: (*contents.OF_FIGURE, *contents.OF_SCOPE),
    Translation: contents.OF_TRANSLATION,
    Citation: contents.OF_CITATION,
    Counterclaim: contents.OF_PAIR,
}


def judged(claim):
    """Open a round, see what it judges, and cancel it."""
    version = an_assignment(claim).round.version
    cancel_round(claim=claim, reason="Anew, as was said.", by=an_editor(), at=AT)
    return version


def test_opening_a_round_writes_down_what_the_claim_says():
    party = a_party()
    claim = a_claim(statement="Nine were killed.", figures=[a_figure(best=9, subjects=[party])])
    citation = a_citation(claim)

    version = judged(claim)

    said = json.loads(version.content)
    assert (version.number, version.sha256) == (1, digest(version.content))
    assert said["claim"]["statement"] == "Nine were killed."
    assert [(row["best"], row["subjects"]) for row in said["figures"]] == [("9", [party.pk])]
    assert [row["page_id"] for row in said["citations"]] == [citation.page_id]


def test_the_next_round_judges_the_same_version_if_nothing_changed():
    claim = a_claim()

    assert judged(claim) == judged(claim)
    assert claim.versions.count() == 1


def revised(claim):
    revise_claim(claim=claim, statement="Ten.", reason="Misread.", by=an_editor(), at=AT)


def with_other_figures(claim):
    revise_claim(claim=claim, figures=[], reason="None given.", by=an_editor(), at=AT)


def translated(claim):
    translate(claim=claim, language="fr", text_="Vingt.", translator="A.", by=an_editor(), at=AT)


def paired(claim):
    other = a_claim(incident=claim.incident)
    contest(claim=other, answers=claim, ground="denial", by=an_editor(), at=AT)


def said_in_another_way(claim):
    by = an_editor()
    revise_claim(claim=claim, channel="on Telegram", reason="Misread.", by=by, at=AT)


CHANGES = [revised, with_other_figures, translated, a_citation, paired, said_in_another_way]


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_in_between_is_another_version(change):
    claim = a_claim()
    first = judged(claim)

    change(claim)

    second = judged(claim)
    assert (second.number, second.content == first.content) == (2, False)


def test_a_version_from_before_claims_had_roles_and_channels_is_still_what_the_claim_says():
    claim = a_claim(spokesperson="A. Person")
    said = json.loads(content_of(claim))
    first = {
        *("incident_id", "claimant_id", "spokesperson", "outlet_id", "statement", "wording"),
        *("nature", "language", "made_on", "made_on_precision", "place_id", "public_note"),
    }

    assert set(said["claim"]) == first


@pytest.mark.parametrize("name", ["spokesperson_role", "channel"])
def test_a_role_or_a_channel_is_part_of_it_once_there_is_one(name):
    claim = a_claim(**{"spokesperson": "A. Person", name: "on Telegram"})

    assert json.loads(content_of(claim))["claim"][name] == "on Telegram"


def test_where_the_claim_stands_is_no_part_of_it():
    claim = a_claim()
    before = content_of(claim)

    claim.status = "withdrawn"

    assert content_of(claim) == before


def test_the_same_numbers_are_the_same_content_however_they_are_written():
    claim = rows.claim()
    figure = rows.figure(claim=claim, best=Decimal("12.000"))
    before = content_of(claim)

    Figure.objects.filter(pk=figure.pk).update(best=12)

    assert content_of(claim) == before


@pytest.mark.parametrize("model", KEPT)
def test_every_column_is_part_of_it_or_named_as_left_out(model):
    fields = model._meta.concrete_fields
    columns = {row.name if row.name in KEPT[model] else row.attname for row in fields}

    assert columns == set(KEPT[model]) | LEFT_OUT[model]
