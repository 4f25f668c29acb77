"""How many reports a claim has, how many origins those have, and how many confirm it.

See docs/decisions/independent-origins.md for what is counted and why.
"""

from claims.rules.origins.count import count_origins
from claims.rules.origins.credits import Who
from claims.rules.origins.houses import Houses
from claims.rules.origins.values import CountedOrigin, Derived, OriginKind, Origins, Report, Stated

__all__ = [
    "CountedOrigin",
    "Derived",
    "Houses",
    "OriginKind",
    "Origins",
    "Report",
    "Stated",
    "Who",
    "count_origins",
]
