"""Pages at other addresses whose archived text is nearly the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claims.matching.copied.propose import MOST_PAGES
from claims.matching.copied.shared_passages import MOST_COMPARED, RUN, Runs, shared_passage
from claims.matching.ranking.lexical import candidates, question
from claims.models.matching.index import IndexedKind
from claims.reads.desk.evidence import all_pages, pages_beside
from sources.models import Page
from sources.reads.pages import newest_texts
from sources.reads.withheld import hidden_pages

NEARLY_ALL = 0.7
"""Share of each of two texts that stands in the other, from which they are nearly the same."""
_ASKED = 3
"""Runs of words of a text that other pages are looked for by."""


@dataclass(frozen=True, slots=True)
class SameText:
    """A page whose text is nearly that of another; `share` is the less of how much is in each."""

    page: Page
    share: float
    same_publisher: bool


def pages_of_same_text(page: Page) -> list[SameText]:
    """The pages whose text is nearly that of a page, most alike first; fixed number of queries.

    They are looked for among the pages of its incidents and among all pages that have the words of
    a few runs of it, as the index of texts knows them. What is withheld is not among them.

    Args:
        page: a page; without an archived text nothing is found.
    """
    text = newest_texts([page.pk], length=MOST_COMPARED).get(page.pk, "")
    runs = Runs(text)
    others = {other.pk: other for other in pages_beside(page, most=MOST_PAGES)}
    asked = question(" ".join(_asked(runs)))
    likely = [row.subject for row in candidates(asked, IndexedKind.PAGE, top=MOST_PAGES)[0]]
    known = all_pages().filter(pk__in=likely).exclude(pk=page.pk).exclude(pk__in=hidden_pages())
    others |= {other.pk: other for other in known}
    texts = newest_texts(list(others), length=MOST_COMPARED)
    found = [
        SameText(others[key], share, others[key].publisher_id == page.publisher_id)
        for key, theirs in texts.items()
        if (share := _share(runs, Runs(theirs))) >= NEARLY_ALL
    ]
    return sorted(found, key=lambda one: (-one.share, one.page.pk))


def _share(one: Runs, other: Runs) -> float:
    shared = shared_passage(one, other)
    return min(shared.share, shared.share_of_other) if shared else 0.0


def _asked(runs: Runs) -> Iterator[str]:
    """A few runs of words from all over a text."""
    many = max(0, len(runs.words) - RUN)
    for part in range(_ASKED):
        words = runs.words[many * part // _ASKED :][:RUN]
        if words:
            yield runs.text[words[0].start : words[-1].end]
