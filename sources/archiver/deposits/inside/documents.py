"""PDF files: author, producer, XMP, notes, and copies without; read by pypdf, in Python alone."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf import __version__ as version
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from sources.archiver.deposits.inside.found import Told
from sources.archiver.deposits.inside.pictures import NotCleanedError

PROGRAM = f"pypdf {version}"
MOST_OBJECTS = 50_000
PERSONS = ("/Author", "/T", "/Manager", "/Company", "/Owner")
TIMES = ("/CreationDate", "/ModDate", "/M", "/LastModified")
DEVICES = ("/Producer", "/Creator")
# Beside the content: of whichever object they stand in.
BESIDE = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/SpiderInfo", "/OPI")
NOTE = ("/T", "/CreationDate", "/M", "/NM", "/RC", "/Subj")
ACTIVE = ("/JavaScript", "/JS", "/EmbeddedFiles", "/EmbeddedFile", "/XFA", "/RichMedia", "/EF")
JPEG_BLOCKS = (b"Exif\0\0", b"http://ns.adobe.com/xap", b"Photoshop 3.0")


def prepare() -> None:
    """Load what reading loads: later no file can be opened."""
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    writer.add_metadata({"/Author": "a"})
    out = io.BytesIO()
    writer.write(out)
    look(out.getvalue(), Told())
    clean(out.getvalue())


def look(body: bytes, told: Told) -> None:
    """Note what a PDF says beside its pages.

    Raises:
        Exception: it is damaged or locked.
    """
    reader = _reader(body)
    about = reader.trailer.get("/Info")
    about = about.get_object() if about is not None else None
    for name, value in about.items() if isinstance(about, DictionaryObject) else ():
        told.add(_group(name), f"PDF {name[1:]}", _text(value))
    if body.count(b"startxref") > 1 and body.count(b"/Prev") > 0:
        told.add("block", "PDF", "earlier versions of the file")
    if "/ID" in reader.trailer:
        told.add("device", "PDF ID", "a number of the file")
    for holder in _objects(reader):
        _of_object(holder, told)


def _of_object(holder: DictionaryObject, told: Told) -> None:
    for name in BESIDE:
        if name in holder:
            told.add("block", f"PDF {name[1:]}", _size(holder[name]))
    if holder.get("/Subtype") == "/XML" and isinstance(holder, StreamObject):
        told.add("comment", "PDF XMP", _plain(holder.get_data()))
    if "/Subtype" in holder and "/Rect" in holder:  # a note on a page
        for name in NOTE:
            if name in holder:
                told.add(_group(name), f"PDF note {name[1:]}", _text(holder[name]))
    why_not = _why_not(holder)
    if why_not == "signed":
        told.add("person", "PDF signature", _text(holder.get("/Name", "signed")))
    elif why_not:
        told.add("block", f"PDF {why_not}", "data of its own (files, programs, EXIF or XMP)")


def _why_not(holder: DictionaryObject) -> str:
    """Why a file that holds this cannot be cleaned surely; nothing if it can."""
    if any(name in holder for name in ACTIVE):
        return "attached"
    if holder.get("/Type") == "/Sig" or ("/ByteRange" in holder and "/Contents" in holder):
        return "signed"
    return "pictures" if _is_jpeg_with_blocks(holder) else ""


def _is_jpeg_with_blocks(holder: DictionaryObject) -> bool:
    if not isinstance(holder, StreamObject) or holder.get("/Subtype") != "/Image":
        return False
    start = bytes(holder._data[:65_536])  # noqa: SLF001 - the stream as it stands, not unpacked
    return any(mark in start for mark in JPEG_BLOCKS)


def clean(body: bytes) -> bytes:
    """Make the file anew from its pages, without what stands beside them.

    Raises:
        NotCleanedError: it holds what cannot be removed surely.
        Exception: it is damaged.
    """
    reader = _reader(body)
    for holder in _objects(reader):
        if why_not := _why_not(holder):
            raise NotCleanedError(why_not)
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(page)
    writer.metadata = None
    for one in writer._objects:  # noqa: SLF001 - all that will be written
        if isinstance(one, DictionaryObject):
            _strip(one)
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    out = io.BytesIO()
    writer.write(out)
    made = out.getvalue()
    told = Told()
    look(made, told)
    if told:
        raise NotCleanedError("left")
    return made


def _strip(holder: DictionaryObject) -> None:
    names = BESIDE + (NOTE if "/Rect" in holder and "/Subtype" in holder else ())
    for name in names:
        if name in holder:
            del holder[NameObject(name)]
    for value in holder.values():
        for inner in _inner(value):
            _strip(inner)


def _inner(value: Any) -> Iterator[DictionaryObject]:
    if isinstance(value, DictionaryObject):
        yield value
    elif isinstance(value, ArrayObject):
        for one in value:
            if not isinstance(one, IndirectObject):
                yield from _inner(one)


def _reader(body: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(body), strict=False)
    if reader.is_encrypted:
        raise NotCleanedError("locked")
    return reader


def _objects(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary and stream of the file that its trailer leads to."""
    seen: set[int] = set()
    waiting: list[Any] = [reader.trailer.get("/Root")]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in seen:
                continue
            seen.add(one.idnum)
            if len(seen) > MOST_OBJECTS:
                raise NotCleanedError("failed")
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            yield one
            waiting += [one.raw_get(name) for name in one]
        elif isinstance(one, ArrayObject):
            waiting += list(one)


def _group(name: str) -> str:
    if name in PERSONS:
        return "person"
    if name in DEVICES:
        return "device"
    return "time" if name in TIMES else "comment"


def _text(value: Any) -> str:
    value = value.get_object() if isinstance(value, IndirectObject) else value
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list):
        return " ".join(_text(one) for one in value)
    return str(value)


def _plain(content: bytes) -> str:
    words = content.decode("utf-8", "replace")
    kept = "".join(" " if char == "<" else char for char in words)
    return " ".join(part.split(">", 1)[-1] for part in kept.split(" ") if part)


def _size(value: Any) -> str:
    value = value.get_object() if isinstance(value, IndirectObject) else value
    return f"{len(value.get_data())} bytes" if isinstance(value, StreamObject) else "present"
