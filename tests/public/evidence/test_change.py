"""The silent-edit card: two captures of one page side by side, with what differs in words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from claims.presentation.evidence import changes
from sources.models import FindingKind
from tests.factories import a_citation, a_claim, a_page, a_quotation, a_user, an_incident
from tests.markup import tight
from tests.public.conftest import Read
from tests.public.looks import BEFORE, NOW, QUOTED, a_change, a_quoted_page, cite
from tracker.base.people.models import Role


def text_of(page: str) -> str:
    """What somebody reads or hears: a page without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.split("<main", 1)[1]).split())


def test_it_shows_both_copies_and_the_changed_number(read: Read) -> None:
    found = a_change(a_quoted_page())

    page = read(f"/changes/{found.pk}/")

    assert "<h1>A number in a quoted passage was changed</h1>" in page
    assert "Who made the change, and why, is not known to us." in page
    assert "1 March 2026, 12:00:00" in page
    assert "2 March 2026, 12:00:00" in page
    for side in (found.earlier, found.later):
        assert side.file_sha256 in page
        assert side.text_sha256 in page
        assert f"/evidence/captures/{side.pk}/" in page
    tree = LexborHTMLParser(page)
    assert "twelve" in tree.css_first("del.is-number").text()
    assert "seven" in tree.css_first("ins.is-number").text()


def test_the_change_is_told_without_colours_or_strokes(read: Read) -> None:
    told = text_of(read(f"/changes/{a_change(a_quoted_page()).pk}/"))

    assert "that [taken out:] twelve [end] [put in:] seven [end] guards" in told
    assert "Figure or date: “twelve” became “seven”." in told


def test_it_can_be_shared(read: Read) -> None:
    found = a_change(a_quoted_page())

    page = tight(read(f"/changes/{found.pk}/"))

    title = f"A number in a quoted passage was changed: {found.page.publisher.name}"
    assert f"<title>{title}, 2 March 2026 · Counterclaim</title>" in page
    assert f'<meta property="og:title" content="{title}">' in page
    assert f'/changes/{found.pk}/">' in page.split('og:url" content="', 1)[1].split("<")[0]
    assert "og:image" not in page


def test_it_leads_to_every_claim_that_cites_the_page(read: Read) -> None:
    page = a_quoted_page()
    cite(page)
    found = a_change(page)

    shown = read(f"/changes/{found.pk}/")

    citations = page.citations.all()
    assert len(citations) == 2
    for citation in citations:
        assert f"/claims/{citation.claim_id}/" in shown


def test_the_whole_text_stands_folded_below(read: Read) -> None:
    longer = f"{BEFORE} The road is closed."
    found = a_change(a_quoted_page(), longer, f"{NOW} The road is open.")

    page = read(f"/changes/{found.pk}/")

    assert "The whole text: 2 places differ" in page
    assert "1 changed stretch holds another number." in page


def test_texts_too_long_to_wait_for_are_left_to_the_files(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "LONGEST_TEXTS", 10)

    assert "The whole text" not in read(f"/changes/{a_change(a_quoted_page()).pk}/")


def test_arabic_runs_from_right_to_left(read: Read) -> None:
    page = a_quoted_page("قتل ١٢ حارسا", language="ar")
    found = a_change(page, "قال العمدة قتل ١٢ حارسا قرب الجسر", "قال العمدة قتل ٧ حارسا قرب الجسر")

    shown = tight(read(f"/changes/{found.pk}/"))

    assert found.number_altered
    assert '<div class="wording" lang="ar" dir="rtl">' in shown


def test_a_page_that_is_gone_says_nothing_of_its_quotations(read: Read) -> None:
    found = a_change(a_quoted_page(), outcome="error_page", http_status=410)

    page = read(f"/changes/{found.pk}/")

    assert "<h1>The page is gone</h1>" in page
    assert "nothing can be said of the quoted passages" in page
    assert "<del" not in page
    assert "Who made the change" not in page


def test_a_look_that_found_nothing_has_an_address_too(read: Read) -> None:
    found = a_change(a_quoted_page(), BEFORE, BEFORE)

    page = read(f"/changes/{found.pk}/")

    assert "<h1>The page says the same</h1>" in page
    assert "This passage is the same in both copies." in page


def test_a_quotation_of_a_draft_is_not_told_to_readers(read: Read) -> None:
    page = a_quoted_page(draft=True)
    cite(page)
    found = a_change(page)

    shown = read(f"/changes/{found.pk}/")

    assert (found.kind, found.number_altered) == ("quotation_altered", True)
    assert "<h1>The page was changed; in no quoted passage was a change found</h1>" in shown
    assert QUOTED not in text_of(shown).split("The whole text")[0]


NOT_READ: dict[str, Any] = {"extraction": "failed", "text_sha256": ""}


def test_a_copy_that_could_not_be_read_is_no_all_clear(read: Read) -> None:
    found = a_change(a_quoted_page(), now="", **NOT_READ)
    said = "The page was changed; not every quoted passage could be compared"

    assert (found.kind, found.quotations[0]["change"]) == ("changed_elsewhere", "unread")
    assert f"<h1>{said}</h1>" in read(f"/changes/{found.pk}/")
    assert said in read("/changes/")
    assert said in read("/feeds/changes.atom")


def test_that_a_quotation_of_a_draft_could_not_be_compared_is_not_told(
    read: Read, client: Client
) -> None:
    page = a_quoted_page(draft=True)
    cite(page)
    found = a_change(page, now="", **NOT_READ)
    said = "not every quoted passage could be compared"

    for address in (f"/changes/{found.pk}/", "/changes/", "/feeds/changes.atom"):
        assert said not in read(address)
    client.force_login(a_user(Role.EDITOR), "django.contrib.auth.backends.ModelBackend")
    assert said in client.get(f"/changes/{found.pk}/").content.decode()


def test_a_page_of_a_draft_alone_has_no_card(read: Read) -> None:
    found = a_change(a_quoted_page(draft=True))

    read(f"/changes/{found.pk}/", expect=404)
    read("/changes/999999/", expect=404)


def test_staff_see_the_quotation_of_a_draft(client: object, db: None) -> None:
    found = a_change(a_quoted_page(draft=True))
    client.force_login(  # type: ignore[attr-defined]
        a_user(Role.EDITOR), "django.contrib.auth.backends.ModelBackend"
    )

    page = client.get(f"/changes/{found.pk}/").content.decode()  # type: ignore[attr-defined]

    assert "A number in a quoted passage was changed" in page


def test_an_exercise_says_so(read: Read) -> None:
    page = a_page()
    quotation = a_quotation(page, exact=QUOTED)
    claim = a_claim(incident=an_incident("EXERCISE: The bridge", is_exercise=True))
    a_citation(claim, page=page, quotation=quotation)

    shown = read(f"/changes/{a_change(page).pk}/")

    assert "<title>Exercise: A number" in shown
    assert FindingKind.ALTERED in {row.kind for row in quotation.findings.all()}
