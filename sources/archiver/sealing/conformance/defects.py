"""The rules of the standard that are checked, each with its clause, and a breach of one."""

from dataclasses import dataclass
from typing import Any

RULES = {
    # --- the file: annex D and clause 4
    "file_empty": "a file is one or more records (4)",
    "file_unreadable": "the file can be read",
    "file_rest": "the rest of the file can be told apart into records (4)",
    "gzip_missing": "a file named .gz is packed with gzip (annex D)",
    "gzip_broken": "every gzip member can be unpacked and its check sum is right (annex D)",
    "gzip_cut": "the last gzip member has an end (annex D)",
    "gzip_trailing": "nothing but gzip members stands in the file (annex D)",
    "gzip_members": "each record is a gzip member of its own (annex D)",
    # --- the frame of a record: clause 4
    "version": "a record starts with the line WARC/1.0 or WARC/1.1 (4)",
    "head_cut": "the head of a record ends with a blank line (4)",
    "head_size": "the head of a record has a sensible size",
    "line_end": "lines of the head end with CR LF (4)",
    "record_cut": "the block is as long as Content-Length says (5.3)",
    "record_end": "two line ends follow the block, and nothing else (4)",
    # --- the fields: clause 5
    "field_syntax": "a field is a token, a colon and a value without control characters (4)",
    "field_encoding": "fields are UTF-8 (4)",
    "field_repeated": "a field stands once in a record (5.1)",
    "field_missing": "the fields that the type of record must have are there (5, 6)",
    "field_forbidden": "fields stand only in types of record that may have them (5)",
    "field_value": "values have the form that their field asks for (5)",
    "date": "dates are UTC, in the precision of the version of the standard (5.4)",
    "id_repeated": "a record's identifier is its own (5.2)",
    "reference_unresolved": "records that are referred to stand in the file (5.7, 5.11, 5.15)",
    "reference_wrong": "the record that is referred to is what the field says (5.11, 5.15, 6.7)",
    # --- the digests: clauses 5.8 and 5.9
    "digest_syntax": "a digest is an algorithm, a colon and a value of its length (5.8)",
    "digest_unknown": "the algorithm of a digest is one that can be computed",
    "block_digest_missing": "every record has a digest of its block",
    "block_digest_untrue": "the digest fits the block (5.8)",
    "payload_digest_missing": "every answer has a digest of its payload",
    "payload_digest_untrue": "the digest fits the payload, without transfer coding (5.9, 6.3.2)",
    # --- the answers: clause 6
    "http_head": "an application/http block starts with the head of an HTTP message (6.3.2)",
    "truncation_undeclared": "an answer that was cut short says so (5.13, 6.3.2)",
    "revisit_truncation": "a revisit that leaves the payload out says so (6.7.2)",
}
CONTRADICTIONS = (
    "block_digest_untrue",
    "payload_digest_untrue",
    "reference_wrong",
    "id_repeated",
    "truncation_undeclared",
    "record_cut",
    "gzip_broken",
    "gzip_cut",
)
"""Rules whose breach is no matter of form: the file says two things of the same bytes."""


@dataclass(frozen=True)
class FileDefect:
    """One breach of a rule, where it is and what was seen."""

    file: str
    offset: int
    """Where in the file the record (or its gzip member) starts, in bytes."""
    record_id: str
    """With its angle brackets; empty where it is not known."""
    rule: str
    """A key of `RULES`."""
    message: str

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "file": self.file,
            "offset": self.offset,
            "record_id": self.record_id,
            "rule": self.rule,
            "message": self.message,
        }

    def __str__(self) -> str:
        record = f", record {self.record_id}" if self.record_id else ""
        return f"{self.file}: byte {self.offset}{record}: {self.rule}: {self.message}"


def excerpt(text: str, most: int = 80) -> str:
    """Text of a file, cut and made harmless for a terminal."""
    cut = text if len(text) <= most else text[:most] + "…"
    return "".join(char if char.isprintable() else "\ufffd" for char in cut)
