"""Who says what, who disputes it, and what reviewers found."""

from claims.models.citation import Citation, Credibility, EvidenceProposal, ProposalStatus
from claims.models.claim import Authorship, Claim, Nature, Translation, Wording
from claims.models.counterclaim import Counterclaim
from claims.models.dismissal import Dismissal
from claims.models.event import Event
from claims.models.figure import Figure, FigureSubject, Measure
from claims.models.incident import Incident
from claims.models.matching import Indexed, Posting, SentenceVector, TermCount
from claims.models.mending.former_address import FormerAddress
from claims.models.mending.merge import Merge
from claims.models.party import (
    Affiliation,
    Party,
    PartyAlias,
    PartyKind,
    Place,
    PlaceAlias,
    PlacePrecision,
)
from claims.models.review import Assignment, Review, ReviewCitation
from claims.models.round import Reading, Round, Waiver
from claims.models.verdicts.correction import ProposedCorrection
from claims.models.verdicts.verdict import Basis, Verdict
from claims.models.version import Version

__all__ = [
    "Affiliation",
    "Assignment",
    "Authorship",
    "Basis",
    "Citation",
    "Claim",
    "Counterclaim",
    "Credibility",
    "Dismissal",
    "Event",
    "EvidenceProposal",
    "Figure",
    "FigureSubject",
    "FormerAddress",
    "Incident",
    "Indexed",
    "Measure",
    "Merge",
    "Nature",
    "Party",
    "PartyAlias",
    "PartyKind",
    "Place",
    "PlaceAlias",
    "PlacePrecision",
    "Posting",
    "ProposalStatus",
    "ProposedCorrection",
    "Reading",
    "Review",
    "ReviewCitation",
    "Round",
    "SentenceVector",
    "TermCount",
    "Translation",
    "Verdict",
    "Version",
    "Waiver",
    "Wording",
]
