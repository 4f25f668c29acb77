"""The list of changes, its feed, and the marks on claims that rest on what was changed."""

from __future__ import annotations

import pytest

from sources.models import Page
from tests.factories import a_citation, a_claim, a_pair, a_quotation, later
from tests.public.conftest import Read
from tests.public.looks import BEFORE, QUOTED, a_change, a_quoted_page, cite

PUBLIC_NOTE = "A number was changed in a page cited here."


def gone(page: Page, days: int) -> int:
    found = a_change(page, outcome="error_page", http_status=404, at=later(days=days))
    return found.pk


def test_what_was_found_is_listed_newest_first(read: Read) -> None:
    first = a_change(a_quoted_page())
    second = a_change(a_quoted_page(), BEFORE, "Nothing is known.", at=later(days=2))

    page = read("/changes/")

    assert "Figure or date: “twelve” became “seven”." in page
    assert page.index(f"/changes/{second.pk}/") < page.index(f"/changes/{first.pk}/")


def test_looks_that_found_nothing_are_not_listed(read: Read) -> None:
    a_change(a_quoted_page(), BEFORE, BEFORE)

    assert "No later look has found a change yet." in read("/changes/")


def test_one_kind_can_be_chosen(read: Read) -> None:
    altered = a_change(a_quoted_page())
    lost = a_change(a_quoted_page(), BEFORE, "Nothing is known.")

    page = read("/changes/", kind="quotation_gone")

    assert f"/changes/{lost.pk}/" in page
    assert f"/changes/{altered.pk}/" not in page
    assert "No look has found this yet." in read("/changes/", kind="page_moved")


def test_nonsense_chooses_nothing(read: Read) -> None:
    found = a_change(a_quoted_page())

    assert f"/changes/{found.pk}/" in read("/changes/", kind="<b>", page="-1")


def test_a_page_that_stays_gone_is_told_of_once(read: Read) -> None:
    page = a_quoted_page()
    first, second = gone(page, 1), gone(page, 9)

    listed = read("/changes/")

    assert f"/changes/{first}/" in listed
    assert f"/changes/{second}/" not in listed
    assert f"/changes/{second}/" in read(f"/evidence/{page.pk}/")


def test_a_site_that_did_not_answer_is_told_of_when_asked_for(read: Read) -> None:
    found = a_change(a_quoted_page(), outcome="timeout", http_status=None)

    assert f"/changes/{found.pk}/" not in read("/changes/")
    assert f"/changes/{found.pk}/" in read("/changes/", kind="page_failed")


def test_drafts_are_neither_listed_nor_found_by_their_kind(read: Read) -> None:
    hidden = a_change(a_quoted_page(draft=True))
    page = a_quoted_page(draft=True)
    cite(page)
    half = a_change(page)

    assert f"/changes/{hidden.pk}/" not in read("/changes/")
    assert "twelve" not in read("/changes/")
    assert f"/changes/{half.pk}/" not in read("/changes/", kind="quotation_altered")
    assert f"/changes/{half.pk}/" in read("/changes/", kind="changed_elsewhere")


def test_the_feed_holds_them(read: Read) -> None:
    found = a_change(a_quoted_page(title="A \x0b title"))

    feed = read("/feeds/changes.atom")

    assert f"A number in a quoted passage was changed: {found.page.publisher.name}" in feed
    assert f"/changes/{found.pk}/" in feed
    assert "\x0b" not in feed


@pytest.mark.parametrize("seen", [False, True])
def test_every_claim_that_cites_the_page_carries_the_note(read: Read, *, seen: bool) -> None:
    page = a_quoted_page()
    cite(page)
    found = a_change(page)
    if seen:
        type(found).objects.update(seen_at=later(days=2), seen_by=page.added_by, seen_note="Ok.")

    citations = page.citations.all()
    assert len(citations) == 2
    for citation in citations:
        shown = read(f"/claims/{citation.claim_id}/")
        assert PUBLIC_NOTE in shown
        assert "“twelve” became “seven”" in shown
        assert f"/changes/{found.pk}/" in shown


def test_the_note_stays_when_the_number_is_put_back(read: Read) -> None:
    page = a_quoted_page()
    first = a_change(page)
    second = a_change(page, now=BEFORE, at=later(days=3))

    shown = read(f"/claims/{page.citations.get().claim_id}/")

    assert "Numbers were changed in pages cited here." in shown
    assert f"/changes/{first.pk}/" in shown
    assert f"/changes/{second.pk}/" in shown


def test_another_claim_carries_no_note(read: Read) -> None:
    a_change(a_quoted_page())
    other = a_citation()

    assert PUBLIC_NOTE not in read(f"/claims/{other.claim_id}/")


def test_the_dossier_and_the_pair_mark_both_sides_in_the_same_words(read: Read) -> None:
    page = a_quoted_page()
    one = page.citations.get().claim
    other = a_claim(incident=one.incident)
    a_citation(other, page=page)
    pair = a_pair(claim=other, answers=one)
    a_change(page)

    for path in (f"/pairs/{pair.pk}/", f"/incidents/{one.incident.slug}/"):
        assert read(path).count("a number in a cited page was changed") >= 2


@pytest.mark.parametrize(
    ("now", "mark"),
    [
        (BEFORE.replace("killed", "wounded"), "words changed on the page"),
        ("Nothing is known.", "no longer on the page"),
    ],
)
def test_other_changes_are_smaller_marks(read: Read, now: str, mark: str) -> None:
    page = a_quoted_page()
    a_change(page, now=now)

    shown = read(f"/claims/{page.citations.get().claim_id}/")

    assert mark in shown
    assert PUBLIC_NOTE not in shown


def test_a_page_that_is_gone_is_a_mark_on_every_citation_of_it(read: Read) -> None:
    page = a_quoted_page()
    gone(page, 1)

    assert ">page gone</a>" in read(f"/claims/{page.citations.get().claim_id}/")


def test_a_claim_that_quotes_other_words_has_the_note_but_no_mark(read: Read) -> None:
    page = a_quoted_page()
    other = a_citation(page=page, quotation=a_quotation(page, exact="near the bridge"))
    a_change(page)

    shown = read(f"/claims/{other.claim_id}/")

    assert PUBLIC_NOTE in shown
    assert "number changed on the page" not in shown
    assert QUOTED not in shown


def test_the_evidence_page_tells_of_each_look_and_of_the_next(read: Read) -> None:
    page = a_quoted_page()
    found = a_change(page)

    shown = read(f"/evidence/{page.pk}/")

    assert f"/changes/{found.pk}/" in shown
    assert "Next look: 9 March 2026." in shown
    assert "Look now" not in shown
    assert "/deposit/" not in shown


def test_an_evidence_page_without_looks_says_so(read: Read) -> None:
    page = a_quoted_page()

    assert "There is no whole copy yet" in read(f"/evidence/{page.pk}/")
