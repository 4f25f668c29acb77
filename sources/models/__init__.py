"""What was published where, and our sealed copies of it."""

from sources.models.capture import (
    FINISHED,
    SAW_NO_PAGE,
    SAW_THE_PAGE,
    Capture,
    CaptureCause,
    CaptureStatus,
    CaptureText,
    ChangedTextError,
    ExtractionStatus,
    struck_as_kept,
    text_as_kept,
    text_of,
)
from sources.models.deposits.deposit import Deposit, DepositKind
from sources.models.deposits.held import HeldDeposit, HeldStatus
from sources.models.deposits.withholding import WithheldOriginal, Withholding
from sources.models.derivation import Derivation, DerivationKind
from sources.models.file import AnnouncedFile, FileKind, Fixity, SealedFile
from sources.models.grade import Grade, PublisherGrade
from sources.models.page import Origin, Page, PageKind
from sources.models.publisher import OTHER_KIND, Publisher, PublisherAlias, PublisherKind
from sources.models.quotation import (
    BEING_CHECKED,
    DIFFERING,
    SAID,
    Confirmation,
    Finding,
    FindingKind,
    Quotation,
    TextOfCopy,
)
from sources.models.recheck import LOSSES, Recheck, RecheckKind
from sources.models.rendering import RENDERED_KINDS, RenderedFile, Rendering, RenderingStatus
from sources.models.timestamp import Timestamp, TimestampStatus, TimestampSubject
from sources.models.watch import Watch

__all__ = [
    "BEING_CHECKED",
    "DIFFERING",
    "FINISHED",
    "LOSSES",
    "OTHER_KIND",
    "RENDERED_KINDS",
    "SAID",
    "SAW_NO_PAGE",
    "SAW_THE_PAGE",
    "AnnouncedFile",
    "Capture",
    "CaptureCause",
    "CaptureStatus",
    "CaptureText",
    "ChangedTextError",
    "Confirmation",
    "Deposit",
    "DepositKind",
    "Derivation",
    "DerivationKind",
    "ExtractionStatus",
    "FileKind",
    "Finding",
    "FindingKind",
    "Fixity",
    "Grade",
    "HeldDeposit",
    "HeldStatus",
    "Origin",
    "Page",
    "PageKind",
    "Publisher",
    "PublisherAlias",
    "PublisherGrade",
    "PublisherKind",
    "Quotation",
    "Recheck",
    "RecheckKind",
    "RenderedFile",
    "Rendering",
    "RenderingStatus",
    "SealedFile",
    "TextOfCopy",
    "Timestamp",
    "TimestampStatus",
    "TimestampSubject",
    "Watch",
    "WithheldOriginal",
    "Withholding",
    "struck_as_kept",
    "text_as_kept",
    "text_of",
]
