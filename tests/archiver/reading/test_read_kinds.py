"""Feeds, XML, JSON, pictures and text are told apart by content, and read where there is text."""

from __future__ import annotations

import struct
import zlib

import pytest

from sources.archiver.reading.extract import extract
from sources.archiver.reading.sniff import picture, sniffed_kind
from sources.archiver.sentences import say
from sources.archiver.values import Extraction, ExtractionState, Limits

LIMITS = Limits()
RSS = """<?xml version="1.0" encoding="{charset}"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Dépêches</title>
<language>fr</language><lastBuildDate>Sun, 22 Nov 2026 10:00:00 GMT</lastBuildDate>
<item><title>Un</title><description>&lt;p&gt;Douze &lt;b&gt;sol&lt;/b&gt;dats &amp;amp; un
 civil.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description></item>
<item><title>Deux</title><content:encoded><![CDATA[<p>Près de Gao.</p>]]></content:encoded></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>News</title>
<updated>2026-11-22T10:00:00Z</updated><entry><title>One</title><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Twelve <b>sol</b>diers.</p><p>Near Gao.</p></div>
</content></entry></feed>"""
JSON = r"""{"title": "Douze tu\u00e9s", "count": 12.50, "seen": [true, null, "", "a"],
 "content": {"rendered": "<p>Pr\u00e8s de <b>G</b>ao.</p>"}, "count": 7}"""


def png(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * ((width * 3 + 1) * height))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in ((b"IHDR", head), (b"IDAT", pixels), (b"IEND", b""))
    )


def read(body: bytes | str, content_type: str = "") -> Extraction:
    raw = body.encode() if isinstance(body, str) else body
    return extract(raw, content_type, limits=LIMITS)


def test_a_feed_is_read_entry_by_entry() -> None:
    found = read(RSS.format(charset="utf-8"), "application/rss+xml")

    assert (found.state, found.kind) == (ExtractionState.DONE, "feed")
    assert found.text == "Dépêches\n\nUn\n\nDouze soldats & un civil.\n\nDeux\n\nPrès de Gao."
    assert found.metadata == {
        "title": "Dépêches", "language": "fr", "date": "Sun, 22 Nov 2026 10:00:00 GMT",
    }  # fmt: skip


def test_an_atom_feed_keeps_the_words_of_its_markup_together() -> None:
    found = read(ATOM, "text/html")

    assert found.kind == "feed"
    assert found.text == "News\n\nOne\n\nTwelve soldiers.\n\nNear Gao."
    assert found.metadata == {"title": "News", "language": "en", "date": "2026-11-22T10:00:00Z"}


@pytest.mark.parametrize(("name", "charset"), [("iso-8859-1", "cp1252"), ("utf-16", "utf-16-le")])
def test_a_feed_is_read_in_its_own_character_set(name: str, charset: str) -> None:
    found = read(RSS.format(charset=name).encode(name), "")

    assert (found.kind, found.charset) == ("feed", charset)
    assert "Près de Gao." in found.text


def test_json_is_read_with_its_numbers_as_they_are_written() -> None:
    found = read("\ufeff" + JSON, "application/json; charset=latin-1")

    assert (found.state, found.kind) == (ExtractionState.DONE, "json")
    assert found.text.splitlines() == [
        "title: Douze tués", "count: 12.50", "seen: true", "seen: a", "rendered: Près de Gao.",
        "count: 7",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('{"a": "one,]", "b": [1, 2,],}', "a: one,]\nb: 1\nb: 2"),
        ('{"a": 1};', "a: 1"),
        ('{"a": "x\ty"}', "a: x\ty"),
        ('{"a": 1}\n{"a": 2}\n', "a: 1\na: 2"),
    ],
)
def test_json_with_the_usual_damage_is_read(body: str, text: str) -> None:
    assert read(body, "application/json").text == text


def test_a_feed_with_the_usual_damage_is_read() -> None:
    found = read(
        "<rss><channel><item><title>A &amp; B & C&nbsp;&eacute;</title>"
        "<description><![CDATA[D & <b>E</b>]]></description></item></channel></rss>"
    )

    assert found.text == "A & B & C \u00e9\n\nD & E"


SAVED = """From: <Saved by Blink>
Subject: =?utf-8?Q?A_page?=
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="b"

--b
Content-Type: text/html; charset=windows-1251
Content-Transfer-Encoding: quoted-printable
Content-Location: https://site.example/

<title>T</title><p>84=20=F1=EE=EB=E4=E0=F2=E0</p><iframe src=3D"cid:f@mhtml">=
</iframe><iframe src=3D"https://other.example/"></iframe>
--b
Content-Type: text/html
Content-ID: <f@mhtml>
Content-Transfer-Encoding: base64

PHA+aW4gYSBmcmFtZQ==
--b--
"""


def test_a_page_saved_in_one_file_is_read_with_its_frames() -> None:
    found = read(SAVED.replace("\n", "\r\n"), "multipart/related")

    assert (found.kind, found.charset) == ("saved", "cp1251")
    assert found.text == "84 солдата\n\nin a frame"
    assert found.unread == say("unread.frames", number=1)
    assert found.metadata["title"] == "T"


def test_a_saved_file_without_a_page_is_named() -> None:
    found = read("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b--")

    assert (found.state, found.reason) == (ExtractionState.FAILED, say("page.no_page"))


def test_what_is_struck_out_and_what_is_not_read_come_with_the_text() -> None:
    found = read("<p><s>80</s> 84 dead<p><iframe src=/map></iframe>\ufffd", "text/html")

    assert (found.text, found.struck) == ("84 dead\n\n\ufffd", ("80",))
    assert found.unread == say("unread.characters", number=1) + say("unread.frames", number=1)


