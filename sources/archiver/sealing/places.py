"""Where in the sealed files the payload of an answer stands, so that it is never held as a whole.

    place = find_place(storage, file_name)
    with open_place(storage, place) as file: ...

The bytes of a revisit stand in the earlier file that it names. Finding a place reads the file to
its end and holds the payload against the digest that was sealed with it; reading from it then costs
what is read (`sealing.stored`).
"""

import base64
import hashlib
from dataclasses import dataclass, replace
from io import BufferedReader
from typing import BinaryIO, cast

from sources.archiver.sealing.gzip_members import PIECE, MemberError, Members
from sources.archiver.sealing.payload import (
    ANSWERS,
    LONGEST_HEAD,
    MOST_RECORDS,
    Headers,
    KeptPayload,
    PayloadError,
    SealedAnswer,
    earlier_of,
    kept_in,
    length_of,
    read_fields,
    skip,
    split_head,
)
from sources.archiver.sealing.store import Storage
from sources.archiver.sealing.stored import BLOCK, PartOfMember
from sources.archiver.values import joined

BEGINNING = 4096
"""Bytes of a payload by which its kind is told."""


@dataclass(frozen=True)
class PayloadPlace:
    """A payload as it stands in a file: without transfer coding, content coding still on."""

    headers: Headers
    """Of the answer, which may be a later one than the bytes are of."""
    member: int
    """Where the gzip member begins that holds it."""
    start: int
    """Its first byte in what the member holds."""
    size: int
    sha256: str
    beginning: bytes
    kept: KeptPayload

    def header(self, name: str) -> str:
        """A header, its lines as one list; the empty string where there is none."""
        return joined(self.headers, name)


def find_place(storage: Storage, file_name: str) -> PayloadPlace:
    """Find the payload of the final answer of a sealed WARC file.

    Args:
        storage: where the files are kept.
        file_name: name of the file in the storage.

    Raises:
        PayloadError: no such answer, damaged, or its bytes do not fit its digest.
        FileNotFoundError: the file is not in the storage.
    """
    answer, place = _find(storage, file_name)
    if answer.fields.get("warc-type") == "revisit":
        name, record_id = earlier_of(answer)
        try:
            earlier, elsewhere = _find(storage, name, record_id)
        except FileNotFoundError as error:
            raise PayloadError(f"The earlier file {name} is not in the storage.") from error
        if earlier.fields.get("warc-type") != "response":
            raise PayloadError("The earlier file refers on to another one.")
        place = replace(elsewhere, headers=place.headers)
    elif "warc-payload-digest" not in answer.fields:
        return place
    digest = base64.b32encode(bytes.fromhex(place.sha256)).decode()
    if answer.fields.get("warc-payload-digest") != f"sha256:{digest}":
        raise PayloadError("The bytes do not fit the digest that was sealed with them.")
    return place


def open_place(storage: Storage, place: PayloadPlace) -> BinaryIO:
    """Open a payload, to be read from at any place.

    Raises:
        FileNotFoundError: the file is not in the storage.
    """
    file = storage.open(place.kept.file_name, "rb")
    part = PartOfMember(file, member=place.member, start=place.start, size=place.size)
    return cast("BinaryIO", BufferedReader(part, BLOCK))


def _find(
    storage: Storage, file_name: str, record_id: str = ""
) -> tuple[SealedAnswer, PayloadPlace]:
    """The last answer of a file, or the one of a name, and where what follows its head stands."""
    found: tuple[SealedAnswer, PayloadPlace] | None = None
    with storage.open(file_name, "rb") as file:
        members = Members(file)
        records = 0
        try:
            while members.advance():
                while (fields := read_fields(members)) is not None:
                    records += 1
                    if records > MOST_RECORDS:
                        raise PayloadError("The file holds too many records.")
                    is_asked_for = record_id in ("", fields.get("warc-record-id"))
                    if fields.get("warc-type") in ANSWERS and is_asked_for:
                        found = _place(members, fields, file_name)
                    else:
                        skip(members, length_of(fields))
        except MemberError as error:
            raise PayloadError(f"The file {file_name} is damaged: {error}") from error
    if found is None:
        raise PayloadError(f"The file {file_name} holds no such answer.")
    return found


def _place(
    members: Members, fields: dict[str, str], file_name: str
) -> tuple[SealedAnswer, PayloadPlace]:
    begins, size = members.consumed, length_of(fields)
    head = members.read_all(min(size, LONGEST_HEAD))
    _status, headers, rest = split_head(head)
    digest, left = hashlib.sha256(rest), size - len(head)
    beginning = rest[:BEGINNING]
    while left > 0 and (piece := members.read(min(left, 4 * PIECE))):
        digest.update(piece)
        left -= len(piece)
    if left:
        raise PayloadError("A record of the file is cut short.")
    answer = SealedAnswer(fields, b"")
    stands_after = len(head) - len(rest)
    return answer, PayloadPlace(
        headers=headers,
        member=members.offset,
        start=begins + stands_after,
        size=size - stands_after,
        sha256=digest.hexdigest(),
        beginning=beginning,
        kept=kept_in(answer, file_name),
    )
