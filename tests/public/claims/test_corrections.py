"""The log of corrections."""

from __future__ import annotations

import pytest

from claims.models import Claim, Incident
from claims.operations.cite import uncite
from claims.operations.contest import retract
from claims.operations.record import restore, withdraw
from claims.operations.release import release_claim, withdraw_dossier
from claims.operations.verdicts.correct import correct
from tests.factories import (
    AT,
    WAIVED,
    a_citation,
    a_claim,
    a_correction,
    a_pair,
    a_verdict,
    an_editor,
    an_incident,
    later,
)
from tests.public.conftest import Read
from tests.ratings import Rating


def test_it_says_what_changed_and_why(read: Read) -> None:
    verdict = a_verdict()
    a_correction(
        verdict,
        rating=Rating.REFUTED.value,
        summary="It is not so.",
        reason="A list of names was found.",
    )

    page = read("/corrections/")

    assert page.index("Supported") < page.index("Refuted")
    assert "A list of names was found." in page
    assert "Correction of the verdict" in page


def test_it_leads_to_the_claim_and_to_the_earlier_verdict(read: Read) -> None:
    verdict = a_verdict()
    a_correction(verdict)

    page = read("/corrections/")

    for number in (1, 2):
        assert f'href="/claims/{verdict.claim_id}/#verdict-{number}"' in page
        assert f'id="verdict-{number}"' in read(f"/claims/{verdict.claim_id}/")


@pytest.mark.parametrize(
    ("kind", "said"),
    [("clarity", "Clarification"), ("retraction", "Retraction"), ("update", "Update")],
)
def test_it_says_which_kind_it_is(read: Read, kind: str, said: str) -> None:
    correct(
        claim=a_verdict().claim,
        kind=kind,
        summary="The evidence bears all of it out.",
        reason="It could be misread.",
        by=an_editor(),
        at=later(days=1),
        waived=WAIVED,
    )

    assert f'<span class="pill">{said}</span>' in read("/corrections/")


def test_a_first_verdict_is_no_correction(read: Read) -> None:
    a_verdict()

    assert "Nothing is listed here yet." in read("/corrections/")


def test_a_withdrawn_claim_is_told_without_its_words(read: Read) -> None:
    claim = a_claim(statement="Ninety were killed.")
    withdraw(claim=claim, reason="It was recorded twice.", by=an_editor(), at=later(days=1))

    page = read("/corrections/")

    assert "Claim withdrawn" in page
    assert "It was recorded twice." in page
    assert f'href="/claims/{claim.pk}/"' in page
    assert "Ninety were killed." not in page


def test_a_withdrawal_stays_in_the_log_when_the_claim_is_brought_back(read: Read) -> None:
    with_verdict, without = a_verdict().claim, a_claim()
    for claim in (with_verdict, without):
        withdraw(claim=claim, reason=f"Claim {claim.pk} is in doubt.", by=an_editor(), at=AT)
        restore(claim=claim, reason="It was right after all.", by=an_editor(), at=later(days=1))

    page = read("/corrections/")
    assert f"Claim {with_verdict.pk} is in doubt." in page
    assert f"Claim {without.pk}" not in page  # it is at the desk

    release_claim(claim=without, by=an_editor(), at=later(days=2))

    page, feed = read("/corrections/"), read("/feeds/corrections.atom")
    for told in (page, feed):
        assert told.count("Claim withdrawn, and brought back since") == 2
        assert f"Claim {without.pk} is in doubt." in told
        assert told.count("Claim brought back") == 2
        assert told.count("It was right after all.") >= 2
    assert f'href="/claims/{without.pk}/#taken-back"' in page


