"""Which addresses are no page of their own: front pages, places of sign-in, of consent.

A redirect that ends at one of them did not lead to the page that was asked for.
"""

import re
from urllib.parse import unquote, urlsplit

from tracker.base.values.twins import likeness

CONSENT_HOSTS = frozenset({"consent", "guce", "cookiewall", "privacywall", "myprivacy", "consents"})
SIGN_IN_HOSTS = frozenset(
    {"login", "signin", "sso", "auth", "idp", "accounts", "connexion", "passport", "identity"}
)
_CONSENT_PATH = re.compile(r"/(cookie-?wall|cookie-?consent|privacy-?gate|consent)(/|$)")
_SIGN_IN_PATH = re.compile(
    r"/(?:log[-_]?in|sign[-_]?in|auth(?:wall|enticate|orize|entication)?|sso|connexion"
    r"|se[-_]connecter|identification|anmelden|anmeldung|einloggen|iniciar[-_]sesion|acceder"
    r"|checkpoint|vhod|voyti|wp-login)(?:\.\w{2,5})?(?:/|$)"
)
_FRONT_PATH = re.compile(
    r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|default|accueil|main|start|startseite|inicio)"
    r"(?:\.\w{2,5})?/?)?"
)
_HOST_PREFIXES = ("www.", "m.", "mobile.", "amp.")
_VARIANTS = frozenset({"amp", "print", "index", "comments", "share", "gallery"})
"""Names of other forms of a page, which lead back to it."""
SHORT_HOST = 8
SHORT_PATH = re.compile(r"/[\w-]{1,12}/?")
"""So short a path on so short a name (characters) is a shortened link, made to lead elsewhere."""
SHORTENERS = frozenset(
    {
        "tinyurl.com", "buff.ly", "lnkd.in", "dlvr.it", "youtu.be", "nyti.ms", "reut.rs", "wapo.st",
        "trib.al", "flip.it", "cutt.ly", "shorturl.at", "redd.it", "on.ft.com", "hdl.handle.net",
        "dx.doi.org", "bloom.bg", "econ.st", "politi.co", "spon.de", "p.dw.com", "amp.gs",
        "feedproxy.google.com", "news.google.com",
    }
)  # fmt: skip


def is_consent(url: str) -> bool:
    """Whether an address is a place that exists to ask for consent."""
    host, path = _parts(url)
    return _first_label(host) in CONSENT_HOSTS or _CONSENT_PATH.search(path) is not None


def is_sign_in(url: str) -> bool:
    """Whether an address is a place where visitors sign in."""
    host, path = _parts(url)
    return _first_label(host) in SIGN_IN_HOSTS or _SIGN_IN_PATH.search(path) is not None


def is_front_page(url: str) -> bool:
    """Whether an address is that of a site, or of one of its languages, and of no page in it."""
    host, path = _parts(url)
    return bool(host) and _FRONT_PATH.fullmatch(path) is not None and not urlsplit(url).query


def is_home_of(asked: str, answered: str) -> bool:
    """Whether the front page of a site, or of a section of it, answered for a page in it.

    Args:
        asked: the address that was asked for.
        answered: the address that answered.
    """
    is_front = is_front_page(answered) or _is_section_of(asked, answered)
    if not is_front or is_front_page(asked) or _are_alike(asked, answered):
        return False
    return not _shortens(asked) or _site(asked) == _site(answered)


def _are_alike(asked: str, answered: str) -> bool:
    """Whether two addresses differ only in marks of how a link was shared, and the like."""
    try:
        return likeness(asked) == likeness(answered)
    except ValueError:
        return False


def _is_section_of(asked: str, answered: str) -> bool:
    """Whether a section of the site answered for a page in it: "/world" for "/world/2024/a"."""
    section = _parts(answered)[1].strip("/")
    path, name = _parts(asked)[1].strip("/"), _name(asked)
    within = path.startswith(f"{section}/") and name not in _VARIANTS
    return within and len(name) > len(section) and section.isalpha()


def is_other_site(asked: str, answered: str) -> bool:
    """Whether another site answered, with a page of another name.

    A site that moved keeps the names of its pages; a link that was shortened is made to lead
    elsewhere; `www.`, `m.` and other names below the same one are the same site.

    Args:
        asked: the address that was asked for.
        answered: the address that answered.
    """
    one, other = _site(asked), _site(answered)
    if one == other or one.endswith(f".{other}") or other.endswith(f".{one}") or _shortens(asked):
        return False
    if is_front_page(asked) and is_front_page(answered):
        return False
    return not _name(asked) or _name(asked) != _name(answered)


def _shortens(url: str) -> bool:
    host, path = _parts(url)
    is_short = len(_site(url)) <= SHORT_HOST and SHORT_PATH.fullmatch(path) is not None
    return host in SHORTENERS or is_short


def _site(url: str) -> str:
    host = _parts(url)[0]
    for prefix in _HOST_PREFIXES:
        host = host.removeprefix(prefix)
    return host


def _name(url: str) -> str:
    """The last part of a path, without its ending."""
    last = _parts(url)[1].rstrip("/").rsplit("/", 1)[-1]
    return re.sub(r"\.\w{2,5}\Z", "", last)


def _first_label(host: str) -> str:
    return host.split(".", 1)[0]


def _parts(url: str) -> tuple[str, str]:
    """Host and path, in lower case; two empty strings of what is no address."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").lower(), unquote(parts.path).lower()
    except ValueError:
        return "", ""
