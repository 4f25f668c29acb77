"""Everything that is known of a claim can be read from it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from claims.operations.record import restore, withdraw
from claims.operations.release import release_claim
from tests.api.conftest import Get
from tests.api.disputes import dispute
from tests.factories import AT, a_claim, an_editor, an_incident, later
from tests.house.database import rows


def test_a_claim_is_given_with_all_that_hangs_on_it(get: Get) -> None:
    claim = dispute(
        reference="dossier/A1",
        spokesperson="A. Person",
        spokesperson_role="spokesman",
        channel="on the radio",
        made_on=date(2025, 9, 1),
        made_on_precision="month",
        place=rows.place(latitude=Decimal("20.5"), longitude=Decimal(-1), precision="town"),
    )

    given = get(f"claims/{claim.pk}/")

    assert given["reference"] == "dossier/A1"
    assert given["spokesperson"] == "A. Person"
    assert (given["spokesperson_role"], given["channel"]) == ("spokesman", "on the radio")
    assert (given["made_on"], given["made_on_precision"]) == ("2025-09", "month")
    assert given["place"]["latitude"] == 20.5
    assert given["place"]["longitude"] == -1
    assert given["translations"][0]["text"] == "Aucune perte."
    origins = given["origins"]
    assert (origins["reports"], origins["low"], origins["high"]) == (1, 1, 1)
    assert [(one["kind"], one["pages"]) for one in origins["origins"]] == [
        ("said", origins["reporting"])
    ]
    assert (origins["confirmations"], origins["confirming"]) == (0, [])
    cited = given["citations"][0]
    assert cited["quotation"]["exact"] == "lost 12 men"
    assert cited["page"]["derivations"][0]["credited_to"] == "an agency"


def test_what_is_unknown_is_null(get: Get) -> None:
    claim = rows.claim()

    given = get(f"claims/{claim.pk}/")

    for field in ("made_on", "place", "outlet", "reference", "verdict"):
        assert given[field] is None


def test_figures_are_numbers_and_their_subjects_keep_their_order(get: Get) -> None:
    claim = rows.claim()
    figure = rows.figure(claim=claim, low=Decimal("2.5"), best=None, high=40, qualifier="range")
    second, first = rows.party(), rows.party()
    rows.figure_subject(figure=figure, party=second, position=1)
    rows.figure_subject(figure=figure, party=first, position=0)

    given = get(f"claims/{claim.pk}/")["figures"][0]

    assert (given["low"], given["best"], given["high"]) == (2.5, None, 40)
    assert isinstance(given["high"], int)
    assert [subject["slug"] for subject in given["subjects"]] == [first.slug, second.slug]


def test_a_vague_figure_has_its_words_and_no_number(get: Get) -> None:
    claim = rows.claim()
    rows.figure(claim=claim, best=None, qualifier="vague", wording="dozens")

    given = get(f"claims/{claim.pk}/")["figures"][0]

    assert given["wording"] == "dozens"
    assert (given["low"], given["best"], given["high"]) == (None, None, None)


def test_answers_are_given_in_both_directions(get: Get) -> None:
    first, second = rows.claim(reference="d/1"), rows.claim(reference="d/2")
    pair = rows.counterclaim(claim=second, answers=first, ground="denial")

    assert get(f"claims/{second.pk}/")["answers"][0]["claim"]["reference"] == "d/1"
    answered = get(f"claims/{first.pk}/")["answered_by"][0]
    assert answered["claim"]["reference"] == "d/2"
    assert (answered["pair"], answered["ground"]) == (pair.pk, "denial")


def test_the_verdict_in_force_is_the_newest(get: Get) -> None:
    claim = rows.claim(status="published")
    old = rows.verdict(claim=claim)
    rows.verdict(
        claim=claim, version=2, supersedes=old, change_reason="A new page.", rating="contested"
    )

    given = get(f"claims/{claim.pk}/")

    assert (given["verdict"]["rating"], given["verdict"]["number"]) == ("contested", None)
    assert [verdict["version"] for verdict in given["verdicts"]] == [2, 1]
    assert given["verdicts"][1]["superseded_by"] == given["verdict"]["id"]


@pytest.mark.parametrize("number", ["0", "999999999999999999", "abc", "1.5"])
def test_a_claim_that_is_not_there_is_not_found(get: Get, number: str) -> None:
    assert get(f"claims/{number}/", status=404)["error"]["code"] == "not_found"


@pytest.mark.parametrize("at_once", [True, False])
def test_it_says_as_its_page_does_that_it_was_withdrawn_and_brought_back(
    get: Get, at_once: bool
) -> None:
    claim = a_claim(incident=an_incident(at_once=at_once))
    withdraw(claim=claim, reason="The translation was in doubt.", by=an_editor(), at=AT)
    restore(claim=claim, reason="It was right after all.", by=an_editor(), at=later(days=1))
    release_claim(claim=claim, by=an_editor(), at=later(days=2))

    told = get(f"claims/{claim.pk}/")["taken_back"]

    seen = {"kind": "claim", "added_at": None, "reason": "The translation was in doubt."}
    back = {"kind": "claim_back", "added_at": None, "reason": "It was right after all."}
    assert [{key: row[key] for key in seen} for row in told] == ([seen, back] if at_once else [])
