"""A form that was begun says which claim, page or other thing it is about."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.presentation.words import subject_words
from claims.reads.begun import things_of_forms
from tests.desk.unsent.things import INTO, made
from tests.desk.unsent.typing import typed
from tests.factories import a_claim, a_pair, a_party, a_user, an_editor, an_incident
from tracker.base.people.models import User

pytestmark = pytest.mark.django_db

WORDS = "Both pages have it from one communiqué."
OF_LISTS = {"standing", "terms", "queues", INTO}
"""Kinds whose forms say by their heading what they are about, or that are about no one thing."""


@pytest.fixture
def browser(sign_in, editor: User) -> Client:
    client: Client = sign_in(editor)
    return client


def test_a_form_of_a_claim_says_who_says_what(browser: Client) -> None:
    claim = a_claim(claimant=a_party("FAMa"), statement="Twenty were killed.")
    typed(browser, f"/desk/claims/{claim.pk}/withdraw/", reason=WORDS)

    (row,) = browser.get("/desk/").context["begun"]

    assert row.about == "FAMa: Twenty were killed."
    for page in ("/desk/", row.see):
        assert row.about in browser.get(page).content.decode()


def test_forms_of_a_pair_and_of_a_dossier_do_so_too(browser: Client) -> None:
    pair, dossier = a_pair(), an_incident("Raid at the ford")
    typed(browser, f"/desk/pairs/{pair.pk}/retract/", reason=WORDS)
    typed(browser, f"/desk/incidents/{dossier.slug}/withdraw/", reason=WORDS)

    about = [row.about for row in browser.get("/desk/").context["begun"]]

    assert about == ["Raid at the ford", subject_words(pair.claim)]


def test_whatever_has_forms_is_named() -> None:
    author, editor = a_user(), an_editor()
    things = made(author=author, reviewer=a_user(), editor=editor)
    asked = [
        (kind, one["slug"] if isinstance(one, dict) else one.pk)
        for kind, rows in things.items()
        if kind not in OF_LISTS
        for one in rows
    ]

    found = things_of_forms(asked, viewer=author)

    assert {one for one in asked if not subject_words(found[one])} == set()


def test_somebody_elses_draft_is_not_named() -> None:
    draft = a_claim(draft=True)
    assert things_of_forms([("claims", draft.pk)], viewer=a_user()) == {}
