"""The kinds of notices that stand in the place of a page, put together from the tables of words.

A notice speaks of *this* page or to *you*, in a heading of its own or at the start of a text that
has little more to say; an article speaks of something else. Each wording is a few parts that one
sentence must hold, so that the many ways to say a thing need no list.
"""

import re
from dataclasses import dataclass
from enum import Enum

from sources.archiver.outcomes import Outcome
from sources.archiver.reading.walls.words import ar, de, en, es, fr, ru
from tracker.base.language.folding import plain

LANGUAGES = (en.WORDS, fr.WORDS, ar.WORDS, ru.WORDS, de.WORDS, es.WORDS)
SCRIPTS = r"\b(?:java ?script|s[ck]ripte?[sn]?|js)\b|جافا ?سكريبت|جافاسكربت|السكربت|\bскрипт"
COOKIES = r"\bcookies?\b|\bкуки\b|ملفات تعريف الارتباط|الكوكيز"


# One subscribes to these as well, to read more and not to read on.
_NEWS_BY_OTHER_WAYS = re.compile(
    plain(
        r"newsletter|\brss\b|\bpodcast|telegram|whatsapp|youtube|\bchannel\b|\bchaîne\b|\bkanal\b"
        r"|\bcanal\b|boletín|\bканал|рассылк|قناة|قناتنا|النشرة|notification|оповещен|إشعار"
    )
)

# What servers show where nobody has put a site yet; they speak English everywhere.
EMPTY_SITES = (
    r"welcome to nginx!?|it works!?|(?:apache\d? .{0,30})?default (?:web )?(?:site )?page.{0,20}"
    r"|index of /|future home of .{1,40}|(?:domain|site) (?:parked|not configured)"
)


class Stands(Enum):
    """Where a sentence must stand to be taken for a notice."""

    FIRST = "first"
    """Among the first of a short text; what follows may be remains of the page."""
    ANYWHERE = "anywhere"
    """Also at the end: the beginning of an article stands before it."""
    ALONE = "alone"
    """On a page that says hardly anything else."""


@dataclass(frozen=True, slots=True)
class PageNotice:
    """One kind of notice: what it tells, and how it is worded."""

    outcome: Outcome
    code: str
    where: Stands
    sentence: re.Pattern[str]
    """Found in a folded sentence."""
    heading: re.Pattern[str] | None = None
    """The whole of a folded heading, or of a part of the title."""
    unless: re.Pattern[str] | None = None
    """A folded sentence that holds this is about something else."""
    needs_set_cookie: bool = False
    """Whether the answer must set a cookie as well, where it has more to say."""

    def says(self, sentence: str) -> bool:
        """Whether a folded sentence is such a notice."""
        other = self.unless is not None and self.unless.search(sentence)
        return not other and self.sentence.match(sentence) is not None


def _or(*fields: str) -> str:
    lines = (line.strip() for field in fields for line in field.splitlines())
    return "|".join(filter(None, lines))


def _sentence(*fields: str, also: str = "") -> re.Pattern[str]:
    """A sentence that holds one line of each of these fields, all in one language.

    Args:
        fields: names of fields of `NoticeWords`.
        also: a pattern that it must hold as well, whatever the language.
    """
    ways = (
        "".join(f"(?=.*(?:{_or(getattr(words, name))}))" for name in fields) for words in LANGUAGES
    )
    held = f"(?=.*(?:{also}))" if also else ""
    return re.compile(plain(f"{held}(?:{'|'.join(ways)})"))


def _heading(field: str) -> re.Pattern[str]:
    return re.compile(plain(_or(*(getattr(words, field) for words in LANGUAGES))))


def _gone_heading() -> re.Pattern[str]:
    """At most two words, the noun, one more, and what became of it: "Sorry, page not found"."""
    before, after = r"(?:\w+[,.!:،]{0,3} ){0,2}", r".{0,20}"
    ways = (
        f"{before}(?:{_or(words.page_noun)})(?: \\w+)? ?(?:{_or(words.gone)}){after}"
        for words in LANGUAGES
    )
    return re.compile(plain("|".join(ways)))


PAYWALL = PageNotice(
    Outcome.PAYWALL,
    "wall.paywall",
    Stands.ANYWHERE,
    _sentence("subscribers", "read_on"),
    unless=_NEWS_BY_OTHER_WAYS,
)

NOTICES = (
    PageNotice(
        Outcome.GONE,
        "wall.gone",
        Stands.FIRST,
        _sentence("this_page", "gone"),
        _gone_heading(),
    ),
    PageNotice(Outcome.GONE, "wall.taken_back", Stands.ALONE, _sentence("this_post", "taken_back")),
    PageNotice(
        Outcome.NEEDS_SCRIPTS,
        "wall.scripts",
        Stands.ALONE,
        _sentence("switch_on", also=SCRIPTS),
    ),
    PageNotice(
        Outcome.SIGN_IN,
        "wall.sign_in",
        Stands.ALONE,
        _sentence("sign_in", "in_order_to"),
        _heading("sign_in_heading"),
    ),
    PAYWALL,
    PageNotice(Outcome.NOT_HERE, "wall.region", Stands.FIRST, _sentence("here", "not_shown")),
    PageNotice(
        Outcome.PARKED,
        "wall.parked",
        Stands.ALONE,
        _sentence("this_name", "for_sale"),
        re.compile(EMPTY_SITES),
    ),
    PageNotice(
        Outcome.ERROR_PAGE,
        "wall.upkeep",
        Stands.ALONE,
        _sentence("site", "upkeep"),
        _heading("upkeep_heading"),
    ),
    PageNotice(
        Outcome.ERROR_PAGE,
        "wall.fault",
        Stands.ALONE,
        _sentence("fault"),
        _heading("fault_heading"),
    ),
    PageNotice(
        Outcome.CHALLENGE_SUSPECTED,
        "wall.cookies",
        Stands.FIRST,
        _sentence("cookies_on", "for_reading", also=COOKIES),
        needs_set_cookie=True,
    ),
)
PERSONAL_DATA = re.compile(plain(_or(*(words.personal_data for words in LANGUAGES))))
AGREE = re.compile(plain(_or(*(words.agree for words in LANGUAGES))))
REPORTED = re.compile(plain(_or(*(words.reported for words in LANGUAGES))))
"""What says who said something."""