def test_what_was_withdrawn_before_readers_saw_it_is_not_told_later(read: Read) -> None:
    claim = a_claim(incident=an_incident(at_once=False))
    withdraw(claim=claim, reason="Recorded by mistake.", by=an_editor(), at=AT)
    restore(claim=claim, reason="It was right.", by=an_editor(), at=later(days=1))
    release_claim(claim=claim, by=an_editor(), at=later(days=2))

    page = read("/corrections/")
    assert "Recorded by mistake." not in page
    assert "It was right." not in page


def test_a_withdrawn_dossier_is_told_without_its_name(read: Read) -> None:
    claim = a_claim(incident=an_incident("Raid at the ford"))
    told = {"reason": "A source is in danger.", "notice": "We were asked to."}
    withdraw_dossier(incident=claim.incident, by=an_editor(), at=later(days=1), **told)

    page = read("/corrections/")

    assert "Dossier withdrawn" in page
    assert "We were asked to." in page
    assert "in danger" not in page
    assert "Raid at the ford" not in page


def test_a_source_that_was_taken_back_is_told(read: Read) -> None:
    citation = a_citation(a_verdict().claim)
    uncite(citation=citation, reason="Another page was meant.", by=an_editor(), at=later(days=1))

    page = read("/corrections/")

    assert "Source taken back" in page
    assert "Another page was meant." in page
    assert f'href="/claims/{citation.claim_id}/#taken-back"' in page


def test_what_readers_never_saw_is_not_told(read: Read) -> None:
    claim = a_claim(released=False)
    withdraw(claim=claim, reason="It was recorded twice.", by=an_editor(), at=later(days=1))

    assert "recorded twice" not in read("/corrections/")


def test_a_pair_is_told_if_readers_saw_both_sides_of_it(read: Read) -> None:
    seen, unseen = a_pair(), a_pair()
    retract(counterclaim=seen, reason="Of another day.", by=seen.added_by, at=later(days=1))
    retract(counterclaim=unseen, reason="Of another place.", by=unseen.added_by, at=later(days=1))
    Claim.objects.filter(pk=unseen.answers_id).update(released_at=later(days=2))

    page = read("/corrections/")

    assert "Of another day." in page
    assert "Of another place." not in page


@pytest.mark.parametrize("side", ["claim", "answers"])
def test_a_pair_with_an_exercise_is_told_among_those(read: Read, side: str) -> None:
    pair = a_pair(claim=a_claim(), answers=a_claim())
    retract(counterclaim=pair, reason="Of another day.", by=pair.added_by, at=later(days=1))
    Incident.objects.filter(pk=getattr(pair, side).incident_id).update(is_exercise=True)

    assert "Of another day." not in read("/corrections/")
    assert "Of another day." in read("/corrections/", trials="yes")


def test_the_newest_stands_first_whatever_it_is(read: Read) -> None:
    first, last = a_claim(), a_claim()
    withdraw(claim=last, reason="The last of all.", by=an_editor(), at=later(days=3))
    withdraw(claim=first, reason="The first of all.", by=an_editor(), at=later(days=0))
    a_correction(a_verdict(), reason="The one between.", at=later(days=2))

    page = read("/corrections/")

    told = [page.index(f"The {one}") for one in ("last of all", "one between", "first of all")]
    assert told == sorted(told)


def test_exercises_and_demonstrations_have_a_list_of_their_own(read: Read) -> None:
    a_correction(reason="Nothing happened, as was said.")
    Incident.objects.update(is_exercise=True)

    assert "Nothing happened, as was said." not in read("/corrections/")
    assert "Nothing happened, as was said." in read("/corrections/", trials="yes")


def test_it_is_cut_into_pages(read: Read) -> None:
    incident = an_incident()
    for number in range(21):
        claim = a_claim(incident=incident)
        at = later(days=1, minutes=number)
        withdraw(claim=claim, reason=f"This is reason {number:02}.", by=an_editor(), at=at)

    assert "This is reason 20." in read("/corrections/")
    assert "This is reason 00." not in read("/corrections/")
    assert "This is reason 00." in read("/corrections/", page="2")
