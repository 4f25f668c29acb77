"""The terms, kinds and grades the database knows, for the reader of dossier files."""

from __future__ import annotations

from claims.exchange.dossier_files import Codes, Vocabulary
from claims.models import Credibility, Measure, PartyKind, PlacePrecision, Rating
from sources.models import DerivationKind, Grade, PageKind, PublisherKind


def vocabulary(terms: Codes | None = None) -> Vocabulary:
    """Collect the words from the models.

    Args:
        terms: the measures, kinds and ratings there are; asked of the database if not given.
    """
    return Vocabulary(
        terms=_terms() if terms is None else terms,
        page_kinds=frozenset(PageKind.values),
        place_precisions=frozenset(PlacePrecision.values),
        derivation_kinds=frozenset(DerivationKind.values),
        grades=frozenset(Grade.values),
        credibilities=frozenset(Credibility.values),
    )


def _terms() -> Codes:
    return Codes(
        *(
            frozenset(kind.objects.values_list("pk", flat=True))
            for kind in (Measure, PartyKind, PublisherKind, Rating)
        )
    )
