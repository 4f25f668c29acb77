"""Tell a wall from a page: what stands in the place of a page though the site answered well.

A wall is only ever suspected. Each sign is one that a page about something hardly shows: the
whole title, a header, an address that exists for consent alone, the variables of a test's own
script. What a page *says* counts in short answers only, because an article may well write about
robots. The bytes are sealed in any case; a suspicion only keeps them from being taken for the page.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sources.archiver.outcomes import Outcome
from sources.archiver.reading.walls import places
from sources.archiver.reading.walls.notices import (
    AGREE,
    NOTICES,
    PAYWALL,
    PERSONAL_DATA,
    REPORTED,
    PageNotice,
    Stands,
)
from sources.archiver.reading.walls.robots import (
    CONSENT_MARKUP,
    CONSENT_TITLES,
    CONSENT_WORDS,
    ERROR_TITLES,
    GONE_TITLES,
    TEST_MARKUP,
    TEST_TITLES,
    TEST_WORDS,
)
from sources.archiver.reading.walls.sends_on import HEAD_BYTES, has_script_that_sends_on, sent_on
from sources.archiver.reading.walls.signs import Signs
from sources.archiver.sentences import Said, say
from sources.archiver.values import Extraction, ExtractionState, Fetched
from tracker.base.language.folding import plain

Wall = tuple[Outcome, Said]
"""What an answer is, and what tells it."""

WORDY = ("html", "text")
"""Kinds that show words or nothing; a PDF without text may be a scanned page."""
SHORT = 1500
"""Characters: a wall has no more to say."""
SHORTEST = 200
"""Characters: what a page has to say that only leads to another by its script."""
SHORTISH = 6000
"""Characters: what a wall with legal small print has to say."""
BRIEF = 500
"""Characters: what a notice says that stands alone."""
LONGEST_STUB = 200_000
"""Characters of a text in which a notice for subscribers is looked for."""
LITTLE = 300
"""Characters: what stands beside a field for a password on a page that is there for it."""
TELLING = 13
"""Characters: a shorter title ("Captcha") may be that of an article, unless there is none."""
FIRST_SENTENCES = 3
ALONE_SHARE = 1 / 3
"""How much of a page's words notices must be that stand alone."""
CONSENT_SHARE = 3 / 4
"""How much of a page's words speak of cookies where it is there to ask for consent."""
LONGEST_HEADING = 80
LONGEST_SENTENCE = 300
LONGEST_MARK = 120
"""Characters of a notice that are shown as what tells the wall."""
_SENTENCE_END = re.compile(r"(?<=[.!?؟…])\s+")
_TITLE_PARTS = re.compile(r"\s+[-–—|·»]\s+")
_LOADING = re.compile(
    r"(?:loading|please wait|chargement|wird geladen|laden|cargando|загрузка|идет загрузка"
    r"|جار التحميل|جاري التحميل|تحميل)[\w ,]{0,20}[.… ]{0,5}"
)


def by_header(header: dict[str, str]) -> bool:
    """Whether a network in front of the site says in a header that this is its test.

    Args:
        header: names in lower case, and values.
    """
    return bool(
        header.get("cf-mitigated")
        or header.get("x-amzn-waf-action", "").lower() in ("challenge", "captcha")
        or header.get("x-vercel-mitigated", "").lower() == "challenge"
    )


def judge_page(fetched: Fetched, extraction: Extraction) -> Wall:
    """Name the outcome of an answer that was read: a whole 2xx one may still not be the page.

    Args:
        fetched: what came of the address.
        extraction: the text that was read from it.

    Returns:
        The outcome and its particulars.
    """
    reason = fetched.reason or fetched.outcome.said
    if fetched.outcome is not Outcome.CAPTURED or extraction.state is not ExtractionState.DONE:
        return fetched.outcome, reason
    return judge_answer(fetched, extraction) or (Outcome.CAPTURED, reason)


def judge_answer(fetched: Fetched, extraction: Extraction) -> Wall | None:
    """Say what a whole 2xx answer is, if it hardly is the page that was asked for.

    Args:
        fetched: what came of the address, with its body.
        extraction: the text that was read from it.

    Returns:
        The outcome and what tells it, or None for what looks like a page.
    """
    if extraction.kind not in WORDY:
        return None
    title = _spaced(extraction.metadata.get("title", "")).rstrip(". ")
    said = _Words.of(extraction)
    text = said.start if said.signs is None else _start(extraction.text)
    return (
        _by_title(title, len(text))
        or _by_address(fetched, said)
        or _by_markup(fetched.body or b"", len(text))
        or _by_sending_on(fetched, said, len(text))
        or _by_words(text)
        or _by_notices(fetched, said)
        or _by_consent(said)
        or _by_silence(said, text, extraction.unread)
    )