def test_a_text_of_a_wrong_character_set_is_a_failure() -> None:
    body = "Министерство сообщило, что убиты 84 солдата.".encode("cp1251")
    found = read(body, "text/plain; charset=iso-8859-1")

    assert (found.state, found.reason) == (ExtractionState.FAILED, say("page.garbled"))


def test_other_xml_is_read_element_by_element() -> None:
    found = read('<?xml version="1.0"?><report><dead>12</dead><place>Gao</place></report>')

    assert (found.kind, found.text) == ("xml", "12\nGao")


@pytest.mark.parametrize(
    ("body", "media_type", "size"),
    [
        (png(4, 3), "image/png", ("4", "3")),
        (b"GIF89a\x05\0\x06\0\0\0\0;", "image/gif", ("5", "6")),
        (
            b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x07\0\x08\x01\x01\x11\0",
            "image/jpeg",
            ("8", "7"),
        ),
        (
            b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x08\0\0\x09\0\0",
            "image/webp",
            ("9", "10"),
        ),
        (b"\xff\xd8\xff\xe0", "image/jpeg", None),
        (b"\x89PNG\r\n\x1a\n", "image/png", None),
    ],
)
def test_a_picture_says_what_it_is_and_that_no_text_is_read(
    body: bytes, media_type: str, size: tuple[str, str] | None
) -> None:
    # Declared as a page: the content decides.
    found = read(body, "text/html")

    assert (found.state, found.kind, found.text) == (ExtractionState.UNSUPPORTED, "image", "")
    assert found.reason == say("page.unsupported")
    sides = {"width": size[0], "height": size[1]} if size else {}
    assert found.metadata == {"media_type": media_type} | sides


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (b"%PDF-1.7", "text/html", "pdf"),
        (b"<p>Words", "", "html"),
        (b"<p>Words", "text/plain", "text"),
        (b"<!DOCTYPE html><p>Words", "text/plain", "html"),
        (b'<?xml version="1.0"?><html xmlns="x"><body/></html>', "", "html"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml", "image"),
        (b"PK\x03\x04 and more", "text/html", ""),
        (b"\0\0\0\x20ftypisom", "video/mp4", ""),
        (b"\0\x01\x02", "application/octet-stream", ""),
        (b"{not json", "text/html", "html"),
        (b"word", "application/javascript", "text"),
        (b"word", "video/mp4", ""),
        (b"word", "application/ld+json", "json"),
        ("<html>".encode("utf-16"), "", "html"),
        (b"", "", "text"),
    ],
)
def test_the_content_decides_before_the_declared_type(
    body: bytes, content_type: str, kind: str
) -> None:
    assert sniffed_kind(body, content_type) == kind


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"<rss><channel><title>a</channel></rss>", ""),
        (b'{"a": 12', "application/json"),
        (b"[" * 100_000, "application/json"),
        (
            b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
            + b"".join(
                b'<!ENTITY %c "%s">' % (98 + number, b"&%c;" % (97 + number) * 10)
                for number in range(9)
            )
            + b"]><rss><title>&j;</title></rss>",
            "application/xml",
        ),
        (b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>', "text/xml"),
    ],
)
def test_what_is_damaged_or_explodes_is_a_failure_not_an_empty_text(
    body: bytes, content_type: str
) -> None:
    found = read(body, content_type)

    assert (found.state, found.text) == (ExtractionState.FAILED, "")
    assert found.reason


def test_a_text_that_begins_with_a_brace_is_a_text() -> None:
    found = read("{sic} Douze soldats", "text/plain")

    assert (found.kind, found.text) == ("text", "{sic} Douze soldats")


def test_a_picture_whose_sides_are_nonsense_has_none() -> None:
    assert picture(b"\x89PNG\r\n\x1a\n" + b"\0" * 16) == {"media_type": "image/png"}


@pytest.mark.parametrize(
    "words",
    [
        "Douze hommes étaient là près de la frontière, où la guerre a été déclarée hier soir.",
        "Doce soldados murieron ayer en la región montañosa, según explicó el ministro; mañana.",
        "Zwölf Männer überquerten den Fluss früh am Morgen; größere Verluste gab es nicht.",
    ],
)
def test_an_undeclared_western_text_is_read_as_such(words: str) -> None:
    assert read((words * 3).encode("cp1252"), "text/plain").text == words * 3


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Двенадцать бойцов погибли вчера вечером у границы, сообщил представитель. ", "cp1251"),
        ("Двенадцать бойцов погибли вчера вечером у границы, сообщил представитель. ", "koi8-r"),
        ("قالت الوزارة إن اثني عشر جنديا قتلوا مساء أمس قرب الحدود وإن التفاصيل ", "cp1256"),
        ("Dwunastu żołnierzy zginęło wczoraj wieczorem w pobliżu granicy. ", "cp1250"),
    ],
)
def test_an_undeclared_text_in_another_set_is_detected(words: str, name: str) -> None:
    assert read((words * 3).encode(name), "text/plain").text == words * 3


@pytest.mark.timeout(30)
def test_a_feed_within_a_feed_without_end_is_read_or_named() -> None:
    items = "<item>" * 20_000 + "<title>84 killed</title>" + "</item>" * 20_000
    nested = "<description>a" * 2000 + "</description>" * 2000

    assert read(f"<rss>{items}</rss>").text == "84 killed"
    assert read(f"<rss>{nested}</rss>").reason == say("page.not_xml")
