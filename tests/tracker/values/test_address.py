"""An address is read as browsers read it, and kept as it was written."""

import pytest

from tracker.base.values.address import Address, InvalidAddressError


def test_an_address_is_kept_as_written_and_read_as_a_browser_does():
    read = Address.parse(" HTTPS://Example.org./a b#part ")

    assert str(read) == "HTTPS://Example.org./a b#part"
    assert (read.scheme, read.host, read.port) == ("https", "example.org", 443)
    assert read.url == "https://example.org./a%20b"


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
