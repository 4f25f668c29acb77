"""What claims name is listed and found by any of its names, in a fixed number of queries."""

from __future__ import annotations

import pytest

from claims.operations.mending.edit import mend_place
from claims.operations.scene import record_place
from claims.operations.shared_evidence import add_publisher
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_page,
    a_party,
    a_publisher,
    a_user,
    an_editor,
    an_incident,
)
from tests.markup import folded

pytestmark = pytest.mark.django_db


def asked(client, url, queries):
    with queries as counted:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(counted)


def test_a_party_is_found_by_an_alias_in_any_script(sign_in, checker):
    a_party("Valley Guard", aliases=[("ar", "حرس الوادي")])
    a_party("Northern Front")
    client = sign_in(checker)

    found = client.get("/desk/parties/", {"q": "الوادي"}).content.decode()
    everything = client.get("/desk/parties/").content.decode()

    assert "Valley Guard" in found
    assert "Northern Front" not in found
    assert "Northern Front" in everything


def test_a_place_is_found_by_an_alias(sign_in, checker):
    place = record_place(name="Gao", by=checker, at=AT)
    record_place(name="Kidal", by=checker, at=AT)
    mend_place(
        place=place, name="Gao", aliases=[("ar", "غاو")], reason="Found.", by=an_editor(), at=AT
    )

    page = sign_in(checker).get("/desk/places/", {"q": "غاو"}).content.decode()

    assert "/desk/places/gao/" in page
    assert "/desk/places/kidal/" not in page


def test_a_publisher_is_found_by_name_alias_and_in_another_script(sign_in, checker):
    wire = add_publisher(name="Market Wire", aliases=[("ru", "Вестник")], by=checker, at=AT)
    other = add_publisher(name="Northern Post", by=checker, at=AT)
    client = sign_in(checker)

    for typed in ("market wi", "Вестн", "wire MARKET", "arket", "Marekt", "Маркет"):
        page = client.get("/desk/publishers/", {"q": typed}).content.decode()
        assert f"/desk/publishers/{wire.slug}/" in page, typed
        assert f"/desk/publishers/{other.slug}/" not in page, typed
        assert 'href="/desk/publishers/"' in page  # the way back to all of them


def test_a_dossier_is_found_by_words_of_its_title_wherever_they_stand(sign_in, checker):
    an_incident("Ambush at the northern bridge", slug="ambush")
    an_incident("Shelling of the market", slug="market")

    page = sign_in(checker).get("/desk/incidents/", {"q": "bridge ambush"}).content.decode()

    assert "/desk/incidents/ambush/" in page
    assert "/desk/incidents/market/" not in page


def test_what_has_the_words_stands_alone_and_what_is_much_alike_only_where_nothing_has(
    sign_in, checker
):
    for name in ("Valley Guard", "Valle Guards of the North"):
        a_party(name)
    client = sign_in(checker)

    exact = client.get("/desk/parties/", {"q": "valley guard"}).content.decode()
    slip = client.get("/desk/parties/", {"q": "vallye guard"}).content.decode()

    assert "Valle Guards of the North" not in exact
    assert "Valley Guard" in slip


def test_what_is_looked_for_is_kept_from_page_to_page(sign_in, checker):
    for number in range(30):
        an_incident(f"Ambush number {number}")
    page = sign_in(checker).get("/desk/incidents/", {"q": "ambush"}).content.decode()
    assert "?q=ambush&amp;page=2" in page


@pytest.mark.parametrize("several", ["parties", "places", "publishers", "incidents"])
def test_marks_without_a_word_find_nothing_and_another_filter_is_refused(sign_in, checker, several):
    client, url = sign_in(checker), f"/desk/{several}/"
    assert "None goes by that name." in client.get(url, {"q": "?!"}).content.decode()
    assert client.get(url, {"kind": "x"}).status_code == 400


@pytest.mark.parametrize("typed", ["number", "nubmer", "no such name"])
@pytest.mark.parametrize("several", ["publishers", "incidents"])
def test_more_that_are_found_are_no_more_queries(
    sign_in, checker, django_assert_max_num_queries, several, typed
):
    def more(names):
        for name in names:
            if several == "publishers":
                add_publisher(name=f"{name} number", another=True, by=checker, at=AT)
            else:
                an_incident(f"{name} number")

    client, url = sign_in(checker), f"/desk/{several}/?q={typed}"
    more(["First"])
    few = asked(client, url, django_assert_max_num_queries(40))
    more(["Second", "Third", "Fourth", "Fifth"])
    assert asked(client, url, django_assert_max_num_queries(few)) <= few


def test_none_of_that_name_is_said(sign_in, checker):
    page = sign_in(checker).get("/desk/parties/", {"q": "no such\0name"}).content.decode()
    assert "None goes by that name." in page


def test_another_filter_is_refused(sign_in, checker):
    assert sign_in(checker).get("/desk/parties/", {"kind": "x"}).status_code == 400


def test_more_rows_are_no_more_queries(sign_in, checker, django_assert_max_num_queries):
    client, claim = sign_in(checker), a_claim()
    sheet = f"/desk/parties/{claim.claimant.slug}/"
    few = {}
    for url in ("/desk/parties/", sheet):
        few[url] = asked(client, url, django_assert_max_num_queries(40))
    for _ in range(4):
        a_claim(claimant=claim.claimant)

    for url, count in few.items():
        assert asked(client, url, django_assert_max_num_queries(count)) <= count


def test_a_page_is_found_by_address_title_and_any_name_of_its_publisher(sign_in, checker):
    wire = add_publisher(name="Market Wire", aliases=[("ru", "Вестник")], by=checker, at=AT)
    found = a_page(
        "https://wire.example/2024/ford_50%25", title="Losses at the FORD", publisher=wire
    )
    other = a_page("https://post.example/2024/bridge", title="Bridge shelled")
    client = sign_in(checker)

    typed = (
        "wire.example",
        "losses at the ford",
        "Вестн",
        "ford_50%25",
        "http://www.wire.example/2024/ford_50%25/",
    )
    for words in typed:
        page = client.get("/desk/pages/", {"q": words}).content.decode()
        assert found.url in page, words
        assert other.url not in page, words
    assert "No page has that" in client.get("/desk/pages/", {"q": "f_rd"}).content.decode()
    assert other.url in client.get("/desk/pages/").content.decode()


def test_claims_that_somebody_may_not_know_of_are_not_counted(sign_in, checker):
    page, claim = a_page(), a_claim()
    a_citation(claim, page=page)
    author = a_user()
    a_citation(a_claim(by=author, draft=True, incident=claim.incident), page=page, by=author)

    for person, told in ((checker, "1 claim"), (author, "2 claims")):
        assert told in folded(sign_in(person).get("/desk/pages/").content.decode())


@pytest.mark.parametrize("words", ["", "page", "no such page"])
def test_more_pages_are_no_more_queries(sign_in, checker, django_assert_max_num_queries, words):
    client, url = sign_in(checker), f"/desk/pages/?q={words}"
    claim = a_claim()
    a_citation(claim)
    few = asked(client, url, django_assert_max_num_queries(40))
    for _ in range(4):
        a_citation(claim, page=a_page(publisher=a_publisher()))
    assert asked(client, url, django_assert_max_num_queries(few)) <= few
