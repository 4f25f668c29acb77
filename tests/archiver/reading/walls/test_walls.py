"""Tests for robots, consent screens and error pages that say 200 are not taken for the page."""

from __future__ import annotations

import time

import pytest

from sources.archiver.outcomes import Outcome
from sources.archiver.reading.markup.read_html import read_html
from sources.archiver.reading.walls import judge as walls
from sources.archiver.reading.walls.judge import judge_answer
from sources.archiver.reading.walls.read_signs import signs_of
from sources.archiver.values import Extraction, ExtractionState, Fetched, Hop, Target
from tests.archiver.conftest import AT, Fetch
from tests.archiver.world import World

ARTICLE = "Twelve soldiers were killed near the border, the ministry said on Sunday. " * 200


def hop(url: str) -> Hop:
    host = url.split("/")[2]
    target = Target(url, "https", host, 443, ("93.184.215.14",))
    return Hop(target, "93.184.215.14", AT, b"", b"", 0, 200, (), b"")


def outcome_of(
    text: str = "",
    title: str = "",
    body: bytes = b"",
    urls: tuple[str, ...] = (),
    kind: str = "html",
) -> Outcome | None:
    hops = tuple(map(hop, urls or ("https://news.example/a",)))
    said = judge_answer(
        Fetched(Outcome.CAPTURED, (), hops, body=body),
        Extraction(
            ExtractionState.DONE,
            text=text,
            kind=kind,
            metadata={"title": title},
            signs=signs_of(body.decode() + text, read_html(body.decode() + text)),
        ),
    )
    return said and said[0]


@pytest.mark.parametrize(
    "text",
    [
        "Checking your browser before accessing news.example.",
        "Verify you are human by completing the action below.",
        "Please enable JS and disable any ad blocker",
        "Our systems have detected unusual traffic from your computer network.",
        "Vérifiez que vous êtes humain en effectuant l’action ci-dessous.",
        "Bestätigen Sie, dass Sie ein Mensch sind.",
        "Подтвердите, что вы не робот",
        "Запросы, отправленные с вашего устройства, похожи на автоматические.",
        "تحقق من أنك إنسان لإكمال الإجراء",
        "Verifica que eres humano",
        "Before you continue to Google",
        "Avant d’accéder à Google",
        "Bevor Sie zu Google weitergehen",
        "Прежде чем продолжить работу с сайтом",
        "قبل المتابعة إلى Google",
    ],
)
def test_a_short_answer_that_asks_for_a_human_or_for_consent_is_no_page(text: str) -> None:
    assert outcome_of(text) is Outcome.CHALLENGE_SUSPECTED


@pytest.mark.parametrize(
    "title",
    [
        "Just a moment...", "Attention Required! | Cloudflare", "Un instant…", "Один момент…",
        "Nur einen Moment…", "Before you continue to YouTube", "Avant d'accéder à YouTube",
        "Вы не робот?", "请稍候…", "لحظة واحدة…", "Bevor Sie zu YouTube weitergehen",
    ],
)  # fmt: skip
def test_a_title_of_a_wall_tells_whatever_the_length(title: str) -> None:
    assert outcome_of("short", title) is Outcome.CHALLENGE_SUSPECTED
    if len(title) > walls.TELLING + 1:
        assert outcome_of(ARTICLE, title) is Outcome.CHALLENGE_SUSPECTED


@pytest.mark.parametrize(
    "body",
    [
        b"<script>window._cf_chl_opt={cvId: '3'};</script>",
        b'<div id="px-captcha"></div>',
        b"<script>var dd={'rt':'c','cid':'x'}</script>",
        b'<form action="https://consent.youtube.com/save" method="POST">',
    ],
)
def test_markup_that_only_walls_have_tells(body: bytes) -> None:
    long_notice = "We use cookies and data. " * 100
    assert outcome_of(long_notice, body=body) is Outcome.CHALLENGE_SUSPECTED


@pytest.mark.parametrize(
    "last",
    ["https://consent.news.example/m?continue=1", "https://news.example/cookiewall?to=a"],
)
def test_a_redirect_to_a_place_of_consent_tells(last: str) -> None:
    assert outcome_of(ARTICLE, urls=("https://news.example/a", last)) is Outcome.CHALLENGE_SUSPECTED


@pytest.mark.parametrize("title", ["403 Forbidden", "Access Denied", "502 Bad Gateway"])
def test_an_error_page_that_says_200_is_an_error_page(title: str) -> None:
    assert outcome_of("The page is not here.", title) is Outcome.ERROR_PAGE


