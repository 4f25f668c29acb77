"""The desk's list of claims finds a claim by its words, and by those of the pages it cites."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.operations.matching.texts import index_texts
from tests.factories import AT, a_citation, a_claim, a_page
from tests.public.captures import a_capture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "is_found"), [("bridge river", True), ("bridge market", False), ("", True)]
)
def test_a_claim_is_found_by_the_text_of_a_page_it_cites(sign_in, checker, words, is_found):
    claim = a_claim(statement="Twelve guards were killed.")
    page = a_page()
    a_citation(claim, page=page)
    a_capture(page, "A bridge over the river was blown up.")
    index_texts(at=AT)
    client = sign_in(checker)

    listed = client.get(reverse("desk:claims"), {"q": words}).content.decode()

    assert ("Twelve guards were killed." in listed) is is_found
