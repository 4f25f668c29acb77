"""The list of a page's copies by date: which it names, and by which addresses it is found."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.operations.record import withdraw
from sources.models import Capture, Page
from tests.factories import a_citation, a_claim, a_page, an_editor, an_incident, later
from tests.house.database import rows
from tests.public.captures import failed, gone, waiting
from tests.public.conftest import Read
from tests.public.memento.conftest import (
    GATE,
    JSON_MAP,
    MAP,
    STORY,
    by_relation,
    copy_at,
    links,
    memento_of,
    path_of,
    shown_page,
)

SITE = "http://localhost:8000"
FIRST, LAST = "Sun, 01 Mar 2026 12:00:00 GMT", "Fri, 10 Apr 2026 12:00:00 GMT"


def named(text: str) -> list[str]:
    """The copies that a list names."""
    return [url for url, said in links(text) if "memento" in said["rel"]]


def test_it_names_every_copy_the_oldest_first(client: Client, copies: list[Capture]) -> None:
    answer = client.get(f"{MAP}{STORY}")

    assert answer["Content-Type"] == "application/link-format"
    assert links(answer.content.decode()) == [
        (STORY, {"rel": "original"}),
        (
            f"{SITE}{MAP}{STORY}",
            {"rel": "self", "type": "application/link-format", "from": FIRST, "until": LAST},
        ),
        (f"{SITE}{GATE}{STORY}", {"rel": "timegate"}),
        (memento_of(copies[0]), {"rel": "first memento", "datetime": FIRST}),
        (
            memento_of(copies[1]),
            {"rel": "memento", "datetime": "Wed, 11 Mar 2026 12:00:00 GMT"},
        ),
        (memento_of(copies[2]), {"rel": "last memento", "datetime": LAST}),
    ]


def test_the_same_as_json(client: Client, copies: list[Capture]) -> None:
    told = client.get(f"{JSON_MAP}{STORY}").json()

    mementos = told.pop("mementos")
    assert [each["uri"] for each in mementos["list"]] == [memento_of(each) for each in copies]
    assert mementos["first"] == {"datetime": "2026-03-01T12:00:00Z", "uri": memento_of(copies[0])}
    assert mementos["last"] == {"datetime": "2026-04-10T12:00:00Z", "uri": memento_of(copies[2])}
    assert told == {
        "original_uri": STORY,
        "self": f"{SITE}{JSON_MAP}{STORY}",
        "timegate_uri": f"{SITE}{GATE}{STORY}",
        "timemap_uri": {
            "link_format": f"{SITE}{MAP}{STORY}",
            "json_format": f"{SITE}{JSON_MAP}{STORY}",
        },
    }


def test_a_single_copy_is_the_first_and_the_last(read: Read, page: Page) -> None:
    capture = copy_at(page, later(days=1))

    assert by_relation(read(f"{MAP}{STORY}"))["first last memento"] == memento_of(capture)


def test_nothing_but_whole_copies_that_were_fetched_is_named(read: Read, page: Page) -> None:
    whole = copy_at(page, later(days=1))
    gone(page, at=later(days=2))
    failed(page, "It broke.", at=later(days=3))
    copy_at(page, later(days=4), outcome="needs_scripts")
    rows.deposited_capture(page=page)
    waiting(page)

    assert named(read(f"{MAP}{STORY}")) == [memento_of(whole)]


def test_without_a_whole_copy_that_was_fetched_there_is_no_list(read: Read, page: Page) -> None:
    read(f"{MAP}{STORY}", expect=404)
    gone(page)
    rows.deposited_capture(page=page)

    for start in (MAP, JSON_MAP, GATE):
        read(f"{start}{STORY}", expect=404)


@pytest.mark.parametrize("start", [MAP, JSON_MAP, GATE])
def test_what_readers_may_not_see_is_not_there(read: Read, start: str, db: None) -> None:
    hidden = {
        "draft": a_claim(draft=True),
        "claim-unreleased": a_claim(released=False),
        "dossier-unreleased": a_claim(incident=an_incident(released=False)),
        "withdrawn": a_claim(),
        "nobody-cites": None,
    }
    for name, claim in hidden.items():
        page = a_page(f"https://example.org/{name}")
        copy_at(page, later(days=1))
        if claim is not None:
            a_citation(claim, page=page)
        if name == "withdrawn" and claim is not None:
            withdraw(
                claim=claim, reason="Recorded twice, as was said.", by=an_editor(), at=later(days=2)
            )

        read(f"{start}https://example.org/{name}", expect=404)


def test_a_page_that_is_hidden_with_a_withheld_copy_is_not_there(read: Read, page: Page) -> None:
    copy_at(page, later(days=1))
    assert named(read(f"{MAP}{STORY}"))

    rows.withholding(capture=rows.deposited_capture(page=page), hides_page=True)

    for start in (MAP, JSON_MAP, GATE):
        assert STORY not in read(f"{start}{STORY}", expect=404)


def test_a_withheld_copy_is_not_named(read: Read, page: Page) -> None:
    open_copy, withheld = (copy_at(page, later(days=days)) for days in (1, 2))
    rows.withholding(capture=withheld, hides_page=False)

    assert named(read(f"{MAP}{STORY}")) == [memento_of(open_copy)]


@pytest.mark.parametrize(
    "spelled",
    [
        STORY,
        quote(STORY, safe=""),
        quote(STORY, safe=":/"),
        STORY.replace("https", "http"),
        STORY.replace("https://", "https:/"),
        STORY.replace("example.org", "EXAMPLE.org:443"),
        STORY.replace("example.org", "www.example.org"),
        STORY.replace("/news/", "/news/./old/../"),
        STORY.replace("story", "%73tory"),
        f"{STORY}&utm_source=mail",
        f"{quote(STORY, safe='')}%23comments",
    ],
)
def test_the_page_is_found_however_its_address_is_spelled(
    read: Read, copies: list[Capture], spelled: str
) -> None:
    assert read(f"{MAP}{spelled}") == read(f"{MAP}{STORY}")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "https://example.org/a%2Fb",
        "https://example.org/a%3Fb?c=d%26e&f=%2B",
        "https://example.org/a%23b",
        "https://example.org/50%25",
        "https://example.org/caf%E9",
        "https://example.org/%D8%AF%D9%8A%D8%A7%D9%84%D9%89?%D8%A7=%D8%A8",
        "https://example.org/a?b=c?d=e",
        "https://example.org/a?as_of=2026-03-05&page=2",
        "https://example.org/a?",
        "https://example.org/a//b/;c=(d)'e,f",
        "https://xn--bcher-kva.example/",
        "https://[2001:db8::1]:8443/a",
        'https://example.org/<b>"x"</b>',
        "https://example.org/Älter#part",
    ],
)
def test_every_address_that_is_told_leads_back(client: Client, url: str, db: None) -> None:
    copy_at(shown_page(url), later(days=1))
    asked = client.get(f"{MAP}{quote(url, safe='')}")
    assert asked.status_code == 200

    told = by_relation(asked.content.decode())
    again = client.get(path_of(told["self"]))
    led = client.get(path_of(told["timegate"]))

    assert again.content == asked.content
    assert led.status_code == 302
    assert "<b>" not in told["original"]
    by_json = client.get(path_of(told["self"]).replace(MAP, JSON_MAP, 1)).json()
    assert by_json["original_uri"] == url


def test_the_very_address_comes_before_others_like_it(read: Read, copies: list[Capture]) -> None:
    plain = shown_page(STORY.replace("https", "http"))
    shared = shown_page(f"{STORY}&utm_source=mail")
    for page in (plain, shared):
        copy_at(page, later(days=5))

    for url in (STORY, plain.url, shared.url):
        assert by_relation(read(f"{MAP}{url}"))["original"] == url


def test_what_is_like_it_and_not_shown_stands_in_nobodys_way(
    read: Read, copies: list[Capture]
) -> None:
    for number in range(7):
        draft = a_page(f"{STORY}&utm_source={number}")
        a_citation(a_claim(draft=True), page=draft)
        copy_at(draft, later(days=1))

    told = by_relation(read(f"{MAP}{STORY}&utm_source=3"))

    assert told["original"] == STORY


@pytest.mark.parametrize(
    "address",
    [
        "nothing",
        "https://",
        "https:///news",
        "https://example.org/news/another-story",
        f"{STORY}8",
        f"{STORY}%23comments",  # an escape in a query is a part of it
        STORY.partition("?")[0],
        "https://somebody:secret@example.org/news/story-of-the-bridge?id=7",
        "https://example.org\\@elsewhere.example/news/story-of-the-bridge?id=7",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//example.org/news/story-of-the-bridge?id=7",
        "https://example.org/%00",
        "https://example.org/%0d%0aSet-Cookie:%20a=b",
        "https://example.org:99999/",
        "https://[::1/",
        "https://exa mple.org/",
        "https://example.org/%FF%FE",
        "https://example.org/?q=%FF%00%0d%0a",
        "https://example.org/" + "a" * 9000,
        "https://example.org/" + "%C3%A4" * 900,
        "https://example.org/'%20OR%201=1--",
    ],
)
@pytest.mark.parametrize("start", [MAP, JSON_MAP, GATE])
def test_other_addresses_and_none_at_all_have_no_list(
    client: Client, copies: list[Capture], start: str, address: str
) -> None:
    answer = client.get(f"{start}{address}")

    assert answer.status_code == 404
    assert b"secret" not in answer.content
    assert "Set-Cookie" not in answer.headers


def test_an_address_in_letters_of_its_own_is_read(client: Client, db: None) -> None:
    copy_at(shown_page("https://example.org/%D8%AF%D9%8A?%D8%A7=%D8%A8"), later(days=1))

    answer = client.get(
        f"{MAP}https://example.org/دي", QUERY_STRING="ا=ب".encode().decode("latin-1")
    )

    assert answer.status_code == 200


def test_it_stands_at_one_address_and_is_only_read(client: Client, copies: list[Capture]) -> None:
    for start in (MAP, JSON_MAP, GATE):
        assert client.get(f"/fr{start}{STORY}").status_code == 404
        assert client.post(f"{start}{STORY}").status_code == 405
        assert client.get(start).status_code == 404


def test_its_head_and_what_is_known_already(client: Client, copies: list[Capture]) -> None:
    for start in (MAP, JSON_MAP):
        whole = client.get(f"{start}{STORY}")
        head = client.head(f"{start}{STORY}")
        known = client.get(f"{start}{STORY}", headers={"if-none-match": whole["ETag"]})

        assert (head.status_code, head.content) == (200, b"")
        assert head["Content-Type"] == whole["Content-Type"]
        assert (known.status_code, known.content) == (304, b"")


@pytest.mark.parametrize("start", [MAP, JSON_MAP, GATE])
def test_it_takes_as_many_queries_for_one_copy_as_for_many(
    client: Client, copies: list[Capture], start: str
) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{start}{address}")
        return len(captured)

    shared = f"{STORY}&utm_source=mail"
    before: list[Any] = [queries(STORY), queries(shared)]
    for number in range(9):
        copy_at(copies[0].page, later(days=50 + number))
        copy_at(shown_page(f"https://example.org/news/story-of-the-bridge-{number}"), later(days=1))

    assert [queries(STORY), queries(shared)] == before
    assert max(before) <= 4
