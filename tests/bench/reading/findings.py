"""Findings: what is said of quotations that were changed, by kind of change and by language.

Texts that no rule was made from: the sentences of the cases beside the tests, of the gathered
material where it lies beside this clone, and of the catalogues of the libraries that speak the
four languages. Quotations are copied from them, and changed with a fixed seed.
"""

from __future__ import annotations

import gettext
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from ruamel.yaml import YAML

from tests.suites.outside import FOLDER, MATERIAL

HERE = Path(__file__).resolve().parents[2]
LANGUAGES = ("ar", "en", "fr", "ru")
EACH = 400
"""Quotations of a language, for each change."""
FEWEST, MOST = 6, 30
"""Words of a quotation."""
SENTENCES_A_PAGE = 12
_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]{5,}(?![\w'’-])")
_LETTERS = {"ar": "[\u0621-\u0652]+", "ru": "[а-яё]+"}
"""Of a language: there, other words are of another one."""
_NOT_ORDINARY = frozenset({"فاغنر", "تنزواتين", "تغديل"})
"""Names in a script without capitals, and a slip that a catalogue has made itself."""
_PASSING = ("verbatim", "near")


@dataclass(frozen=True)
class Words:
    """The ordinary words of the texts of a language."""

    language: str
    ordinary: list[str]


@dataclass(frozen=True)
class Measure:
    """A change, what is counted of the findings, and where that has to lie."""

    name: str
    change: Callable[[random.Random, str, Words], str | None]
    counted: tuple[str, ...]
    floor: float = 0.0
    ceiling: float = 1.0
    is_each: bool = False
    """Whether every language has to keep the bound by itself."""


def run(*, pages: int) -> bool:
    """Measure and print; whether every rate keeps its bound. `pages` is for other benchmarks."""
    kept = []
    pages_of = {language: list(_pages(language)) for language in LANGUAGES}
    for measure in MEASURES:
        rates = {one: _rate(measure, one, pages_of[one]) for one in LANGUAGES}
        counted, of = (sum(pair[at] for pair in rates.values()) for at in (0, 1))
        told = rates.values() if measure.is_each else [(counted, of)]
        is_kept = all(measure.floor <= n / max(all_, 1) <= measure.ceiling for n, all_ in told)
        kept.append(is_kept)
        each = ", ".join(f"{one} {n / max(all_, 1):.3f}" for one, (n, all_) in rates.items())
        print(
            f"  {measure.name}: {counted / max(of, 1):.4f} of {of} {'/'.join(measure.counted)}"
            f" ({measure.floor} to {measure.ceiling}{' each' if measure.is_each else ''}); {each}"
            f"{'' if is_kept else '  NOT KEPT'}",
            flush=True,
        )
    return all(kept)


def _rate(measure: Measure, language: str, pages: list[list[str]]) -> tuple[int, int]:
    """How many findings are as they are counted, and of how many."""
    found = [kind for _, _, kind in findings(measure, language, pages)]
    return sum(kind in measure.counted for kind in found), len(found)


def findings(
    measure: Measure, language: str, pages: list[list[str]]
) -> Iterator[tuple[str, str, str]]:
    """Changed quotations, the sentences they were made of, and what is found of each."""
    from sources.archiver.quoting.verify import verify  # noqa: PLC0415 - after the settings
    from sources.archiver.values import Extraction, ExtractionState, Quote  # noqa: PLC0415

    for said, page, changed in islice(_changed(measure, language, pages), EACH):
        read = Extraction(ExtractionState.DONE, text=page)
        yield changed, said, verify(Quote(changed), read).kind.value


def _changed(
    measure: Measure, language: str, pages: list[list[str]]
) -> Iterator[tuple[str, str, str]]:
    chance = random.Random(f"{language} {measure.name}")
    every = sorted({word for page in pages for one in page for word in _WORD.findall(one)})
    words = Words(language, [word for word in every if _is_ordinary(word, language)])
    for _ in range(4):
        for page in pages:
            text = "\n".join(page)
            for said in page:
                changed = measure.change(chance, said, words)
                if changed is not None and changed not in text:
                    yield said, text, changed
                elif measure.name == "copied":
                    yield said, text, said


# ---- the changes -----------------------------------------------------------------------------


def _copied(chance: random.Random, said: str, words: Words) -> str | None:
    return None


def _digit(chance: random.Random, said: str, words: Words) -> str | None:
    digits = [place for place, char in enumerate(said) if char.isdecimal()]
    if not digits:
        return None
    place = chance.choice(digits)
    zero = ord(said[place]) - int(said[place])
    other = chr(zero + (int(said[place]) + chance.randint(1, 9)) % 10)
    return said[:place] + other + said[place + 1 :]


def _word(chance: random.Random, said: str, words: Words) -> str | None:
    """Put another ordinary word of the same texts in the place of one."""
    return _in_a_word(chance, said, words, lambda _word: chance.choice(words.ordinary))


def _slip(chance: random.Random, said: str, words: Words) -> str | None:
    """Change places of two letters, leave one out or write one twice, inside an ordinary word."""
    return _in_a_word(chance, said, words, lambda word: _slipped(chance, word, words.language))


def _slipped(chance: random.Random, word: str, language: str) -> str | None:
    """None where that makes another word, of which nothing is promised but that it is not near."""
    from tracker.base.language.dictionary import is_in_use  # noqa: PLC0415 - after the settings

    place = chance.randrange(1, len(word) - 2)
    forms = (
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        word[:place] + word[place + 1 :],
        word[:place] + word[place] + word[place:],
    )
    form = chance.choice(forms)
    return None if form == word or is_in_use(form, language) else form


def _in_a_word(
    chance: random.Random, said: str, words: Words, changed: Callable[[str], str | None]
) -> str | None:
    """Change one of the ordinary words of a sentence."""
    found = [match for match in _WORD.finditer(said) if match[0] in words.ordinary]
    if not found:
        return None
    match = chance.choice(found)
    other = changed(match[0])
    return other and said[: match.start()] + other + said[match.end() :]


def _is_ordinary(word: str, language: str) -> bool:
    """Whether a word of a language is no name, counts nothing and turns nothing."""
    from tracker.base.language import words as spoken  # noqa: PLC0415 - after the settings
    from tracker.base.language.folding import plain  # noqa: PLC0415

    folded = plain(word)
    asked = (spoken.is_number_word, spoken.is_negation, spoken.turns, spoken.is_unit,
             spoken.is_bound, spoken.is_small_name)  # fmt: skip
    is_its_own = re.fullmatch(_LETTERS.get(language, "[a-zà-ÿœ]+"), word) is not None
    does_more = word in _NOT_ORDINARY or any(is_so(folded) for is_so in asked)
    return is_its_own and not does_more


MEASURES = (
    Measure("copied", _copied, ("verbatim",), floor=0.985),
    Measure("a digit changed", _digit, _PASSING, ceiling=0.0),
    Measure("a word replaced", _word, ("near",), ceiling=0.01),
    Measure("a letter slipped", _slip, ("near",), floor=0.97, is_each=True),
)


# ---- the texts -------------------------------------------------------------------------------


def _pages(language: str) -> Iterator[list[str]]:
    """Pages of a few sentences each."""
    sentences = sorted(set(_sentences(language)))
    random.Random(7).shuffle(sentences)
    for first in range(0, min(len(sentences), EACH), SENTENCES_A_PAGE):
        yield sentences[first : first + SENTENCES_A_PAGE]


def _sentences(language: str) -> Iterator[str]:
    for texts in (_of_cases, _of_material, _of_catalogues, _of_articles):
        for text in texts(language):
            for one in re.split(r"(?<=[.!?؟])\s+|\n", text):
                said = " ".join(one.split())
                if FEWEST <= len(said.split()) <= MOST and not re.search(r"[%{}<>…_]", said):
                    yield said


def _of_cases(language: str) -> Iterator[str]:
    folder = FOLDER if FOLDER.is_dir() else HERE / "suites"
    for name in ("quotations", "quotations_cut", "statements"):
        for line in (folder / "evidence" / f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            if row.get("lang", row.get("language")) == language:
                yield row.get("page") or row["text"]


def _of_material(language: str) -> Iterator[str]:
    """Our own wordings of the claims, which are English."""
    if MATERIAL.is_file() and language == "en":
        held = [("", YAML(typ="safe").load(MATERIAL))]
        while held:
            name, one = held.pop()
            if isinstance(one, dict):
                held.extend(one.items())
            elif isinstance(one, list):
                held.extend((name, part) for part in one)
            elif name in {"statement", "summary"}:
                yield one


def _of_catalogues(language: str) -> Iterator[str]:
    for library in ("django", "allauth"):
        found = find_spec(library)
        assert found is not None
        assert found.origin is not None
        for path in sorted(Path(found.origin).parent.glob(f"**/{language}/LC_MESSAGES/*.mo")):
            with path.open("rb") as file:
                said = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
            yield from (one for one in said.values() if isinstance(one, str))


def _of_articles(language: str) -> Iterator[str]:
    name = {"ar": "arabic", "en": "english", "fr": "french", "ru": "russian"}[language]
    yield (HERE / "archiver" / "quoting" / "articles" / f"{name}.txt").read_text("utf-8")
