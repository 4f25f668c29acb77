"""What is shown of a claim or a dossier in a card on another site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from claims.models import Claim, Counterclaim, Incident, Translation, Verdict
from claims.reads.claims import for_cards, translations_shown
from claims.reads.incidents import pairs_of_dossier
from claims.reads.verdicts import verdict_in_force
from claims.reads.visible import claims_shown, dossiers_shown, pairs_public


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim in a card.

    Args:
        claim: fetched as for cards.
        verdict: the one in force.
        translations: those that stand beside the statement.
    """

    claim: Claim
    verdict: Verdict | None
    translations: tuple[Translation, ...]


@dataclass(frozen=True, slots=True)
class DossierCard:
    """A dossier in a card.

    Args:
        incident: what it is about.
        claims: all of them.
        pairs: that they stand in.
        decided: how many of them have a verdict, demonstrations left out.
        corrected_at: when a verdict in it was last corrected, demonstrations left out.
    """

    incident: Incident
    claims: tuple[Claim, ...]
    pairs: tuple[Counterclaim, ...]
    decided: int
    corrected_at: datetime | None


def claim_card(claim_id: int) -> ClaimCard:
    """Fetch a card of a claim.

    Raises:
        Claim.DoesNotExist: there is no such claim, or it is not public.
    """
    rows = for_cards(claims_shown()).prefetch_related(
        Prefetch("translations", translations_shown())
    )
    claim = rows.get(pk=claim_id)
    return ClaimCard(
        claim=claim,
        verdict=verdict_in_force(claim),
        translations=tuple(claim.translations.all()),
    )


def dossier_card(slug: str) -> DossierCard:
    """Fetch a card of a dossier.

    Raises:
        Incident.DoesNotExist: there is no such dossier, or it is not public.
    """
    incident = dossiers_shown().select_related("place").get(slug=slug)
    claims = list(for_cards(claims_shown().filter(incident=incident)))
    pairs = list(pairs_public().filter(pairs_of_dossier(incident)))
    return card_of_dossier(incident, claims, pairs)


def card_of_dossier(
    incident: Incident, claims: Sequence[Claim], pairs: Sequence[Counterclaim]
) -> DossierCard:
    """Make the card of a dossier that was fetched.

    Args:
        incident: what it is about.
        claims: all of them, fetched as for cards.
        pairs: that they stand in.
    """
    verdicts = [row for claim in claims for row in claim.verdicts.all() if not row.is_demonstration]
    return DossierCard(
        incident=incident,
        claims=tuple(claims),
        pairs=tuple(pairs),
        decided=len({row.claim_id for row in verdicts}),
        corrected_at=max((row.published_at for row in verdicts if row.is_correction), default=None),
    )
