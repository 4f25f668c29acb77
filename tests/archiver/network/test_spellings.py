"""Every spelling of every special address, name and port is refused; their neighbours pass."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Sequence

import pytest

from sources.archiver.network.guard import RULES, RefusedAddressError, check
from sources.archiver.network.ranges import why_not_public
from sources.archiver.network.resolve import TableResolver
from sources.archiver.values import Allowance, Resolver, Target
from tests.suites import addresses
from tests.suites.addresses import ALLOWED_V4, ALLOWED_V6, REFUSED_V4, REFUSED_V6, V4, V6
from tests.suites.outside import Take

PUBLIC = "93.184.215.14"


def public(_name: str, _seconds: float) -> list[str]:
    return [PUBLIC]


def ask(url: str, resolver: Resolver = public) -> Target:
    return check(url, resolver=resolver, allowance=Allowance())


def rule_of(url: str, resolver: Resolver = public) -> str:
    """The rule that refuses an address; nothing where it passes."""
    try:
        ask(url, resolver)
    except RefusedAddressError as error:
        return error.rule
    return ""


def assert_refused(urls: Sequence[str], rule: str, resolver: Resolver = public) -> None:
    found = {url: rule_of(url, resolver) for url in urls}
    assert {url: other for url, other in found.items() if other != rule} == {}
    assert found


def assert_pinned(hosts: dict[str, V4 | V6], scheme: str = "http") -> None:
    """Each of these hosts is asked, at the address it spells."""
    found = {host: ask(f"{scheme}://{host}/").addresses for host in hosts}
    assert found == {host: (str(address),) for host, address in hosts.items()}
    assert found


@pytest.mark.parametrize("spelling", addresses.V4_SPELLINGS)
def test_the_neighbours_of_every_range_pass_in_every_spelling(spelling: str) -> None:
    write = addresses.V4_SPELLINGS[spelling]

    assert_pinned({write(one): one for one in ALLOWED_V4}, "HTTPS")


@pytest.mark.parametrize("spelling", addresses.V6_SPELLINGS)
def test_so_do_those_of_version_6(spelling: str) -> None:
    write = addresses.V6_SPELLINGS[spelling]

    assert_pinned({write(one): one for one in ALLOWED_V6})


def test_what_lies_beside_a_range_is_public_to_others_too() -> None:
    assert len(ALLOWED_V4) > 25
    assert [one for one in ALLOWED_V4 if not one.is_global] == []


def test_no_special_network_that_others_know_is_left_out() -> None:
    known = addresses.special_networks()
    ends = [address for network in known for address in (network[0], network[-1])]

    assert len(known) > 40
    assert [str(address) for address in ends if why_not_public(address) is None] == []


def test_no_address_that_is_asked_for_in_attacks_is_left_out() -> None:
    known = map(ipaddress.ip_address, addresses.KNOWN)

    assert [str(address) for address in known if why_not_public(address) is None] == []


@pytest.mark.parametrize("spelling", addresses.V4_SPELLINGS)
def test_no_spelling_of_a_special_address_passes(spelling: str) -> None:
    hosts = [addresses.V4_SPELLINGS[spelling](one) for one in REFUSED_V4]

    assert_refused([f"http://{host}/" for host in hosts], "not_public")
    assert_refused([f"HTTPS://{host}:8443/a?b#c" for host in hosts], "not_public")


@pytest.mark.parametrize("spelling", addresses.V6_SPELLINGS)
def test_no_spelling_of_one_of_version_6_passes(spelling: str) -> None:
    hosts = [addresses.V6_SPELLINGS[spelling](one) for one in REFUSED_V6]

    assert_refused([f"http://{host}/" for host in hosts], "not_public")


@pytest.mark.parametrize("form", addresses.EMBEDDED)
def test_an_address_inside_another_does_not_pass_even_if_it_is_public(form: str) -> None:
    write = addresses.EMBEDDED[form]
    inside = [write(one) for one in REFUSED_V4 + ALLOWED_V4]

    assert_refused([f"http://[{one}]/" for one in inside], "not_public")
    assert_refused([f"http://[{V6(one).exploded.upper()}]/" for one in inside], "not_public")


@pytest.mark.parametrize("way", addresses.CROOKED)
def test_an_address_that_two_readers_read_differently_is_refused(way: str) -> None:
    rule, write = addresses.CROOKED[way]

    assert_refused([write(one) for one in REFUSED_V4 + ALLOWED_V4], rule)


@pytest.mark.parametrize("place", addresses.HARMLESS)
def test_an_address_elsewhere_in_that_of_a_site_changes_nothing(place: str) -> None:
    asked = [ask(addresses.HARMLESS[place](one)) for one in REFUSED_V4]

    assert {target.addresses for target in asked} == {(PUBLIC,)}


def answers() -> list[str]:
    """What a look-up may say that is not public."""
    embedded = [write(one) for write in addresses.EMBEDDED.values() for one in REFUSED_V4]
    return [*map(str, REFUSED_V4), *map(str, REFUSED_V6), *embedded]


TABLES: dict[str, tuple[str, Callable[[str], list[str | list[str]]]]] = {
    "alone": ("not_public", lambda one: [[one]]),
    "beside a public one": ("not_public", lambda one: [[PUBLIC, one]]),
    "before a public one": ("not_public", lambda one: [[one, PUBLIC]]),
    "in a zone": ("not_public", lambda one: [[f"{one}%eth0"]]),
    "at the second look-up": ("rebinding", lambda one: [[PUBLIC], [one]]),
}


@pytest.mark.parametrize("way", TABLES)
def test_a_name_that_leads_there_is_refused(way: str) -> None:
    rule, table = TABLES[way]
    told = answers()
    found = {
        one: rule_of("http://news.example/", TableResolver({"news.example": table(one)}))
        for one in told
    }

    assert {one: other for one, other in found.items() if other != rule} == {}
    assert len(found) > 500


def test_a_name_that_leads_just_beside_passes() -> None:
    beside = [str(one) for one in [*ALLOWED_V4, *ALLOWED_V6]]
    target = ask("http://news.example/", TableResolver({"news.example": [beside]}))

    assert target.addresses == tuple(beside)


@pytest.mark.parametrize("spelling", addresses.NAME_SPELLINGS)
def test_no_spelling_of_a_special_name_passes(spelling: str) -> None:
    write = addresses.NAME_SPELLINGS[spelling]
    found = {
        write(name): (rule_of(f"http://{write(name)}/"), rule) for name, rule in addresses.NAMES
    }

    assert {name: rules for name, rules in found.items() if len(set(rules)) > 1} == {}
    assert len(found) == len(addresses.NAMES)


@pytest.mark.parametrize("way", addresses.NEAR_NAMES)
def test_a_name_that_only_looks_like_one_passes(way: str) -> None:
    write = addresses.NEAR_NAMES[way]
    asked = [ask(f"http://{write(name)}/") for name in addresses.OWN_NAMES]

    assert {target.addresses for target in asked} == {(PUBLIC,)}


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_port_of_a_service_is_refused(scheme: str) -> None:
    ports = addresses.REFUSED_PORTS

    assert_refused([f"{scheme}://news.example:{port}/" for port in ports], "port")
    assert_refused([f"{scheme}://{ALLOWED_V4[0]}:0{port}/" for port in ports], "port")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_ports_between_them_pass(scheme: str) -> None:
    asked = [ask(f"{scheme}://news.example:{port}/") for port in addresses.ALLOWED_PORTS]

    assert [target.port for target in asked] == addresses.ALLOWED_PORTS


def test_every_rule_about_an_address_itself_is_met() -> None:
    """None of the rules is out of reach of the tables."""
    crooked = {rule for rule, _write in addresses.CROOKED.values()}
    named = {rule for _name, rule in addresses.NAMES}

    assert crooked | named | {"not_public", "rebinding", "port"} <= set(RULES)
    assert set(RULES) - crooked - named == {
        "not_public", "rebinding", "port", "too_long", "host_name", "single_label", "unresolvable",
    }  # fmt: skip


def test_the_addresses_of_others_are_judged_alike(outside: Take) -> None:
    refuse = [*outside("addresses_to_refuse.json"), *outside("ports_to_refuse.json")]
    allow = outside("addresses_to_allow.json")

    # Every name is public here, so only the address itself can give it away.
    assert [row["url"] for row in refuse if not rule_of(row["url"])] == []
    assert [row["url"] for row in allow if rule_of(row["url"])] == []
