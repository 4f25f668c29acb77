"""Tables of what no page is asked for: networks, ports and names.

The networks are our own table, because the standard library's notion of "global" lets translated
and embedded addresses through. Sources: IANA IPv4 and IPv6 Special-Purpose Address Registries,
RFC 6052 and RFC 8215 (NAT64), RFC 3056 (6to4), RFC 4380 (Teredo), RFC 5214 (ISATAP), RFC 3879 (site
local), RFC 9637 (documentation); WHATWG Fetch "bad port" list; RFC 6761, 6762, 7686, 8375, 9476
(names).
"""

import ipaddress

_IPV4 = {
    "0.0.0.0/8": "this_network",
    "10.0.0.0/8": "private",
    "100.64.0.0/10": "carrier",
    "127.0.0.0/8": "this_machine",
    "168.63.129.16/32": "cloud",
    "169.254.0.0/16": "link_local",
    "172.16.0.0/12": "private",
    "192.0.0.0/24": "protocol",
    "192.0.2.0/24": "documentation",
    "192.31.196.0/24": "name_server_sink",
    "192.52.193.0/24": "multicast_relay",
    "192.88.99.0/24": "6to4_relay",
    "192.168.0.0/16": "private",
    "192.175.48.0/24": "name_server_sink",
    "198.18.0.0/15": "benchmarking",
    "198.51.100.0/24": "documentation",
    "203.0.113.0/24": "documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
}
_IPV6 = {
    "::/128": "this_machine",
    "::1/128": "this_machine",
    "::/96": "embedded",
    "::ffff:0:0/96": "embedded",
    "::ffff:0:0:0/96": "translated",
    "64:ff9b::/96": "translated",
    "64:ff9b:1::/48": "translated",
    "100::/64": "discard",
    "100:0:0:1::/64": "discard",
    "2001::/32": "teredo",
    "2001::/23": "protocol",
    "2001:db8::/32": "documentation",
    "2002::/16": "6to4",
    "2620:4f:8000::/48": "name_server_sink",
    "3ffe::/16": "reserved",
    "3fff::/20": "documentation",
    "5f00::/16": "segment_routing",
    "fc00::/7": "private",
    "fe80::/10": "link_local",
    "fec0::/10": "site_local",
    "ff00::/8": "multicast",
}
IPV4_RANGES = tuple((ipaddress.IPv4Network(net), why) for net, why in _IPV4.items())
IPV6_RANGES = tuple((ipaddress.IPv6Network(net), why) for net, why in _IPV6.items())
# Only this block has been handed out for the public Internet (RFC 4291, IANA); the table above
# says why an address inside or outside it is refused.
IPV6_PUBLIC = ipaddress.IPv6Network("2000::/3")
# The last 64 bits of an ISATAP address start so (u/g bits of the identifier set or not).
ISATAP_MARKS = (0x00005EFE, 0x02005EFE)

_LAST_SYSTEM_PORT = 1023
_WEB_PORTS = frozenset({80, 81, 443})
_SERVICE_PORTS = frozenset(
    {
        1080, 1099, 1194, 1433, 1434, 1521, 1719, 1720, 1723, 1883, 2049, 2181, 2222, 2375, 2376,
        2377, 2379, 2380, 3128, 3306, 3389, 3659, 4045, 4190, 4369, 4444, 4505, 4506, 4646, 4789,
        5000, 5037, 5060, 5061, 5222, 5353, 5432, 5433, 5555, 5601, 5671, 5672, 5900, 5901, 5984,
        5985, 5986, 6000, 6001, 6379, 6380, 6443, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
        7000, 7001, 7474, 7687, 8009, 8086, 8125, 8200, 8300, 8301, 8500, 8600, 8983, 9000, 9001,
        9042, 9090, 9091, 9092, 9093, 9100, 9160, 9200, 9300, 9418, 10080, 10249, 10250, 10255,
        10256, 11211, 11434, 15672, 16379, 25565, 26379, 27017, 27018, 27019, 28015, 28017, 50000,
        50070, 61616,
    }
)  # fmt: skip


def port_is_refused(port: int) -> bool:
    """Whether a port belongs to a service other than the web.

    Below 1024 only the web's own ports are open, which covers the Fetch list there; above, the
    rest of the Fetch list and services that speak to whoever connects.
    """
    return (port <= _LAST_SYSTEM_PORT and port not in _WEB_PORTS) or port in _SERVICE_PORTS


SPECIAL_SUFFIXES = frozenset(
    {
        "localhost", "localhost6", "local", "localdomain", "localdomain6", "test", "internal",
        "intranet", "lan", "home", "corp",
        "private", "home.arpa", "in-addr.arpa", "ip6.arpa", "invalid", "onion", "alt", "i2p",
        "cluster.local", "consul", "docker",
    }
)  # fmt: skip
SERVICE_NAMES = frozenset(
    {
        "metadata.google.internal", "metadata.goog", "metadata.packet.net",
        "metadata.platformequinix.com", "metadata.tencentyun.com", "metadata.azure.com",
        "metadata.azure.internal", "instance-data.ec2.internal", "kubernetes.default.svc",
        "localtest.me", "lvh.me", "vcap.me", "lacolhost.com",
    }
)  # fmt: skip
# Names under these spell out the address that they resolve to: a way round a look at the name,
# and no publisher's home.
ADDRESS_NAMES = frozenset({"nip.io", "sslip.io", "xip.io", "traefik.me", "localho.st"})


def why_not_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str | None:
    """Say in which special range an address lies: the end of a code of `detail.range.*`.

    None for a public address.
    """
    if isinstance(address, ipaddress.IPv4Address):
        return next((why for network, why in IPV4_RANGES if address in network), None)
    for network, why in IPV6_RANGES:
        if address in network:
            return why
    if address not in IPV6_PUBLIC:
        return "reserved"
    if (int(address) >> 32) & 0xFFFFFFFF in ISATAP_MARKS:
        return "isatap"
    return None
