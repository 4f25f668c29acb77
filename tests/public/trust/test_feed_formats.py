"""What holds of every feed, as Atom and as JSON Feed."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from claims.models import Claim, Incident
from claims.operations.record import withdraw
from claims.operations.release import withdraw_dossier
from tests.factories import (
    a_citation,
    a_claim,
    a_correction,
    a_figure,
    a_party,
    a_verdict,
    a_verdict_again,
    an_editor,
    an_incident,
    later,
)
from tests.public.conftest import Read
from tests.public.trust.test_feeds import ATOM, entries, said

NAMES = ("claims", "verdicts", "corrections", "changes")


def items(feed: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(feed)["items"]
    return found


@pytest.fixture
def corrected(db: None) -> Incident:
    """A dossier with a claim, its verdict and a correction of that."""
    army = a_party("Army of Northland")
    claim = a_claim(incident=an_incident("Raid"), figures=[a_figure(best=20, subjects=[army])])
    a_correction(a_verdict(claim), rating="refuted", summary="Not so.", reason="A list was found.")
    return claim.incident


def test_both_forms_hold_the_same(read: Read, corrected: Incident) -> None:
    for name in (*NAMES, f"incidents/{corrected.slug}"):
        atom, plain = entries(read(f"/feeds/{name}.atom")), items(read(f"/feeds/{name}.json"))

        assert [said(one, "id") for one in atom] == [one["id"] for one in plain]
        assert [said(one, "title") for one in atom] == [one["title"] for one in plain]
        assert [said(one, "summary") for one in atom] == [one["content_text"] for one in plain]
        assert len({one["id"] for one in plain}) == len(plain)


def test_text_is_typed_as_text(read: Read, db: None) -> None:
    a_claim(statement="Losses <b>rose</b> & fell.")

    (entry,) = entries(read("/feeds/claims.atom"))
    summary = entry.find(f"{ATOM}summary")

    assert summary is not None
    assert summary.attrib["type"] == "text"
    assert "Losses <b>rose</b> & fell." in (summary.text or "")
    assert "Losses <b>rose</b> & fell." in items(read("/feeds/claims.json"))[0]["content_text"]


@pytest.mark.parametrize("name", ["claims", "verdicts"])
def test_a_figure_says_whose_losses_it_counts(read: Read, corrected: Incident, name: str) -> None:
    assert "Killed, Army of Northland: 20" in said(
        entries(read(f"/feeds/{name}.atom"))[0], "summary"
    )


def test_every_entry_has_an_author(read: Read, corrected: Incident) -> None:
    feed = ET.fromstring(read(f"/feeds/incidents/{corrected.slug}.atom"))
    claimant = corrected.claims.get().claimant.short_name

    authors = [entry.findtext(f"{ATOM}author/{ATOM}name") for entry in feed.iter(f"{ATOM}entry")]

    assert sorted(authors) == sorted([settings.SITE_NAME, settings.SITE_NAME, claimant])


def test_addresses_are_absolute(read: Read, corrected: Incident) -> None:
    for name in NAMES:
        feed = ET.fromstring(read(f"/feeds/{name}.atom"))
        plain = json.loads(read(f"/feeds/{name}.json"))

        links = [link.attrib["href"] for link in feed.iter(f"{ATOM}link")]
        links += [plain["home_page_url"], *(one["url"] for one in plain["items"])]

        assert all(link.startswith(f"{settings.SITE_URL}/") for link in links)
        assert plain["feed_url"] == f"{settings.SITE_URL}/feeds/{name}.json"


def test_an_id_stays_whatever_the_dossier_is_called(read: Read, corrected: Incident) -> None:
    before = [one["id"] for one in items(read(f"/feeds/incidents/{corrected.slug}.json"))]
    Incident.objects.update(slug="another", title="Another name")

    assert [one["id"] for one in items(read("/feeds/incidents/another.json"))] == before


def test_a_corrected_verdict_is_updated_and_says_so(read: Read, corrected: Incident) -> None:
    newest, first = entries(read("/feeds/verdicts.atom"))

    assert said(first, "updated") == said(newest, "published") > said(first, "published")
    assert "Corrected since, on 2 March 2026: Refuted." in said(first, "summary")
    assert "Corrected since" not in said(newest, "summary")


def test_what_was_reviewed_again_is_no_correction(read: Read, db: None) -> None:
    a_verdict_again()

    newest, first = entries(read("/feeds/verdicts.atom"))

    assert said(newest, "title").startswith("Reviewed again: Supported")
    assert "Reviewed again since, on 2 March 2026: Supported." in said(first, "summary")
    assert "Correct" not in said(newest, "title") + said(first, "summary")


def test_a_correction_says_its_kind_before_and_now(read: Read, corrected: Incident) -> None:
    (entry,) = entries(read("/feeds/corrections.atom"))

    assert said(entry, "title").startswith("Correction of the verdict: ")
    assert said(entry, "summary") == "Before: Supported\nNow: Refuted\nA list was found."


def test_corrections_of_an_exercise_are_not_in_the_feed(read: Read, corrected: Incident) -> None:
    Incident.objects.update(is_exercise=True)

    assert entries(read("/feeds/corrections.atom")) == []


def test_a_withdrawn_claim_is_told_under_its_old_ids(read: Read, db: None) -> None:
    verdict = a_verdict()
    names = ("claims", "verdicts", f"incidents/{verdict.claim.incident.slug}")
    a_claim(incident=verdict.claim.incident)
    before = {one["id"] for name in names for one in items(read(f"/feeds/{name}.json"))}
    withdraw(
        claim=verdict.claim, reason="Entered twice, as was said.", by=an_editor(), at=later(days=1)
    )

    for name in names:
        told = items(read(f"/feeds/{name}.json"))[0]
        assert told["id"] in before
        assert told["title"] == f"Withdrawn: claim {verdict.claim_id}"
        assert "Entered twice, as was said." in told["content_text"]
        assert verdict.summary not in read(f"/feeds/{name}.atom")


def test_a_withdrawn_dossier_is_told_in_its_feed(read: Read, corrected: Incident) -> None:
    withdraw_dossier(
        incident=corrected,
        reason="A source is in danger.",
        notice="We were asked to.",
        by=an_editor(),
        at=later(days=3),
    )

    feed = read(f"/feeds/incidents/{corrected.slug}.atom")

    (entry,) = entries(feed)
    assert said(entry, "summary") == "Withdrawn on 4 March 2026.\nWe were asked to."
    assert "A list was found." not in feed
    assert "in danger" not in feed


def test_a_dossier_that_was_not_released_has_no_feed(read: Read, db: None) -> None:
    claim = a_claim(released=False)

    read(f"/feeds/incidents/{claim.incident.slug}.atom", expect=404)


def test_the_feed_of_a_dossier_has_nothing_of_another(read: Read, corrected: Incident) -> None:
    other = a_claim(statement="Somewhere else.")

    assert "Somewhere else." not in read(f"/feeds/incidents/{corrected.slug}.atom")
    assert "Somewhere else." in read(f"/feeds/incidents/{other.incident.slug}.atom")


@pytest.mark.parametrize("form", ["atom", "json"])
def test_who_has_the_newest_is_not_sent_it_again(
    client: Client, corrected: Incident, form: str
) -> None:
    path = f"/feeds/verdicts.{form}"
    first = client.get(path)

    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    a_citation(corrected.claims.get())
    changed = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, changed.status_code) == (304, 200)


def test_what_is_released_late_is_the_newest(read: Read, db: None) -> None:
    late, early = a_claim(), a_claim()
    Claim.objects.filter(pk=late.pk).update(released_at=later(days=9))

    newest, other = entries(read("/feeds/claims.atom"))

    assert said(newest, "id").endswith(f":claim-{late.pk}")
    assert datetime.fromisoformat(said(newest, "published")) == later(days=9)
    assert said(other, "id").endswith(f":claim-{early.pk}")


def test_feeds_of_two_languages_are_two(read: Read, corrected: Incident) -> None:
    english, french = (ET.fromstring(read(f"{root}feeds/verdicts.atom")) for root in ("/", "/fr/"))

    assert english.findtext(f"{ATOM}id") != french.findtext(f"{ATOM}id")
    assert {one.text for one in english.iter(f"{ATOM}id")}.isdisjoint(
        one.text for one in french.iter(f"{ATOM}id")
    )
    assert french.findtext(f"{ATOM}author/{ATOM}uri") == f"{settings.SITE_URL}/fr/"


def test_an_empty_feed_stays_the_same(read: Read, db: None) -> None:
    feed = ET.fromstring(read("/feeds/corrections.atom"))

    assert datetime.fromisoformat(feed.findtext(f"{ATOM}updated") or "").year == 2026
    assert items(read("/feeds/corrections.json")) == []


def test_pages_say_where_their_feeds_are(read: Read, corrected: Incident) -> None:
    for page, feed in {
        "/": "verdicts",
        "/corrections/": "corrections",
        "/changes/": "changes",
        "/incidents/": "claims",
        f"/incidents/{corrected.slug}/": f"incidents/{corrected.slug}",
    }.items():
        shown = read(page)
        assert f'type="application/atom+xml" href="/feeds/{feed}.atom"' in shown, page
        assert f'type="application/feed+json" href="/feeds/{feed}.json"' in shown, page
