"""The files all incidents of a dossier share: parties, publishers, places, pages."""

from dataclasses import dataclass

from claims.exchange.dossier_files.fields import LINE, NAME, FileEntry, declare
from claims.exchange.dossier_files.problems import Where
from claims.exchange.dossier_files.terms import Codes
from claims.exchange.dossier_files.values import (
    CreditRow,
    PageRow,
    PartyRow,
    PlaceRow,
    PublisherRow,
)
from tracker.base.values.address import LONGEST_PAGE, Address
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.refusal import InvalidValueError

# Stands for the address of the exercise's own server, which the loader is given.
EXERCISE_SCHEME = "exercise:"
# Parties every dossier may name without defining them.
_NOWHERE = Where("", 0)
BUILT_IN = {
    "civilians": PartyRow(_NOWHERE, "civilians", "Civilians", "civilians"),
    "unattributed": PartyRow(_NOWHERE, "unattributed", "Unattributed", "unattributed"),
}


@dataclass(frozen=True)
class Vocabulary:
    """The words the database knows for kinds and grades; given by whoever loads the rows."""

    terms: Codes
    page_kinds: frozenset[str]
    place_precisions: frozenset[str]
    derivation_kinds: frozenset[str]
    grades: frozenset[str]
    credibilities: frozenset[str]


def read_party(slug: str, entry: FileEntry, words: Vocabulary) -> PartyRow:
    """One entry of ``parties.yaml``."""
    row = PartyRow(
        where=entry.where,
        slug=slug,
        name=entry.text("name", required=True, limit=NAME),
        kind=entry.choice("kind", words.terms.party_kinds, otherwise=declare("party_kinds")),
        acronym=entry.text("acronym", limit=30),
        internal_note=entry.note("internal_note"),
        public_note=entry.note("public_note"),
        aliases=_aliases(entry),
    )
    entry.done()
    return row


def _aliases(entry: FileEntry) -> tuple[tuple[str, str], ...]:
    names = entry.entry("aliases")
    found = [
        (str(LanguageTag.parse(language)), name)
        for language in _languages(names)
        for name in _names(names, language)
    ]
    return tuple(dict.fromkeys(found))


def _languages(names: FileEntry | None) -> list[str]:
    return [key for key in names.keys if names.language_key(key)] if names else []


def _names(names: FileEntry | None, language: str) -> list[str]:
    return names.texts(language) if names else []


def read_publisher(slug: str, entry: FileEntry, words: Vocabulary) -> PublisherRow:
    """One entry of ``publishers.yaml`` or ``credited.yaml``."""
    row = PublisherRow(
        where=entry.where,
        slug=slug,
        name=entry.text("name", required=True, limit=NAME),
        kind=entry.choice(
            "kind", words.terms.publisher_kinds, otherwise=declare("publisher_kinds")
        ),
        country=_country(entry),
        homepage=_http(entry, "homepage", limit=500, longest=500),
        internal_note=entry.note("internal_note"),
        public_note=entry.note("public_note"),
        affiliated_with=entry.slug("affiliated_with"),
        grade=entry.choice("grade", words.grades, default="F") if entry.has("grade") else "",
        grade_reason=entry.text("grade_reason"),
        aliases=_aliases(entry),
    )
    if bool(row.grade) != bool(row.grade_reason):
        entry.fault("grade", "and grade_reason go together: a grade needs its reason")
    entry.done()
    return row


def _country(entry: FileEntry) -> str:
    text = entry.text("country", limit=NAME)
    if text and not (len(text) == 2 and text.isascii() and text.isalpha() and text.isupper()):  # noqa: PLR2004  ISO 3166-1 alpha-2
        entry.fault("country", "is not a country code of two capital letters, such as ML")
        return ""
    return text


def read_place(slug: str, entry: FileEntry, words: Vocabulary) -> PlaceRow:
    """One entry of ``places.yaml``."""
    row = PlaceRow(
        where=entry.where,
        slug=slug,
        name=entry.text("name", required=True, limit=NAME),
        latitude=entry.coordinate("latitude", bound=90),
        longitude=entry.coordinate("longitude", bound=180),
        precision=entry.choice("precision", words.place_precisions, default="unknown"),
        internal_note=entry.note("internal_note"),
        public_note=entry.note("public_note"),
    )
    if entry.has("latitude") != entry.has("longitude"):
        entry.fault("latitude", "and longitude go together")
    entry.done()
    return row


def read_page(page: str, entry: FileEntry, words: Vocabulary, *, is_exercise: bool) -> PageRow:
    """One entry of ``pages.yaml``."""
    credits_given = tuple(_credit(item, words) for item in entry.entries("credits"))
    credited = entry.text("credited", limit=LINE)
    if credits_given and not credited:
        entry.fault("credits", "needs the credit in the page's own words, as credited")
    row = PageRow(
        where=entry.where,
        id=page,
        address=_address(entry, is_exercise=is_exercise),
        publisher=entry.slug("publisher", required=True),
        language=entry.language("language"),
        kind=entry.choice("kind", words.page_kinds, default="article"),
        title=entry.text("title", limit=1000),
        published=entry.date("published"),
        origin=_origin(entry, credited=credited),
        credited=credited,
        credits=credits_given,
    )
    entry.done()
    return row


def _origin(entry: FileEntry, *, credited: str) -> str:
    origin = entry.choice("origin", ("own", "derived", "unknown"), default="unknown")
    if not credited:
        if origin == "derived":
            entry.fault("origin", "is derived, so credited must say from whom")
        return origin
    if origin == "own":
        entry.fault("origin", "is own, so nobody can be credited")
    return "derived"


def _credit(entry: FileEntry, words: Vocabulary) -> CreditRow:
    row = CreditRow(
        where=entry.where,
        kind=entry.choice("kind", words.derivation_kinds, default="unspecified"),
        publisher=entry.slug("publisher"),
        party=entry.slug("party"),
        page=entry.slug("page"),
    )
    if sum(map(bool, (row.publisher, row.party, row.page))) != 1:
        entry.fault("publisher", "one of publisher, party and page says who is credited")
    entry.done()
    return row


def _address(entry: FileEntry, *, is_exercise: bool) -> str:
    text = entry.text("address", limit=2000)
    if not text.startswith(EXERCISE_SCHEME):
        return _http(entry, "address", limit=2000, required=True)
    if not is_exercise:
        entry.fault("address", "only an exercise may use addresses that begin with exercise:")
    if not text.startswith(f"{EXERCISE_SCHEME}/") or any(part.isspace() for part in text):
        entry.fault("address", "goes on with a slash after exercise: and has no spaces")
    return text


_NO_ADDRESS = "is not a web address that begins with http:// or https://"
_WRONG_ADDRESS = {
    "too_long": "is longer, as browsers write it, than is kept of an address",
    "ambiguous": "can be read in more than one way: copy it again from the browser",
    "userinfo": "carries a user name or password: give it without",
}


def _http(
    entry: FileEntry, key: str, *, limit: int, longest: int = LONGEST_PAGE, required: bool = False
) -> str:
    """A web address as its page is kept. Whether it may be fetched is for the archiver to say."""
    text = entry.text(key, required=required, limit=limit)
    if not text:
        return ""
    try:
        return Address.parse(text).registered(longest=longest)
    except InvalidValueError as refusal:
        entry.fault(key, _WRONG_ADDRESS.get(refusal.code, _NO_ADDRESS))
        return ""
