"""An address is read as browsers read it, and kept as it was written."""

import pytest

from tracker.base.values.address import Address, InvalidAddressError, one_spelling


def test_an_address_is_kept_as_written_and_read_as_a_browser_does():
    read = Address.parse(" HTTPS://Example.org./a b#part ")

    assert str(read) == "HTTPS://Example.org./a b#part"
    assert (read.scheme, read.host, read.port) == ("https", "example.org", 443)
    assert read.url == "https://example.org./a%20b"


@pytest.mark.parametrize(
    "written",
    [
        "HTTPS://EXAMPLE.ORG/caf\u00e9?a=~b",
        "https://example.org:443/caf%c3%a9?a=~b",
        "https://example.org/caf%C3%A9?a=%7Eb#part",
        "https://example.org/x/../caf%C3%A9?a=%7eb",
        " https://Example.org/c%61f\u00e9?a=~b ",
    ],
)
def test_every_spelling_of_a_page_is_one(written):
    read = Address.parse(written)

    assert read.page == "https://example.org/caf%C3%A9?a=~b"
    assert one_spelling(read.page) == read.page


def test_an_international_host_and_its_ascii_form_are_one():
    assert (
        Address.parse("http://\u043d\u043e\u0432\u043e\u0441\u0442\u0438.example/").page
        == Address.parse("http://XN--B1AMNEBSH.example").page
        == "http://xn--b1amnebsh.example/"
    )


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/a",
        "https://www.example.org/a",
        "https://example.org/A",
        "https://example.org/a/",
        "https://example.org/a?",
        "https://example.org/%61%2F",
        "https://example.org:8443/a",
        "https://example.org/a?utm_source=x",
    ],
)
def test_what_may_be_another_page_stays_one(other):
    assert Address.parse(other).page != Address.parse("https://example.org/a").page


def test_an_address_that_grows_beyond_what_is_kept_is_refused():
    with pytest.raises(InvalidAddressError) as refused:
        Address.parse("https://example.org/" + "\u0416" * 500).registered()
    assert refused.value.code == "too_long"


def test_every_spelling_of_a_number_is_one_host():
    assert {Address.parse(f"http://{host}/").host for host in ("2130706433", "0x7f.1")} == {
        "127.0.0.1"
    }


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "malformed"),
        ("example.org", "malformed"),
        ("http://[::1", "malformed"),
        ("ftp://example.org/", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("https://me:secret@example.org/", "userinfo"),
        ("https://@example.org/", "userinfo"),
        ("https:\\\\example.org", "ambiguous"),
        ("https:/example.org", "ambiguous"),
        ("https://example.org/\n", "ambiguous"),
        ("https://example.org/" + "x" * 8000, "too_long"),
    ],
)
def test_what_can_be_read_otherwise_is_refused(written, code):
    with pytest.raises(InvalidAddressError) as refused:
        Address.parse(written)
    assert refused.value.code == code
