"""`?as_of=`: claims, pairs and dossiers as readers saw them at an earlier moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import Claim
from claims.operations.cite import confirm, uncite
from claims.operations.contest import retract
from claims.operations.mending.merge import merge_things
from claims.operations.record import revise_claim, withdraw
from claims.operations.release import restore_dossier, withdraw_dossier
from tests.factories import (
    a_citation,
    a_claim,
    a_correction,
    a_figure,
    a_page,
    a_pair,
    a_verdict,
    an_assignment,
    an_editor,
    an_incident,
    later,
)
from tests.markup import folded
from tests.public.conftest import Read
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.precision import DatePrecision

DAY = {"as_of": "2026-03-01"}
NEXT_DAY = {"as_of": "2026-03-02"}


def changed(claim: Claim, statement: str, *, days: int) -> None:
    claim.refresh_from_db()
    revise_claim(
        claim=claim, by=an_editor(), at=later(days=days), reason="A slip.", statement=statement
    )


def test_a_claim_has_the_verdict_that_was_in_force(read: Read) -> None:
    verdict = a_verdict(summary="First summary.")
    a_correction(verdict, rating="refuted", summary="Second summary.", reason="A list was found.")
    path = f"/claims/{verdict.claim_id}/"

    first, second = folded(read(path, **DAY)), folded(read(path, **NEXT_DAY))

    assert "First summary." in first
    assert "Second summary." not in first
    assert "replaced by version 2 on 2 March 2026" in first
    assert "Second summary." in second
    assert "replaced by" not in second
    assert f'href="{path}"' in first
    assert '<meta name="robots" content="noindex">' in first


def test_before_its_verdict_it_had_none(read: Read) -> None:
    claim = a_claim()
    a_verdict(claim, at=later(days=1), summary="They agree.")

    page = folded(read(f"/claims/{claim.pk}/", **DAY))

    assert "No verdict had been published." in page
    assert "They agree." not in page


def test_it_says_what_it_said_under_review(read: Read) -> None:
    claim = a_claim(statement="Twenty men were killed.")
    an_assignment(claim)
    changed(claim, "Thirty men were killed.", days=1)

    pages = [folded(read(f"/claims/{claim.pk}/", **day)) for day in (DAY, NEXT_DAY)]

    assert ["Twenty men" in page for page in pages] == [True, False]
    assert ["Thirty men" in page for page in pages] == [False, True]


def test_it_says_what_it_said_before_review_if_it_was_not_changed(read: Read) -> None:
    claim = a_claim(statement="Twenty men were killed.")
    an_assignment(claim, at=later(days=1))
    changed(claim, "Thirty men were killed.", days=2)

    assert "Twenty men were killed." in read(f"/claims/{claim.pk}/", **DAY)


@pytest.mark.parametrize("under_review", [True, False])
def test_what_it_said_before_it_was_first_written_down_is_not_made_up(
    read: Read, under_review: bool
) -> None:
    claim = a_claim(statement="Twenty men were killed.")
    changed(claim, "Thirty men were killed.", days=1)
    if under_review:
        an_assignment(claim, at=later(days=2))

    path = f"/claims/{claim.pk}/"
    then = folded(read(path, **DAY))

    assert "What it said then cannot be shown." in then
    assert "men were killed" not in then
    assert "Thirty men were killed." in read(path, **NEXT_DAY)


def test_a_remark_among_colleagues_writes_nothing_over(read: Read) -> None:
    claim = a_claim(statement="Twenty men were killed.")
    revise_claim(
        claim=claim,
        internal_note="Ask them again.",
        by=an_editor(),
        at=later(days=1),
        reason="A remark.",
    )

    assert "Twenty men were killed." in read(f"/claims/{claim.pk}/", **DAY)


def test_sources_are_those_that_stood_there(read: Read) -> None:
    claim = a_claim()
    gone = a_citation(claim, page=a_page(title="The morning paper"))
    a_citation(page=gone.page)  # so that readers may see the page today
    a_citation(claim, page=a_page(title="The evening paper"), at=later(days=1))
    uncite(citation=gone, reason="Another page was meant.", by=an_editor(), at=later(days=1))

    pages = [folded(read(f"/claims/{claim.pk}/", **day)) for day in (DAY, NEXT_DAY)]

    assert ["The morning paper" in page for page in pages] == [True, False]
    assert ["The evening paper" in page for page in pages] == [False, True]


def test_a_source_is_not_called_a_confirmation_before_it_was(read: Read) -> None:
    citation = a_citation(a_claim())
    means = "Its reporter counted graves."
    confirm(citation=citation, means=means, by=citation.claim.created_by, at=later(days=1))
    path = f"/claims/{citation.claim_id}/"

    pages = [folded(read(path, **day)) for day in (DAY, NEXT_DAY)]

    assert [means in page for page in pages] == [False, True]
    assert "What it said then cannot be shown." in pages[0]


def test_the_day_is_kept_where_a_dossier_was_merged_into_another(client: Client, db: None) -> None:
    gone, kept = an_incident(), a_claim().incident
    merge_things(gone=gone, kept=kept, reason="The same.", by=an_editor(), at=later(days=1))

    answer = client.get(f"/incidents/{gone.slug}/", DAY)

    assert answer.status_code == 301
    assert answer["Location"] == f"/incidents/{kept.slug}/?as_of=2026-03-01"


def test_readers_saw_nothing_before_its_release(read: Read) -> None:
    claim = a_claim()
    path = f"/claims/{claim.pk}/"

    page = read(path, expect=404, as_of="2026-03-01T11:59:59Z")
    assert "Readers could not see this page on 1 March 2026" in folded(page)
    assert 'name="as_of"' in page
    read(path, as_of="2026-03-01T12:00:00Z")
    read(path, as_of="2026-03-01T14:00:00+02:00")
    read(path, expect=404, as_of="2026-03-01T13:00:00+02:00")


def test_what_readers_may_not_see_today_they_do_not_see_of_yesterday(read: Read) -> None:
    claim, hidden = a_claim(statement="Ninety were killed."), a_claim(released=False)
    withdraw(claim=claim, reason="It was recorded twice.", by=an_editor(), at=later(days=1))

    page = read(f"/claims/{claim.pk}/", expect=410, **DAY)

    assert "Ninety were killed." not in page
    read(f"/claims/{hidden.pk}/", expect=404, **DAY)


def test_a_pair_shows_both_sides_also_if_it_was_taken_back_since(read: Read) -> None:
    one, other = (a_claim(statement=f"{number} men were killed.") for number in ("Six", "Nine"))
    pair = a_pair(claim=one, answers=other)
    retract(counterclaim=pair, reason="Of another day.", by=pair.added_by, at=later(days=1))

    page = folded(read(f"/pairs/{pair.pk}/", **DAY))

    assert page.index("Nine men were killed.") < page.index("Six men were killed.")
    read(f"/pairs/{pair.pk}/", expect=404, **NEXT_DAY)


def test_a_pair_was_not_there_before_both_its_claims(read: Read) -> None:
    pair = a_pair()
    Claim.objects.filter(pk=pair.claim_id).update(released_at=later(days=1))

    read(f"/pairs/{pair.pk}/", expect=404, **DAY)
    read(f"/pairs/{pair.pk}/", **NEXT_DAY)


def test_a_dossier_has_the_claims_of_then(read: Read) -> None:
    incident = an_incident("Raid at the ford")
    old = a_claim(
        incident=incident,
        statement="Six men were killed.",
        made_on=PartialDate(date(2026, 2, 1), DatePrecision.MONTH),
    )
    a_claim(incident=incident, statement="Nine men were killed.", at=later(days=1))
    a_verdict(old, at=later(days=1))

    pages = [folded(read(f"/incidents/{incident.slug}/", **day)) for day in (DAY, NEXT_DAY)]

    assert ">1 claim, 1 claimant, 0 pairs<" in pages[0]
    assert "February 2026" in pages[0]
    assert ">2 claims, 2 claimants, 0 pairs<" in pages[1]
    assert ["Nine men" in page for page in pages] == [False, True]
    assert ["Supported" in page for page in pages] == [False, True]
    read(f"/incidents/{incident.slug}/", expect=404, as_of="2026-02-01")


def test_while_a_dossier_was_withdrawn_it_had_none(read: Read) -> None:
    claim = a_claim()
    by = an_editor()
    told = {"reason": "A source is in danger.", "notice": "We were asked to."}
    withdraw_dossier(incident=claim.incident, by=by, at=later(days=1), **told)
    claim.incident.refresh_from_db()
    restore_dossier(incident=claim.incident, by=by, at=later(days=2), reason="It is safe.")
    path = f"/incidents/{claim.incident.slug}/"

    read(path, **DAY)
    read(path, expect=404, **NEXT_DAY)
    read(path, as_of="2026-03-03")


def test_an_exercise_says_so(read: Read) -> None:
    pair = a_pair(answers=a_claim(incident=an_incident(is_exercise=True)))
    for path in (
        f"/claims/{pair.claim_id}/",
        f"/pairs/{pair.pk}/",
        f"/incidents/{pair.claim.incident.slug}/",
    ):
        assert "<title>Exercise:" in folded(read(path, **DAY)), path


@pytest.mark.parametrize(
    "given", ["yesterday", "2026-13-01", "2026-03-01T10:00", "9999-12-31", "1", "\0"]
)
def test_what_is_no_moment_is_refused_with_the_reason(read: Read, given: str) -> None:
    claim = a_claim()

    page = read(f"/claims/{claim.pk}/", expect=400, as_of=given)

    assert ("Give a day, as in" in page) != ("Give an earlier one." in page)
    assert f'href="/claims/{claim.pk}/"' in page


def test_today_is_a_day_of_which_the_end_is_not_waited_for(read: Read) -> None:
    claim = a_claim()
    before = timezone.localdate()
    for _ in range(2):  # the day may end in between
        page = Client().get(f"/claims/{claim.pk}/", {"as_of": timezone.localdate().isoformat()})
        if before == timezone.localdate():
            break
        before = timezone.localdate()

    assert page.status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/incidents/", "/parties/", "/search/", "/corrections/", "/feeds/claims.atom"]
)
def test_a_page_that_has_no_earlier_moments_says_so(read: Read, path: str) -> None:
    assert "Only claims, pairs and dossiers" in read(path, expect=400, **DAY)


def test_an_empty_one_asks_for_nothing(read: Read) -> None:
    claim = a_claim()

    assert "As readers saw it on" not in read(f"/claims/{claim.pk}/", as_of="")
    assert 'name="as_of"' in read(f"/claims/{claim.pk}/")


@pytest.fixture
def counted(client: Client, db: None) -> Callable[[str], int]:
    def ask(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path, DAY).status_code == 200
        return len(queries)

    return ask


def test_it_takes_as_many_queries_for_many_claims_as_for_few(
    counted: Callable[[str], int],
) -> None:
    incident = an_incident()
    path = f"/incidents/{incident.slug}/"
    first, second, reviewed = (a_claim(incident=incident) for _ in range(3))
    a_citation(first)
    a_pair(claim=first, answers=second)
    a_verdict(reviewed)
    an_assignment(first)
    before = counted(path)
    for _ in range(4):
        claim = a_claim(incident=incident, figures=[a_figure(), a_figure()])
        a_citation(claim)
        a_pair(claim=claim, answers=second)
    a_verdict(claim)
    a_verdict(a_claim(incident=incident))

    assert counted(path) == before <= 45


def test_a_pair_takes_as_many_queries_for_much_evidence_as_for_little(
    counted: Callable[[str], int],
) -> None:
    pair = a_pair(answers=a_claim(figures=[a_figure(), a_figure("wounded")]))
    a_citation(pair.claim)
    path = f"/pairs/{pair.pk}/"
    before = counted(path)
    for side in (pair.claim, pair.answers, pair.claim):
        a_citation(side)

    assert counted(path) == before <= 45
