"""Addresses that the guard must refuse, and those just outside that it must let through.

Made by rule: every spelling of the first, middle and last address of every range of the guard's
table, and of the neighbours of every range.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable

from sources.archiver.network.ranges import (
    ADDRESS_NAMES,
    IPV4_RANGES,
    IPV6_PUBLIC,
    IPV6_RANGES,
    SERVICE_NAMES,
    SPECIAL_SUFFIXES,
    port_is_refused,
)

V4 = ipaddress.IPv4Address
V6 = ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
V4_NETWORKS: list[Network] = [network for network, _why in IPV4_RANGES]
V6_NETWORKS: list[Network] = [network for network, _why in IPV6_RANGES]


def _ends_and_middle(networks: Iterable[Network]) -> list[int]:
    """First, middle and last address of each network, as numbers."""
    places = [
        (int(network[0]), int(network[network.num_addresses // 2]), int(network[-1]))
        for network in networks
    ]
    return sorted({number for three in places for number in three})


def _neighbours(networks: list[Network], version: type[V4 | V6]) -> list[V4 | V6]:
    """Addresses just before and just behind each network, as far as they lie in no other."""
    most = 2 ** version(0).max_prefixlen
    beside = {place for net in networks for place in (int(net[0]) - 1, int(net[-1]) + 1)}
    found = [version(number) for number in sorted(beside) if 0 <= number < most]
    return [one for one in found if not any(one in network for network in networks)]


REFUSED_V4 = [V4(number) for number in _ends_and_middle(V4_NETWORKS)]
ALLOWED_V4 = [V4(int(one)) for one in _neighbours(V4_NETWORKS, V4)]
REFUSED_V6 = [
    *(V6(number) for number in _ends_and_middle(V6_NETWORKS)),
    *(IPV6_PUBLIC[0] - 1, IPV6_PUBLIC[-1] + 1),
]
ALLOWED_V6 = [V6(int(one)) for one in _neighbours(V6_NETWORKS, V6) if one in IPV6_PUBLIC]


def special_networks() -> list[Network]:
    """What Python's own registry knows as special, whatever our table says."""
    four, six = V4._constants, V6._constants  # type: ignore[attr-defined]
    return [
        *four._private_networks,
        *(four._linklocal_network, four._loopback_network, four._multicast_network),
        *(four._reserved_network, four._public_network),
        *six._private_networks,
        *six._reserved_networks,
        *(six._linklocal_network, six._sitelocal_network, six._multicast_network),
    ]


KNOWN = {
    "169.254.169.254": "metadata of most clouds", "fd00:ec2::254": "the same over version 6",
    "169.254.170.2": "roles of containers", "100.100.100.200": "metadata of Alibaba",
    "192.0.0.192": "metadata of Oracle", "168.63.129.16": "platform of Azure",
    "192.88.99.1": "6to4 relay", "192.31.196.1": "AS112", "192.175.48.6": "AS112",
    "192.52.193.1": "multicast relay", "2620:4f:8000::6": "AS112", "3ffe::1": "the old 6bone",
    "5f00::1": "segment routing", "3fff::1": "documentation", "2002:808:808::1": "6to4",
    "192.168.0.1": "a router at home", "172.17.0.1": "Docker",
    "10.96.0.1": "Kubernetes", "127.0.0.53": "a resolver", "255.255.255.255": "everybody",
}  # fmt: skip
"""Addresses that attacks have asked for, or that registries keep for themselves."""

# --- spellings of an address of version 4, as the host of a URL

DIGITS = "0123456789"


def _in(digits: str, stop: str = ".") -> Callable[[V4], str]:
    """Write an address in other digits, and with another full stop."""
    table = str.maketrans(DIGITS + ".", digits + stop)
    return lambda one: str(one).translate(table)


def _parts(*forms: str) -> Callable[[V4], str]:
    """Write an address in as many parts as there are forms; the last takes all that is left."""

    def write(one: V4) -> str:
        octets, last = list(one.packed), len(forms) - 1
        values = [*octets[:last], int.from_bytes(bytes(octets[last:]), "big")]
        return ".".join(form.format(value) for form, value in zip(forms, values, strict=True))

    return write


