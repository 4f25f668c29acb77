"""Files made by rule that say who made them, where and with what: every word is marked."""

from __future__ import annotations

import gzip
import io
import json
import uuid
import zipfile
from datetime import UTC, datetime
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from fpdf import FPDF
from PIL import Image
from PIL.PngImagePlugin import PngInfo

MARK = "Zoltanmark"
"""The word that may stand nowhere in public."""
XMP = (
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF><rdf:Description><dc:creator>"
    f"<rdf:li>{MARK} Xmp</rdf:li></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def exif() -> Image.Exif:
    """Place, camera, lens, owner, and that the picture stands on its side."""
    made = Image.Exif()
    made[0x010F] = f"{MARK} Cameras"
    made[0x0110] = "Model 7"
    made[0x013B] = f"{MARK} Artist"
    made[0x0112] = 6
    inner = made.get_ifd(0x8769)
    inner[0xA430] = f"{MARK} Owner"
    inner[0xA431] = f"{MARK}-BODY-991"
    inner[0xA435] = f"{MARK}-LENS-17"
    inner[0x9003] = "2026:02:01 10:00:00"
    place = made.get_ifd(0x8825)
    place[1], place[2] = "N", (13.0, 30.0, 5.5)
    place[3], place[4] = "W", (2.0, 6.0, 1.0)
    return made


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40)) -> bytes:
    """A photograph with all of it: red above, blue below, once it is turned as it is to be seen."""
    made = Image.new("RGB", size, (200, 10, 10))
    made.paste((10, 10, 200), (size[0] // 2, 0, size[0], size[1]))
    out = io.BytesIO()
    more: dict[str, object] = {}
    if kind == "JPEG":
        more = {"xmp": XMP.encode(), "comment": f"{MARK} comment".encode(), "quality": 95}
    if kind == "PNG":
        text = PngInfo()
        text.add_text("Author", f"{MARK} Png")
        text.add_itxt("XML:com.adobe.xmp", XMP)
        more = {"pnginfo": text}
    if kind == "WEBP":
        more = {"xmp": XMP.encode(), "lossless": True}
    made.save(out, kind, exif=exif(), **more)
    return out.getvalue()


def gif() -> bytes:
    """A GIF with a comment."""
    out = io.BytesIO()
    Image.new("P", (8, 8)).save(out, "GIF", comment=f"{MARK} gif".encode())
    return out.getvalue()


def moving() -> bytes:
    """A GIF that moves."""
    out = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), (90 * n, 0, 0)) for n in range(3)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], comment=MARK.encode())
    return out.getvalue()


def pdf(words: str = "Twelve soldiers were killed.") -> bytes:
    """A PDF with an author, a program and XMP."""
    made = FPDF()
    made.set_creation_date(datetime(2026, 3, 1, tzinfo=UTC))
    made.set_author(f"{MARK} Author")
    made.set_creator(f"{MARK} Writer")
    made.set_producer(f"{MARK} Producer")
    made.set_xmp_metadata(XMP)
    made.add_page()
    made.set_font("helvetica", size=12)
    made.cell(text=words)
    return bytes(made.output())


def html(words: str = "Twelve soldiers were killed.") -> bytes:
    """A saved page with its author, and a path of the machine it was saved on."""
    return (
        f"<!doctype html><!-- saved from url=(0020)https://example.org/?u={MARK} -->"
        f"<meta name=author content='{MARK} Author'><title>Post</title>"
        f"<img src='file:///home/{MARK.lower()}/post_files/a.png'><p>{words}"
    ).encode()


def mhtml(words: str = "Twelve soldiers were killed.") -> bytes:
    """A page that a browser saved with a photograph, in one file."""
    made = MIMEMultipart("related", boundary="part")
    made["From"] = f"{MARK} <saved@example.org>"
    made["Snapshot-Content-Location"] = f"file:///home/{MARK.lower()}/post.html"
    made["Date"] = "Sun, 01 Mar 2026 12:00:00 +0700"
    made.attach(MIMEText(html(words).decode(), "html", "windows-1251"))
    made.attach(MIMEImage(picture(), "jpeg"))
    made.attach(MIMEImage(b"<svg/>", "svg+xml"))
    return made.as_bytes()


def warc(url: str, body: bytes) -> bytes:
    """A web archive by a person who was signed in, with the operator's name."""
    asked = (
        f"GET / HTTP/1.1\r\nHost: example.org\r\nCookie: session={MARK}-cookie\r\n"
        f"Authorization: Bearer {MARK}-token\r\nX-Forwarded-For: 203.0.113.77\r\n\r\n"
    ).encode()
    answer = (
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: id={MARK}-set\r\n\r\n"
    ).encode() + body
    about = (
        f"operator: {MARK} Operator\r\nsoftware: Wget/1.2\r\nhostname: {MARK}-laptop\r\n"
        f"ip: 203.0.113.78\r\nrobots: /home/{MARK.lower()}/robots.txt\r\n"
    ).encode()
    return b"".join(
        gzip.compress(record, mtime=0)
        for record in (
            _record("warcinfo", "", about, "application/warc-fields"),
            _record("request", url, asked, "application/http;msgtype=request"),
            _record("response", url, answer, "application/http;msgtype=response"),
        )
    )


def _record(kind: str, url: str, block: bytes, media_type: str) -> bytes:
    target = f"WARC-Target-URI: {url}\r\n" if url else ""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{uuid.UUID(int=7)}>\r\n"
        f"WARC-Date: 2026-03-01T12:00:00Z\r\n{target}WARC-IP-Address: 203.0.113.79\r\n"
        f"Content-Type: {media_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def wacz(url: str, body: bytes) -> bytes:
    """The same in a package whose papers name its maker."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        papers = {"title": f"{MARK} collection", "software": "ArchiveWeb.page", "resources": []}
        package.writestr("datapackage.json", json.dumps(papers))
        package.writestr("archive/data.warc.gz", warc(url, body))
    return out.getvalue()
