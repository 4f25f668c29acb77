"""Who says what, who disputes it, and what reviewers found."""

from claims.models.citation import Citation, Credibility, EvidenceProposal, ProposalStatus
from claims.models.claim import Authorship, Claim, Nature, Translation, Wording
from claims.models.correction import ProposedCorrection
from claims.models.counterclaim import Counterclaim
from claims.models.event import Event
from claims.models.figure import Figure, FigureSubject, Measure
from claims.models.incident import Incident
from claims.models.party import (
    Actor,
    Affiliation,
    Party,
    PartyAlias,
    PartyKind,
    Place,
    PlacePrecision,
)
from claims.models.review import Assignment, Review, ReviewCitation
from claims.models.round import Reading, Round, Waiver
from claims.models.verdict import Basis, Verdict
from claims.models.version import Version

__all__ = [
    "Actor",
    "Affiliation",
    "Assignment",
    "Authorship",
    "Basis",
    "Citation",
    "Claim",
    "Counterclaim",
    "Credibility",
    "Event",
    "EvidenceProposal",
    "Figure",
    "FigureSubject",
    "Incident",
    "Measure",
    "Nature",
    "Party",
    "PartyAlias",
    "PartyKind",
    "Place",
    "PlacePrecision",
    "ProposalStatus",
    "ProposedCorrection",
    "Reading",
    "Review",
    "ReviewCitation",
    "Round",
    "Translation",
    "Verdict",
    "Version",
    "Waiver",
    "Wording",
]
