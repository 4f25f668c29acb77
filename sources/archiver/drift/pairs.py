"""Compare two given looks at a page, as the desk does with two that were sealed."""

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urljoin

from sources.archiver.drift.looks import Drift, Look, drifted
from sources.archiver.drift.quotations import SeenQuotation, WatchedQuotation
from sources.archiver.network.fetch import by_status
from sources.archiver.outcomes import Outcome
from sources.archiver.quoting.verify import verify_all
from sources.archiver.reading.extract import extract
from sources.archiver.reading.walls import places
from sources.archiver.reading.walls.judge import judge_page
from sources.archiver.values import (
    Check,
    Extraction,
    ExtractionState,
    Fetched,
    Hop,
    Limits,
    Quote,
    Target,
)

HTML = "text/html; charset=utf-8"
A_PAGE = "/a-page"
"""Stands for the address of a page where only that of a front page or the like is given."""
NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


def compare_answers(
    before: str, after: str, *, status: int, final_url: str, quotes: Sequence[str], url: str = ""
) -> Drift:
    """Compare two answers for one page; nothing is fetched or kept.

    Args:
        before: the HTML of a whole copy.
        after: the HTML of a later answer.
        status: its HTTP status.
        final_url: the address that gave it.
        quotes: the words that are cited from the page.
        url: the page's own address; without it, the answer is taken to come from there, unless it
            comes from a front page or a place where visitors sign in.
    """
    own = url or _own_address(final_url)
    earlier, then = _looked(before, 200, own, own)
    later, now = _looked(after, status, own, final_url)
    watched = [
        WatchedQuotation(number, exact, _seen(was), _seen(found))
        for number, (exact, was, found) in enumerate(
            zip(quotes, _checked(quotes, earlier, then), _checked(quotes, later, now), strict=True)
        )
    ]
    return drifted(own, earlier, later, watched)


def _own_address(final_url: str) -> str:
    is_a_place = (places.is_front_page, places.is_sign_in, places.is_consent)
    stands_for_another = any(test(final_url) for test in is_a_place)
    return urljoin(final_url, A_PAGE) if stands_for_another else final_url


def _looked(html: str, status: int, url: str, final_url: str) -> tuple[Look, Extraction]:
    """Take an answer through what a capture does with it, from the status on."""
    body = html.encode()
    hops = (_hop(url, 302), _hop(final_url, status)) if url != final_url else (_hop(url, status),)
    outcome, reason = by_status(hops[-1])
    extraction = extract(body, HTML, limits=Limits(), site="looks")
    fetched = Fetched(outcome, reason, hops, body=body)
    outcome, _reason = judge_page(fetched, extraction)
    is_read = extraction.state is ExtractionState.DONE
    return Look(outcome.value, status, final_url, extraction.text, is_read), extraction


def _hop(url: str, status: int) -> Hop:
    target = Target(url, "", "", 0, ())
    return Hop(target, "", NO_TIME, b"", b"", 0, status, (("Content-Type", HTML),), b"")


def _checked(quotes: Sequence[str], look: Look, extraction: Extraction) -> list[Check]:
    if look.outcome != Outcome.CAPTURED.value:
        extraction = Extraction(ExtractionState.NOT_TRIED)
    return verify_all([Quote(exact) for exact in quotes], extraction)


def _seen(check: Check) -> SeenQuotation:
    differences = [each.as_json() for each in check.differences]
    return SeenQuotation(check.kind.value, check.start, check.end, check.matched, differences)