V4_SPELLINGS: dict[str, Callable[[V4], str]] = {
    "dotted": str,
    "octal": _parts(*["0{:o}"] * 4),
    "octal with noughts": _parts(*["00000{:o}"] * 4),
    "hexadecimal": _parts(*["0x{:x}"] * 4),
    "hexadecimal in capitals": _parts(*["0X{:02X}"] * 4),
    "hexadecimal with noughts": _parts(*["0x000000{:x}"] * 4),
    "mixed": _parts("{}", "0x{:x}", "0{:o}", "{}"),
    "mixed otherwise": _parts("0{:o}", "{}", "{}", "0x{:x}"),
    "one number": _parts("{}"),
    "one octal number": _parts("0{:o}"),
    "one hexadecimal number": _parts("0x{:x}"),
    "two parts": _parts("{}", "{}"),
    "two octal parts": _parts("0{:o}", "0{:o}"),
    "two hexadecimal parts": _parts("0x{:x}", "0x{:x}"),
    "three parts": _parts("{}", "{}", "{}"),
    "three parts, mixed": _parts("0x{:x}", "{}", "0{:o}"),
    "percent-encoded": lambda one: "".join(f"%{ord(letter):02x}" for letter in str(one)),
    "percent-encoded stops": lambda one: str(one).replace(".", "%2E"),
    "full-width": _in("０１２３４５６７８９"),
    "circled": _in("⓪①②③④⑤⑥⑦⑧⑨"),
    "superscript": _in("⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": _in("₀₁₂₃₄₅₆₇₈₉"),
    "mathematical": _in("𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"),
    "ideographic stops": _in(DIGITS, "。"),
    "half-width stops": _in(DIGITS, "｡"),
    "full-width stops": _in(DIGITS, "．"),
    "soft hyphens": lambda one: "\u00ad".join(str(one)),
    "zero-width spaces": lambda one: "\u200b".join(str(one)),
    "final stop": lambda one: f"{one}.",
    "one number and a final stop": lambda one: f"{int(one)}.",
}

# --- spellings of an address of version 6


def _groups(one: V6) -> list[str]:
    return [f"{int(group, 16):x}" for group in one.exploded.split(":")]


V6_SPELLINGS: dict[str, Callable[[V6], str]] = {
    "short": lambda one: f"[{one.compressed}]",
    "long": lambda one: f"[{one.exploded}]",
    "in capitals": lambda one: f"[{one.exploded.upper()}]",
    "every group": lambda one: f"[{':'.join(_groups(one))}]",
    "dotted end": lambda one: f"[{':'.join(_groups(one)[:6])}:{V4(int(one) & 0xFFFFFFFF)}]",
}

# --- addresses of version 4 inside one of version 6, none of which is public


def _hex(number: int) -> str:
    return f"{number >> 16:x}:{number & 0xFFFF:x}"


EMBEDDED: dict[str, Callable[[V4], str]] = {
    "mapped": lambda one: f"::ffff:{one}",
    "mapped, hexadecimal": lambda one: f"::ffff:{_hex(int(one))}",
    "compatible": lambda one: f"::{one}",
    "translated": lambda one: f"::ffff:0:{one}",
    "NAT64": lambda one: f"64:ff9b::{one}",
    "NAT64, hexadecimal": lambda one: f"64:ff9b::{_hex(int(one))}",
    "NAT64 of a network": lambda one: f"64:ff9b:1::{one}",
    "6to4": lambda one: f"2002:{_hex(int(one))}::1",
    "Teredo server": lambda one: f"2001:0:{_hex(int(one))}::1",
    "Teredo client": lambda one: f"2001:0:808:808:8000:63bf:{_hex(int(one) ^ 0xFFFFFFFF)}",
    "ISATAP": lambda one: f"2a00:1450::5efe:{one}",
    "ISATAP, universal": lambda one: f"2a00:1450::200:5efe:{one}",
}

# --- addresses that two readers read differently: by the rule that refuses them

OTHER_SCHEMES = (
    *("ftp", "sftp", "tftp", "file", "gopher", "dict", "ldap", "ldaps", "smb", "ssh", "telnet"),
    *("redis", "mysql", "jar", "netdoc", "ws", "wss", "imap", "data", "javascript", "blob"),
    *("view-source", "chrome", "about"),
)
BEYOND = 2**32

CROOKED: dict[str, tuple[str, Callable[[V4], str]]] = {
    "name and password": ("userinfo", lambda one: f"http://user:word@{one}/"),
    "a site as the name": ("userinfo", lambda one: f"http://news.example@{one}/"),
    "an address as the name": ("userinfo", lambda one: f"http://{one}@news.example/"),
    "an empty name": ("userinfo", lambda one: f"http://@{one}/"),
    "a port as the password": ("userinfo", lambda one: f"http://news.example:80@{one}/"),
    "two names": ("userinfo", lambda one: f"http://a@news.example@{one}/"),
    "a backslash before the name": ("ambiguous", lambda one: f"http://news.example\\@{one}/"),
    "a backslash behind the host": ("ambiguous", lambda one: f"http://{one}\\@news.example/"),
    "backslashes for slashes": ("ambiguous", lambda one: f"http:\\\\{one}/"),
    "no slash": ("ambiguous", lambda one: f"http:{one}/"),
    "one slash": ("ambiguous", lambda one: f"http:/{one}/"),
    "three slashes": ("ambiguous", lambda one: f"http:///{one}/"),
    "a slash and a backslash": ("ambiguous", lambda one: f"http:/\\{one}/"),
    "a tab in the host": ("ambiguous", lambda one: "\t".join(f"http://{one}/")),
    "a line end in the scheme": ("ambiguous", lambda one: f"ht\ntp://{one}/"),
    "a carriage return": ("ambiguous", lambda one: f"http://{one}\r\nHost: news.example/"),
    "a NUL": ("ambiguous", lambda one: f"http://{one}\0.news.example/"),
    "encoded twice": ("malformed", lambda one: f"http://{str(one).replace('.', '%252e')}/"),
    "a number beyond all": ("malformed", lambda one: f"http://{int(one) + BEYOND}/"),
    "an octet beyond all": ("malformed", lambda one: f"http://{str(one)[:-1]}9999/"),
    "five parts": ("malformed", lambda one: f"http://{one}.1/"),
    "a zone": ("malformed", lambda one: f"http://[::ffff:{one}%25eth0]/"),
    "a network": ("malformed", lambda one: f"http://[::{one}/96]/"),
    "no bracket at the end": ("malformed", lambda one: f"http://[::{one}/"),
    "a space in the host": ("malformed", lambda one: f"http://{one} news.example/"),
    "no scheme": ("malformed", lambda one: f"{one}"),
    "two slashes alone": ("malformed", lambda one: f"//{one}/"),
} | {
    f"{scheme}:": ("scheme", lambda one, scheme=scheme: f"{scheme}://{one}/")
    for scheme in OTHER_SCHEMES
}  # fmt: skip

HARMLESS: dict[str, Callable[[V4], str]] = {
    "in the path": lambda one: f"http://news.example/{one}/",
    "in the path, as a name": lambda one: f"http://news.example/@{one}/",
    "in the query": lambda one: f"http://news.example/?to=http://{one}/",
    "in the fragment": lambda one: f"http://news.example/#@{one}/",
    "as a fragment at once": lambda one: f"http://news.example#@{one}/",
    "as a query at once": lambda one: f"http://news.example?@{one}/",
    "as a label": lambda one: f"http://{str(one).replace('.', '-')}.news.example/",
}
"""An address that only stands in one of a site; the site is what is asked."""

# --- names

NAMES = (
    [(name, "special_name") for name in sorted(SPECIAL_SUFFIXES)]
    + [(name, "service_name") for name in sorted(SERVICE_NAMES)]
    + [(name, "address_name") for name in sorted(ADDRESS_NAMES)]
)
NAME_SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in capitals": str.upper,
    "with a final stop": lambda name: f"{name}.",
    "with a full-width stop": lambda name: f"{name}．",
    "under it": lambda name: f"a.b.{name}",
    "an address under it": lambda name: f"10.0.0.1.{name}",
    "an address with hyphens under it": lambda name: f"app-10-0-0-1.{name}",
    "full-width": lambda name: "".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in name),
    "percent-encoded": lambda name: f"%{ord(name[0]):02x}{name[1:]}",
    "with a soft hyphen": lambda name: f"{name[0]}\u00ad{name[1:]}",
}
NEAR_NAMES: dict[str, Callable[[str], str]] = {
    "as the name of a site": lambda name: f"{name}.example.org",
    "as the end of another": lambda name: f"news.x{name}",
    "as the start of another": lambda name: f"news.{name}x",
}
"""Names that only look like the special ones and lead to sites of their own."""
OWN_NAMES = [
    name for name, _rule in NAMES if not any(name.endswith(f".{other}") for other, _rule in NAMES)
]
"""The special names that lie under no other."""

