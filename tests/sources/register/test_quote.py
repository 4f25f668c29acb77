"""A quotation is checked in the copies that are there, and in every later one."""

from __future__ import annotations

from random import Random

import pytest

from sources.models import Finding, Page, Quotation
from sources.operations.register.quotations import quote
from tests.archiver.world import World
from tests.factories import AT, a_user, later
from tests.sources.conftest import HTML, Capturing
from tracker.base.people.models import Role
from tracker.base.values.refusal import Refusal

EXACT = "Twelve soldiers were killed"


def test_a_quotation_is_checked_in_every_whole_copy(
    page: Page, capture_of: Capturing, world: World
) -> None:
    capture_of(page)
    world.page("/a", b"<p>Two soldiers were killed near the border.", HTML)
    capture_of(page, at=later(days=1))
    world.page("/a", b"gone", status="410 Gone")
    capture_of(page, at=later(days=2))

    quotation = quote(page=page, exact=f"  {EXACT} ", by=page.added_by, at=later(days=3))

    assert quotation.exact == EXACT
    found = quotation.findings.order_by("capture__requested_at")
    assert [(finding.kind, finding.at) for finding in found] == [
        ("verbatim", later(days=3)),
        ("altered", later(days=3)),
    ]


def test_a_later_capture_checks_it_again(page: Page, capture_of: Capturing, world: World) -> None:
    quotation = quote(page=page, exact=EXACT, by=page.added_by, at=AT)
    capture_of(page)
    world.page("/a", b"<p>Two soldiers were killed near the border.", HTML)
    capture_of(page, at=later(days=1))

    kinds = quotation.findings.order_by("at").values_list("kind", flat=True)
    assert list(kinds) == ["verbatim", "altered"]
    difference = quotation.findings.latest("at").differences[0]
    assert (difference["kind"], difference["quoted"], difference["found"]) == (
        "number",
        "Twelve",
        "Two",
    )


def test_a_copy_that_cannot_be_read_says_so(
    page: Page, capture_of: Capturing, world: World
) -> None:
    world.page("/a", b"%PDF-1.7 broken", "Content-Type: application/pdf")
    capture_of(page)

    quotation = quote(page=page, exact=EXACT, by=page.added_by, at=later(days=1))

    assert [finding.kind for finding in quotation.findings.all()] == ["unreadable"]


def test_the_longest_quotation_fits_its_index(page: Page) -> None:
    letters = Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789 ", k=2600)
    text = "".join(letters).replace(" ", "x")

    row = quote(
        page=page,
        exact=text[:2000],
        prefix=text[2000:2300],
        suffix=text[2300:],
        by=page.added_by,
        at=AT,
    )

    assert len(row.exact) == 2000


def test_the_same_words_are_one_quotation(page: Page, capture_of: Capturing) -> None:
    capture_of(page)

    rows = {quote(page=page, exact=EXACT, by=page.added_by, at=AT).pk for _ in range(2)}

    assert len(rows) == Finding.objects.count() == 1


@pytest.mark.parametrize(
    ("exact", "code"),
    [
        ("  ", "required"),
        ("a" * 2001, "too_long"),
        ("ك" * 1500, "too_long"),
        ("a\0b", "unreadable"),
    ],
)
def test_words_that_cannot_be_quoted_are_refused(page: Page, exact: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        quote(page=page, exact=exact, by=page.added_by, at=AT)

    assert (caught.value.code, caught.value.field) == (code, "exact")
    assert not Quotation.objects.exists()


def test_a_reader_cannot_quote(page: Page) -> None:
    with pytest.raises(Refusal, match="Only fact-checkers and editors"):
        quote(page=page, exact=EXACT, by=a_user(Role.READER), at=AT)
