"""The guard lets public addresses through and refuses every other, by a named rule."""

import pytest

from sources.archiver.network.guard import RULES, RefusedAddressError, check
from sources.archiver.network.resolve import TableResolver
from sources.archiver.values import Allowance, Resolver

PUBLIC = "93.184.215.14"


def public_resolver(name: str, seconds: float) -> list[str]:
    return [PUBLIC]


def rule_of(
    url: str, resolver: Resolver = public_resolver, allowance: Allowance | None = None
) -> str:
    with pytest.raises(RefusedAddressError) as caught:
        check(url, resolver=resolver, allowance=allowance or Allowance())
    assert str(caught.value).startswith(RULES[caught.value.rule])
    return caught.value.rule


def test_a_public_address_passes_and_is_pinned() -> None:
    target = check("https://News.Example/a?b#c", resolver=public_resolver, allowance=Allowance())

    assert target.url == "https://news.example/a?b"
    assert (target.host, target.port, target.address) == ("news.example", 443, PUBLIC)


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("no address", "malformed"),
        ("http://[::1", "malformed"),
        ("ftp://news.example/", "scheme"),
        ("http://user@news.example/", "userinfo"),
        ("http://@news.example/", "userinfo"),
        ("http:news.example/", "ambiguous"),
        ("http:///news.example/", "ambiguous"),
        ("http://news.example\\@127.0.0.1/", "ambiguous"),
        ("ht\ttp://news.example/", "ambiguous"),
        ("http://news.example:6379/", "port"),
        ("http://news.example:444/", "port"),
        ("http://newsroom/", "single_label"),
        ("http://localhost./", "special_name"),
        ("http://a.localhost/", "special_name"),
        ("http://printer.local/", "special_name"),
        ("http://metadata.google.internal/", "service_name"),
        ("http://8.8.8.8.nip.io/", "address_name"),
        ("http://a..example/", "host_name"),
        ("http://" + "a" * 64 + ".example/", "host_name"),
        ("http://127.0.0.1!/", "host_name"),
        ("http://news.example/" + "a" * 9000, "too_long"),
    ],
)
def test_a_refusal_names_its_rule(url: str, rule: str) -> None:
    assert rule_of(url) == rule


@pytest.mark.parametrize(
    "host",
    [
        "127.1", "2130706433", "0x7f.1", "0177.0.0.01", "%31%32%37.0.0.1", "①②⑦.0.0.1",
        "127。0。0。1", "127.0.0.1.", "[::ffff:8.8.8.8]", "[::8.8.8.8]", "[::ffff:0:8.8.8.8]",
        "[64:ff9b::8.8.8.8]", "[2002:808:808::1]", "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
        "[2a00:1450::5efe:10.0.0.1]", "[2a00:1450::200:5efe:10.0.0.1]", "[fe80::1]", "[fec0::1]",
        "[4000::1]", "[::]", "255.255.255.255", "100.100.100.200", "192.0.0.192",
    ],
)  # fmt: skip
def test_every_spelling_of_a_special_address_is_refused(host: str) -> None:
    assert rule_of(f"http://{host}/") == "not_public"


def test_one_answer_that_is_not_public_is_enough() -> None:
    resolver = TableResolver({"news.example": [[PUBLIC, "10.0.0.1"]]})

    assert rule_of("http://news.example/", resolver) == "not_public"


def test_a_name_that_rebinds_is_refused() -> None:
    resolver = TableResolver({"news.example": [PUBLIC, "127.0.0.1"]})

    assert rule_of("http://news.example/", resolver) == "rebinding"


@pytest.mark.parametrize("answers", [["fe80::1%eth0"], ["not an address"], ["::ffff:8.8.8.8"]])
def test_a_strange_answer_is_refused(answers: list[str]) -> None:
    assert rule_of("http://news.example/", lambda *_: answers) == "not_public"


def test_a_name_without_address_is_refused() -> None:
    assert rule_of("http://news.example/", TableResolver({})) == "unresolvable"


def test_a_named_server_is_admitted_at_its_port_only() -> None:
    allowance = Allowance.parse(["127.0.0.1:8801"])

    target = check("http://127.0.0.1:8801/", resolver=public_resolver, allowance=allowance)

    assert target.allowed_by == "127.0.0.1:8801"
    assert rule_of("http://127.0.0.1:8802/", allowance=allowance) == "not_public"
    assert rule_of("http://localhost:8801/", allowance=allowance) == "special_name"


def test_a_network_is_admitted_but_not_its_services() -> None:
    allowance = Allowance.parse(["10.1.0.0/16", "::1/128"])

    target = check("http://10.1.2.3/", resolver=public_resolver, allowance=allowance)

    assert target.allowed_by == "10.1.0.0/16"
    assert rule_of("http://10.1.2.3:6379/", allowance=allowance) == "port"
    assert rule_of("http://10.2.2.3/", allowance=allowance) == "not_public"


@pytest.mark.parametrize("entry", ["localhost", "localhost:x", ":80", "10.0.0.0/99", "a:70000"])
def test_an_allowance_that_makes_no_sense_is_refused(entry: str) -> None:
    with pytest.raises(ValueError, match="write it like"):
        Allowance.parse([entry])
