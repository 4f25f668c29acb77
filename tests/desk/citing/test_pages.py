"""Several pages are cited at once: each known or registered, or refused for a reason of its own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Citation
from claims.operations.matching.index import index_named
from sources.models import Capture, Page, Publisher
from tests.desk.forms import as_shown, errors
from tests.desk.unsent.typing import is_anything_left, sent_by_page
from tests.factories import a_citation, a_claim, a_page, a_publisher, a_user, an_assignment
from tests.public.captures import a_capture, waiting
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(checker):
    return a_claim(by=checker)


def url(claim):
    return f"/desk/claims/{claim.pk}/pages/"


def send(client, claim, *addresses, **changes):
    sent = {"addresses": "\r\n".join(addresses), "stance": "reports", "credibility": "6"}
    return client.post(url(claim), {**sent, "capture": "on", **changes})


def refused(response):
    return {row.typed: row.why for row in response.context["refused"]}


def test_known_pages_and_new_ones_of_known_sites_are_cited_and_captured(
    sign_in, checker, claim, nudges, django_capture_on_commit_callbacks
):
    known = a_page("https://post.example.org/1")
    with django_capture_on_commit_callbacks(execute=True):
        response = send(
            sign_in(checker), claim, "https://post.example.org/1", "https://post.example.org/2"
        )
    assert response["Location"] == url(claim)
    assert {row.page.publisher for row in Citation.objects.all()} == {known.publisher}
    assert Capture.objects.count() == len(nudges) == 2


def test_of_one_page_the_words_are_quoted_next(sign_in, checker, claim):
    a_page("https://post.example.org/1")
    response = send(sign_in(checker), claim, "https://post.example.org/1")
    citation = Citation.objects.get()
    assert response["Location"] == f"/desk/citations/{citation.pk}/quote/"
    assert citation.is_of_whole_page


def test_the_long_form_is_reached_with_the_only_address_that_stands_there(sign_in, checker, claim):
    client, nobodys = sign_in(checker), "https://nobody.example.net/x"
    long_form = f"/desk/claims/{claim.pk}/cite/"
    assert f'href="{long_form}"' in client.get(url(claim)).content.decode()

    linked = client.get(url(claim), {"addresses": nobodys}).context["in_full"]
    assert linked == send(client, claim, nobodys).context["in_full"]
    assert as_shown(client.get(linked))["url"] == nobodys

    several = send(client, claim, nobodys, "https://nobody.example.net/y")
    assert several.context["in_full"] == long_form


def test_who_may_not_quote_for_the_claim_may_read_its_pages(sign_in, checker, claim):
    page = a_page()
    a_citation(claim, page=page, by=checker)
    copy = a_capture(page)
    an_assignment(claim)
    shown = sign_in(checker).get(f"{url(claim)}state/").content.decode()
    assert f"/desk/captures/{copy.pk}/read/?claim={claim.pk}" in shown
    assert "/quote/" not in shown


def test_an_address_that_is_refused_keeps_none_of_the_others_back(sign_in, checker, claim):
    a_page("https://post.example.org/1")
    response = send(
        sign_in(checker),
        claim,
        "javascript:alert(1)",
        "https://post.example.org/1",
        "https://nobody.example.net/x",
        "http://127.0.0.1/",
    )
    why = refused(response)
    assert list(why) == ["javascript:alert(1)", "https://nobody.example.net/x", "http://127.0.0.1/"]
    assert "nobody.example.net" in why["https://nobody.example.net/x"]
    assert Citation.objects.get().page.url == "https://post.example.org/1"
    shown = as_shown(response)
    assert shown["addresses"].split("\n") == list(why)
    assert "1 page is cited." in response.content.decode()


def test_what_is_refused_is_found_again_and_nothing_else(sign_in, checker, claim):
    a_page("https://post.example.org/1")
    client, both = sign_in(checker), ["https://post.example.org/1", "http://127.0.0.1/"]
    opened = as_shown(client.get(url(claim)))
    sent = opened | {"addresses": "\r\n".join(both), "stance": "reports"}
    sent_by_page(client, url(claim), sent)

    response = client.post(url(claim), sent)

    assert list(refused(response)) == both[1:]
    found = as_shown(client.get(url(claim)))
    assert found["addresses"].split() == both[1:]
    assert found["submission"] == as_shown(response)["submission"] != sent["submission"]
    found["addresses"] = "https://post.example.org/2"
    assert client.post(url(claim), found).status_code == 302
    assert not is_anything_left()


def test_who_publishes_at_an_unknown_site_is_asked_once_for_all_its_pages(sign_in, checker, claim):
    client = sign_in(checker)
    lines = ["https://nobody.example.net/a", "https://www.nobody.example.net/b"]
    shown = as_shown(send(client, claim, *lines))
    assert "nobody.example.net-publisher_typed" in shown
    given = {"nobody.example.net-name": "The Nobody", "nobody.example.net-kind": "newspaper"}
    response = client.post(url(claim), {**shown, **given, "stance": "reports"})
    assert response.status_code == 302
    assert Publisher.objects.get().name == "The Nobody"
    assert Citation.objects.count() == 2


def test_a_publisher_who_is_there_is_chosen_by_typing(sign_in, checker, claim):
    known, client = a_publisher("The Long Valley Post"), sign_in(checker)
    index_named(known)
    shown = as_shown(send(client, claim, "https://long-valley.example.net/a"))
    typed = "long-valley.example.net-publisher_typed"
    response = client.post(url(claim), {**shown, typed: "the long valley post"})
    assert response.status_code == 302
    assert Citation.objects.get().page.publisher == known


def test_a_publisher_whom_nobody_knows_is_asked_for(sign_in, checker, claim):
    client = sign_in(checker)
    shown = as_shown(send(client, claim, "https://long-valley.example.net/a"))
    field = "long-valley.example.net-publisher"
    response = client.post(url(claim), {**shown, f"{field}_typed": "Zzyzx Gazette"})
    assert list(errors(response)) == [field]
    assert not Citation.objects.exists()


def test_a_new_publisher_without_a_kind_is_refused_at_its_address(sign_in, checker, claim):
    client = sign_in(checker)
    line = "https://nobody.example.net/a"
    shown = as_shown(send(client, claim, line))
    response = client.post(
        url(claim), {**shown, "nobody.example.net-name": "The Nobody", "stance": "reports"}
    )
    assert refused(response) == {line: "Say what kind of publisher it is."}


def test_an_account_of_a_shared_site_is_not_taken_for_another(sign_in, checker, claim):
    a_page("https://t.me/one/5")
    response = send(sign_in(checker), claim, "https://t.me/two/5", "https://t.me/one/6")
    assert list(refused(response)) == ["https://t.me/two/5"]


def test_a_site_of_two_publishers_tells_of_none(sign_in, checker, claim):
    a_page("https://two.example.org/1")
    a_page("https://two.example.org/2")
    lines = ["https://two.example.org/1", "https://two.example.org/3"]
    response = send(sign_in(checker), claim, *lines)
    assert list(refused(response)) == ["https://two.example.org/3"]


def test_a_publisher_is_known_by_its_home_page(sign_in, checker, claim):
    publisher = a_publisher(homepage="https://www.post.example.org/")
    send(sign_in(checker), claim, "https://post.example.org/9")
    assert Page.objects.get().publisher == publisher


def test_what_the_claim_rests_on_already_is_told(sign_in, checker, claim):
    page = a_page("https://post.example.org/1")
    a_citation(claim, page=page, by=checker)
    response = send(sign_in(checker), claim, page.url)
    assert refused(response) == {page.url: "The claim rests on this already."}


def test_the_same_address_twice_is_cited_once(sign_in, checker, claim):
    page = a_page("https://post.example.org/1")
    assert send(sign_in(checker), claim, page.url, page.url).status_code == 302
    assert Citation.objects.count() == 1


def test_more_than_fit_are_told_and_kept(sign_in, checker, claim):
    a_page("https://post.example.org/1")
    lines = [f"https://post.example.org/{number}" for number in range(1, 33)]
    response = send(sign_in(checker), claim, *lines, capture="")
    assert list(refused(response)) == lines[30:]
    assert Citation.objects.count() == 30


@pytest.mark.parametrize("missing", ["addresses", "stance"])
def test_what_is_missing_is_said_at_its_field(sign_in, checker, claim, missing):
    response = send(sign_in(checker), claim, "https://post.example.org/1", **{missing: ""})
    assert list(errors(response)) == [missing]


def test_a_claim_that_is_reviewed_takes_pages_of_an_editor_with_a_reason(
    sign_in, checker, editor, claim
):
    an_assignment(claim)
    page = a_page("https://post.example.org/1")
    assert sign_in(checker).get(url(claim)).status_code == 403
    assert list(errors(send(sign_in(editor), claim, page.url))) == ["reason"]
    assert send(sign_in(editor), claim, page.url, reason="It came to light.").status_code == 302


def test_each_page_says_how_its_copy_stands_and_what_may_be_done(sign_in, checker, claim):
    read, waits = a_page(), a_page()
    a_citation(claim, page=read, by=checker)
    a_citation(claim, page=waits, by=checker)
    a_capture(read)
    under_way = waiting(waits)
    shown = sign_in(checker).get(url(claim)).content.decode()
    for citation in claim.citations.all():
        assert f"/desk/citations/{citation.pk}/quote/" in shown
    assert "Read and quote" in shown
    assert f"/desk/captures/{under_way.pk}/" in shown
    assert 'hx-trigger="every 3s"' in shown


def test_the_list_rests_once_nothing_is_under_way(sign_in, checker, claim):
    a_citation(claim, page=a_page(), by=checker)
    shown = sign_in(checker).get(f"{url(claim)}state/").content.decode()
    assert "hx-trigger" not in shown
    assert "<main" not in shown


def test_the_list_of_a_draft_is_its_authors(sign_in, checker):
    assert sign_in(checker).get(f"{url(a_claim(draft=True))}state/").status_code == 404


def test_the_list_takes_the_same_queries_however_long(sign_in, checker, claim):
    client = sign_in(checker)
    client.get(f"{url(claim)}state/")  # what is loaded once is not of the list
    counted = []
    for number in (1, 6):
        for _ in range(number):
            page = a_page()
            a_citation(claim, page=page, by=checker)
            a_capture(page)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{url(claim)}state/")
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_an_administrator_cites_nothing(sign_in, claim):
    assert send(sign_in(a_user(Role.ADMINISTRATOR)), claim, "https://a.example/").status_code == 403
