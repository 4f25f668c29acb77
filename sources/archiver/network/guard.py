"""The guard: which addresses may be asked for a page, and where to connect for them.

One strict parser (``tracker.base.values.address``) reads the address before anything else does;
where a lenient reader could see another host than we do, the address is refused. What comes out is
a `Target` with the checked addresses; whoever connects uses those and looks nothing up again.
"""

import ipaddress
import re
import time
from typing import NoReturn

from sources.archiver.network.ranges import (
    ADDRESS_NAMES,
    SERVICE_NAMES,
    SPECIAL_SUFFIXES,
    port_is_refused,
    why_not_public,
)
from sources.archiver.sentences import TEXTS, Said, english, say
from sources.archiver.values import Allowance, NameNotFoundError, Resolver, Target
from tracker.base.values import address

MAX_NAME_LENGTH = 253

_LABEL = re.compile(r"\A(?!-)[a-z0-9_-]{1,63}(?<!-)\Z")

RULES = {
    code.removeprefix("address."): text
    for code, text in TEXTS.items()
    if code.startswith("address.")
}
"""Each rule with its sentence."""


class RefusedAddressError(Exception):
    """The guard refuses an address.

    Attributes:
        rule: a key of `RULES`.
        said: what it says for people, with the particulars.
    """

    def __init__(self, rule: str, particulars: Said = ()) -> None:
        self.rule = rule
        self.said = say(f"address.{rule}") + particulars
        super().__init__(english(self.said))


def _refuse(rule: str, particulars: Said = ()) -> NoReturn:
    raise RefusedAddressError(rule, particulars)


def _particulars(error: address.InvalidAddressError) -> Said:
    if error.particulars is None:
        return ()
    detail, values = error.particulars
    return say(f"detail.{detail}" if detail else "detail", **values)


def check(url: str, *, resolver: Resolver, allowance: Allowance, seconds: float = 15.0) -> Target:
    """Say where to connect for an address, or refuse it.

    Args:
        url: the address as given by a person or a redirect (absolute).
        resolver: looks names up; it is asked twice for a name, to catch one that rebinds.
        allowance: hosts and networks admitted although they are not public.
        seconds: time that the look-ups may take together.

    Raises:
        RefusedAddressError: with the rule that was broken.
        TimeoutError: the look-ups took too long.
        OSError: the resolver itself failed (no network).
    """
    end = time.monotonic() + seconds
    url, scheme, host, port = read(url)
    literal, entry = _judge_host(host, port, allowance)
    if literal is not None:
        return Target(url, scheme, str(literal), port, (str(literal),), entry)
    addresses = _look_up(host, resolver, seconds)
    if not entry:
        entry = _judge_all(addresses, allowance)
        _check_rebinding(host, resolver, end - time.monotonic(), allowance)
    return Target(url, scheme, host, port, tuple(map(str, addresses)), entry)


def check_as_written(url: str, *, allowance: Allowance) -> None:
    """Refuse what `check` refuses whatever a look-up would say; nothing is looked up.

    Args:
        url: the address as given by a person.
        allowance: hosts and networks admitted although they are not public.

    Raises:
        RefusedAddressError: with the rule that was broken.
    """
    _url, _scheme, host, port = read(url)
    _judge_host(host, port, allowance)


def read(url: str) -> tuple[str, str, str, int]:
    """Parse an address strictly, without looking anything up.

    Returns:
        The serialised address without fragment, scheme, host (no brackets, no final dot), port.

    Raises:
        RefusedAddressError: the address is malformed, ambiguous, or of a kind that is not fetched.
    """
    try:
        found = address.Address.parse(url)
    except address.InvalidAddressError as error:
        raise RefusedAddressError(error.code, _particulars(error)) from error
    return found.url, found.scheme, found.host, found.port


def _judge_host(host: str, port: int, allowance: Allowance) -> tuple["Address | None", str]:
    """Pass a host and port by what is written there; return its literal and what allowed it."""
    entry = _allowed_host(host, port, allowance)
    if not entry and port_is_refused(port):
        _refuse("port", say("detail", said=port))
    literal = _literal(host)
    if literal is not None:
        return literal, entry or _judge(literal, allowance)
    if not entry:
        _check_name(host)
    return None, entry


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    # The parser has already turned every spelling of an IPv4 address into the dotted one.
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _check_name(host: str) -> None:
    labels = host.split(".")
    if len(host) > MAX_NAME_LENGTH or not all(_LABEL.match(label) for label in labels):
        _refuse("host_name", say("detail", said=host[:80]))
    suffixes = {".".join(labels[place:]) for place in range(len(labels))}
    if suffixes & SERVICE_NAMES:
        _refuse("service_name", say("detail", said=host))
    if suffixes & SPECIAL_SUFFIXES and (len(labels) > 1 or host in SPECIAL_SUFFIXES):
        _refuse("special_name", say("detail", said=host))
    if len(labels) == 1:
        _refuse("single_label", say("detail", said=host))
    if suffixes & ADDRESS_NAMES:
        _refuse("address_name", say("detail", said=host))


Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def _look_up(host: str, resolver: Resolver, seconds: float) -> list[Address]:
    if seconds <= 0:
        raise TimeoutError
    try:
        answers = resolver(host, seconds)
    except NameNotFoundError:
        answers = ()
    if not answers:
        _refuse("unresolvable", say("detail", said=host))
    addresses: list[Address] = []
    for answer in answers:
        try:
            addresses.append(ipaddress.ip_address(answer))
        except ValueError:
            _refuse("not_public", say("detail.leads_to", host=host, answer=repr(answer)))
    return addresses


def _judge_all(addresses: list[Address], allowance: Allowance) -> str:
    entries = [_judge(address, allowance) for address in addresses]
    return next((entry for entry in entries if entry), "")


def _judge(address: Address, allowance: Allowance) -> str:
    """Pass a public or allowed address; return the entry that allowed it."""
    why = why_not_public(address)
    if isinstance(address, ipaddress.IPv6Address) and address.scope_id:
        why = "link_local"
    if why is None:
        return ""
    for network in allowance.networks:
        if address in ipaddress.ip_network(network):
            return network
    _refuse("not_public", say(f"detail.range.{why}", address=address))


def _check_rebinding(host: str, resolver: Resolver, seconds: float, allowance: Allowance) -> None:
    """Ask a second time: evidence is not taken from a name that changes sides.

    The connection is pinned to the first answer in any case.
    """
    try:
        _judge_all(_look_up(host, resolver, seconds), allowance)
    except RefusedAddressError as error:
        if error.rule == "not_public":
            _refuse("rebinding", error.said)


def _allowed_host(host: str, port: int, allowance: Allowance) -> str:
    if (host, port) not in allowance.hosts:
        return ""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
