"""Claims and addresses in a reader's words."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from django.db.models import Model
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from claims.models import Claim, Incident
from claims.presentation import dates
from claims.presentation.numbers import number
from sources.models import Page
from tracker.base.language.dictionary import BEGINNING, language_told, may_be_in
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.refusal import InvalidValueError
from tracker.base.values.sentence import Sentence

_NUMBER = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,9})?")
_ENDING = re.compile(r"\.[a-z]{2,5}[0-9]?$", re.IGNORECASE)
_FEWEST_WORDS = 3
_SHORTEST_ID = 5
_LONGEST_SUBJECT = 120
_EXERCISE = re.compile(r"^\s*exercise\s*[:–-]\s*", re.IGNORECASE)


def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr`` for a BCP 47 language tag; ``auto`` where none is known.

    A script subtag decides before the language does: ``az-Arab`` runs right to left.
    """
    try:
        tag = LanguageTag.parse(language.replace("_", "-"))
    except InvalidValueError:
        return "auto"
    return "rtl" if tag.runs_right_to_left else "ltr"


def is_in_page_language(language: str) -> bool:
    """Whether something in this language is in the one that the page is in.

    Args:
        language: a BCP 47 tag; what region or script it names is all one.
    """
    return _spoken(language) == _spoken(get_language() or "")


def another_language(text: str) -> str:
    """The language that the words of a text tell, where the page is in another one.

    "" where it may be the page's own, and where too few words tell one: nothing is guessed.

    Args:
        text: as a person wrote it, or already as markup.
    """
    bare = unescape(strip_tags(text)) if isinstance(text, SafeString) else text
    return _another(bare[:BEGINNING], _spoken(get_language() or ""))


@lru_cache(maxsize=4096)  # names and titles stand in every row of a list
def _another(beginning: str, ours: str) -> str:
    told = language_told(beginning)
    return "" if _spoken(told) == ours or may_be_in(beginning, ours) else told


def language_named(tag: str) -> str:
    """What a language is called in the reader's language; the tag itself where that is not known.

    Args:
        tag: a BCP 47 tag.
    """
    for known in (tag.lower(), _spoken(tag)):
        with suppress(KeyError):
            return str(get_language_info(known)["name_translated"])
    return tag


def _spoken(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()


def who(claim: Claim) -> str:
    """Name who says it: the outlet where one speaks in its own voice, else the claimant."""
    return claim.outlet.name if claim.outlet is not None else claim.claimant.short_name


def who_in_full(claim: Claim) -> str:
    """Name them with the whole name, where there is a short one too."""
    return claim.outlet.name if claim.outlet is not None else claim.claimant.name_for_reader


def name_and_date(name: str, claim: Claim) -> str:
    """A name with the date of what was claimed beside it: ``FAMa (26 July 2024)``."""
    when = dates.partial_date(claim.made_on, claim.made_on_precision)
    return _("%(who)s (%(when)s)") % {"who": name, "when": when}


def trial_label(incident: Incident, *, demonstration: bool = False) -> str:
    """What stands before a title in plain text that is no news of what really happened."""
    if incident.is_exercise:
        return _("[Exercise] ")
    return _("[Demonstration] ") if demonstration else ""


def readable_address(url: str) -> str:
    """Write an address as people read it: without the scheme, with its letters as letters.

    Only for showing. Control characters and spaces stay encoded, so nothing can be hidden in it.
    """
    bare = url.partition("://")[2].removeprefix("www.").rstrip("/")
    decoded = unquote(bare, errors="replace")
    return decoded if decoded.isprintable() and " " not in decoded else bare


def page_name(page: Page) -> str:
    """A page by its title, else the words of its address, else its site."""
    if page.title:
        return page.title
    if named := words_of_address(page.url):
        return _("“%(words)s” (words of its address)") % {"words": named}
    site = readable_address(page.url).partition("/")[0]
    return _("Untitled page at %(site)s") % {"site": site}


def subject_words(subject: Claim | Page | Model) -> str:
    """Name what something is about shortly: a claim by who says what, a page by its title."""
    if isinstance(subject, Claim):
        said = Truncator(subject.statement).chars(_LONGEST_SUBJECT)
        return _("%(who)s: %(statement)s") % {"who": who(subject), "statement": said}
    name = page_name(subject) if isinstance(subject, Page) else str(subject)
    return str(Truncator(name).chars(_LONGEST_SUBJECT))


def words_of_address(url: str) -> str:
    """The words by which an address names its page, as many sites write their headlines into it.

    Numbers stay, because they are part of what is said; an id before or behind the words does not.
    Empty where the address has no words: fewer than `_FEWEST_WORDS` say nothing of a page.
    """
    path = readable_address(url).partition("?")[0].split("/")[1:]
    named = max(map(_named, path), key=len, default=[])
    return " ".join(named) if sum(map(str.isalpha, named)) >= _FEWEST_WORDS else ""


def _named(segment: str) -> list[str]:
    """The words of one part of a path, without its ending and the ids around them."""
    words = re.split(r"[-_+ ,~=]+", _ENDING.sub("", segment))
    while words and _is_id(words[0]):
        words.pop(0)
    while words and _is_id(words[-1]):
        words.pop()
    return words


def _is_id(word: str) -> bool:
    is_long = len(word) >= _SHORTEST_ID and word.isalnum()
    return not word or (is_long and any(map(str.isdigit, word)))


def sentence(said: Sentence) -> str:
    """Say in the reader's language what a rule has to say."""
    return _(said.text) % {key: _said(value) for key, value in said.values.items()}


def _said(value: str) -> str:
    """Write a number as the reader's language does, and translate a word."""
    if _NUMBER.fullmatch(value):
        return number(Decimal(value))
    return _(value) if value else ""


def gap(before: str, after: str) -> str:
    """What stands between two stretches of a page that were noted one after the other.

    Notes leave out the punctuation between them. Where a sentence ends there, seen by the capital
    that follows, an ellipsis says that something was left out; elsewhere they run on.
    """
    runs_on = not after[:1].isupper() or not before[-1:].isalnum()
    return " " if runs_on else " … "


def dossier_title(incident: Incident) -> str:
    """An incident's title, of an exercise without that word: for where a mark says it."""
    bare = _EXERCISE.sub("", incident.title) if incident.is_exercise else ""
    return bare or incident.title
