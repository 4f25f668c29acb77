"""The copies of a page by date, written as RFC 7089 (Memento) has them: links, lists, addresses.

All addresses are in English, whoever reads in which language: a copy has one address.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.http import http_date
from django.utils.translation import override

from claims.reads.evidence.mementos import DatedCopies, DatedCopy, dated_copies_of
from sources.models import Page
from tracker.base.values.address import one_spelling
from tracker.base.web.pages import whole_address

LINK_FORMAT = "application/link-format"
TIMEMAP_LINK, TIMEMAP_JSON = "memento:timemap_link", "memento:timemap_json"
TIMEGATE = "memento:timegate"


def address_by_date(name: str, original: str) -> str:
    """Where something is told of the copies of a page: its path on this site.

    The page's own address stands at the end as it is. Only one that would come out otherwise, once
    a server has taken the escapes off its path, is escaped once more.

    Args:
        name: of the address, such as ``memento:timegate``.
        original: the address that the page is kept under.
    """
    escaped = reverse(name, args=[original])
    plain = f"{reverse(name, args=['-'])[:-1]}{original}"
    path, _mark, query = original.partition("?")
    return plain if one_spelling(rejoined(unquote(path), query)) == original else escaped


def timemaps_of(page: Page) -> dict[str, str] | None:
    """Where the copies of a page are listed by date; None where readers may see none."""
    if dated_copies_of(page) is None:
        return None
    names = {"links": TIMEMAP_LINK, "json": TIMEMAP_JSON}
    return {form: address_by_date(name, page.url) for form, name in names.items()}


def rejoined(path: str, query: str) -> str:
    """The address of a page out of the two parts into which a server has cut it."""
    return f"{path}?{query}" if query else path


def memento_address(copy: DatedCopy) -> str:
    """Where a sealed copy is shown: what the whole world may know it by."""
    with override(settings.LANGUAGE_CODE):
        return whole_address(reverse("public:replay", args=[copy.capture_id]))


def memento_links(dated: DatedCopies, copy: DatedCopy | None, *, gate: bool = True) -> str:
    """The header ``Link`` of one copy, or of the way to it.

    Args:
        dated: all copies of its page.
        copy: the one; None to name none.
        gate: whether to name the TimeGate, which does not name itself.
    """
    links = [_link(dated.original, rel="original")]
    if gate:
        links.append(_link(_whole(TIMEGATE, dated), rel="timegate"))
    links.append(_timemap(dated, "timemap"))
    if copy is not None:
        links += _beside(dated, copy)
    return ", ".join(links)


def timemap_in_links(dated: DatedCopies) -> str:
    """The list of all copies in ``application/link-format``, one line each.

    It does not name the same list as JSON: another TimeMap in one is read as more of the list.
    """
    last = len(dated.copies) - 1
    lines = [
        _link(dated.original, rel="original"),
        _timemap(dated, "self"),
        _link(_whole(TIMEGATE, dated), rel="timegate"),
    ]
    for number, copy in enumerate(dated.copies):
        ends = [name for name, end in (("first", 0), ("last", last)) if end == number]
        lines.append(_memento(copy, ends))
    return ",\n".join(lines) + "\n"


def timemap_for_json(dated: DatedCopies) -> dict[str, Any]:
    """The same list with the names that MemGator and the Time Travel service have for its parts."""
    listed = [
        {"datetime": f"{copy.at:%Y-%m-%dT%H:%M:%SZ}", "uri": memento_address(copy)}
        for copy in dated.copies
    ]
    return {
        "original_uri": dated.original,
        "self": _whole(TIMEMAP_JSON, dated),
        "timegate_uri": _whole(TIMEGATE, dated),
        "timemap_uri": {
            "link_format": _whole(TIMEMAP_LINK, dated),
            "json_format": _whole(TIMEMAP_JSON, dated),
        },
        "mementos": {"first": listed[0], "last": listed[-1], "list": listed},
    }


def _beside(dated: DatedCopies, copy: DatedCopy) -> Iterator[str]:
    """A copy, those before and after it, and the first and the last, in their order."""
    here, last = dated.copies.index(copy), len(dated.copies) - 1
    named = (("first", 0), ("prev", here - 1), ("", here), ("next", here + 1), ("last", last))
    for number in sorted({number for _name, number in named if 0 <= number <= last}):
        names = [name for name, of in named if of == number and name]
        yield _memento(dated.copies[number], names)


def _memento(copy: DatedCopy, names: list[str]) -> str:
    return _link(
        memento_address(copy), rel=" ".join([*names, "memento"]), datetime=moment_in_http(copy)
    )


def _timemap(dated: DatedCopies, rel: str) -> str:
    return _link(
        _whole(TIMEMAP_LINK, dated),
        rel=rel,
        type=LINK_FORMAT,
        **{"from": moment_in_http(dated.copies[0]), "until": moment_in_http(dated.copies[-1])},
    )


def moment_in_http(copy: DatedCopy) -> str:
    """When a copy was fetched, as headers write it."""
    return http_date(copy.at.timestamp())


def _whole(name: str, dated: DatedCopies) -> str:
    return whole_address(address_by_date(name, dated.original))


def _link(address: str, **said: str) -> str:
    parameters = "".join(f'; {name}="{text}"' for name, text in said.items())
    return f"<{iri_to_uri(address)}>{parameters}"
