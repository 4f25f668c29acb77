"""Statements, verdicts, corrections and withdrawals in the order of their dates."""

from __future__ import annotations

from claims.models import Claim, Incident
from claims.operations.record import withdraw
from claims.operations.release import release_claim
from claims.presentation.timeline import timeline_of
from claims.reads.claims import for_cards
from tests.factories import (
    a_claim,
    a_correction,
    a_figure,
    a_party,
    a_proposal,
    a_reviewed_claim,
    a_verdict,
    an_editor,
    an_incident,
    later,
)
from tests.markup import folded
from tests.public.conftest import Read
from tracker.base.values.partial_date import PartialDate

TITLE = "What was said and decided, by date"


def said(incident: Incident, day: str, name: str = "", **fields: object) -> Claim:
    claimant = a_party(name or f"Voice of {day}")
    made = PartialDate.parse(day)
    return a_claim(incident=incident, claimant=claimant, made_on=made, **fields)


def timeline(page: str) -> str:
    return folded(page[page.index(TITLE) :])


def test_verdicts_stand_among_statements_by_date(read: Read) -> None:
    incident = an_incident(slug="ford")
    claim = said(incident, "2026-02-01", "River League")
    verdict = a_verdict(a_reviewed_claim(claim=claim))
    said(incident, "2026-03-02", "Army of Northland")

    part = timeline(read("/incidents/ford/"))

    order = [part.index(w) for w in ("River League", "Verdict:", "Army of Northland")]
    assert order == sorted(order)
    assert f"/claims/{claim.pk}/#verdict-{verdict.version}" in part
    assert "on the claim of River League" in part


def test_a_correction_and_a_proposal_are_told_apart(read: Read) -> None:
    incident = an_incident(slug="ford")
    first = a_verdict(a_reviewed_claim(claim=said(incident, "2026-02-01")))
    a_correction(first)
    a_proposal(a_verdict(a_reviewed_claim(claim=said(incident, "2026-02-02"))))

    part = timeline(read("/incidents/ford/"))

    assert part.count("Verdict corrected:") == 1
    assert part.count(">Mostly supported<") == 1


def test_a_review_that_is_not_published_is_not_told(read: Read) -> None:
    incident = an_incident(slug="ford")
    a_reviewed_claim(claim=said(incident, "2026-02-01"))

    assert "Verdict" not in timeline(read("/incidents/ford/")).partition("</ol>")[0]


def test_a_withdrawn_claim_is_told_without_what_it_said(read: Read) -> None:
    incident = an_incident(slug="ford")
    said(incident, "2026-02-01")
    gone = said(incident, "2026-02-02", "Gone Voice", statement="Said no more.")
    withdraw(claim=gone, reason="Recorded twice, as was said.", by=an_editor(), at=later(days=3))

    page = read("/incidents/ford/")

    assert f'<a href="/claims/{gone.pk}/">Claim {gone.pk} was withdrawn</a>' in timeline(page)
    assert "4 March 2026" in timeline(page)
    assert "Gone Voice" not in page
    assert "Said no more." not in page


def test_a_draft_that_was_withdrawn_was_never_read_and_is_not_told(read: Read) -> None:
    incident = an_incident(slug="ford", at_once=False)
    gone = said(incident, "2026-02-02")
    withdraw(claim=gone, reason="Recorded twice, as was said.", by=an_editor(), at=later(days=3))
    assert read("/incidents/ford/", expect=404)

    release_claim(claim=said(incident, "2026-02-01"), by=an_editor(), at=later(days=4))
    assert "was withdrawn" not in read("/incidents/ford/")


def test_a_month_stands_before_its_days_and_an_unknown_date_last(db: None) -> None:
    incident = an_incident()
    for day in ("", "2026-02-02", "2026-02-01", "2026-02", "2026"):
        said(incident, day)

    moments = timeline_of(for_cards(Claim.objects.filter(incident=incident)))

    dates = ["2026", "2026-02", "2026-02-01", "2026-02-02"]
    assert [moment.when.partition('datetime="')[2].partition('"')[0] for moment in moments] == [
        *dates,
        "",
    ]
    assert moments[-1].when == "date not known"


def test_a_statement_is_told_by_its_figures(read: Read) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    figures = [a_figure(best=n, subjects=[army], part=f"part {n}") for n in range(1, 6)]
    said(incident, "2026-02-01", statement="It is a long one.", figures=figures)
    said(incident, "2026-02-02", statement="Nothing happened.", figures=[])

    part = timeline(read("/incidents/ford/"))

    assert "Killed, Army: 1; Killed, Army: 2; Killed, Army: 3; 2 more figures" in part
    assert "Nothing happened." in part
    assert "It is a long one." not in part