def asks_to_subscribe(text: str) -> bool:
    """Whether some sentence of a text is a notice that the rest is for subscribers."""
    return any(one.is_such(PAYWALL) for one in _sentences(text[:LONGEST_STUB]))


class _Sentence(NamedTuple):
    """A sentence of a page, and whether it reports: a notice never says who said something."""

    raw: str
    folded: str
    reports: bool
    among_reports: bool
    """Whether it stands in one paragraph with a sentence that reports."""
    is_last: bool
    """Whether it is the last of its paragraph."""

    def is_such(self, notice: PageNotice) -> bool:
        """Whether it is such a notice and no part of an article.

        A notice that cuts an article off may stand at the end of the article's own paragraph.
        """
        cuts_off = self.is_last and notice.where is not Stands.ALONE
        stands_free = not self.among_reports or cuts_off
        return notice.says(self.folded) and not self.reports and stands_free


@dataclass(frozen=True)
class _Words:
    """What a page says of itself: its own words where its structure is known, else all of them."""

    title: str
    own: str
    headings: tuple[str, ...]
    signs: Signs | None

    @classmethod
    def of(cls, extraction: Extraction) -> "_Words":
        signs = Signs.from_facts(extraction.signs)
        own = extraction.text if signs is None else signs.own
        headings = () if signs is None else signs.headings
        return cls(extraction.metadata.get("title", ""), own, headings, signs)

    @cached_property
    def start(self) -> str:
        """Its own words, or of a long page as much as shows that it is one."""
        return _start(self.own)

    @property
    def length(self) -> int:
        return len(self.start)

    @cached_property
    def sentences(self) -> tuple[_Sentence, ...]:
        """Those of a short page; none of a long one."""
        return () if self.length >= SHORT else tuple(_sentences(self.own))

    @property
    def reports(self) -> bool:
        """Whether a short page says who said something, as articles do."""
        return any(one.reports for one in self.sentences)

    def titles(self) -> Iterator[str]:
        """What stands over the page: its headings, and the parts of its title."""
        if self.length < SHORT:
            for line in (self.title, *self.headings):
                yield from (part for part in (line, *_TITLE_PARTS.split(line)) if part)


def _by_title(title: str, length: int) -> Wall | None:
    is_test = title in TEST_TITLES and (length < SHORTISH or len(title) >= TELLING)
    if is_test or CONSENT_TITLES.fullmatch(title):
        return Outcome.CHALLENGE_SUSPECTED, say("wall.title", title=title)
    if length < SHORT and ERROR_TITLES.fullmatch(title):
        outcome = Outcome.GONE if GONE_TITLES.search(title) else Outcome.ERROR_PAGE
        return outcome, say("wall.error_title", title=title)
    return None


def _by_address(fetched: Fetched, said: _Words) -> Wall | None:
    """A redirect ended at a place that is not the page which was asked for."""
    if len(fetched.hops) < 2 or fetched.last is None:  # noqa: PLR2004 - one redirect or more
        return None
    return judge_place(fetched.hops[0].target.url, fetched.last.target.url, said.length)


def judge_place(asked: str, answered: str, length: int = 0) -> Wall | None:
    """Say what an address is at which a way ended, if it is not the page which was asked for.

    Args:
        asked: the address that was asked for.
        answered: the address that answered.
        length: characters of the page's own words: where visitors sign in, little is said.
    """
    if places.is_consent(answered) and not places.is_consent(asked):
        return Outcome.CHALLENGE_SUSPECTED, say("wall.consent", url=answered)
    if length < SHORTISH and places.is_sign_in(answered) and not places.is_sign_in(asked):
        return Outcome.SIGN_IN, say("wall.sign_in_place", url=answered)
    if places.is_other_site(asked, answered):
        return Outcome.ELSEWHERE, say("wall.other_site", url=answered)
    if places.is_home_of(asked, answered):
        return Outcome.ELSEWHERE, say("wall.front_page", url=answered)
    return None


def _by_markup(body: bytes, length: int) -> Wall | None:
    if length >= SHORTISH:
        return None
    mark = _first(TEST_MARKUP + CONSENT_MARKUP, body[:HEAD_BYTES].lower())
    if mark is None:
        return None
    return Outcome.CHALLENGE_SUSPECTED, say("wall.markup", mark=mark.decode())


def _by_sending_on(fetched: Fetched, said: _Words, length: int) -> Wall | None:
    """A script that sends on may have another purpose, so it counts only beside hardly any text."""
    if fetched.last is None or length >= SHORT:
        return None
    url = sent_on(fetched.last, said.signs)
    # What reloads itself says how things stand; what says next to nothing waits for something.
    reloads = url is not None and length >= SHORTEST and url == fetched.last.target.url
    if url is not None and not reloads:
        return Outcome.ELSEWHERE, say("wall.sends_on", url=url)
    if length < SHORTEST and has_script_that_sends_on(fetched.body or b""):
        return Outcome.ELSEWHERE, say("wall.script_sends_on")
    return None


