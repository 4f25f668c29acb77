"""Judge a ZIP before any of it is unpacked: whether it is a WACZ, and whether it is honest.

The directory at the end is looked at byte by byte first (APPNOTE 4.3.16), because a library that
reads it would hold as many entries in memory as a hostile file says there are.
"""

import io
import struct
import zipfile
from pathlib import PurePosixPath
from typing import IO

MOST_ENTRIES = 5_000
MOST_DIRECTORY = 4 * 1024 * 1024
"""Bytes of the directory at the end."""
MOST_RATIO = 1_000
"""How often its packed size an entry may unpack to: deflate cannot do much more than that."""
DIRECTORY_END = struct.Struct("<4s4H2LH")
TAIL = 65_535 + DIRECTORY_END.size + 20
ZIP64 = b"PK\x06\x07"
ENTRY = b"PK\x01\x02"
LINK = 0o120000
UNIX_MODE = 16


class RefusedPackageError(Exception):
    """A package that is not opened; `rule` says why."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        super().__init__(rule)


def check_package(file: IO[bytes], *, size: int, most_unpacked: int) -> list[str]:
    """Judge a package by its directory.

    Args:
        file: the package, open for reading.
        size: its bytes.
        most_unpacked: bytes that all entries together may say they unpack to.

    Returns:
        The names of its WARC files.

    Raises:
        RefusedPackageError: `package_damaged`, `package_entries`, `package_names`,
            `package_locked`, `package_packing`, `package_grows` or `package_no_wacz`.
    """
    _check_directory(file, size)
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError) as error:
        raise RefusedPackageError("package_damaged") from error
    for entry in entries:
        _check_entry(entry)
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise RefusedPackageError("package_names")
    if sum(entry.file_size for entry in entries) > most_unpacked:
        raise RefusedPackageError("package_grows")
    archives = [name for name in names if is_archive(name)]
    # WACZ 1.1.1: datapackage.json at the root and at least one WARC in archive/.
    if "datapackage.json" not in names or not archives:
        raise RefusedPackageError("package_no_wacz")
    return archives


def is_archive(name: str) -> bool:
    """Whether an entry of this name is one of a WACZ's WARC files."""
    return name.startswith("archive/") and name.endswith((".warc", ".warc.gz"))


def _check_directory(file: IO[bytes], size: int) -> None:
    start = max(0, size - TAIL)
    file.seek(start, io.SEEK_SET)
    tail = file.read(TAIL)
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < DIRECTORY_END.size:
        raise RefusedPackageError("package_damaged")
    if ZIP64 in tail[max(0, place - 20) : place]:
        # The fields below would not be the ones that count; no file of our size needs it.
        raise RefusedPackageError("package_entries")
    _mark, _disk, _first, _here, entries, length, _offset, _comment = DIRECTORY_END.unpack_from(
        tail, place
    )
    if entries > MOST_ENTRIES or length > MOST_DIRECTORY:
        raise RefusedPackageError("package_entries")
    if length > start + place:
        raise RefusedPackageError("package_damaged")
    # The library goes by the length and not by the number, so they are counted.
    file.seek(start + place - length, io.SEEK_SET)
    if file.read(length).count(ENTRY) > MOST_ENTRIES:
        raise RefusedPackageError("package_entries")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    # The name as it stands in the file: the library cuts at a NUL and changes separators.
    written = entry.orig_filename
    parts = PurePosixPath(name).parts
    leads_out = name.startswith("/") or ".." in parts or (parts and parts[0].endswith(":"))
    if leads_out or "\\" in written or "\0" in written or not name:
        raise RefusedPackageError("package_names")
    if entry.external_attr >> UNIX_MODE & 0o170000 == LINK:
        raise RefusedPackageError("package_names")
    if entry.flag_bits & 0x1:
        raise RefusedPackageError("package_locked")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise RefusedPackageError("package_packing")
    if entry.file_size > MOST_RATIO * max(entry.compress_size, 1) + 1_000:
        raise RefusedPackageError("package_grows")
