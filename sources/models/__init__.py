"""What was published where, and our sealed copies of it."""

from sources.models.capture import (
    FINISHED,
    Capture,
    CaptureCause,
    CaptureStatus,
    ExtractionStatus,
)
from sources.models.page import Derivation, DerivationKind, Origin, Page, PageKind
from sources.models.publisher import Grade, Publisher, PublisherGrade, PublisherKind
from sources.models.quotation import Finding, FindingKind, Quotation

__all__ = [
    "FINISHED",
    "Capture",
    "CaptureCause",
    "CaptureStatus",
    "Derivation",
    "DerivationKind",
    "ExtractionStatus",
    "Finding",
    "FindingKind",
    "Grade",
    "Origin",
    "Page",
    "PageKind",
    "Publisher",
    "PublisherGrade",
    "PublisherKind",
    "Quotation",
]
