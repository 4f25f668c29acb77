"""The vectors of all rows of a kind, and which of them are nearest to another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.matching.ranking.sentence_vectors import one_thread, sentence_vectors

if TYPE_CHECKING:
    from claims.matching.ranking.sentence_vectors import Matrix


@dataclass(frozen=True, slots=True)
class SentenceSpace:
    """Rows and their vectors, in one order."""

    subjects: Sequence[int]
    vectors: Matrix
    places: dict[int, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.places.update({subject: place for place, subject in enumerate(self.subjects)})

    @classmethod
    def of(cls, sentences: Iterable[tuple[int, str]]) -> SentenceSpace:
        """Make the vectors of some rows.

        Args:
            sentences: the key of each row, and what it says.
        """
        subjects, said = zip(*sentences, strict=True)
        return cls(subjects, sentence_vectors(said))

    def nearness(self, sentence: str) -> Matrix:
        """How near each row is to a sentence, from -1 to 1, in the order of the rows."""
        vector = sentence_vectors([sentence])[0]
        with one_thread():
            near: Matrix = self.vectors @ vector
        return near

    def nearest(self, nearness: Matrix, *, most: int) -> list[int]:
        """The nearest rows, nearest first.

        Args:
            nearness: of all rows, as ``nearness`` gives it.
            most: how many are named.
        """
        some = min(most, len(nearness))
        first = nearness.argpartition(-some)[-some:]
        return [self.subjects[i] for i in first[(-nearness[first]).argsort(kind="stable")]]

    def among(self, nearness: Matrix, subjects: Iterable[int]) -> dict[int, float]:
        """The nearness of some rows; of those that have a vector."""
        return {
            subject: float(nearness[place])
            for subject in subjects
            if (place := self.places.get(subject)) is not None
        }
