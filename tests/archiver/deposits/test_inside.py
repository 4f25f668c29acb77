"""What a brought file says of people is found, and a cleaned copy says nothing of it."""

from __future__ import annotations

import io
import tempfile

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from sources.archiver.deposits.inside import documents, pictures
from sources.archiver.deposits.inside.examine import Examined, examine
from sources.archiver.deposits.inside.found import GROUPS, NOT_CLEANED, Told
from sources.archiver.deposits.kinds import SNIFFED, ContentKind, kind_of
from sources.archiver.values import Limits
from tests.suites import marked_files as made

URL = "https://example.org/a"


def examined(content: bytes) -> Examined:
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        return examine(file, kind_of(content[:SNIFFED]), limits=Limits(extract_seconds=120))


def named(found: Examined) -> dict[str, str]:
    return {one["name"]: one["value"] for one in found.found}


def test_a_photograph_is_read_in_a_confined_process_and_cleaned() -> None:
    found = examined(made.picture())

    said = named(found)
    assert said["GPS GPSLatitude"] == "13.0, 30.0, 5.5"
    assert said["EXIF BodySerialNumber"] == f"{made.MARK}-BODY-991"
    assert said["EXIF LensSerialNumber"] == f"{made.MARK}-LENS-17"
    assert said["EXIF CameraOwnerName"] == f"{made.MARK} Owner"
    assert said["XMP creator"] == f"{made.MARK} Xmp"
    assert f"{made.MARK} comment" in said.values()
    assert {"gps", "device", "person"} <= set(found.removed) <= set(GROUPS)
    assert found.program.startswith("Pillow ")
    assert made.MARK.encode() not in found.clean
    assert (found.unread, found.not_cleaned) == ("", "")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_cleaned_picture_stands_upright_and_says_nothing(kind: str) -> None:
    copy = pictures.clean(made.picture(kind))

    with Image.open(io.BytesIO(copy)) as picture:
        assert (picture.format, picture.size) == (kind, (40, 60))
        assert not picture.getexif()
        above, below = picture.convert("RGB").getpixel((20, 5)), picture.getpixel((20, 55))
    assert above[0] > 150 > above[2]
    assert below[2] > 150 > below[0]
    told = Told()
    pictures.look(copy, told)
    assert told.as_json() == []
    assert made.MARK.encode() not in copy


def test_a_comment_in_a_gif_goes_and_what_moves_is_not_cleaned() -> None:
    assert made.MARK.encode() not in pictures.clean(made.gif())

    with pytest.raises(pictures.NotCleanedError, match="moving"):
        pictures.clean(made.moving())


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_what_hangs_behind_a_picture_is_found_and_left_out(kind: str) -> None:
    content = made.picture(kind) + f"{made.MARK} film".encode()
    told = Told()

    pictures.look(content, told)

    assert "Behind the end of the picture" in {one.name for one in told}
    assert made.MARK.encode() not in pictures.clean(content)


def test_a_pdf_is_read_and_cleaned_and_keeps_its_words() -> None:
    told = Told()
    documents.look(made.pdf(), told)
    said = {one.name: one.value for one in told}
    assert said["PDF Author"] == f"{made.MARK} Author"
    assert said["PDF Producer"] == f"{made.MARK} Producer"
    assert any(made.MARK in one.value for one in told if one.name == "PDF XMP")

    copy = documents.clean(made.pdf())

    assert made.MARK.encode() not in copy
    assert "Twelve soldiers" in PdfReader(io.BytesIO(copy)).pages[0].extract_text()


def changed(change: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(made.pdf()))
    if change == "locked":
        writer.encrypt("x", algorithm="RC4-128")
    if change == "attached":
        writer.add_attachment("a.txt", b"inside")
    if change == "program":
        said = {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("1"),
        }
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(said)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "why"), [("locked", "locked"), ("attached", "attached"), ("program", "attached")]
)
def test_a_pdf_that_cannot_be_cleaned_surely_is_not_cleaned(change: str, why: str) -> None:
    with pytest.raises(pictures.NotCleanedError) as refused:
        documents.clean(changed(change))

    assert str(refused.value) == why
    assert why in NOT_CLEANED


def test_a_picture_with_a_place_inside_a_pdf_is_not_passed_over() -> None:
    from fpdf import FPDF  # noqa: PLC0415

    paper = FPDF()
    paper.add_page()
    paper.image(io.BytesIO(made.picture()))
    content = bytes(paper.output())
    if b"Exif\0\0" not in content:
        pytest.skip("the maker of the PDF left the data out")

    with pytest.raises(pictures.NotCleanedError, match="pictures"):
        documents.clean(content)


@pytest.mark.parametrize("pack", [made.warc, made.wacz])
def test_a_web_archive_tells_who_made_it_and_is_never_cleaned(pack: object) -> None:
    found = examined(pack(URL, made.html()))  # type: ignore[operator]

    said = named(found)
    assert said["warcinfo operator"] == f"{made.MARK} Operator"
    assert said["warcinfo hostname"] == f"{made.MARK}-laptop"
    assert said["request Cookie"] == f"session={made.MARK}-cookie"
    assert said["request Authorization"] == f"Bearer {made.MARK}-token"
    assert said["response Set-Cookie"] == f"id={made.MARK}-set"
    assert said["WARC-IP-Address"] == "203.0.113.79"
    assert any(one["group"] == "path" for one in found.found)
    assert (found.not_cleaned, found.clean, found.unread) == ("kind", b"", "")


def test_a_saved_page_tells_its_author_and_the_name_in_a_path() -> None:
    found = examined(made.html())

    assert named(found)["meta author"] == f"{made.MARK} Author"
    assert f"/home/{made.MARK.lower()}" in named(found).values()
    assert found.not_cleaned == "kind"


def test_a_page_saved_in_one_file_tells_what_its_head_its_words_and_its_pictures_tell() -> None:
    content = made.mhtml()
    assert kind_of(content[:SNIFFED]) is ContentKind.MHTML

    found = examined(content)

    said = named(found)
    assert said["MHTML From"] == f"{made.MARK} <saved@example.org>"
    assert said["MHTML Date"] == "Sun, 01 Mar 2026 12:00:00 +0700"
    assert said["MHTML Snapshot-Content-Location"] == f"file:///home/{made.MARK.lower()}/post.html"
    assert "path" in {one["group"] for one in found.found}
    assert said["meta author"] == f"{made.MARK} Author"
    assert said["GPS GPSLatitude"] == "13.0, 30.0, 5.5"
    assert said["MHTML picture"] == "could not be read"
    assert (found.unread, found.not_cleaned, found.clean) == ("", "kind", b"")


def test_damaged_bytes_are_said_to_be_unread_and_are_not_cleaned() -> None:
    found = examined(b"\xff\xd8\xff\xe0" + b"\0" * 40)

    assert (found.unread, found.not_cleaned, found.clean) == ("failed", "failed", b"")


def test_a_file_that_takes_too_long_is_left_unread() -> None:
    with tempfile.TemporaryFile() as file:
        file.write(made.gif())
        file.flush()
        found = examine(file, kind_of(made.gif()), limits=Limits(extract_seconds=0.01))

    assert (found.unread, found.clean) == ("too_long", b"")


def test_what_is_found_is_bounded_and_printable() -> None:
    told = Told()
    for number in range(1000):
        told.add("comment", f"n{number}", "x\u202e\0" * 500)

    kept = told.as_json()
    assert len(kept) == 200
    assert all(one["value"].isprintable() and len(one["value"]) <= 300 for one in kept)
