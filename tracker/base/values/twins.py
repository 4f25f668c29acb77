"""Addresses that most likely lead to one page: what a likeness compares, and nothing merges.

A link that was shared carries marks of how it was shared; a page has a short form for telephones,
and a copy on another host. Two addresses with one `likeness` are offered to people as one page.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from tracker.base.values.address import one_spelling

TRACKING = frozenset(
    {
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "yclid"),
        *("ysclid", "igshid", "igsh", "ttclid", "li_fat_id", "mc_cid", "mc_eid", "_ga", "_gl"),
        *("ref", "ref_src", "ref_url", "referrer", "cmpid", "cmp", "campaign", "ocid", "ncid"),
        *("smid", "smtyp", "xtor", "s_cid", "ito", "ftag", "guccounter", "guce_referrer", "spm"),
        *("feature", "share", "src", "source", "si", "mibextid", "rdid", "ns_mchannel"),
        *("ns_source", "ns_campaign", "ns_linkname", "ns_fee", "at_medium", "at_campaign"),
    }
)
TRACKING_STARTS = ("utm_", "at_custom", "pk_", "mtm_", "hsa_", "__twitter_", "fb_", "wt_")
AMP = frozenset({("amp", ""), ("amp", "1"), ("amp", "true"), ("outputtype", "amp")})
ALIASES = {"twitter.com": "x.com", "telegram.me": "t.me", "telegram.dog": "t.me"}
_MOBILE = frozenset({"www", "m", "mobile", "amp", "touch", "wap"})
_CACHE = re.compile(r"/(?:[a-z]/)?(?:s/)?([a-z0-9.-]+\.[a-z]{2,})(/.*)?", re.IGNORECASE)
_PLAIN = re.compile(r"[\w.~-]+", re.ASCII)
_AMP_PATH = re.compile(r"(?:/amp|\.amp)(?=(?:\.html?)?\Z)|\A/amp(?=/.)", re.IGNORECASE)


def likeness(url: str) -> str:
    """What two addresses of one page have in common, as far as their spelling shows it.

    Args:
        url: an http or https address.

    Returns:
        Host without marks of a telephone page, path without those of AMP, and what of the query
        does not say how the link was shared.
    """
    parts = _out_of_cache(urlsplit(one_spelling(url)))
    host = _host(parts)
    path, query = _path(host, parts.path), _query(parts.query)
    if host == "youtu.be":
        host, path, query = "youtube.com", "/watch", urlencode({"v": path.strip("/")})
    return f"{host}{path}{'?' + query if query else ''}"


def telling_part(url: str) -> str:
    """The longest part of a page's path or query that the address of every twin holds; or nothing.

    Of the query only values that are written in one way, and of an address on YouTube nothing but
    the name of the film: the short form has no more.
    """
    host, _slash, rest = likeness(url).partition("/")
    path, _mark, query = rest.partition("?")
    values = [value for _name, value in parse_qsl(query) if _PLAIN.fullmatch(value)]
    parts = [] if host == "youtube.com" and values else re.split(r"/|\.html?\Z", path)
    return max(parts + values, key=len, default="")


def _out_of_cache(parts: SplitResult) -> SplitResult:
    """The page itself, of an address in a cache of AMP pages."""
    host = parts.hostname or ""
    is_google = re.fullmatch(r"(?:www\.)?google\.[a-z.]+", host) and parts.path.startswith("/amp/")
    if not is_google and not host.endswith("cdn.ampproject.org"):
        return parts
    found = _CACHE.fullmatch(parts.path.removeprefix("/amp") if is_google else parts.path)
    return parts._replace(netloc=found[1].lower(), path=found[2] or "/") if found else parts


def _host(parts: SplitResult) -> str:
    labels = (parts.hostname or "").removesuffix(".").split(".")
    kept = [one for one in labels[:-2] if one not in _MOBILE] + labels[-2:]
    host = ".".join(kept)
    port = f":{parts.port}" if parts.port else ""
    return ALIASES.get(host, host) + port


def _path(host: str, path: str) -> str:
    path = _AMP_PATH.sub("", path.rstrip("/"), count=1)
    if host == "t.me":
        path = path.removeprefix("/s") if path.startswith("/s/") else path
    return path.rstrip("/")


def _query(query: str) -> str:
    pairs = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=None)
        if not _is_tracking(name.lower(), value.lower())
    ]
    return urlencode(sorted(pairs))


def _is_tracking(name: str, value: str) -> bool:
    is_amp = (name, value) in AMP or unquote(name) == "amp_js_v"
    return is_amp or name in TRACKING or name.startswith(TRACKING_STARTS)
