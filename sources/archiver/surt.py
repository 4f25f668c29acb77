"""The key under which an index lists an address: the host turned round, so sites sort together.

`https://news.example/a?b=1` becomes `example,news)/a?b=1`. Readers of a WACZ take the address from
the line itself and use the key for the order only, so the many rules by which crawlers fold
addresses together are left out.
"""

from urllib.parse import urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}


def surt(url: str) -> str:
    """Give the key of an address; one that cannot be taken apart is its own key, in lower case."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url.lower()
    if not host:
        return url.lower()
    name = host.removeprefix("www.")
    is_name = not name.replace(".", "").isdigit() and ":" not in name
    turned = ",".join(reversed(name.split("."))) if is_name else name
    place = "" if port in (None, DEFAULT_PORTS.get(parts.scheme)) else f":{port}"
    query = "&".join(sorted(parts.query.lower().split("&")))
    return f"{turned}{place}){parts.path.lower() or '/'}{'?' + query if query else ''}"
