"""The address of each published version of a claim: what readers saw then, and nothing else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, Verdict
from claims.operations.cite import uncite
from claims.operations.record import revise_claim, translate, withdraw
from claims.operations.release import withdraw_dossier
from claims.operations.reviews.rounds import reopen
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_correction,
    a_figure,
    a_page,
    a_pair,
    a_party,
    a_publisher,
    a_verdict,
    an_assignment,
    an_editor,
    later,
    sealed,
)
from tests.markup import folded
from tests.public.conftest import Read

pytestmark = pytest.mark.django_db


def address(verdict: Verdict, number: int = 1) -> str:
    return f"/claims/{verdict.claim_id}/versions/{number}/"


def changed(claim: Claim, **facts: object) -> None:
    """An editor changes openly what a published claim says."""
    revise_claim(
        claim=claim, by=an_editor(), at=later(days=2), reason="A slip, as was said.", **facts
    )
    claim.refresh_from_db()


def test_it_shows_the_claim_with_its_verdict_and_sources(read: Read) -> None:
    claim = a_claim(statement="Twenty men were killed.")
    a_citation(claim, page=a_page(title="The morning paper"))
    verdict = a_verdict(claim, summary="Two pages agree.")

    page = folded(read(address(verdict)))

    assert "Twenty men were killed." in page
    assert "Two pages agree." in page
    assert "The morning paper" in page
    assert "Its verdict is in force." in page
    assert f'href="/claims/{claim.pk}/"' in page


def test_an_earlier_version_says_that_a_newer_one_exists_and_both_are_linked(read: Read) -> None:
    verdict = a_verdict(summary="First summary.")
    a_correction(verdict, rating="refuted", summary="Second summary.", reason="A list was found.")

    first, second = (folded(read(address(verdict, number))) for number in (1, 2))

    assert "First summary." in first
    assert "Second summary." not in first
    assert "It is no longer in force: version 2 took its place" in first
    assert f'href="{address(verdict, 2)}"' in first
    assert "Second summary." in second
    assert f'href="{address(verdict, 1)}"' in second


def test_what_was_changed_later_does_not_change_it(read: Read) -> None:
    claim = a_claim(statement="Twenty men were killed.")
    verdict = a_verdict(claim)
    changed(claim, statement="Thirty men were killed.")
    a_citation(claim, page=a_page(title="A later page"), at=later(days=3))

    page = folded(read(address(verdict)))

    assert "Twenty men were killed." in page
    assert "Thirty men" not in page
    assert "A later page" not in page
    assert "were changed on 3 March 2026" in page
    assert "Thirty men were killed." in read(f"/claims/{claim.pk}/")


def test_a_range_keeps_the_subject_it_had(read: Read) -> None:
    army = a_party("Army of the Ford")
    claim = a_claim(figures=[a_figure(best=84, subjects=[army])])
    for _ in range(2):
        sealed(an_assignment(claim), figure=claim.figures.get(), low=10, high=47)
    claim.refresh_from_db()

    page = folded(read(address(a_verdict(claim))))

    assert "Range the evidence supports:</strong> Killed, Army of the Ford: 10 to 47" in page


def test_a_source_taken_back_later_stands_only_where_readers_may_still_see_it(read: Read) -> None:
    claim = a_claim()
    gone = a_citation(claim, page=a_page(title="Taken from readers"))
    kept = a_citation(claim, page=a_page(title="Cited elsewhere too"))
    a_citation(page=kept.page)
    verdict = a_verdict(claim)
    for citation in (gone, kept):
        uncite(citation=citation, reason="Wrong, as was said.", by=an_editor(), at=later(days=2))

    page = folded(read(address(verdict)))

    assert "Taken from readers" not in page
    assert "1 source that stood here is not shown" in page
    assert "Cited elsewhere too" in page


def test_a_claim_released_later_was_not_there_yet(read: Read) -> None:
    claim = a_claim()
    early, late = (a_pair(answers=claim).claim for _ in range(2))
    verdict = a_verdict(claim)
    Claim.objects.filter(pk=late.pk).update(released_at=later(days=3))

    page = read(address(verdict))

    assert f"Claim {early.pk} (" in page
    assert f"Claim {late.pk} (" not in page


def test_nothing_of_a_new_round_shows_in_it(read: Read) -> None:
    verdict = a_verdict()
    before = read(address(verdict))
    reopen(
        claim=verdict.claim, reason="New evidence, as was said.", by=an_editor(), at=later(days=1)
    )
    sealed(an_assignment(verdict.claim, at=later(days=1)), at=later(days=1))

    assert read(address(verdict)) == before


def test_the_name_of_a_translator_is_not_given_away(read: Read) -> None:
    claim = a_claim(language="ar", statement="قُتل عشرون")
    by = claim.created_by
    translate(claim=claim, language="en", text_="Twenty fell", translator=by.name, by=by, at=AT)

    page = read(address(a_verdict(claim)))

    assert "Twenty fell" in page
    assert by.name not in page


def test_there_is_none_without_a_published_verdict(read: Read) -> None:
    claim = a_claim()
    read(f"/claims/{claim.pk}/versions/1/", expect=404)
    an_assignment(claim)
    read(f"/claims/{claim.pk}/versions/1/", expect=404)
    read(address(a_verdict(), 2), expect=404)
    read("/claims/987654/versions/1/", expect=404)


def test_with_its_claim_or_dossier_it_is_gone(read: Read) -> None:
    one, other = a_verdict(), a_verdict()
    withdraw(
        claim=one.claim, reason="Entered twice, as was said.", by=an_editor(), at=later(days=1)
    )
    withdraw_dossier(
        incident=other.claim.incident,
        reason="Not ours, as was said.",
        by=an_editor(),
        at=later(days=1),
    )

    for verdict in (one, other):
        page = read(address(verdict), expect=410)
        assert verdict.claim.statement not in page
        assert verdict.summary not in page


def test_it_takes_the_same_queries_whatever_it_holds(client: Client) -> None:
    outlet, army = a_publisher(), a_party("Army")
    counted = []
    for size in (1, 12):
        claim = a_claim(
            figures=[a_figure(best=n, subjects=[army], part=f"part {n}") for n in range(size)]
        )
        for _ in range(size):
            a_citation(claim, page=a_page(publisher=outlet))
            a_pair(answers=claim)
        verdict = a_verdict(claim)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(verdict)).status_code == 200
        counted.append(len(captured))

    few, many = counted
    assert few == many <= 40
