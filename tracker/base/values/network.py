"""What counts as one network: an IPv4 address, or the /64 that an IPv6 address stands in.

One machine holds a whole /64 of IPv6 addresses, so those count as one; of IPv4 each address does.
"""

from __future__ import annotations

import ipaddress

IPV6_NETWORK = 64


def network_of(address: str) -> str:
    """The network that an address stands in.

    Args:
        address: as it is written; an IPv4 address inside an IPv6 one is the IPv4 address.

    Raises:
        ValueError: it is no address.
    """
    read = ipaddress.ip_address(address)
    if not isinstance(read, ipaddress.IPv6Address):
        return str(read)
    if read.ipv4_mapped is not None:
        return str(read.ipv4_mapped)
    return str(ipaddress.ip_network((read, IPV6_NETWORK), strict=False))
