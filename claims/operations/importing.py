"""Loading a dossier folder."""

from claims.dossier_files import Vocabulary
from claims.models.citation import Credibility
from claims.models.party import PartyKind, PlacePrecision
from sources.models import DerivationKind, Grade, PageKind, PublisherKind


def vocabulary() -> Vocabulary:
    """The kinds and grades the database knows, for the reader of dossier files."""
    return Vocabulary(
        party_kinds=frozenset(PartyKind.values),
        publisher_kinds=frozenset(PublisherKind.values),
        page_kinds=frozenset(PageKind.values),
        place_precisions=frozenset(PlacePrecision.values),
        derivation_kinds=frozenset(DerivationKind.values),
        grades=frozenset(Grade.values),
        credibilities=frozenset(Credibility.values),
    )
