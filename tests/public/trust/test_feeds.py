"""Atom feeds of new claims, verdicts and corrections."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from tests.factories import a_citation, a_claim, a_correction, a_verdict, an_assignment, an_incident
from tests.public.conftest import Read
from tracker.base.values.partial_date import PartialDate

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(feed: str) -> list[ET.Element]:
    return ET.fromstring(feed).findall(f"{ATOM}entry")


def said(entry: ET.Element, name: str) -> str:
    return entry.findtext(f"{ATOM}{name}") or ""


def test_a_new_claim_is_in_the_feed(read: Read) -> None:
    claim = a_claim(statement="Twenty men were killed.")

    (entry,) = entries(read("/feeds/claims.atom"))

    assert "Twenty men were killed." in said(entry, "summary")
    assert entry.find(f"{ATOM}link").attrib["href"].endswith(f"/claims/{claim.pk}/")


def test_a_verdict_and_its_correction_are_in_the_feed(read: Read) -> None:
    verdict = a_verdict()
    a_correction(verdict, rating="refuted", summary="It is not so.", reason="A list was found.")

    newest, first = entries(read("/feeds/verdicts.atom"))

    assert said(newest, "title").startswith("Correction: Refuted")
    assert "A list was found." in said(newest, "summary")
    assert said(first, "title").startswith("Supported")


def test_entries_say_where_the_reports_have_it_from(read: Read) -> None:
    verdict = a_verdict()
    said_on_page = "2 reports from 1 to 2 origins; not independently confirmed"
    while verdict.claim.citations.count() < 2:
        a_citation(verdict.claim)

    (claim,), (decided,) = (entries(read(f"/feeds/{name}.atom")) for name in ("claims", "verdicts"))

    assert said_on_page in read(f"/claims/{verdict.claim_id}/")
    assert f"Evidence: {said_on_page}" in said(claim, "summary")
    assert f"Evidence now: {said_on_page}" in said(decided, "summary")


@pytest.mark.parametrize(
    ("made_on", "told"),
    [("2024-07-28", "28 July 2024"), ("2024-07", "July 2024"), ("", "date not known")],
)
def test_entries_say_when_it_was_said(read: Read, made_on: str, told: str) -> None:
    a_verdict(a_claim(made_on=PartialDate.parse(made_on)))

    for name in ("claims", "verdicts"):
        (entry,) = entries(read(f"/feeds/{name}.atom"))
        assert f"Date of the statement: {told}\n" in said(entry, "summary")


def test_a_claim_without_a_report_says_so_in_the_feed(read: Read) -> None:
    a_claim()

    (entry,) = entries(read("/feeds/claims.atom"))

    assert "Evidence: no report of it cited" in said(entry, "summary")


def test_an_exercise_is_marked(read: Read) -> None:
    a_claim(incident=an_incident(is_exercise=True))

    (entry,) = entries(read("/feeds/claims.atom"))

    assert said(entry, "title").startswith("[Exercise] ")


def test_a_draft_is_in_no_feed(read: Read) -> None:
    a_claim(draft=True)

    assert entries(read("/feeds/claims.atom")) == []


def test_a_review_under_way_is_in_no_feed(read: Read) -> None:
    an_assignment()

    assert entries(read("/feeds/verdicts.atom")) == []


@pytest.mark.parametrize("character", ["\x01", "\x0b", "\ufffe", "\x1b"])
def test_characters_that_xml_cannot_hold_do_not_break_it(read: Read, character: str) -> None:
    claim = a_claim()
    type(claim).objects.filter(pk=claim.pk).update(statement=f"Twenty{character}men")

    (entry,) = entries(read("/feeds/claims.atom"))

    assert "Twenty\ufffdmen" in said(entry, "summary")


def test_the_feed_is_atom(client: Client, db: None) -> None:
    assert client.get("/feeds/claims.atom")["Content-Type"].startswith("application/atom+xml")
