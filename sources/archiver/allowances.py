"""Read the entries of an allowance: `HOST:PORT` and CIDR networks."""

import ipaddress
from collections.abc import Sequence

MAX_PORT = 65535


def read_allowance(entries: Sequence[str]) -> tuple[list[tuple[str, int]], list[str]]:
    """Split entries into (host, port) pairs and networks.

    Raises:
        ValueError: an entry is neither `HOST:PORT` nor a network such as `10.1.0.0/16`.
    """
    hosts: list[tuple[str, int]] = []
    networks: list[str] = []
    for entry in (entry.strip() for entry in entries):
        if "/" in entry:
            networks.append(_network(entry))
        elif entry:
            hosts.append(_host(entry))
    return hosts, networks


def _network(entry: str) -> str:
    try:
        return str(ipaddress.ip_network(entry))
    except ValueError:
        message = f"{entry!r} is not a network; write it like 10.1.0.0/16 or fd00::/8."
        raise ValueError(message) from None


def _host(entry: str) -> tuple[str, int]:
    host, _, port = entry.rpartition(":")
    host = host.strip("[]").lower().rstrip(".")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) <= MAX_PORT:
        message = f"{entry!r} is not HOST:PORT; write it like 127.0.0.1:8801 or [::1]:8801."
        raise ValueError(message)
    return host, int(port)
