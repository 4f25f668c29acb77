"""Comparing the figures of two running sentences."""

from claims.matching.comparing.compare_sentences import SentencesCompared, compare_sentences

__all__ = ["SentencesCompared", "compare_sentences"]
