#!/usr/bin/env python3
"""Verify a ledger exported by Counterclaim. Needs Python 3.9 or later and nothing else.

    python3 verify_ledger.py LEDGER.jsonl [--head SHA256]... [--file FILE]...

The first line of an export is a header; every other line is an entry. Checked is
  - that positions run from 1 without a gap and that the file is as long as its header says;
  - that every content has the digest its entry names (contents that are not public are withheld:
    their line has null and the digest alone);
  - that every entry names the digest of the entry before it (64 zeros before the first), and that
    its own digest is the SHA-256 of the JSON of its position, at, kind, subject, content_sha256
    and previous_sha256, with sorted keys, no white space, in UTF-8.
--head is a digest you noted earlier, or that an authority stamped (RFC 3161): it must be in the
chain. Without one, a ledger that was rewritten from some entry to its end cannot be told from a
true one. --file is a sealed file: its SHA-256 must be named by an entry.

Exit codes: 0 all is well, 1 something does not fit (each thing is named), 2 it cannot be read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HASHED = ("position", "at", "kind", "subject", "content_sha256", "previous_sha256")
Entry = dict[str, Any]


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def digest_of_entry(entry: Entry) -> str:
    """The digest that an entry must have."""
    hashed = {name: entry[name] for name in HASHED}
    return digest(json.dumps(hashed, sort_keys=True, separators=(",", ":"), ensure_ascii=False))


def digest_of_file(path: str) -> str:
    """SHA-256 of a file, read in pieces."""
    found = hashlib.sha256()
    with Path(path).open("rb") as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            found.update(piece)
    return found.hexdigest()


def breaks(entry: Entry, position: int, previous: str) -> Iterator[str]:
    """Say what is wrong with an entry that should follow `position` and the digest `previous`."""
    number, name = entry["position"], f"{entry['kind']} {entry['subject']}"
    if number != position + 1:
        yield f"entry {position + 1} is expected and entry {number} stands there"
    if entry["previous_sha256"] != previous:
        yield f"entry {number} does not follow from the entry before it"
    if entry["content"] is not None and digest(entry["content"]) != entry["content_sha256"]:
        yield f"the content of entry {number} ({name}) was changed"
    if digest_of_entry(entry) != entry["sha256"]:
        yield f"entry {number} ({name}) was changed"


def verify(lines: Iterator[str], heads: list[str], files: dict[str, str]) -> tuple[list[str], str]:
    """Read an export once; `files` maps paths to digests.

    Returns what is wrong, a sentence each, and what was read. Raises ValueError, KeyError,
    TypeError, AttributeError or RecursionError if it is no export.
    """
    header = json.loads(next(lines, "null"))
    if header["format"] != "counterclaim-ledger" or header["version"] != 1:
        raise ValueError("the first line is not the header of a ledger of version 1")
    wrong: list[str] = []
    position, previous, count, withheld = 0, "0" * 64, 0, 0
    heads_left, files_left = set(heads), set(files)
    for text in lines:
        entry = json.loads(text)
        wrong.extend(breaks(entry, position, previous))
        position, previous, count = entry["position"], entry["sha256"], count + 1
        heads_left.discard(previous)
        withheld += entry["content"] is None
        for path, sha256 in files.items():
            if entry["content"] is not None and f'"{sha256}"' in entry["content"]:
                files_left.discard(path)
                name = f"{entry['kind']} {entry['subject']}"
                sys.stdout.write(f"{path}: entry {position}, {name}, {entry['at']}\n")
    if (header["entries"], header["head"]) != (count, previous):
        wrong.append(
            f"the header speaks of {header['entries']} entries that end with {header['head']}; "
            f"the file has {count} that end with {previous}"
        )
    wrong += [f"the digest {head} is not in the chain: it was rewritten" for head in heads_left]
    wrong += [f"no entry names {path}, SHA-256 {files[path]}" for path in sorted(files_left)]
    return wrong, f"{count} entries ({withheld} with their content withheld), head {previous}"


def main() -> int:
    """Read the command line, verify, and give the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ledger", help="the exported ledger")
    parser.add_argument("--head", action="append", default=[], help="a digest known from elsewhere")
    parser.add_argument("--file", action="append", default=[], help="a sealed file")
    given = parser.parse_args()
    try:
        files = {path: digest_of_file(path) for path in given.file}
        with Path(given.ledger).open(encoding="utf-8") as lines:
            wrong, read = verify(lines, [head.lower() for head in given.head], files)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        sys.stderr.write(f"{given.ledger} cannot be read as a ledger: {error!r}\n")
        return 2
    for sentence in wrong:
        sys.stderr.write(f"WRONG: {sentence}.\n")
    sys.stdout.write(f"{'DOES NOT FIT' if wrong else 'All fits'}: {read}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
