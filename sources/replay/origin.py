"""Which origin replays sealed pages, and whether it may: it must not be the application's own.

The two are told apart by the Host header, so they must differ in it: another host name, or the
same name at another port. Another host name is better, because cookies do not know of ports.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

DEFAULT_PORTS = {"http": "80", "https": "443"}


class BadOriginError(ValueError):
    """The address of the replay cannot be one; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class ReplayOrigin:
    """Scheme, host and port (RFC 6454), the host in lower case and without brackets."""

    scheme: str
    host: str
    port: str

    @property
    def place(self) -> tuple[str, str]:
        """Host and port: what a Host header names."""
        return self.host, self.port

    def __str__(self) -> str:
        """The origin as it stands in a policy: the port only where it is not the scheme's own."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        at = "" if DEFAULT_PORTS[self.scheme] == self.port else f":{self.port}"
        return f"{self.scheme}://{name}{at}"


@lru_cache(maxsize=16)
def read_origin(address: str) -> ReplayOrigin:
    """Read an origin as it is configured.

    Raises:
        BadOriginError: it is no http or https address, or says more than an origin.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise BadOriginError(f"{address!r} is not an address: {error}.") from error
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise BadOriginError(f"{address!r} must begin with http:// or https:// and name a host.")
    if parts.path not in ("", "/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise BadOriginError(f"{address!r} must be an origin only: scheme, host and port.")
    # What a Host header of this host would be read as, so that the two compare.
    host, _port = split_domain_port(parts.netloc.lower())
    if not host:
        raise BadOriginError(f"{address!r} names a host that no Host header can name.")
    return ReplayOrigin(
        parts.scheme, _bare(host), str(port) if port else DEFAULT_PORTS[parts.scheme]
    )


def replay_origin() -> ReplayOrigin | None:
    """The origin of the replay; None where none is configured, and nothing is replayed.

    Raises:
        BadOriginError: what is configured cannot be used.
    """
    if not settings.REPLAY_URL:
        return None
    return _checked(settings.REPLAY_URL, settings.SITE_URL)


def application_origin() -> ReplayOrigin:
    """The application's own origin, which may frame what is replayed."""
    parts = urlsplit(settings.SITE_URL)
    return read_origin(f"{parts.scheme}://{parts.netloc}")


@lru_cache(maxsize=16)
def _checked(address: str, site: str) -> ReplayOrigin:
    origin = read_origin(address)
    parts = urlsplit(site)
    own = read_origin(f"{parts.scheme}://{parts.netloc}")
    if origin.place == own.place or (
        # A Host header without a port says nothing of the scheme.
        origin.host == own.host
        and origin.port == DEFAULT_PORTS[origin.scheme]
        and own.port == DEFAULT_PORTS[own.scheme]
    ):
        raise BadOriginError(
            f"COUNTERCLAIM_REPLAY_URL ({address}) is the application's own origin. Sealed pages "
            "are hostile until shown otherwise: give them another host name, or another port."
        )
    if own.scheme == "https" and origin.scheme != "https":
        raise BadOriginError(
            f"COUNTERCLAIM_REPLAY_URL ({address}) must be https, as the application is: browsers "
            "show no http frame inside an https page."
        )
    return origin


def is_replay(request: HttpRequest) -> bool:
    """Whether a request was sent to the replay's origin, by its Host header and nothing else."""
    origin = replay_origin()
    if origin is None:
        return False
    # Never X-Forwarded-Host: what decides must be what the browser asked.
    host, port = split_domain_port(request.META.get("HTTP_HOST", "").lower())
    return bool(host) and (_bare(host), port or DEFAULT_PORTS[origin.scheme]) == origin.place


def _bare(host: str) -> str:
    return host.strip("[]")
