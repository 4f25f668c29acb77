"""The vectors of the installation's own claims, in the memory of each process that asks.

They are read once, and then only what is new: a claim that says something else is indexed under a
higher number. Rows of the index are numbered before they are there for others, so a few numbers
are looked at again each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any

from claims.matching.ranking.sentence_vectors import DIMENSIONS, is_installed
from claims.matching.ranking.space import SentenceSpace
from claims.models.matching import SentenceVector

if TYPE_CHECKING:
    from claims.matching.ranking.sentence_vectors import Matrix

_LATE = 1_000
"""Numbers of rows that another transaction may still have been writing."""
_TOGETHER = 2_000


class KeptSpace:
    """The vectors that one process has read."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: set[int] = set()
        self._subjects: list[int] = []
        self._room: Any = None
        """What is read, and room for more of it: its first rows are those of the subjects."""
        self._space: SentenceSpace | None = None

    def space(self) -> SentenceSpace | None:
        """The vectors of all claims that have one; None where none has."""
        with self._lock:
            self._read()
            return self._space

    def _read(self) -> None:
        mark = max(self._known, default=0) - _LATE
        later = SentenceVector.objects.filter(indexed__gt=mark).order_by("indexed")
        fresh = [key for key in later.values_list("pk", flat=True) if key not in self._known]
        for start in range(0, len(fresh), _TOGETHER):
            part = SentenceVector.objects.filter(pk__in=fresh[start : start + _TOGETHER])
            self._take(list(part.order_by("pk").values_list("indexed", "subject", "numbers")))
        if fresh:
            self._space = SentenceSpace(self._subjects[:], self._room[: len(self._subjects)])

    def _take(self, rows: Sequence[tuple[int, int, bytes | memoryview]]) -> None:
        import numpy as np  # noqa: PLC0415 - of the extra

        told = b"".join(bytes(numbers) for _indexed, _subject, numbers in rows)
        made: Matrix = np.frombuffer(told, dtype="<f2").reshape(-1, DIMENSIONS).astype(np.float32)
        have = len(self._subjects)
        if self._room is None or have + len(made) > len(self._room):
            room = np.zeros((2 * (have + len(made)), DIMENSIONS), dtype=np.float32)
            room[:have] = 0 if self._room is None else self._room[:have]
            self._room = room
        self._room[have : have + len(made)] = made
        earlier = {subject: place for place, subject in enumerate(self._subjects)}
        for number, (indexed, subject, _numbers) in enumerate(rows):
            if subject in earlier:
                self._room[earlier[subject]] = 0  # it says something else by now: near to nothing
            earlier[subject] = have + number
            self._known.add(indexed)
            self._subjects.append(subject)


_KEPT = KeptSpace()


def kept_space() -> SentenceSpace | None:
    """The vectors of the claims that are recorded; None without the extra, or before the first."""
    return _KEPT.space() if is_installed() else None


def as_bytes(vectors: Matrix) -> list[bytes]:
    """Vectors as they are stored."""
    return [vector.astype("<f2").tobytes() for vector in vectors]
