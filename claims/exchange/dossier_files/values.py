"""The rows of a dossier, as read. Frozen; what is None or empty was not written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from claims.exchange.dossier_files.demonstration_rows import DemonstrationRow
from claims.exchange.dossier_files.problems import Where
from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate


@dataclass(frozen=True)
class TermRow:
    """A term that a file declares. ``labels`` are by language tag."""

    where: Where
    code: str
    labels: Mapping[str, str]


@dataclass(frozen=True)
class MeasureRow(TermRow):
    """A measure. ``units`` and ``words`` are by language tag.

    ``compared_with`` is a measure whose figures may be compared with its own, "" for no other;
    without ``is_compared`` its figures are compared with none, not even with each other.
    """

    units: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    counts: str = "things"
    compared_with: str = ""
    is_compared: bool = True


@dataclass(frozen=True)
class PartyKindRow(TermRow):
    """A kind of party. ``actor``: an organisation, a person, nobody or a forger speaks."""

    actor: str = "organisation"


@dataclass(frozen=True)
class RatingRow(TermRow):
    """A rating. ``meanings`` and ``replies`` are by language tag; ``number`` None is no place."""

    meanings: Mapping[str, str] = field(default_factory=dict)
    replies: Mapping[str, str] = field(default_factory=dict)
    number: int | None = None
    asserts: str = "nothing"
    leaves_open: bool = False


@dataclass(frozen=True)
class Terms:
    """The terms of a file: measures, kinds of party, kinds of publisher.

    Ratings are those of the house that publishes: only the file of the software has any.
    """

    measures: tuple[MeasureRow, ...] = ()
    party_kinds: tuple[PartyKindRow, ...] = ()
    publisher_kinds: tuple[TermRow, ...] = ()
    ratings: tuple[RatingRow, ...] = ()


@dataclass(frozen=True)
class PartyRow:
    """A party. ``aliases`` are (language, name) in the order written."""

    where: Where
    slug: str
    name: str
    kind: str
    acronym: str = ""
    internal_note: str = ""
    public_note: str = ""
    aliases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PublisherRow:
    """A publisher. ``country`` is an ISO 3166-1 code, "" if not known; ``aliases`` as a party's."""

    where: Where
    slug: str
    name: str
    kind: str
    country: str = ""
    homepage: str = ""
    internal_note: str = ""
    public_note: str = ""
    affiliated_with: str = ""
    grade: str = ""
    grade_reason: str = ""
    aliases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PlaceRow:
    """A place; coordinates in degrees (WGS 84), both or neither."""

    where: Where
    slug: str
    name: str
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    precision: str = "unknown"
    internal_note: str = ""
    public_note: str = ""


@dataclass(frozen=True)
class CreditRow:
    """Whom a page credits: exactly one of publisher, party and page (ids of this dossier)."""

    where: Where
    kind: str
    publisher: str = ""
    party: str = ""
    page: str = ""


@dataclass(frozen=True)
class PageRow:
    """A cited page. ``credited`` is the credit in its own words; ``credits`` says who that is."""

    where: Where
    id: str
    address: str
    publisher: str
    language: str = ""
    kind: str = "article"
    title: str = ""
    published: PartialDate = UNKNOWN_DATE
    origin: str = "unknown"
    credited: str = ""
    credits: tuple[CreditRow, ...] = ()


@dataclass(frozen=True)
class FigureRow:
    """One number of a claim. ``subjects`` are party ids; two of them share the one number.

    ``part``, ``place`` (an id) and ``period`` say what is counted where that is less than the whole
    incident; ``as_of`` is the day whose state it is.
    """

    where: Where
    measure: str
    qualifier: str
    subjects: tuple[str, ...] = ()
    low: Decimal | None = None
    best: Decimal | None = None
    high: Decimal | None = None
    wording: str = ""
    part: str = ""
    place: str = ""
    period: PartialDate = UNKNOWN_DATE
    as_of: PartialDate = UNKNOWN_DATE
    internal_note: str = ""
    public_note: str = ""


@dataclass(frozen=True)
class QuoteRow:
    """Exact words of a page, with a few words around them."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    language: str = ""


@dataclass(frozen=True)
class CitationRow:
    """What a claim rests on: a page, perhaps its very words.

    ``confirms_by`` says by which means of its own the page confirms the claim, "" if it is not
    marked as confirming it.
    """

    where: Where
    page: str
    quote: QuoteRow | None = None
    stance: str = "reports"
    credibility: str = "6"
    locator: str = ""
    confirms_by: str = ""
    internal_note: str = ""
    public_note: str = ""


@dataclass(frozen=True)
class AnswerRow:
    """The claim it stands in answers that one, on a ground."""

    where: Where
    claim: str
    ground: str
    internal_note: str = ""
    public_note: str = ""


@dataclass(frozen=True)
class TranslationRow:
    """The statement in another language."""

    where: Where
    language: str
    text: str
    translator: str


@dataclass(frozen=True)
class ClaimRow:
    """One claim. ``place`` is set where it differs from the incident's."""

    where: Where
    id: str
    claimant: str
    statement: str
    wording: str
    language: str
    spokesperson: str = ""
    spokesperson_role: str = ""
    channel: str = ""
    outlet: str = ""
    nature: str = "statement"
    made: PartialDate = UNKNOWN_DATE
    place: str = ""
    internal_note: str = ""
    public_note: str = ""
    translations: tuple[TranslationRow, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    citations: tuple[CitationRow, ...] = ()
    answers: tuple[AnswerRow, ...] = ()


@dataclass(frozen=True)
class IncidentRow:
    """One incident with its claims. ``founding_sentences`` count from 0."""

    where: Where
    slug: str
    title: str
    summary: str = ""
    start: PartialDate = UNKNOWN_DATE
    end: PartialDate = UNKNOWN_DATE
    place: str = ""
    internal_note: str = ""
    public_note: str = ""
    founding_sentences: tuple[int, ...] = ()
    claims: tuple[ClaimRow, ...] = ()


@dataclass(frozen=True)
class Dossier:
    """A whole folder, without the incidents that have problems."""

    id: str
    title: str
    description: str
    language: str
    is_exercise: bool
    founding_document: str
    parties: tuple[PartyRow, ...]
    publishers: tuple[PublisherRow, ...]
    places: tuple[PlaceRow, ...]
    pages: tuple[PageRow, ...]
    incidents: tuple[IncidentRow, ...]
    demonstration: tuple[DemonstrationRow, ...] = ()
    terms: Terms = Terms()

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each sort there are."""
        claims = [claim for incident in self.incidents for claim in incident.claims]
        return {
            "parties": len(self.parties),
            "publishers": len(self.publishers),
            "places": len(self.places),
            "pages": len(self.pages),
            "incidents": len(self.incidents),
            "claims": len(claims),
            "figures": sum(len(claim.figures) for claim in claims),
            "citations": sum(len(claim.citations) for claim in claims),
            "answers": sum(len(claim.answers) for claim in claims),
        }
