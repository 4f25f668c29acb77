"""What a server showed of itself when no protected connection came about.

A second connection goes to the same checked address, takes whatever certificate is shown, and ends:
nothing is asked over it, and nothing that it shows is trusted. A copy of a page is never made over
such a connection; what was seen is evidence of why there is none.
"""

import hashlib
import socket
import ssl
import warnings
from functools import lru_cache

from sources.archiver.values import TlsSeen

LONGEST_LOOK = 5.0
"""Seconds that a look at a certificate may take."""
LONGEST_NAME = 300


@lru_cache(maxsize=1)
def _lenient() -> ssl.SSLContext:
    """A context that takes any certificate, and any version and cipher that OpenSSL still knows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context


def look(address: str, port: int, host: str, seconds: float) -> TlsSeen | None:
    """Read the certificate that a server shows; None if it shows none.

    Args:
        address: the checked address to connect to.
        port: the port to connect to.
        host: the name that the server is asked for.
        seconds: how long the look may take.
    """
    try:
        with (
            socket.create_connection((address, port), min(seconds, LONGEST_LOOK)) as plain,
            _lenient().wrap_socket(plain, server_hostname=host) as stream,
        ):
            return seen(stream)
    except (OSError, ValueError):
        return None


def seen(stream: ssl.SSLSocket) -> TlsSeen | None:
    """Note what a connection is protected with; None if no certificate was shown."""
    shown = stream.getpeercert(binary_form=True)
    if not shown:
        return None
    cipher = stream.cipher()
    return TlsSeen(
        stream.version() or "",
        cipher[0] if cipher else "",
        hashlib.sha256(shown).hexdigest(),
        **_facts(shown),
    )


def _facts(shown: bytes) -> dict[str, str]:
    """Subject, issuer and validity, as far as they can be read (RFC 5280; RFC 4514 for names)."""
    # Only failures come here: most workers never need this library.
    from cryptography import x509  # noqa: PLC0415

    try:
        with warnings.catch_warnings():  # a hostile certificate breaks rules that the library minds
            warnings.simplefilter("ignore")
            read = x509.load_der_x509_certificate(shown)
            return {
                "subject": _clean(read.subject.rfc4514_string()),
                "issuer": _clean(read.issuer.rfc4514_string()),
                "not_before": read.not_valid_before_utc.isoformat(),
                "not_after": read.not_valid_after_utc.isoformat(),
            }
    except Exception:  # noqa: BLE001 - whatever is wrong with it, its digest is known
        return {}


def _clean(name: str) -> str:
    return "".join(char if char.isprintable() else "\ufffd" for char in name)[:LONGEST_NAME]
