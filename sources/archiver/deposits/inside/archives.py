"""Web archives: what their headers tell of whoever made them. No cleaned copy is made of one."""

import json
import re
import zipfile
from typing import Any, BinaryIO, cast

from sources.archiver.deposits.inside.found import Told
from sources.archiver.deposits.inside.words import paths
from sources.archiver.deposits.packages import check_package
from sources.archiver.sealing.gzip_members import Members
from sources.archiver.sealing.payload import LONGEST_HEAD, length_of, read_fields, skip

MOST_RECORDS = 20_000
MOST_INFO = 64 * 1024
SESSION = frozenset(
    {
        *("cookie", "set-cookie", "authorization", "proxy-authorization", "x-csrf-token"),
        *("x-api-key", "x-auth-token", "x-xsrf-token", "www-authenticate"),
    }
)
NETWORK = frozenset(
    {
        *("x-forwarded-for", "forwarded", "x-real-ip", "via", "client-ip", "true-client-ip"),
        *("cf-connecting-ip", "x-client-ip", "hostname", "ip"),
    }
)
PERSON = frozenset({"operator", "from", "publisher", "creator", "x-user", "x-username"})
DEVICE = frozenset({"user-agent", "software", "http-header-user-agent", "sec-ch-ua-model"})
FIELD = re.compile(r"([!-9;-~]{1,80}):[ \t]*(.{0,2000})")


def look(file: BinaryIO, told: Told) -> None:
    """Note what a WARC file says of whoever made it.

    Raises:
        PayloadError: what stands in it is no record.
        MemberError: it is damaged.
    """
    members = Members(file)
    records = 0
    while members.advance() and records < MOST_RECORDS:
        while (fields := read_fields(members)) is not None:
            records += 1
            _record(members, fields, told)
    if records >= MOST_RECORDS:
        told.add("block", "WARC", f"only the first {MOST_RECORDS} records were looked at")


def _record(members: Members, fields: dict[str, str], told: Told) -> None:
    for name, value in fields.items():
        if name == "warc-ip-address":
            told.add("network", "WARC-IP-Address", value)
        paths(value, f"WARC {name}", told)
    size = length_of(fields)
    kind = fields.get("warc-type", "")
    most = LONGEST_HEAD if kind in ("request", "response", "revisit") else MOST_INFO
    head = members.read_all(min(size, most))
    skip(members, size - len(head))
    if kind in ("request", "response", "revisit"):
        end = re.search(rb"\r?\n\r?\n", head)
        _lines(head[: end.start() if end else len(head)], kind, told)
    elif kind in ("warcinfo", "metadata"):
        _lines(head, kind, told)


def _lines(head: bytes, kind: str, told: Told) -> None:
    for line in head.decode("utf-8", "replace").splitlines():
        paths(line, kind, told)
        field = FIELD.fullmatch(line.strip())
        if field is None:
            continue
        name, value = field.group(1), field.group(2)
        group = _group(name.lower(), kind)
        if group:
            told.add(group, f"{kind} {name}", value)


def _group(name: str, kind: str) -> str:
    for names, group in (
        (SESSION, "session"),
        (NETWORK, "network"),
        (PERSON, "person"),
        (DEVICE, "device"),
    ):
        if name in names:
            return "" if kind == "response" and group == "device" else group
    return "comment" if kind == "warcinfo" and name in ("description", "ispartof") else ""


def look_in_package(file: BinaryIO, size: int, told: Told) -> None:
    """Note what a WACZ says: its own papers, names of its files, and every archive in it.

    Raises:
        Exception: as `look`, and what ZIP files bring along.
    """
    names = check_package(file, size=size, most_unpacked=1 << 62)
    with zipfile.ZipFile(file) as package:
        for entry in package.infolist():
            paths(entry.filename, "WACZ name", told)
            if entry.comment:
                told.add("comment", "ZIP comment", entry.comment)
        if package.comment:
            told.add("comment", "ZIP comment", package.comment)
        with package.open("datapackage.json") as papers:
            _papers(json.loads(papers.read(MOST_INFO)), told)
        for name in names:
            with package.open(name) as archive:
                look(cast("BinaryIO", archive), told)


def _papers(papers: Any, told: Told) -> None:
    for name, value in (papers if isinstance(papers, dict) else {}).items():
        if name in ("resources", "profile", "wacz_version"):
            continue
        person = name in ("contributors", "creator", "author", "signedData")
        group = "person" if person else "device" if name == "software" else "comment"
        told.add(group, f"WACZ {name}", value)
        paths(str(value), f"WACZ {name}", told)
