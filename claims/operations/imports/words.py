"""The kinds and grades the database knows, for the reader of dossier files."""

from __future__ import annotations

from claims.exchange.dossier_files import Vocabulary
from claims.models import Credibility, PartyKind, PlacePrecision
from sources.models import DerivationKind, Grade, PageKind, PublisherKind


def vocabulary() -> Vocabulary:
    """Collect the words from the models."""
    return Vocabulary(
        party_kinds=frozenset(PartyKind.values),
        publisher_kinds=frozenset(PublisherKind.values),
        page_kinds=frozenset(PageKind.values),
        place_precisions=frozenset(PlacePrecision.values),
        derivation_kinds=frozenset(DerivationKind.values),
        grades=frozenset(Grade.values),
        credibilities=frozenset(Credibility.values),
    )
