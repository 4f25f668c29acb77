"""The standing pages: who we are, how we work, grades, corrections, funding."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.operations.readers.trust_texts import write_trust_text
from claims.rules.readers.trust_pages import TrustPage
from tests.factories import AT, a_user
from tests.public.conftest import Read
from tests.ratings import Rating
from tracker.base.people.models import Role

ADDRESSES = {
    TrustPage.ABOUT: "/about/",
    TrustPage.METHODOLOGY: "/methodology/",
    TrustPage.GRADES: "/grades/",
    TrustPage.CORRECTIONS_POLICY: "/corrections-policy/",
    TrustPage.FUNDING: "/funding/",
}


def written(page: TrustPage, body: str) -> None:
    by = a_user(Role.ADMINISTRATOR)
    write_trust_text(page, language="en", body=body, reason="Ours.", by=by, at=AT)


@pytest.mark.parametrize("page", TrustPage)
def test_a_page_shows_what_an_administrator_wrote(read: Read, page: TrustPage) -> None:
    before = read(ADDRESSES[page])
    assert "Last changed on" not in before
    assert f"<h1>{page.label}</h1>" in before

    written(page, "We are *ours*.\n\n## Whom to ask\n\n- [Write](mailto:desk@example.org)")
    after = read(ADDRESSES[page])

    assert "<p>We are <em>ours</em>.</p>" in after
    assert "<h2>Whom to ask</h2>" in after
    assert 'href="mailto:desk@example.org"' in after
    assert "1 March 2026" in after


def test_each_language_has_the_text_that_comes_with_the_software(read: Read) -> None:
    assert "Nous faisons des erreurs" in read("/fr/corrections-policy/")
    assert "نحن نخطئ" in read("/ar/corrections-policy/")


def test_what_was_written_here_stands_before_what_comes_with_the_software(read: Read) -> None:
    written(TrustPage.FUNDING, "The readers pay for this.")

    assert "The readers pay for this." in read("/fr/funding/")


def test_what_is_computed_stays_below(read: Read) -> None:
    written(TrustPage.METHODOLOGY, "In our own words.")
    written(TrustPage.GRADES, "In our own words.")

    for address in ("/methodology/", "/grades/"):
        page = read(address)
        assert page.index("In our own words.") < page.index(Rating.REFUTED.meaning)
        assert "Reliability cannot be judged" in page


def test_html_is_shown_and_not_run(read: Read) -> None:
    written(TrustPage.ABOUT, "<script>alert(1)</script>\n\n[x](javascript:alert(1))")

    page = read("/about/")

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert 'href="javascript' not in page


def test_they_are_linked_from_every_page(read: Read) -> None:
    footer = read("/").partition("<footer")[2]

    for address in ADDRESSES.values():
        assert f'href="{address}"' in footer


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/about/", "/funding/", "/corrections-policy/"])
def test_a_page_is_one_query(client: Client, address: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    assert len(captured) == 1
