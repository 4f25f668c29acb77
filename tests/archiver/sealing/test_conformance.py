"""Each rule of the WARC standard has a file that breaks it and nothing else."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.archiver.sealing.conformance import RULES, Checked, FileDefect, check_file
from sources.archiver.sealing.record import record
from tests.archiver.conftest import AGENT, AT, Fetch
from tests.archiver.warcs import (
    ASKED,
    BODY,
    HTTP,
    INFO,
    URL,
    Made,
    again,
    answered,
    asked,
    info,
    labelled,
    noted,
    packed,
    plain,
    whole,
)
from tests.archiver.world import World

Part = Callable[[], Made]
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
IN_CHUNKS = b"9\r\n<p>Twelve\r\n9\r\n soldiers\r\n0\r\n\r\n"


def defects(content: bytes, name: str = "file.warc.gz") -> list[FileDefect]:
    return [one for one in check_file(BytesIO(content), name) if isinstance(one, FileDefect)]


def rules(content: bytes, name: str = "file.warc.gz") -> list[str]:
    return [one.rule for one in defects(content, name)]


def with_one(changed: Made) -> bytes:
    """A file that is right but for one record."""
    records = {str(one.fields["WARC-Record-ID"]): one for one in whole()[:3]}
    name = str(changed.fields["WARC-Record-ID"])
    return packed(*(records | {name: changed}).values())


@pytest.mark.parametrize("write", [packed, plain])
def test_a_file_without_defect_has_none(write: Callable[..., bytes]) -> None:
    content = write(*whole())
    name = "file.warc.gz" if write is packed else "file.warc"

    *found, checked = check_file(BytesIO(content), name)

    assert found == []
    assert checked == Checked(name, records=5, size=len(content), defects=0)


def test_our_own_files_have_none(world: World, fetch_from: Fetch) -> None:
    world.page("/", b"", "Location: /b?a=|^", status="301 Moved Permanently")
    world.chunked("/b?a=|^", [BODY, BODY])
    fetched = fetch_from("/")

    assert fetched.last
    assert defects(record(fetched.hops, at=AT, agent=AGENT, provenance={}).content) == []


BROKEN = {
    "missing type": (lambda: noted().but(WARC_Type=None), "field_missing"),
    "missing date": (lambda: answered().but(WARC_Date=None), "field_missing"),
    "missing target": (lambda: answered().but(WARC_Target_URI=None), "field_missing"),
    "missing content type": (lambda: info().but(Content_Type=None), "field_missing"),
    "missing profile": (lambda: again().but(WARC_Profile=None), "field_missing"),
    "missing digest of revisit": (
        lambda: again().but(WARC_Payload_Digest=None),
        "field_missing",
    ),
    "target of warcinfo": (lambda: info().but(WARC_Target_URI=URL), "field_forbidden"),
    "refers of response": (lambda: answered().but(WARC_Refers_To=ASKED), "field_forbidden"),
    "payload of metadata": (
        lambda: noted().but(WARC_Payload_Digest=labelled(b"{}")),
        "field_forbidden",
    ),
    "file name of metadata": (lambda: noted().but(WARC_Filename="a"), "field_forbidden"),
    "date twice": (lambda: noted().but(WARC_Date=["2026", "2026"]), "field_repeated"),
    "no brackets": (lambda: noted().but(WARC_Record_ID="urn:uuid:7"), "field_value"),
    "space in address": (lambda: answered().but(WARC_Target_URI="http://a/ b"), "field_value"),
    "no address": (lambda: asked().but(WARC_IP_Address="news.example"), "field_value"),
    "media type": (lambda: noted().but(Content_Type="json"), "field_value"),
    "reason": (lambda: answered().but(WARC_Truncated="was long"), "field_value"),
    "no month 13": (lambda: noted().but(WARC_Date="2026-13-01T00:00:00Z"), "date"),
    "no zone": (lambda: noted().but(WARC_Date="2026-11-01T00:00:00"), "date"),
    "ten digits": (lambda: noted().but(WARC_Date="2026-11-01T00:00:00.1234567890Z"), "date"),
    "unknown algorithm": (lambda: noted().but(WARC_Block_Digest="crc:12"), "digest_unknown"),
    "short digest": (lambda: noted().but(WARC_Block_Digest="sha256:ABC"), "digest_syntax"),
    "bare digest": (lambda: noted().but(WARC_Block_Digest="ABC"), "digest_syntax"),
    "no block digest": (lambda: noted().but(WARC_Block_Digest=None), "block_digest_missing"),
    "other block": (
        lambda: noted().but(WARC_Block_Digest=labelled(b"[]")),
        "block_digest_untrue",
    ),
    "no payload digest": (
        lambda: answered().but(WARC_Payload_Digest=None),
        "payload_digest_missing",
    ),
    "nobody's request": (
        lambda: answered().but(WARC_Concurrent_To="<urn:x:7>"),
        "reference_unresolved",
    ),
    "nobody's info": (lambda: noted().but(WARC_Warcinfo_ID="<urn:x:7>"), "reference_unresolved"),
    "info that is none": (lambda: noted().but(WARC_Warcinfo_ID=ASKED), "reference_wrong"),
    "other date": (lambda: again().but(WARC_Refers_To_Date="2025"), "reference_wrong"),
    "other payload": (
        lambda: again().but(WARC_Payload_Digest=labelled(b"other")),
        "reference_wrong",
    ),
    "not said to be left out": (lambda: again().but(WARC_Truncated=None), "revisit_truncation"),
    "cut": (
        lambda: answered(BODY[:5], HTTP),
        "truncation_undeclared",
    ),
    "no status line": (lambda: answered(b"", b"Sorry!\r\n\r\n"), "http_head"),
    "no head's end": (lambda: answered(b"", b"HTTP/1.1 200 OK\r\n"), "http_head"),
    "last chunk missing": (
        lambda: answered(IN_CHUNKS[:-5], CHUNKED).but(WARC_Payload_Digest=labelled(BODY)),
        "truncation_undeclared",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_field_or_digest_is_named(name: str) -> None:
    make, rule = BROKEN[name]

    assert rules(with_one(make())) == [rule]


def test_a_defect_says_where() -> None:
    before = packed(info(), asked(), answered())

    (defect,) = defects(before + packed(noted().but(WARC_Date="now")))

    assert defect.offset == len(before)
    assert defect.record_id == noted().fields["WARC-Record-ID"]
    assert "now" in str(defect)


def test_an_identifier_is_used_once() -> None:
    assert rules(packed(info(), info())) == ["id_repeated"]


@pytest.mark.parametrize("form", ["base32", "hex"])
@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "md5"])
def test_digests_of_other_kinds_are_computed(algorithm: str, form: str) -> None:
    true = answered().but(WARC_Payload_Digest=labelled(BODY, algorithm, form))
    false = answered().but(WARC_Payload_Digest=labelled(b"x", algorithm, form))

    assert rules(packed(info(), asked(), true)) == []
    assert rules(packed(info(), asked(), false)) == ["payload_digest_untrue"]


def test_the_payload_has_no_transfer_coding() -> None:
    by_the_standard = answered(IN_CHUNKS, CHUNKED).but(WARC_Payload_Digest=labelled(BODY))
    (defect,) = defects(packed(info(), asked(), answered(IN_CHUNKS, CHUNKED)))

    assert rules(packed(info(), asked(), by_the_standard)) == []
    assert defect.rule == "payload_digest_untrue"
    assert "chunks" in defect.message


def test_joined_chunks_under_their_old_header_are_taken_as_they_stand() -> None:
    assert rules(packed(info(), asked(), answered(BODY, CHUNKED))) == []


def test_a_revisit_may_refer_to_another_file() -> None:
    assert rules(packed(info(), again())) == []


@pytest.mark.parametrize("date", ["2026", "2026-11", "2026-11-22", "2026-11-22T12:00Z"])
def test_version_1_0_knows_dates_to_the_second_only(date: str) -> None:
    old = info().but(WARC_Date=date)
    assert rules(packed(old)) == []
    old.version = b"WARC/1.0\r\n"

    assert rules(packed(old)) == ["date"]


def framed(**parts: bytes) -> Made:
    made = info()
    for name, value in parts.items():
        setattr(made, name, value)
    return made


FRAMES = [
    (b"", "file_empty"),
    (plain(*whole()), "gzip_missing"),
    (packed(*whole())[:-4], "gzip_cut"),
    (packed(*whole()) + b"more", "gzip_trailing"),
    (packed(*whole()) + bytes(100), "gzip_trailing"),
    (gzip.compress(plain(*whole()), mtime=0), "gzip_members"),
    (packed(*whole()) + gzip.compress(b"", mtime=0), "gzip_members"),
    (packed(info(), framed(version=b"WARC/2.0\r\n").but(WARC_Record_ID="<u:2>")), "version"),
    (packed(info()) + gzip.compress(b"hello", mtime=0), "version"),
    (packed(info()) + gzip.compress(b"WARC/1.1\r\nWARC-Type: a", mtime=0), "head_cut"),
    (packed(info()) + gzip.compress(b"WARC/1.1\r\na: " + bytes(300_000), mtime=0), "head_size"),
    (packed(framed(version=b"WARC/1.1\n")), "line_end"),
    (packed(framed(end=b"\r\n")), "record_end"),
    (packed(framed(end=b"\n\n")), "record_end"),
    (packed(framed(end=b"\r\n\r\n\r\n")), "gzip_members"),
    (packed(info().but(Content_Length="200")), "record_cut"),
    (packed(info().but(Content_Length="many")), "field_value"),
    (packed(framed(raw_line=b"no field\r\n")), "field_syntax"),
    (packed(framed(raw_line=b"a b: c\r\n")), "field_syntax"),
    (packed(framed(raw_line=b"a: \x01\r\n")), "field_syntax"),
    (packed(framed(raw_line=b"a: \xff\r\n")), "field_encoding"),
]
ELSEWHERE = {"id_repeated", "gzip_broken", "file_rest", "file_unreadable"}


def test_every_rule_has_a_file_that_breaks_it() -> None:
    tried = {rule for _, rule in BROKEN.values()} | {rule for _, rule in FRAMES}

    assert tried | ELSEWHERE | {"payload_digest_untrue"} == set(RULES)


@pytest.mark.parametrize(("content", "rule"), FRAMES)
def test_a_broken_frame_is_named(content: bytes, rule: str) -> None:
    found = rules(content)

    assert found[0] == rule
    assert set(found) <= {rule, "version"}


def test_a_damaged_member_does_not_hide_the_next() -> None:
    first, second = packed(info()), bytearray(packed(asked().but(WARC_Warcinfo_ID=None)))
    second[-6] ^= 1  # its check sum
    third = packed(noted().but(WARC_Date="now", WARC_Refers_To=INFO))

    found = defects(first + bytes(second) + third)

    assert [(one.rule, one.offset) for one in found] == [
        ("gzip_broken", len(first)),
        ("date", len(first + second)),
    ]


def test_an_unpacked_file_is_read_on_as_long_as_lengths_fit() -> None:
    content = plain(info(), asked().but(Content_Length="3"), noted().but(WARC_Refers_To=ASKED))

    found = rules(content, "file.warc")

    assert found == ["block_digest_untrue", "http_head", "record_end", "file_rest"]


def test_an_unreadable_file_is_a_defect() -> None:
    class Broken(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("bad sector")

    (defect, empty, _) = check_file(Broken(b"abc"), "a.warc")

    assert isinstance(defect, FileDefect)
    assert isinstance(empty, FileDefect)
    assert (defect.rule, empty.rule) == ("file_unreadable", "file_empty")


@given(
    st.sampled_from([packed(*whole()), plain(*whole()), gzip.compress(plain(*whole()), mtime=0)]),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255), st.integers(0, 3)), max_size=6),
)
def test_damaged_files_are_judged_and_never_fail(
    content: bytes, changes: list[tuple[float, int, int]]
) -> None:
    file = bytearray(content)
    for where, value, kind in changes:
        place = int(where * len(file))
        if kind == 0 and file:
            file[place] = value
        elif kind == 1:
            file[place:place] = bytes([value]) * (value + 1)
        elif kind == 2:
            del file[place : place + value]
        else:
            del file[place:]

    assert all(one.rule in RULES for one in defects(bytes(file)))


def test_one_changed_byte_in_any_block_is_found() -> None:
    records = whole()
    content = plain(*records)
    for one in records:
        start = content.index(one.content()) + len(one.content()) - len(one.block + one.end)
        for place in range(start, start + len(one.block) + len(one.end)):
            changed = bytearray(content)
            changed[place] ^= 0x20
            assert defects(bytes(changed), "file.warc"), place


def test_a_file_cut_off_inside_a_member_is_found() -> None:
    content = packed(*whole())
    ends = {len(packed(*whole()[:count])) for count in range(6)}

    for size in set(range(2, len(content))) - ends:
        # One byte of the next member is not enough to tell that it is one.
        cut = "gzip_trailing" if size - 1 in ends else "gzip_cut"
        assert cut in rules(content[:size])


def test_a_large_record_is_checked_in_little_memory() -> None:
    content = packed(info(), asked(), answered(bytes(60_000_000), b"HTTP/1.1 200 OK\r\n\r\n"))
    tracemalloc.start()
    try:
        assert rules(content) == []
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 4_000_000


@given(st.binary(max_size=400))
def test_any_bytes_are_judged(content: bytes) -> None:
    assert defects(content)
    assert defects(gzip.compress(content, mtime=0))
