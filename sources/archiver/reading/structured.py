"""The readable text of feeds, other XML, and JSON. Runs in a confined child of the nursery.

The damage that writers do most often is mended: a bare & and names of HTML in XML; in JSON a comma
too many, a semicolon at the end, and several documents one after the other (JSON Lines).
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree as ET

NOT_XML = "not_xml"
NOT_JSON = "not_json"
_READ_IN_FEEDS = frozenset(
    {"title", "subtitle", "description", "summary", "content", "encoded", "tagline"}
)
"""Local names of RSS 0.9 to 2.0, RSS 1.0 (RDF), its content module, and Atom."""
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_REFERENCE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(#\d{1,7};|#x[0-9a-fA-F]{1,6};|\w{1,31};)?", re.DOTALL
)
_LITTER = re.compile(r'("(?:[^"\\]|\\.)*+(?:"|\Z))|,(?=\s*+[}\]])', re.DOTALL)
_AFTER_END = re.compile(r"[\s;]*")

ReadHtml = Callable[[str], str]


class DamagedError(Exception):
    """The text does not follow the rules of its format; the message is a code."""


def read_xml(source: str) -> str:
    """The text of every element, a line each.

    Raises:
        DamagedError: it is not well-formed.
    """
    lines = (" ".join(piece.split()) for piece in _tree(source).itertext())
    return "\n".join(line for line in lines if line)


def read_feed(source: str, read_html: ReadHtml) -> tuple[str, dict[str, str]]:
    """Titles and texts of a feed and its entries in their order.

    Args:
        source: RSS or Atom.
        read_html: gives the visible text of the HTML that entries carry.

    Returns:
        The text, and title, language and date of the feed as far as it tells them.

    Raises:
        DamagedError: it is not well-formed.
    """
    root = _tree(source)
    language = root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    pieces, facts = [], {"language": language} if language else {}
    inside: set[ET.Element] = set()
    for element in root.iter():
        name = _local(element)
        if name in ("item", "entry") and element not in inside:
            inside.update(element.iter())
        said = " ".join((element.text or "").split())
        if said and element not in inside and name in _FEED_FACTS:
            facts.setdefault(_FEED_FACTS[name], said)
        if name in _READ_IN_FEEDS:
            pieces.append(_entry_text(element, read_html))
    return "\n\n".join(filter(None, pieces)), facts


_FEED_FACTS = {
    "title": "title", "language": "language", "lastbuilddate": "date", "updated": "date",
    "pubdate": "date", "date": "date",
}  # fmt: skip


def _entry_text(element: ET.Element, read_html: ReadHtml) -> str:
    # Atom may carry XHTML as elements; RSS and Atom carry HTML as escaped text.
    if len(element):
        for inner in element.iter():
            inner.tag = _local(inner)
        try:
            return read_html(ET.tostring(element, encoding="unicode", method="html"))
        except RecursionError as error:
            raise DamagedError(NOT_XML) from error
    text = element.text or ""
    return read_html(text) if _MARKUP.search(text) else " ".join(text.split())


def _local(element: ET.Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1].rsplit(":", 1)[-1].lower()


def _tree(source: str) -> ET.Element:
    # Expat fetches nothing and refuses entities that grow (since 2.4.1); the child has limits too.
    source = _DECLARED.sub("", source)
    try:
        return ET.fromstring(source)  # noqa: S314
    except (ET.ParseError, ValueError) as error:
        # What declares entities of its own is read as it is, or not at all.
        if "<!" in source.replace("<![CDATA[", "").replace("<!--", ""):
            raise DamagedError(NOT_XML) from error
    try:
        return ET.fromstring(_REFERENCE.sub(_mended_reference, source))  # noqa: S314
    except (ET.ParseError, ValueError) as error:
        raise DamagedError(NOT_XML) from error


def _mended_reference(reference: re.Match[str]) -> str:
    if reference[0].startswith("<"):
        return reference[0]  # a section in which & is a letter
    name = reference[1] or ""
    if name.startswith("#") or name[:-1] in _XML_NAMES:
        return reference[0]
    known = html.unescape(reference[0]) if name else reference[0]
    return known.replace("&", "&amp;").replace("<", "&lt;")


def read_json(source: str, read_html: ReadHtml) -> str:
    """Every text, number and truth value of a JSON document, a line each, with its name.

    Numbers stand as they are written: 1.50 is not 1.5.

    Raises:
        DamagedError: it is not JSON.
    """
    data = load_json(
        source, object_pairs_hook=_Pairs, parse_int=str, parse_float=str, parse_constant=str
    )
    return "\n".join(_lines(data, read_html))


def load_json(source: str, **hooks: Any) -> Any:
    """Read JSON (RFC 8259) as it is, else with the usual damage mended.

    Args:
        source: one document, or several that follow one another.
        hooks: of `json.JSONDecoder`.

    Returns:
        What it says; of several documents a list.

    Raises:
        DamagedError: it is not JSON.
    """
    try:
        return json.loads(source, **hooks)
    except RecursionError as error:
        raise DamagedError(NOT_JSON) from error
    except ValueError:
        mended = _LITTER.sub(lambda litter: litter[1] or "", source).strip()
    decoder = json.JSONDecoder(strict=False, **hooks)
    found, place = [], 0
    try:
        while place < len(mended):
            one, place = decoder.raw_decode(mended, place)
            found.append(one)
            after = _AFTER_END.match(mended, place)
            place = after.end() if after else place
    except (ValueError, RecursionError) as error:
        raise DamagedError(NOT_JSON) from error
    if not found:
        raise DamagedError(NOT_JSON)
    return found[0] if len(found) == 1 else found


class _Pairs(list[tuple[str, Any]]):
    """The members of an object in their order, those named twice too."""


def _lines(data: Any, read_html: ReadHtml) -> Iterator[str]:
    """Walk without recursion: how deep it goes is the document's choice."""
    waiting: list[tuple[str, Any]] = [("", data)]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, _Pairs):
            waiting.extend(reversed(value))
        elif isinstance(value, list):
            waiting.extend((name, one) for one in reversed(value))
        elif value is not None and value != "":
            written = str(value).lower() if isinstance(value, bool) else value
            text = read_html(written) if _MARKUP.search(written) else written
            yield f"{name}: {text}" if name else text
