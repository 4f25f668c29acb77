"""``demonstration.yaml``: what the demonstration's reviewers and editor did with some claims."""

from collections.abc import Collection
from pathlib import Path

from claims.exchange.dossier_files.demonstration_rows import (
    DemonstrationRow,
    DemoReviewRow,
    FindingRow,
)
from claims.exchange.dossier_files.fields import CLAIM_ID, FileEntry
from claims.exchange.dossier_files.nodes import read_tree
from claims.exchange.dossier_files.problems import Problems
from tracker.base.values.number_range import NumberRange
from tracker.base.values.refusal import InvalidValueError

FILE = "demonstration.yaml"
# What a problem in the file keeps out: not the incidents, which need no demonstration.
DEMONSTRATION = "(demonstration)"
# The two whose reviews are written down, and the fact-checker that a newcomer signs in as.
REVIEWERS = ("first", "second", "newcomer")
NEEDED = 2


def read_demonstration(
    folder: Path, *, ratings: Collection[str], problems: Problems
) -> tuple[DemonstrationRow, ...]:
    """Read the file if there is one; its claims' ids are checked elsewhere.

    Args:
        folder: the dossier's.
        ratings: the codes of the ratings there are.
        problems: where faults are noted.
    """
    if not (folder / FILE).exists():
        return ()
    tree = read_tree(folder, FILE, problems=problems, incident=DEMONSTRATION)
    if tree is None:
        return ()
    whole = FileEntry(tree, FILE, "", problems, DEMONSTRATION)
    return tuple(_read(claim, entry, ratings) for claim, entry in whole.named(shape=CLAIM_ID))


def _read(claim: str, entry: FileEntry, ratings: Collection[str]) -> DemonstrationRow:
    row = DemonstrationRow(
        where=entry.where,
        claim=claim,
        reviews=tuple(_review(item, ratings) for item in entry.entries("reviews")),
        settled=_decision(entry, "settled", ratings, words="reason"),
        published=_decision(entry, "published", ratings, words="summary"),
        corrected=_decision(entry, "corrected", ratings, words="summary"),
    )
    entry.done()
    _check(entry, row)
    return row


def _review(entry: FileEntry, ratings: Collection[str]) -> DemoReviewRow:
    by = entry.choice("by", REVIEWERS)
    cites = tuple(entry.slugs("cites"))
    found = _finding(entry, ratings, words="reasoning") if entry.has("rating") else None
    entry.done()
    return DemoReviewRow(entry.where, by, found, cites)


def _decision(
    entry: FileEntry, key: str, ratings: Collection[str], *, words: str
) -> FindingRow | None:
    inner = entry.entry(key)
    if inner is None:
        return None
    row = _finding(inner, ratings, words=words)
    inner.done()
    return row


def _finding(entry: FileEntry, ratings: Collection[str], *, words: str) -> FindingRow:
    figure = entry.number("figure")
    row = FindingRow(
        where=entry.where,
        rating=entry.choice("rating", ratings),
        text=entry.text(words, required=True, one_line=False),
        figure=int(figure or 0),
        low=entry.number("low"),
        high=entry.number("high"),
        reason="" if words == "reason" else entry.text("reason", one_line=False),
    )
    try:
        NumberRange(row.low, high=row.high).check_rising()
    except InvalidValueError as error:
        entry.fault("low", error.message)
    if (row.low is not None or row.high is not None) and not row.figure:
        entry.fault("figure", "is missing: say which of the claim's figures the range is of")
    return row


def _check(entry: FileEntry, row: DemonstrationRow) -> None:
    people = [review.by for review in row.reviews]
    if len(set(people)) != len(people):
        entry.fault("reviews", "has two reviews by one person")
    sealed = sum(review.found is not None for review in row.reviews)
    if (row.settled or row.published) and sealed < NEEDED:
        entry.fault("reviews", "needs both reviews before anything is decided")
    if row.corrected and not (row.published and row.corrected.reason):
        entry.fault("corrected", "needs a published verdict and a reason")