# --- ports

SERVICES = {
    "echo": 7, "FTP": 21, "SSH": 22, "Telnet": 23, "SMTP": 25, "DNS": 53, "finger": 79,
    "Kerberos": 88, "POP3": 110, "portmap": 111, "NTP": 123, "RPC": 135, "NetBIOS": 139,
    "IMAP": 143, "SNMP": 161, "LDAP": 389, "SMB": 445, "syslog": 514, "printer": 515, "RTSP": 554,
    "IPP": 631, "rsync": 873, "IMAPS": 993, "SQL Server": 1433, "Oracle": 1521, "NFS": 2049,
    "ZooKeeper": 2181, "Docker": 2375, "etcd": 2379, "Squid": 3128, "MySQL": 3306, "RDP": 3389,
    "SIP": 5060, "PostgreSQL": 5432, "AMQP": 5672, "VNC": 5900, "CouchDB": 5984, "WinRM": 5985,
    "X11": 6000, "Redis": 6379, "Kubernetes": 6443, "IRC": 6667, "Vault": 8200, "Consul": 8500,
    "Kafka": 9092, "JetDirect": 9100, "Elasticsearch": 9200, "Git": 9418, "kubelet": 10250,
    "memcached": 11211, "Ollama": 11434, "MongoDB": 27017, "SAP": 50000,
}  # fmt: skip
WEB_PORTS = (80, 81, 443, 1024, 8000, 8008, 8080, 8081, 8443, 8888, 9443, 65535)
REFUSED_PORTS = sorted({*SERVICES.values(), *filter(port_is_refused, range(65536))})
ALLOWED_PORTS = sorted(
    {*WEB_PORTS, *(port + 1 for port in REFUSED_PORTS), *(port - 1 for port in REFUSED_PORTS[1:])}
    - set(REFUSED_PORTS)
)
