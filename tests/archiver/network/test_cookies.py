"""Cookies go back within a capture, to whom RFC 6265 sends them and to nobody else."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from sources.archiver.network.cookies import MOST, Cookies, asks_for_cookies
from sources.archiver.outcomes import Outcome
from sources.archiver.values import Hop, Target
from tests.archiver.conftest import AT, Fetch
from tests.archiver.world import World

BODY = b"<!doctype html><p>Twelve soldiers were killed."
ASKS = b"<!doctype html><p>Cookies are needed to read this site."


def to(url: str) -> Target:
    scheme, _, rest = url.partition("://")
    host = rest.split("/", 1)[0]
    return Target(url, scheme, host, 443 if scheme == "https" else 80, ("93.184.215.14",))


def given(*lines: str, url: str = "https://www.news.example/a/b") -> Cookies:
    headers = tuple(("Set-Cookie", line) for line in lines)
    cookies = Cookies()
    cookies.take(Hop(to(url), "93.184.215.14", AT, b"", b"", 0, 200, headers, b""), at=AT)
    return cookies


def whole(body: bytes, *headers: bytes) -> bytes:
    lines = [b"HTTP/1.1 200 OK", b"Content-Length: %d" % len(body), *headers, b"", b""]
    return b"\r\n".join(lines) + body


@pytest.fixture
def walled(world: World) -> Callable[[bytes], None]:
    """Shows the page to whom brings the cookie, and to others what is given."""

    def wall(without: bytes) -> None:
        def answer(stream: socket.socket, _path: str) -> None:
            known = b"Cookie: seen=1\r\n" in world.asked[-1]
            stream.sendall(whole(BODY) if known else without)

        world.pages["/"] = answer

    return wall


def test_a_page_that_sends_to_itself_to_set_a_cookie_is_captured(
    walled: Callable[[bytes], None], world: World, fetch_from: Fetch
) -> None:
    walled(
        b"HTTP/1.1 302 Found\r\nLocation: /\r\nSet-Cookie: seen=1; Path=/\r\n"
        b"Content-Length: 0\r\n\r\n"
    )

    fetched = fetch_from("/")

    assert (fetched.outcome, fetched.body) == (Outcome.CAPTURED, BODY)
    assert [hop.status for hop in fetched.hops] == [302, 200]
    assert b"Cookie: seen=1\r\n" in fetched.hops[1].request
    assert b"Cookie" not in fetched.hops[0].request


def test_a_page_that_says_it_needs_its_cookie_is_asked_once_more(
    walled: Callable[[bytes], None], world: World, fetch_from: Fetch
) -> None:
    walled(whole(ASKS, b"Set-Cookie: seen=1"))

    fetched = fetch_from("/")

    assert (fetched.outcome, fetched.body) == (Outcome.CAPTURED, BODY)
    assert len(fetched.hops) == 2


def test_it_is_asked_once_more_and_no_more(world: World, fetch_from: Fetch) -> None:
    world.page("/", ASKS, "Set-Cookie: other=1")

    fetched = fetch_from("/")

    assert (fetched.body, len(world.asked)) == (ASKS, 2)


def test_a_page_that_is_there_is_not_asked_again_for_its_cookies(
    world: World, fetch_from: Fetch
) -> None:
    world.page("/", BODY, "Set-Cookie: seen=1")

    assert fetch_from("/").outcome is Outcome.CAPTURED
    assert len(world.asked) == 1


def test_a_redirect_to_itself_that_changes_nothing_has_no_end(
    world: World, fetch_from: Fetch
) -> None:
    world.page("/", b"", "Location: /", "Set-Cookie: seen=1", status="302 Found")

    fetched = fetch_from("/")

    assert fetched.outcome is Outcome.TOO_MANY_REDIRECTS
    assert len(fetched.hops) == 2


@pytest.mark.parametrize(
    ("line", "url", "sent"),
    [
        ("a=1", "https://www.news.example/a/c", "a=1"),
        ("a=1", "https://www.news.example/a", "a=1"),
        ("a=1", "https://www.news.example/other", ""),
        ("a=1; Path=/", "https://www.news.example/other", "a=1"),
        ("a=1; path=/a", "https://www.news.example/ab", ""),
        ("a=1; Path=/", "https://news.example/", ""),
        ("a=1; Path=/; Domain=news.example", "https://news.example/", "a=1"),
        ("a=1; Path=/; Domain=.news.example", "https://m.news.example/", "a=1"),
        ("a=1; Path=/; Domain=example", "https://www.news.example/", ""),
        ("a=1; Path=/; Domain=ews.example", "https://www.news.example/", ""),
        ("a=1; Path=/; Domain=other.example", "https://other.example/", ""),
        ("a=1; Path=/; Secure", "http://www.news.example/", ""),
        ("a=1; Path=/; Secure", "https://www.news.example/", "a=1"),
        ("a=1; Path=/; Max-Age=0", "https://www.news.example/", ""),
        ("a=1; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "https://www.news.example/", ""),
        ("a=1; Path=/; Expires=Thu, 01-Jan-2037 00:00:00 GMT", "https://www.news.example/", "a=1"),
        ("a=1; Path=/; Expires=never", "https://www.news.example/", "a=1"),
        ("__Host-a=1; Path=/; Secure", "https://www.news.example/", "__Host-a=1"),
        ("__Host-a=1; Path=/; Secure; Domain=news.example", "https://www.news.example/", ""),
        ("__Secure-a=1; Path=/", "https://www.news.example/", ""),
        ("bare; Path=/", "https://www.news.example/", "bare"),
        ("a=b\x01c; Path=/", "https://www.news.example/", ""),
        ("a=" + "x" * 5000 + "; Path=/", "https://www.news.example/", ""),
        ("; Path=/", "https://www.news.example/", ""),
    ],
)  # fmt: skip
def test_it_goes_to_whom_the_standard_sends_it(line: str, url: str, sent: str) -> None:
    assert given(line).header(to(url)) == sent


@pytest.mark.parametrize(
    ("host", "domain"), [("paper.co.uk", "co.uk"), ("a.github.io", "github.io"), ("a.com", "com")]
)
def test_none_is_set_for_all_names_under_a_public_suffix(host: str, domain: str) -> None:
    cookies = given(f"a=1; Path=/; Domain={domain}", url=f"https://{host}/")

    assert cookies.header(to(f"https://other.{domain}/")) == ""
    assert cookies.header(to(f"https://{host}/")) == ""


def test_an_address_of_numbers_has_no_names_under_it() -> None:
    cookies = given("a=1; Path=/; Domain=0.0.1", url="http://127.0.0.1/")

    assert cookies.header(to("http://127.0.0.1/")) == ""


def test_longer_paths_come_first_and_later_values_count() -> None:
    cookies = given("a=1; Path=/", "b=2; Path=/a", "a=3; Path=/", "c=4; Path=/", "c=; Max-Age=-1")

    assert cookies.header(to("https://www.news.example/a/b")) == "b=2; a=3; c=4"


def test_a_flood_of_cookies_is_bounded() -> None:
    cookies = given(*(f"n{number}=1; Path=/" for number in range(500)))

    assert cookies.header(to("https://www.news.example/")).count("=") == MOST


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("Please enable cookies to continue.", True),
        ("Activez les cookies pour lire cette page.", True),
        ("Включите файлы cookie в браузере.", True),
        ("يرجى تفعيل ملفات تعريف الارتباط", True),
        ("We use cookies. The army said twelve were killed.", False),
        ("x" * 20_000 + " enable cookies", False),
    ],
)
def test_a_wish_for_cookies_is_told_from_a_page_that_has_some(words: str, asks: bool) -> None:
    assert asks_for_cookies(words.encode()) is asks
