"""What is recorded of a page is changed at the desk, and what it was before is shown with it."""

from __future__ import annotations

from datetime import date

import pytest

from claims.models import Event
from sources.models import Page
from tests.desk.forms import errors, opened
from tests.factories import a_citation, a_page, a_verdict

pytestmark = pytest.mark.django_db


def sent(client, page, **changes):
    url = f"/desk/pages/{page.pk}/edit/"
    return client.post(url, opened(client, url) | changes)


def test_title_author_and_date_are_changed_and_the_history_has_old_and_new(sign_in, checker):
    client, page = sign_in(checker), a_citation(page=a_page(title="Twelve ded")).page

    answer = sent(
        client, page, title="Twelve dead", author="A. M.", published="2024-08", reason="A slip."
    )

    text = client.get(answer["Location"]).content.decode()
    page = Page.objects.get(pk=page.pk)
    assert (page.title, page.author, page.published) == ("Twelve dead", "A. M.", date(2024, 8, 1))
    assert '<del dir="auto">Twelve ded</del>' in text
    assert '<ins dir="auto">Twelve dead</ins>' in text
    assert "A slip." in text
    assert checker.get_full_name() in text
    assert Event.objects.filter(verb="page_described").count() == 1


def test_date_author_and_language_are_taken_away(sign_in, checker):
    page = a_page(
        author="A. M.", language="fr", published=date(2024, 8, 1), published_precision="month"
    )

    sent(sign_in(checker), page, author="", language="", published="", reason="It says neither.")

    page.refresh_from_db()
    assert (page.author, page.language) == ("", "")
    assert (page.published, page.published_precision) == (None, "unknown")


def test_a_reason_and_a_title_are_needed(sign_in, checker):
    page = a_page()
    answer = sent(sign_in(checker), page, title="", reason="")
    assert answer.status_code == 422
    assert set(errors(answer)) == {"title", "reason"}


def test_a_page_that_a_judged_claim_rests_on_is_changed_by_an_editor(sign_in, checker, editor):
    citation = a_citation()
    a_verdict(citation.claim)

    refused = sent(sign_in(checker), citation.page, title="Other", reason="A slip.")
    done = sent(sign_in(editor), citation.page, title="Other", reason="A slip.")

    assert (refused.status_code, done.status_code) == (422, 302)


def test_readers_see_the_author(client, sign_in, checker):
    page = a_citation().page
    sent(sign_in(checker), page, author="Quicksilver, A.", reason="As it says.")
    assert "Quicksilver, A." in client.get(f"/evidence/{page.pk}/").content.decode()
