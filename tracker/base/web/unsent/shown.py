"""What is said on a page of what somebody typed and did not send."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext as _

from tracker.base.acts.unsent.keep import TypedForm, Unsent
from tracker.base.languages.pages import spoken
from tracker.base.web.unsent.sent import MARK

NEW = "new"
"""In a link: an empty form, whatever was begun before."""
_CODE = re.compile(r"[a-z_]+")
"""What a choice sends, such as ``at_least``."""
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class UnsentShown:
    """One form that was begun, in words.

    Args:
        number: its number.
        at: when something was added last.
        device: from where.
        excerpt: its longest text.
        address: where it is gone on with.
        what: what is done with it, where several forms are listed.
        see: where it is read or thrown away, where several forms are listed.
        closed: why it can no longer be sent; "" where it may be gone on with.
        about: which claim, page or other thing it is about, where several forms are listed.
    """

    number: str
    at: datetime
    device: str
    excerpt: str
    address: str
    what: str = ""
    see: str = ""
    closed: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """What a form says of its own openings.

    Args:
        mark: its hidden field.
        filled_with: what stands in it again.
        others: what else was begun at this address.
        fresh: the address of an empty one.
    """

    mark: str
    filled_with: UnsentShown | None
    others: Sequence[UnsentShown]
    fresh: str


def unsent_words(one: Unsent) -> UnsentShown:
    """Word a form that was begun."""
    return UnsentShown(
        number=str(one.number),
        at=one.at,
        device=device_in_words(one.typed.device),
        excerpt=excerpt_of(one.typed),
        address=address_with(spoken(one.typed.path), one.typed.query, str(one.number)),
    )


def address_with(path: str, query: str, which: str) -> str:
    """The address of a form that shows one that was begun, or `NEW`."""
    params = QueryDict(query, mutable=True)
    params[MARK] = which
    return f"{path}?{params.urlencode()}"


def excerpt_of(typed: TypedForm) -> str:
    """The longest text that was typed, by which somebody knows it again."""
    texts = [
        value.strip()
        for name, values in typed.fields.items()
        if name != "submission"
        for value in values
        if re.search(r"[^\W\d_]{2}", value) and not _CODE.fullmatch(value)
    ]
    return max(texts, key=len, default="")


def device_in_words(browser: str) -> str:
    """From where something was typed, such as "Firefox, Linux"; "" where the browser hides it."""
    found = (
        next((words for sign, words in known if sign in browser), "")
        for known in (_BROWSERS, _SYSTEMS)
    )
    names = [name for name in found if name]
    if len(names) == 2:  # noqa: PLR2004 - a browser and a system
        return _("%(browser)s on %(system)s") % {"browser": names[0], "system": names[1]}
    return "".join(names)
