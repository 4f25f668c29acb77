"""Files that loop, grow, nest, lie, call out or are cut off, made on the spot.

Each is named; what it is served as stands beside it. PDFs are put together from their objects, so
that every one is broken in one known way only.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

WORDS = "Twelve soldiers were killed."
SECRET = "the words of a script"
"""Stands in every action, name and attachment, and in no text that a person is shown."""
Objects = Mapping[int, bytes]

CATALOG, PAGES, PAGE, CONTENT, FONT, MORE = 1, 2, 3, 4, 5, 6
SHOWN = b"BT /F 12 Tf 9 9 Td (%s) Tj ET" % WORDS.encode()


def stream(content: bytes, entries: bytes = b"", *, length: bytes | None = None) -> bytes:
    """A stream object, with a length of its own where it lies."""
    said = b"%d" % len(content) if length is None else length
    return b"<<%s/Length %s>>stream\n%s\nendstream" % (entries, said, content)


def objects(
    catalog: bytes = b"", pages: bytes = b"", page: bytes = b"", content: bytes = b""
) -> dict[int, bytes]:
    """A page with our words; what is given is added to its objects, a content takes its place."""
    return {
        CATALOG: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        PAGES: pages or b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        PAGE: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 99]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>%s>>" % page,
        CONTENT: content or stream(SHOWN),
        FONT: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }


def pdf(parts: Objects, *, trailer: bytes = b"", start: int | None = None) -> bytes:
    """A PDF of these objects with a table of where they stand.

    Args:
        parts: number -> object, without `obj` and `endobj`.
        trailer: further entries of the trailer.
        start: where the table is said to stand, if not where it does.
    """
    body, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", {}
    for number, part in parts.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    size = max(parts) + 1
    rows = (
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        for number in range(size)
    )
    table = b"xref\n0 %d\n%s" % (size, b"".join(rows))
    ending = b"trailer\n<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n"
    return body + table + ending % (size, trailer, len(body) if start is None else start)


SOUND = pdf(objects())

# --- PDFs that do something: each action from each place that may start one


ACTIONS = {
    "script": b"/S/JavaScript/JS(app.alert\\('%s'\\))",
    "address": b"/S/URI/URI(http://127.0.0.1:9/%s)",
    "program": b"/S/Launch/F(%s.exe)/Win<</F(cmd.exe)/P(/c calc)>>",
    "other file": b"/S/GoToR/F(\\\\\\\\127.0.0.1\\\\%s)/D[0/Fit]",
    "embedded file": b"/S/GoToE/F(http://127.0.0.1:9/%s.pdf)/T<</R/C/N(x)>>",
    "form sent off": b"/S/SubmitForm/F(http://127.0.0.1:9/%s)/Flags 4",
    "form taken in": b"/S/ImportData/F(http://127.0.0.1:9/%s.fdf)",
    "rendition": b"/S/Rendition/OP 0/JS(%s)",
    "named": b"/S/Named/N/Print/Next<</S/JavaScript/JS(%s)>>",
    "sound": b"/S/Sound/Sound<</F(http://127.0.0.1:9/%s.wav)/R 9>>",
    "itself": b"/S/JavaScript/JS(%s)/Next 6 0 R",
}
STARTS: dict[str, Callable[[], dict[int, bytes]]] = {
    "opened": lambda: objects(catalog=b"/OpenAction 6 0 R"),
    "closed": lambda: objects(catalog=b"/AA<</WC 6 0 R/WS 6 0 R/DP 6 0 R>>"),
    "named": lambda: objects(catalog=b"/Names<</JavaScript<</Names[(a) 6 0 R]>>>>"),
    "page shown": lambda: objects(page=b"/AA<</O 6 0 R/C 6 0 R>>"),
    "note": lambda: objects(page=b"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A 6 0 R>>]"),
    "field": lambda: (
        objects(
            catalog=b"/AcroForm<</Fields[7 0 R]/CO[7 0 R]/NeedAppearances true>>",
            page=b"/Annots[7 0 R]",
        )
        | {7: b"<</FT/Tx/T(a)/Subtype/Widget/Rect[0 0 9 9]/AA<</F 6 0 R/K 6 0 R/C 6 0 R>>>>"}
    ),
    "bookmark": lambda: (
        objects(catalog=b"/Outlines<</First 7 0 R/Last 7 0 R>>")
        | {7: b"<</Title(a)/A 6 0 R/Next 7 0 R>>"}
    ),
}


def acting() -> dict[str, bytes]:
    """Sound PDFs that would do something where a reader lets them."""
    secret = SECRET.encode()
    return {
        f"{action}, {start}": pdf(make() | {MORE: b"<<%s>>" % (entries % secret)})
        for action, entries in ACTIONS.items()
        for start, make in STARTS.items()
    }


def carrying() -> dict[str, bytes]:
    """Sound PDFs with something beside their words."""
    secret = SECRET.encode()
    bomb = zlib.compress(bytes(30_000_000), 9)
    attached = b"/Names<</EmbeddedFiles<</Names[(a.exe) 6 0 R]>>>>"
    spec = b"<</Type/Filespec/F(a.exe)/EF<</F 7 0 R>>>>"
    xfa = b"<xdp><template><script>%s</script></template></xdp>" % secret
    xmp = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x:xmpmeta>&f;%s</x:xmpmeta>'
    return {
        "a program": pdf(objects(attached) | {6: spec, 7: stream(b"MZ" + secret)}),
        "a bomb": pdf(objects(attached) | {6: spec, 7: stream(bomb, b"/Filter/FlateDecode")}),
        "itself": pdf(objects(attached) | {6: spec, 7: b"7 0 R"}),
        "a form of XML": pdf(objects(b"/AcroForm<</XFA 6 0 R/Fields[]>>") | {6: stream(xfa)}),
        "an outside entity": pdf(objects(b"/Metadata 6 0 R") | {6: stream(xmp % secret)}),
        "a film": pdf(
            objects(page=b"/Annots[<</Subtype/RichMedia/Rect[0 0 9 9]/RichMediaContent 6 0 R>>]")
            | {6: b"<</Assets<</Names[(%s) 7 0 R]>>>>" % secret, 7: spec}
        ),
        "a body in another place": pdf(
            objects() | {6: b"<</F<</FS/URL/F(http://127.0.0.1:9/%s)>>/Length 0>>" % secret}
        ),
        "an outside picture": pdf(
            objects(page=b"/Thumb 6 0 R")
            | {6: stream(b"", b"/Subtype/Image/F(http://127.0.0.1:9/a)/Width 9/Height 9")}
        ),
        "letters of a name with a script": pdf(
            objects(), trailer=b"/Info<</Title(%s)>>" % b"\\001"
        ),
    }


# --- PDFs that are broken, grow or go round


def _deep(opening: bytes, closing: bytes, depth: int = 100_000) -> bytes:
    return opening * depth + closing * depth


def _packed(content: bytes, layers: int = 1) -> bytes:
    for _ in range(layers):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter[%s]" % (b"/FlateDecode" * layers))


def _chain(length: int) -> dict[int, bytes]:
    """A tree of pages with one branch, as deep as it is long."""
    parts = objects(pages=b"<</Type/Pages/Kids[10 0 R]/Count 1>>")
    for number in range(10, 10 + length):
        parts[number] = b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (number + 1)
    return parts | {10 + length: b"<</Type/Page/MediaBox[0 0 9 9]/Contents 4 0 R>>"}


def _with_another_byte(body: bytes, place: int) -> bytes:
    return body[:place] + bytes([body[place] ^ 0x15]) + body[place + 1 :]


def broken() -> dict[str, bytes]:
    """PDFs that are cut off, lie about where things stand, or hold a byte that is another."""
    size = len(SOUND)
    cut = {f"cut at {n} of 12": SOUND[: size * n // 12] for n in range(1, 12)}
    turned = {
        f"another byte at {n} of 20": SOUND[:place]
        + bytes([SOUND[place] ^ 0x15])
        + SOUND[place + 1 :]
        for n in range(1, 20)
        for place in [size * n // 20]
    }
    starts = {
        f"table at {place}": pdf(objects(), start=place) for place in (0, 1, size, 10**10 - 1)
    }
    return cut | turned | starts | {
        "table before itself": pdf(objects(), trailer=b"/Prev %d" % SOUND.index(b"xref")),
        "table before all": pdf(objects(), trailer=b"/Prev -1"),
        "table in a stream that is none": pdf(objects(), trailer=b"/XRefStm 9"),
        "no root": pdf(objects()).replace(b"/Root 1 0 R", b""),
        "another root": pdf(objects()).replace(b"/Root 1 0 R", b"/Root 4 0 R"),
        "itself as root": pdf({CATALOG: b"1 0 R"}),
        "rubbish before": b"\n" * 900 + SOUND,
        "rubbish behind": SOUND + bytes(range(256)) * 40,
        "twice": SOUND + SOUND,
        "words of a lock": pdf(
            objects(), trailer=b"/Encrypt<</Filter/Standard/V 5/R 6/Length -1/O()/U()>>/ID[()()]"
        ),
        "head alone": b"%PDF-1.7\n",
        "a version beyond": SOUND.replace(b"%PDF-1.7", b"%PDF-99999999999999999999"),
        "no end": SOUND.replace(b"%%EOF", b""),
    }  # fmt: skip


def growing() -> dict[str, bytes]:
    """PDFs that go round in circles, nest or unpack to very much."""
    endless = b"/Kids[2 0 R 2 0 R]/Count 2"
    font = b"/ToUnicode 6 0 R/Encoding 6 0 R/DescendantFonts[5 0 R]"
    looping_font = {FONT: b"<</Type/Font/Subtype/Type0/BaseFont/A%s>>" % font, 6: b"6 0 R"}
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    tokens = b"1 0 " * 200 + b"<<>>" * 200
    return {
        "pages that hold themselves": pdf(objects(pages=b"<</Type/Pages%s>>" % endless)),
        "a parent that is its child": pdf(objects(page=b"/Parent 3 0 R/Kids[3 0 R]")),
        "a billion pages": pdf(objects(pages=b"<</Type/Pages/Kids[3 0 R]/Count 1000000000>>")),
        "fewer pages than none": pdf(objects(pages=b"<</Type/Pages/Kids[3 0 R]/Count -9>>")),
        "a page 3,000 times": pdf(
            objects(pages=b"<</Type/Pages/Kids[%s]/Count 3000>>" % (b"3 0 R " * 3000))
        ),
        "a long branch": pdf(_chain(3000)),
        "deep lists": pdf(objects(page=b"/X" + _deep(b"[", b"]"))),
        "deep dictionaries": pdf(objects(page=b"/X" + _deep(b"<</a", b">>"))),
        "lists without end": pdf(objects(page=b"/X" + b"[" * 200_000)),
        "words without end": pdf(objects(page=b"/X(" + b"(" * 200_000)),
        "a length that is its own": pdf(objects(content=stream(SHOWN, length=b"4 0 R"))),
        "a length beyond": pdf(objects(content=stream(SHOWN, length=b"99999999999"))),
        "a length below": pdf(objects(content=stream(SHOWN, length=b"-1"))),
        "a content of itself": pdf(objects() | {CONTENT: b"[4 0 R 4 0 R]"}),
        "a form in itself": pdf(
            objects(content=stream(b"/X Do"), page=b"/Resources<</XObject<</X 6 0 R>>>>")
            | {6: stream(b"/X Do /X Do", form)}
        ),
        "a font in itself": pdf(objects() | looping_font),
        "saved and never restored": pdf(objects(content=stream(b"q " * 300_000))),
        "a bomb": pdf(objects(content=_packed(b"q " * 20_000_000))),
        "a bomb of two layers": pdf(objects(content=_packed(bytes(100_000_000), 2))),
        "a bomb of three layers": pdf(objects(content=_packed(bytes(100_000_000), 3))),
        "a hundred layers": pdf(objects(content=_packed(SHOWN, 100))),
        "a run of lengths": pdf(
            objects(content=stream(b"\x81q" * 300_000, b"/Filter/RunLengthDecode"))
        ),
        "a coding that is none": pdf(objects(content=stream(SHOWN, b"/Filter/NoDecode"))),
        "columns beyond": pdf(
            objects(
                content=stream(
                    zlib.compress(SHOWN),
                    b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647>>",
                )
            )
        ),
        "objects of a stream that holds itself": pdf(
            objects() | {6: stream(b"6 0 " + tokens, b"/Type/ObjStm/N 400/First 4/Extends 6 0 R")}
        ),
        "a billion objects in a stream": pdf(
            objects() | {6: stream(tokens, b"/Type/ObjStm/N 1000000000/First 9")}
        ),
        "a sheet without bounds": pdf(objects(page=b"/MediaBox[-1e38 -1e38 1e38 1e38]")),
        "a picture without bounds": pdf(
            objects(content=stream(b"BI /W 99999999 /H 99999999 /BPC 8 /CS /RGB ID x EI " + SHOWN))
        ),
    }


# --- other files


def _png(*chunks: tuple[bytes, bytes]) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        said = struct.pack(">I", len(content))
        return said + name + content + struct.pack(">I", zlib.crc32(name + content))

    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*one) for one in chunks)


def _archive(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return file.getvalue()


def pictures() -> dict[str, tuple[bytes, str]]:
    """Pictures and archives with words, scripts, bombs or sizes beyond all: no text is read."""
    words = f"<script>{SECRET}</script>".encode()
    head = (b"IHDR", struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 6, 0, 0, 0))
    bomb = (b"IDAT", zlib.compress(bytes(5_000_000), 9))
    gif = b"GIF89a" + b"\xff\xff\xff\xff\xf0\0\0!\xfe" + bytes([len(words)]) + words + b"\0;"
    zipped = _archive("../../etc/passwd", bytes(20_000_000))
    found = {
        "PNG with words": (_png(head, (b"tEXt", b"Comment\0" + words)), "image/png"),
        "PNG that unpacks to much": (_png(head, bomb), "image/png"),
        "PNG cut off": (_png(head)[:20], "image/png"),
        "PNG as a page": (_png(head, (b"tEXt", words)), "text/html"),
        "GIF with a script": (gif, "image/gif"),
        "GIF as a page": (gif, "text/html"),
        "JPEG with a comment": (b"\xff\xd8\xff\xfe\0\x40" + words, "image/jpeg"),
        "JPEG whose markers lead nowhere": (b"\xff\xd8" + b"\xff\xe0\0\0" * 9000, "image/jpeg"),
        "TIFF that leads to itself": (b"II*\0\x08\0\0\0\1\0" + b"\x08\0\0\0" * 9, "image/tiff"),
        "ZIP with a bomb": (zipped, "application/zip"),
        "ZIP in a ZIP": (_archive("a.zip", zipped), "application/zip"),
        "ZIP as a page": (zipped, "text/html"),
        "office file": (_archive("word/document.xml", words), ""),
        "gzip": (b"\x1f\x8b\x08" + zipped, "text/html"),
        "program": (b"MZ" + words, "text/html"),
        "program of Unix": (b"\x7fELF" + words, "text/plain"),
        "font": (b"wOF2" + words, "text/html"),
        "film": (b"\0\0\0\x18ftypmp42" + words, "text/html"),
    }
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'>%s<text>x</text></svg>" % words
    entity = b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
    return found | {
        "SVG with a script": (svg, "image/svg+xml"),
        "SVG with an outside entity": (entity + svg.replace(b"x<", b"&f;<"), "image/svg+xml"),
        "SVG as XML": (b"<?xml version='1.0'?>" + svg, "text/xml"),
    }


def outside_entities() -> dict[str, tuple[bytes, str]]:
    """XML whose entities lead to files, hosts or growth; of their words nothing may be read."""
    entities = {
        "a file": b'<!ENTITY f SYSTEM "file:///etc/passwd">',
        "a host": b'<!ENTITY f SYSTEM "http://127.0.0.1:9/a">',
        "a public name": b'<!ENTITY f PUBLIC "a" "file:///etc/passwd">',
        "a parameter": b'<!ENTITY % p SYSTEM "file:///etc/passwd"> %p; <!ENTITY f "%p;">',
        "one large one": b'<!ENTITY a "%s"><!ENTITY f "%s">' % (b"a" * 50_000, b"&a;" * 20_000),
        "itself": b'<!ENTITY f "&f;">',
    }
    kinds = {
        "XML": ("text/xml", b"<?xml version='1.0'?><!DOCTYPE a [%s]><a>&f;</a>"),
        "RSS": (
            "application/rss+xml",
            b"<!DOCTYPE rss [%s]><rss><channel><title>&f;</title></channel></rss>",
        ),
        "Atom": (
            "application/atom+xml",
            b"<!DOCTYPE feed [%s]><feed><entry><title>&f;</title></entry></feed>",
        ),
    }
    lines = [b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10)]
    laughs = b"".join([b'<!ENTITY l0 "lol">', *lines, b'<!ENTITY f "&l9;">'])
    content_type, form = kinds["XML"]
    return {"XML: laughs": (form % laughs, content_type)} | {
        f"{kind}: {name}": (form % entity, content_type)
        for kind, (content_type, form) in kinds.items()
        for name, entity in entities.items()
    }


def large() -> dict[str, tuple[bytes, str]]:
    """Pages, feeds and tables that nest or grow until a reader gives up."""
    return {
        "tables": (b"<div><table>" * 200_000, "text/html"),
        "formatting": (b"<b><i><a href=x>" * 100_000, "text/html"),
        "forms": (b"<form><select><option>" * 100_000, "text/html"),
        "frames of code": (b"<svg><math><foreignObject>" * 60_000, "text/html"),
        "templates": (b"<template>" * 200_000, "text/html"),
        "attributes": (
            b"<p " + b" ".join(b"a%d=1" % number for number in range(50_000)) + b">x",
            "text/html",
        ),
        "one attribute": (b"<p a='" + b"x" * 5_000_000 + b"'>x", "text/html"),
        "tags": (b"<a" * 1_000_000, "text/html"),
        "ends of tags": (b"</p>" * 500_000, "text/html"),
        "references": (b"&" * 3_000_000, "text/html"),
        "references beyond number": (b"&#" + b"9" * 1_000_000 + b";", "text/html"),
        "comments": (b"<!--" * 500_000, "text/html"),
        "blank": (b"<pre>" + b"\t" * 1_000_000 + b"x", "text/html"),
        "hidden": (b"<p style='display:none'>x</p>" * 60_000, "text/html"),
        "objects": (b'{"a":' * 500_000, "application/json"),
        "lists": (b"[" * 2_000_000, "application/json"),
        "a number": (b"[" + b"9" * 2_000_000 + b"]", "application/json"),
        "members": (b"{" + b'"a":1,' * 300_000 + b'"a":1}', "application/json"),
        "feeds": (b"<rss>" * 300_000, "application/rss+xml"),
        "elements": (b"<?xml version='1.0'?>" + b"<a>" * 300_000, "text/xml"),
        "names": (b"<?xml version='1.0'?><" + b"a" * 3_000_000 + b"/>", "text/xml"),
        "every byte": (bytes(range(256)) * 4_000, "text/plain"),
        "half a pair": (b"\xff\xfe" + b"\x00\xd8" * 200_000, "text/plain"),
        "NULs": (bytes(1_000_000), "text/html"),
    }
