"""The page of a capture marks, word by word, where the copy differs from the quotation."""

from __future__ import annotations

import pytest

from claims.presentation.finding_marks import Part, kinds, parts
from sources.archiver.quoting.verify import verify
from sources.archiver.values import Extraction, ExtractionState, Quote
from sources.models import Finding, text_of
from tests.factories import AT, a_citation, a_quotation
from tests.markup import folded
from tests.public.captures import a_capture, confirmed
from tests.public.conftest import Read

TEXT = "Of them, 80 million fled the Town on Friday, and 12 soldiers did not fight near Gao."


def found(exact: str) -> Finding:
    check = verify(Quote(exact), Extraction(ExtractionState.DONE, text=TEXT))
    return Finding(
        kind=check.kind.value,
        start=check.start,
        end=check.end,
        matched=check.matched,
        differences=[one.as_json() for one in check.differences],
    )


def test_a_changed_number_stands_beside_the_page_s() -> None:
    finding = found("and 13 soldiers did not fight")

    assert parts(finding) == [
        Part("and "), Part("12", "13", differs=True), Part(" soldiers did not fight"),
    ]  # fmt: skip
    assert kinds(finding) == ["a figure or a date"]


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        ("fled the town on Friday", "fled the [town>Town] on Friday"),
        ("12 soldiers did fight near Gao", "12 soldiers did[>not] fight near Gao"),
        ("12 brave soldiers did not fight", "12[brave>] soldiers did not fight"),
        ("Of them, 80", "Of them, [80>80 million]"),
        ("fled the Town … and 12 soldiers", "fled the Town on Friday, and 12 soldiers"),
        (
            "13 soldiers did … fight near Kidal",
            "[13>12] soldiers did[…>not] fight near [Kidal>Gao]",
        ),
    ],
)
def test_each_difference_is_shown_where_it_stands(exact: str, shown: str) -> None:
    told = "".join(
        f"[{part.quoted}>{part.text}]" if part.differs else part.text
        for part in parts(found(exact))
    )

    assert told.replace(" [", "[").replace("] ", "]") == shown.replace(" [", "[").replace("] ", "]")


def test_a_verbatim_finding_has_no_marks() -> None:
    assert parts(found("12 soldiers")) == [Part("12 soldiers")]
    assert kinds(found("12 soldiers")) == []


def test_an_absent_finding_shows_nothing() -> None:
    assert parts(found("Zebras sang")) == []


@pytest.mark.django_db
def test_the_page_of_a_capture_shows_the_marks_and_runs_nothing(read: Read) -> None:
    quotation = a_quotation(exact="13 <b>men</b>")
    a_citation(page=quotation.page, quotation=quotation)
    capture = a_capture(quotation.page, "12 <b>men</b>")
    row = Finding(quotation=quotation, capture=capture, kind="altered", at=AT)
    row.start, row.end, row.matched = 0, len(text_of(capture)), text_of(capture)
    row.differences = [{"kind": "number", "quoted": "<i>13", "found": "12", "start": 0, "end": 2}]
    row.save()
    confirmed(quotation)

    page = folded(read(f"/evidence/captures/{capture.pk}/"))

    assert "&lt;i&gt;13<span" in page
    assert "12<span" in page
    assert "&lt;b&gt;men&lt;/b&gt;" in page
    assert "What differs: a figure or a date" in page