@pytest.mark.parametrize(
    "title",
    [
        "404 Not Found", "Page not found", "Error 404", "Page introuvable", "الصفحة غير موجودة",
        "Страница не найдена",
    ],
)  # fmt: skip
def test_a_page_that_is_not_there_and_says_200_is_gone(title: str) -> None:
    assert outcome_of("The page is not here.", title) is Outcome.GONE


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (ARTICLE, "Army says twelve soldiers were killed"),
        (ARTICLE + "Verify you are human, the site said.", "How sites test for robots"),
        (ARTICLE, "CAPTCHA"),
        (ARTICLE, "404 Not Found"),
        ("Twelve soldiers were killed, the ministry said.", "Access denied to aid convoys"),
        ("We value your privacy. Twelve soldiers were killed.", "Twelve dead"),
        ("Cookies: accept all, reject all. Twelve soldiers were killed.", "Before dawn"),
        ("وقتل اثنا عشر جنديا قرب الحدود", "مقتل 12 جنديا"),
    ],
)
def test_a_page_about_something_is_a_page(text: str, title: str) -> None:
    assert outcome_of(text, title) is None


def test_a_network_s_script_on_a_long_page_is_no_wall() -> None:
    body = b'<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>'
    assert outcome_of("Twelve soldiers were killed.", body=body) is None
    assert outcome_of(ARTICLE, body=b"window._cf_chl_opt") is None


def test_a_site_that_lives_at_such_an_address_is_no_wall() -> None:
    assert outcome_of(ARTICLE, urls=("https://consent.example/a",)) is None
    urls = ("http://consent.example/a", "https://consent.example/a")
    assert outcome_of(ARTICLE, urls=urls) is None


def test_other_kinds_of_file_are_no_walls() -> None:
    assert outcome_of("Verify you are human", kind="pdf") is None


@pytest.mark.parametrize(
    "header",
    ["cf-mitigated: challenge", "x-amzn-waf-action: captcha", "x-vercel-mitigated: challenge"],
)
def test_a_header_tells_even_without_a_body(world: World, fetch_from: Fetch, header: str) -> None:
    world.page("/", b"", header, status="202 Accepted")

    assert fetch_from("/").outcome is Outcome.CHALLENGE_SUSPECTED


@pytest.mark.parametrize(
    "head",
    [
        b'<meta http-equiv="refresh" content="0; url=https://news.example/b">',
        b"<META content='1;URL=/b' HTTP-EQUIV=Refresh>",
        b"<meta http-equiv=refresh content=0;url=/b>",
    ],
)
def test_a_page_that_only_sends_on_is_not_the_page(head: bytes) -> None:
    assert outcome_of("Redirecting to the page", body=head) is Outcome.ELSEWHERE
    assert outcome_of(ARTICLE, body=head) is None


@pytest.mark.parametrize(
    "script",
    [
        b"<script>location='/b'</script>",
        b'<script type="text/javascript">\n  window.location.href = "/b";</script>',
        b'<script>setTimeout(function(){location.replace("/b")}, 10)</script>',
        b"<script>var a=1; top.location.assign(`/b`)</script>",
    ],
)
def test_a_page_whose_script_sends_on_is_not_the_page(script: bytes) -> None:
    assert outcome_of("You are being redirected.", body=script) is Outcome.ELSEWHERE
    assert outcome_of(ARTICLE, body=script) is None


@pytest.mark.parametrize(
    "script",
    [
        b"<script>if (location.href == '/b') show()</script>",
        b'<p data-location="/b">',
        b"<script>if (top != self) top.location = self.location</script>",
    ],
)
def test_a_script_that_only_asks_where_it_is_sends_nobody_on(script: bytes) -> None:
    assert outcome_of("Twelve soldiers were killed.", body=script) is None


@pytest.mark.parametrize(
    "piece",
    [
        b"<meta ",
        b"content=0;",
        b"<meta http-equiv=refresh content=0;",
        b"<meta content=0",
        b" ",
        b"<script ",
        b";location",
        b"<script>" + b" " * 99,
        b"window.location = ",
    ],
)
def test_no_markup_makes_the_look_for_it_long(piece: bytes) -> None:
    """It is made in the worker itself, and the page is hostile."""
    began = time.process_time()

    assert (
        outcome_of("", body=b"<meta http-equiv=refresh " + piece * 200_000) is not Outcome.ELSEWHERE
    )

    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "head",
    [
        b'<meta http-equiv="refresh" content="300">',
        b'<meta http-equiv="refresh" content="60; url=/live">',
        b'<meta name="description" content="0; url=/b">',
    ],
)
def test_a_page_that_asks_itself_again_later_is_a_page(head: bytes) -> None:
    assert outcome_of("Twelve soldiers were killed.", body=head) is None
