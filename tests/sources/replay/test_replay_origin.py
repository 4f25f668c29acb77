"""The replay has an origin of its own, and on each of the two only the one answers."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIHandler
from django.utils.translation import override

from sources.replay.addresses import payload_url, replay_url
from sources.replay.origin import BadOriginError, read_origin, replay_origin
from tests.factories import AT
from tests.sources.replaying import HOST, REPLAY, SITE, asked, path_of
from tests.sources.sealed_pages import sealed_page

SAME = [
    (SITE, SITE),
    ("http://LOCALHOST:8000/", SITE),
    ("http://localhost.:8000", SITE),
    ("https://example.org", "https://example.org"),
    ("https://example.org:443", "https://example.org"),
    ("https://example.org", "https://example.org/under/"),
    ("http://example.org", "http://example.org:80"),
    ("https://[::1]:8000", "https://[::1]:8000"),
    # What a Host header cannot tell apart is one origin to us.
    ("https://example.org", "http://example.org"),
]
NO_ORIGIN = [
    "example.org",
    "//example.org",
    "ftp://example.org",
    "file:///etc",
    "http://",
    "http://example.org/path",
    "http://example.org?q",
    "http://user@example.org",
    "http://example.org:port",
    "http://[::1",
    "http://exa mple.org",
]


def test_another_host_or_port_is_an_origin_of_its_own(settings):
    settings.SITE_URL = SITE
    for address in (REPLAY, "http://localhost:8001", "https://sealed.example.org"):
        settings.REPLAY_URL = address
        assert str(replay_origin()) == address


@pytest.mark.parametrize(("address", "site"), SAME)
def test_the_applications_own_origin_is_refused(settings, address, site):
    settings.SITE_URL, settings.REPLAY_URL = site, address

    with pytest.raises(BadOriginError, match="own origin"):
        replay_origin()
    assert [found.id for found in run_checks(tags=["security"]) if "sources" in found.id] == [
        "sources.E001"
    ]
    with pytest.raises(ImproperlyConfigured, match="another host name, or another port"):
        WSGIHandler()


@pytest.mark.parametrize("address", NO_ORIGIN)
def test_what_is_no_origin_is_refused(settings, address):
    settings.REPLAY_URL = address

    with pytest.raises(BadOriginError):
        replay_origin()
    with pytest.raises(ImproperlyConfigured):
        WSGIHandler()


def test_an_http_replay_of_an_https_site_is_refused(settings):
    settings.SITE_URL, settings.REPLAY_URL = "https://example.org", "http://sealed.example.org"

    with pytest.raises(BadOriginError, match="must be https"):
        replay_origin()


def test_the_same_host_at_another_port_is_advised_against(settings):
    settings.SITE_URL, settings.REPLAY_URL = SITE, "http://localhost:8001"

    assert "sources.W001" in [found.id for found in run_checks(tags=["security"])]


def test_an_origin_is_written_as_policies_write_it():
    assert str(read_origin("HTTPS://Sealed.Example.org:443/")) == "https://sealed.example.org"
    assert str(read_origin("http://[::1]:8001")) == "http://[::1]:8001"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:8001", "127.0.0.1.:8001"],
)
@pytest.mark.parametrize(
    "path",
    ["/", "/health/", "/accounts/login/", "/desk/", "/api/v1/", "/static/counterclaim/base.css"],
)
def test_nothing_of_the_application_answers_on_the_replays_host(replaying, client, host, path):
    answer = client.get(path, headers={"host": host})

    assert answer.status_code == 404
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'; ")
    assert answer.content == b"There is nothing here.\n"


@pytest.mark.django_db
def test_the_replay_does_not_exist_on_the_applications_host(replaying, evidence, client):
    path = path_of(payload_url(sealed_page(b"<p>Words"), at=AT))

    for host in ("localhost:8000", "127.0.0.1:8000", "127.0.0.1", "localhost:8001", "testserver"):
        answer = client.get(path, headers={"host": host})
        assert answer.status_code == 404, host
        assert b"Words" not in answer.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:8001, localhost:8000",
        "localhost:8000@127.0.0.1:8001",
        "127.0.0.1:8001/",
        "127.0.0.1:08001",
        "127.1:8001",
        "2130706433:8001",
        "127.0.0.1:8001\t",
        " 127.0.0.1:8001",
        "127.0.0.1%00:8001",
        "",
    ],
)
def test_a_host_that_only_looks_like_the_replays_gets_nothing_sealed(
    replaying, evidence, client, host
):
    path = path_of(payload_url(sealed_page(b"<p>Words"), at=AT))

    answer = client.get(path, headers={"host": host})

    assert answer.status_code in {400, 404}
    assert b"Words" not in answer.content


@pytest.mark.django_db
def test_a_forwarded_host_is_nobodys_word(replaying, evidence, client):
    path = path_of(payload_url(sealed_page(b"<p>Words"), at=AT))

    for headers in (
        {"host": "localhost:8000", "x-forwarded-host": "127.0.0.1:8001"},
        {"host": "localhost:8000", "forwarded": "host=127.0.0.1:8001"},
        {"host": "localhost:8000", "x-host": "127.0.0.1:8001"},
    ):
        assert client.get(path, headers=headers).status_code == 404
    kept = client.get("/", headers={"host": "127.0.0.1:8001", "x-forwarded-host": "localhost:8000"})
    assert kept.content == b"There is nothing here.\n"


@pytest.mark.django_db
def test_no_cookie_is_set_read_or_needed(replaying, evidence, client, django_user_model):
    from tests.factories import a_user  # noqa: PLC0415

    client.force_login(a_user(), "django.contrib.auth.backends.ModelBackend")
    client.cookies["csrftoken"] = "x" * 32

    answer = asked(client, sealed_page(b"<p>Words"))

    assert answer.status_code == 200
    assert not answer.cookies
    assert "Set-Cookie" not in answer
    assert "Cookie" not in answer.get("Vary", "")
    assert not hasattr(answer.wsgi_request, "session")
    assert not hasattr(answer.wsgi_request, "user")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_only_reading_is_answered(replaying, client, method):
    answer = getattr(client, method)("/", headers={"host": "127.0.0.1:8001"})

    assert answer.status_code == 405
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_replay_over_https_insists_on_it(replaying, client, settings):
    settings.SITE_URL, settings.REPLAY_URL = "https://example.org", "https://sealed.example.org"
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 60

    sent_on = client.get("/x?y", headers={"host": "sealed.example.org"})
    answer = client.get("/x", headers={"host": "sealed.example.org"}, secure=True)

    assert sent_on.status_code == 301
    assert sent_on["Location"] == "https://sealed.example.org/x?y"
    assert answer["Strict-Transport-Security"] == "max-age=60"


def test_an_error_of_ours_shows_no_page_of_the_application(replaying, client, monkeypatch, caplog):
    def broken(*_arguments, **_named):
        raise RuntimeError("a secret")

    monkeypatch.setattr("sources.replay.door.resolve", broken)
    answer = client.get("/", headers={"host": "127.0.0.1:8001"})

    assert (answer.status_code, answer.content) == (500, b"This copy could not be shown.\n")
    assert "a secret" in caplog.text


@pytest.mark.django_db
def test_where_no_replay_is_configured_there_is_none(settings, evidence, client):
    settings.REPLAY_URL = ""

    assert replay_url("/") == ""
    assert payload_url(sealed_page(b"<p>Words"), at=AT) == ""
    assert client.get("/", headers={"host": "127.0.0.1:8001"}).status_code == 200


@pytest.mark.django_db
def test_it_speaks_one_language_whatever_was_spoken_last(replaying, evidence, client):
    path = path_of(payload_url(sealed_page(b"<p>Words"), at=AT))  # long past
    with override("ar"):
        answer = client.get(path, headers={"host": HOST})

    assert b"This address is no longer good" in answer.content
