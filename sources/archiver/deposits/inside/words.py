"""Markup and plain text: who wrote them, with what, and names in paths. Never cleaned."""

import re

from sources.archiver.deposits.inside.found import Told

MOST = 5_000_000
HOME = re.compile(
    r"(?:/home/|/Users/|[A-Za-z]:[\\/](?:Users|Documents and Settings)[\\/])"
    r"([^\\/\s\"'<>:;,?*|]{1,60})"
)
META = re.compile(r"<meta\b[^>]{0,500}>", re.IGNORECASE)
NAMED = re.compile(r"\b(?:name|property)\s*=\s*[\"']?([\w:.-]{1,60})", re.IGNORECASE)
CONTENT = re.compile(
    r"\bcontent\s*=\s*(?:\"([^\"]{0,300})|'([^']{0,300})|(\S{0,300}))", re.IGNORECASE
)
SAVED = re.compile(r"<!--[^>]{0,40}saved from url=[^>]{0,500}-->", re.IGNORECASE)
GROUPS = {
    **dict.fromkeys(("author", "article:author", "creator", "dc.creator", "owner"), "person"),
    **dict.fromkeys(("generator", "progid"), "device"),
    **dict.fromkeys(("geo.position", "icbm", "geo.placename"), "gps"),
}
TOKEN = re.compile(
    r"\b(?:csrf[-_]?token|access[-_]?token|session[-_]?id|auth[-_]?token|api[-_]?key)\b"
    r"[\"']?\s*[:=]\s*[\"']([\w.+/=-]{8,200})",
    re.IGNORECASE,
)


def paths(text: str, where: str, told: Told) -> None:
    """Note names of people in paths of files."""
    for found in HOME.finditer(text):
        told.add("path", where, found.group(0))


def look(body: bytes, told: Told, *, markup: bool) -> None:
    """Note what a page or a text says of whoever wrote or saved it."""
    text = body[:MOST].decode("utf-8", "replace")
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = body[:MOST].decode("utf-16", "replace")
    paths(text, "path", told)
    for found in TOKEN.finditer(text):
        told.add("session", "token", found.group(0))
    if not markup:
        return
    for found in SAVED.finditer(text):
        told.add("comment", "saved from", found.group(0))
    for found in META.finditer(text):
        name, content = NAMED.search(found.group(0)), CONTENT.search(found.group(0))
        group = GROUPS.get(name.group(1).lower()) if name else None
        if group and name and content:
            told.add(group, f"meta {name.group(1)}", next(filter(None, content.groups()), ""))
    if len(body) > MOST:
        told.add("block", "text", "only the first five million bytes were looked at")
