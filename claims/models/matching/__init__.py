"""What is looked up where two texts may say the same: made from other rows, as often as wanted."""

from claims.models.matching.index import Indexed, Posting, TermCount
from claims.models.matching.names import SpeltName
from claims.models.matching.vectors import SentenceVector

__all__ = ["Indexed", "Posting", "SentenceVector", "SpeltName", "TermCount"]
