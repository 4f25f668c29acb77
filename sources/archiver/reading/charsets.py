"""Find the character set of a text: byte order mark, header, markup, then detection.

The order and the names are those of the WHATWG Encoding and HTML standards; detection, which
they leave open, comes last and only where nothing is declared.
"""

import codecs
import re

SNIFF = 4096
DETECT = 128 * 1024
# White space is possessed: shared out between two places, it would take the square of its length.
_HEADER = re.compile(r"charset\s*+=\s*+[\"']?\s*+([\w.:+-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,400}?charset\s*+=\s*+[\"']?\s*+([\w.:+-]+)", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:+-]+)", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# On the web these names mean the Windows set that contains them.
_WEB_NAMES = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# Codecs of Python's that are none of the web's: some take the square of the text's length, some
# refuse every text, and all read a page as no browser does.
_NOT_OF_THE_WEB = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"}
)


def decode(body: bytes, content_type: str, *, markup: bool) -> tuple[str, str]:
    """Decode a body; bytes that fit no character become U+FFFD.

    Args:
        body: the bytes.
        content_type: the Content-Type header, or nothing.
        markup: whether to look for a declaration inside the text.

    Returns:
        The text and the Python name of the character set that was used.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace"), name
    declared = _HEADER.search(content_type)
    name = _known(declared[1]) if declared else ""
    if not name and markup:
        name = _in_markup(body[:SNIFF])
    name = name or _detect(body)
    return body.decode(name, "replace"), name


def _in_markup(start: bytes) -> str:
    found = _META.search(start) or _XML.search(start)
    name = _known(found[1].decode("ascii", "replace")) if found else ""
    # A declaration that could be read byte by byte cannot be true of UTF-16.
    return "utf-8" if name.startswith("utf-16") else name


def _known(label: str) -> str:
    try:
        codec = codecs.lookup(label)
    except LookupError:
        return ""
    if not getattr(codec, "_is_text_encoding", True) or codec.name in _NOT_OF_THE_WEB:
        return ""
    return _WEB_NAMES.get(codec.name, codec.name)


def _detect(body: bytes) -> str:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to load, seldom needed

        found = from_bytes(body[:DETECT])
        best = found.best()
        if best is None:
            return "cp1252"
        # Where the set of Western Europe, which the standard falls back to, fits as well, it is it.
        for one in found:
            as_good = (one.chaos, -one.coherence) <= (best.chaos, -best.coherence)
            if as_good and "cp1252" in one.could_be_from_charset:
                return "cp1252"
        return _known(best.encoding) or "cp1252"
    return "utf-8"
