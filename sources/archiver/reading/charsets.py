"""Find the character set of a text: byte order mark, header, markup, then detection.

The order and the labels are those of the WHATWG Encoding and HTML standards; detection, which
they leave open, comes last and only where nothing is declared. What a text says when it was read in
the wrong set, or was damaged before it came, is told apart from words (`is_garbled`).
"""

import codecs
import contextlib
import encodings.aliases
import re

SNIFF = 1024
DETECT = 128 * 1024
MARKUP = 128 * 1024
"""Bytes in which a declaration is looked for; after them no head has been seen to go on."""
# White space is possessed: shared out between two places, it would take the square of its length.
_HEADER = re.compile(r"charset\s*+=\s*+[\"']?\s*+([\w.:+-]+)", re.IGNORECASE)
# Comments, elements of raw text and tags are gone over whole, so that nothing inside them counts.
_MARKUP = re.compile(
    rb"<!--.*?(?:-->|\Z)"
    rb"|<(script|style|title|textarea|noscript|xmp|iframe|noframes)\b.*?(?:</\1|\Z)"
    rb"|<meta(?=[\s/])((?:=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))|[^>])*+)"
    rb"|<[/!?]?[a-z](?:=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))|[^>])*+",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    rb"([^\s=/\"'>]++)\s*+=\s*+(?:\"([^\"]*+)|'([^']*+)|([^\s>]++))", re.IGNORECASE
)
_IN_CONTENT = re.compile(rb"charset\s*+=\s*+[\"']?\s*+([\w.:+-]+)", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:+-]+)", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# WHATWG Encoding, 4.2: Python's codec for each encoding, and its labels.
_LABELS = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
    "cp866": "866 cp866 csibm866 ibm866",
    "iso8859_2": "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 "
    "iso_8859-2:1987 l2 latin2",
    "iso8859_3": "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 "
    "iso_8859-3:1988 l3 latin3",
    "iso8859_4": "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 "
    "iso_8859-4:1988 l4 latin4",
    "iso8859_5": "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 "
    "iso_8859-5 iso_8859-5:1988",
    "iso8859_6": "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 "
    "iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
    "iso8859_7": "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 "
    "iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek",
    "iso8859_8": "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 "
    "iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical",
    "iso8859_10": "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso8859_13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859_14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859_15": "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9",
    "iso8859_16": "iso-8859-16",
    "koi8-r": "cskoi8r koi koi8 koi8-r koi8_r",
    "koi8-u": "koi8-ru koi8-u",
    "mac_roman": "csmacintosh mac macintosh x-mac-roman",
    "cp874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874",
    "cp1250": "cp1250 windows-1250 x-cp1250",
    "cp1251": "cp1251 windows-1251 x-cp1251",
    "cp1252": "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 "
    "iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252",
    "cp1253": "cp1253 windows-1253 x-cp1253",
    "cp1254": "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 "
    "iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254",
    "cp1255": "cp1255 windows-1255 x-cp1255",
    "cp1256": "cp1256 windows-1256 x-cp1256",
    "cp1257": "cp1257 windows-1257 x-cp1257",
    "cp1258": "cp1258 windows-1258 x-cp1258",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk "
    "gb18030",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc_jp": "cseucpkdfmtjapanese euc-jp x-euc-jp",
    "iso2022_jp": "csiso2022jp iso-2022-jp",
    "cp932": "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis",
    "cp949": "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 "
    "ksc5601 ksc_5601 windows-949",
    "utf-16-be": "unicodefffe utf-16be",
    "utf-16-le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le",
}
_CODECS = {label: name for name, labels in _LABELS.items() for label in labels.split()}
_WIDE = ("utf-16-le", "utf-16-be")
NULS = 0.2
"""Share of bytes of one parity that are NUL in UTF-16 of Latin letters or of any markup."""