def _by_words(text: str) -> Wall | None:
    if len(text) >= SHORT:
        return None
    for mark in TEST_WORDS + CONSENT_WORDS:
        if mark in text:
            return Outcome.CHALLENGE_SUSPECTED, say("wall.words", mark=mark)
    return None


def _by_notices(fetched: Fetched, said: _Words) -> Wall | None:
    titles = [(title, _folded(title)) for title in said.titles()]
    for notice in NOTICES:
        mark = _in_titles(notice, titles, said) or _in_sentences(notice, said)
        if mark is None or (notice.needs_set_cookie and not _sets_cookie(fetched, said)):
            continue
        return notice.outcome, say(notice.code, mark=mark[:LONGEST_MARK])
    return None


def _in_titles(notice: PageNotice, titles: Iterable[tuple[str, str]], said: _Words) -> str | None:
    """The heading, or part of the title, that is such a notice by itself."""
    asks = notice.outcome is Outcome.SIGN_IN and said.signs is not None and said.signs.asks_password
    alone = notice.where is Stands.ALONE
    room = BRIEF if alone and not asks else SHORT
    if notice.heading is None or said.length >= room or (alone and said.reports):
        return None
    matches = notice.heading.fullmatch
    return next((raw for raw, one in titles if len(one) <= LONGEST_HEADING and matches(one)), None)


def _in_sentences(notice: PageNotice, said: _Words) -> str | None:
    """The first sentence that is such a notice, if it stands where one does."""
    sentences = said.sentences
    if notice.where is Stands.FIRST and said.length >= BRIEF:
        over = {" ".join(heading.split()) for heading in said.headings}
        beneath = [one for one in sentences if one.raw not in over]
        sentences = (*(one for one in sentences if one.raw in over), *beneath[:FIRST_SENTENCES])
    found = [one.raw for one in sentences if one.is_such(notice)]
    if not found:
        return None
    if notice.where is Stands.ALONE:
        share = sum(map(len, found)) / max(said.length, 1)
        return found[0] if said.length < BRIEF and share >= ALONE_SHARE else None
    return found[0]


def _sets_cookie(fetched: Fetched, said: _Words) -> bool:
    """Whether it asks for a cookie that it sets itself, or has nothing else to say."""
    last = fetched.last
    return said.length < BRIEF or (last is not None and bool(last.header("set-cookie")))


def _by_consent(said: _Words) -> Wall | None:
    """A page that speaks of nothing but cookies and has buttons to agree."""
    sentences = [one.folded for one in said.sentences]
    if not any(AGREE.search(one) for one in sentences):
        return None
    asking = [one for one in sentences if PERSONAL_DATA.search(one) or AGREE.search(one)]
    speaks = any(PERSONAL_DATA.search(one) for one in asking)
    if not speaks or sum(map(len, asking)) < CONSENT_SHARE * sum(map(len, sentences)):
        return None
    return Outcome.CHALLENGE_SUSPECTED, say("wall.asks_consent")


def _by_silence(said: _Words, text: str, unread: Said) -> Wall | None:
    """A page that shows nothing, or no more than that it loads or wants a password."""
    runs = said.signs is not None and said.signs.has_scripts
    if runs and (not text or _LOADING.fullmatch(_folded(said.own.strip()))):
        return Outcome.NEEDS_SCRIPTS, say("page.empty_without_scripts")
    asks = said.signs is not None and said.signs.asks_password
    if asks and said.length < LITTLE and not said.reports:
        return Outcome.SIGN_IN, say("wall.asks_password")
    return None if text else (Outcome.EMPTY, say("page.no_text_shown") + unread)


def _sentences(text: str) -> Iterator[_Sentence]:
    for paragraph in text.split("\n"):
        parts = (" ".join(part.split()) for part in _SENTENCE_END.split(paragraph))
        sentences = [part[:LONGEST_SENTENCE] for part in parts if part]
        folded = [_folded(one) for one in sentences]
        reports = [REPORTED.search(one) is not None for one in folded]
        for number, one in enumerate(sentences):
            is_last = number == len(sentences) - 1
            yield _Sentence(one, folded[number], reports[number], any(reports), is_last)


def _first(marks: Iterable[bytes], body: bytes) -> bytes | None:
    return next((mark for mark in marks if mark in body), None)


def _start(text: str) -> str:
    """A text as `_spaced` gives it, if it is short; else as much as shows that it is not."""
    cut = SHORTISH + SHORTISH // 4
    start = _spaced(text[:cut])
    return start if len(text) <= cut or len(start) >= SHORTISH else _spaced(text)


def _spaced(text: str) -> str:
    """Text without case, curly apostrophes, dots of elision, and white space in a row."""
    text = text.replace("’", "'").replace("…", "...")
    return " ".join(text.casefold().split())


def _folded(text: str) -> str:
    return plain(_spaced(text))
