"""The publisher that a credit means is chosen by any of its names, also without JavaScript."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.operations.shared_evidence import add_publisher
from sources.models import Derivation
from tests.desk.forms import errors, opened
from tests.factories import AT, a_citation, a_claim, a_publisher, an_editor

pytestmark = pytest.mark.django_db

GIVEN = {"credited_to": "the agency", "reason": "It says so."}


@pytest.fixture
def page(checker):
    return a_citation(a_claim(by=checker)).page


def url(page):
    return f"/desk/pages/{page.pk}/credit/"


def sent(client, address, **changes):
    return client.post(address, opened(client, address) | GIVEN | changes)


def test_no_list_of_all_publishers_is_shown(sign_in, checker, page):
    others = [a_publisher() for _ in range(3)]
    text = sign_in(checker).get(url(page)).content.decode()
    assert LexborHTMLParser(text).css_first("[data-by-name=from_publisher]")
    assert "counterclaim/by_name.js" in text
    assert not [one for one in others if one.name in text]


def test_one_that_is_typed_is_taken(sign_in, checker, page):
    meant = add_publisher(name="Agence Lobi", by=an_editor(), at=AT)
    answer = sent(sign_in(checker), url(page), from_publisher_typed="agence lobi")
    assert answer.status_code == 302
    assert Derivation.objects.get().from_publisher == meant


def test_one_that_nobody_knows_is_asked_about(sign_in, checker, page):
    answer = sent(sign_in(checker), url(page), from_publisher_typed="Nobody at all")
    assert list(errors(answer)) == ["from_publisher"]
    assert not Derivation.objects.exists()


def test_none_need_be_given(sign_in, checker, page):
    assert sent(sign_in(checker), url(page)).status_code == 302
    assert Derivation.objects.get().from_publisher is None


def test_what_is_recorded_stands_chosen_where_it_is_corrected(sign_in, checker, page):
    meant, client = a_publisher("Agence Lobi"), sign_in(checker)
    sent(client, url(page), from_publisher=meant.pk)
    address = f"/desk/credits/{Derivation.objects.get().pk}/mend/"
    tree = LexborHTMLParser(client.get(address).content.decode())
    chosen = tree.css("[data-by-name=from_publisher] [data-chosen] input[checked]")
    assert [box.attributes["value"] for box in chosen] == [str(meant.pk)]
    sent(client, address, from_publisher="")
    assert Derivation.objects.get().from_publisher is None


def test_a_proposed_publisher_stands_chosen(sign_in, checker, page):
    meant = a_publisher("Agence Lobi")
    text = sign_in(checker).get(f"{url(page)}?from_publisher={meant.pk}").content.decode()
    assert "Agence Lobi" in text
