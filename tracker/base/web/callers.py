"""Who is asking, as far as limits are concerned: the network an address is in.

Whose word is taken for the address is said by the settings: nobody's, or that of the one proxy in
front of us, which adds it to X-Forwarded-For last.
"""

from __future__ import annotations

from tracker.base.values.network import network_of


def calling_network(address: str, forwarded: str = "", *, proxies: int = 0) -> str:
    """The network that a request counts for.

    Args:
        address: where the connection comes from.
        forwarded: the header X-Forwarded-For as it came.
        proxies: how many proxies in front of us are trusted to have written into it.

    Returns:
        An IPv4 address, an IPv6 network, or the address as it was given if it is neither.
    """
    told = [part.strip() for part in forwarded.split(",") if part.strip()]
    given = told[-min(proxies, len(told))] if proxies and told else address
    try:
        return network_of(given.split("%")[0].strip("[]"))
    except ValueError:
        return given[:64]