_LETTER = re.compile(r"[^\W\d_]")
_ASCII = re.compile(rb"[\x00-\x7f]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_CONTROLS_OF_ASCII = bytes([*range(9), 11, *range(14, 32), 127])
# Words all of whose letters are accented ones are Cyrillic, Arabic or Greek read as Western.
_ACCENTED = re.compile("[\xc0-\xff]{3,}")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_TAKEN_FOR = ("cp1252", "cp1251", "cp1256", "latin-1")
"""Sets that the bytes of UTF-8 are most often taken for."""
SAMPLE = 200_000
"""Characters that are looked at."""
FEW = 4


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
        name = _in_markup(body[:MARKUP])
    name = name or unmarked_wide(body) or _detect(body)
    return body.decode(name, "replace"), name


def unmarked_wide(body: bytes) -> str:
    """Which order of UTF-16 a body without a byte order mark is in, or nothing.

    Markup, spaces and digits have a NUL in every character there, always on the same side.
    """
    start = body[:SNIFF]
    if b"\0" not in start or len(start) < FEW:
        return ""
    big, little = start[0::2], start[1::2]
    shares = big.count(0) / len(big), little.count(0) / len(little)
    if max(shares) < NULS or min(shares) > NULS / 4:
        return ""
    return "utf-16-be" if shares[0] > shares[1] else "utf-16-le"


def is_garbled(text: str, body: bytes, name: str) -> bool:
    """Whether a text is mostly replacement characters, controls, or letters of a wrong set.

    Args:
        text: as it is shown.
        body: the bytes it was decoded from.
        name: the character set, as `decode` gives it.
    """
    sample = text[:SAMPLE]
    if sample.isascii():
        raw = sample.encode()
        lost = len(raw) - len(raw.translate(None, _CONTROLS_OF_ASCII))
        return lost > FEW and lost * 5 > len(sample)
    lost = sample.count("\ufffd") + len(_CONTROL.findall(sample))
    if lost > FEW and lost * 5 > _letters(sample):
        return True
    accented = sum(len(one) for one in _ACCENTED.findall(sample))
    if accented > FEW and accented * 3 > _letters(sample):
        return True
    if any(_is_twice(sample, taken_for) for taken_for in _TAKEN_FOR):
        return True
    return name not in ("utf-8", *_WIDE) and _is_utf8(body)


def _letters(text: str) -> int:
    return len(_LETTER.findall(text))


def _is_twice(text: str, taken_for: str) -> bool:
    """Whether most of a text's bytes in a set of one byte a letter are UTF-8 themselves."""
    raw = text.encode(taken_for, "ignore")
    doubled = sum(len(one) for one in _MULTIBYTE.findall(raw))
    beyond = len(raw) - len(_ASCII.findall(raw))
    return doubled > 2 * FEW and doubled * 2 > beyond


def _is_utf8(body: bytes) -> bool:
    """Whether bytes that were taken for another set are UTF-8, and not by chance."""
    if len(_MULTIBYTE.findall(body[:DETECT])) < FEW:
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _in_markup(start: bytes) -> str:
    """The set that a page declares: HTML, 13.2.3.2, and what its parser comes upon later on."""
    for piece in _MARKUP.finditer(start):
        name = _known_in(piece[2]) if piece[2] else ""
        if name:
            # A declaration that could be read byte by byte cannot be true of UTF-16.
            return "utf-8" if name in _WIDE else name
    xml = _XML.search(start[:SNIFF])
    name = _known(xml[1].decode("ascii", "replace")) if xml else ""
    return "utf-8" if name in _WIDE else name


def _known_in(meta: bytes) -> str:
    said = {
        name.lower(): double or single or bare
        for name, double, single, bare in reversed(_ATTRIBUTE.findall(meta))
    }
    label = said.get(b"charset")
    if label is None and said.get(b"http-equiv", b"").strip().lower() == b"content-type":
        found = _IN_CONTENT.search(said.get(b"content", b""))
        label = found[1] if found else None
    return _known(label.decode("latin-1")) if label else ""


def _known(label: str) -> str:
    label = label.strip().lower()
    # HTML, 13.2.3.2: what is for user-defined characters is read as Western.
    return "cp1252" if label == "x-user-defined" else _CODECS.get(label, "")


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
        return best.encoding
    return "utf-8"


def load_codecs() -> None:
    """Load every codec that a text may name, for a process that can open no file later."""
    for name in {*encodings.aliases.aliases.values(), "idna", "punycode"}:
        with contextlib.suppress(LookupError):
            codecs.lookup(name)
