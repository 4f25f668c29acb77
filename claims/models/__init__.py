"""Who says what, who disputes it, and what reviewers found."""

from claims.models.citation import Citation, Credibility, EvidenceProposal, ProposalStatus
from claims.models.claim import Authorship, Claim, Nature, Priority, Translation, Wording
from claims.models.counterclaim import Counterclaim
from claims.models.desk.interest import Interest, InterestEffect
from claims.models.desk.saved_view import SavedView
from claims.models.desk.vacancy import Vacancy
from claims.models.dismissal import Dismissal
from claims.models.event import Event
from claims.models.figure import Figure, FigureSubject, Measure
from claims.models.incident import Incident
from claims.models.matching import Indexed, Posting, SentenceVector, SpeltName, TermCount
from claims.models.mending.former_address import FormerAddress
from claims.models.mending.merge import Merge
from claims.models.notices.letter import Letter, LetterStatus
from claims.models.notices.notice import Followed, Notice, NoticeChoice
from claims.models.party import (
    Affiliation,
    Party,
    PartyAlias,
    PartyKind,
    Place,
    PlaceAlias,
    PlacePrecision,
)
from claims.models.rating import GivenRating, Rating
from claims.models.readers.error_report import ErrorReport
from claims.models.readers.trust_text import TrustText
from claims.models.review import Assignment, Review, ReviewCitation, ReviewRange
from claims.models.round import Reading, Round, Waiver
from claims.models.verdicts.correction import ProposedCorrection, ProposedRange
from claims.models.verdicts.ranges import FurtherRange, GivesRanges, RangeOfFigure
from claims.models.verdicts.reply import Reply, ReplyRequest
from claims.models.verdicts.scheduled import ScheduledRange, ScheduledVerdict
from claims.models.verdicts.verdict import Basis, Verdict, VerdictRange
from claims.models.verdicts.waived_point import WaivedPoint
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
    "ErrorReport",
    "Event",
    "EvidenceProposal",
    "Figure",
    "FigureSubject",
    "Followed",
    "FormerAddress",
    "FurtherRange",
    "GivenRating",
    "GivesRanges",
    "Incident",
    "Indexed",
    "Interest",
    "InterestEffect",
    "Letter",
    "LetterStatus",
    "Measure",
    "Merge",
    "Nature",
    "Notice",
    "NoticeChoice",
    "Party",
    "PartyAlias",
    "PartyKind",
    "Place",
    "PlaceAlias",
    "PlacePrecision",
    "Posting",
    "Priority",
    "ProposalStatus",
    "ProposedCorrection",
    "ProposedRange",
    "RangeOfFigure",
    "Rating",
    "Reading",
    "Reply",
    "ReplyRequest",
    "Review",
    "ReviewCitation",
    "ReviewRange",
    "Round",
    "SavedView",
    "ScheduledRange",
    "ScheduledVerdict",
    "SentenceVector",
    "SpeltName",
    "TermCount",
    "Translation",
    "TrustText",
    "Vacancy",
    "Verdict",
    "VerdictRange",
    "Version",
    "WaivedPoint",
    "Waiver",
    "Wording",
]
