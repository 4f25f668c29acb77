"""The log of corrections."""

from __future__ import annotations

from claims.operations.verdicts.correct import correct
from claims.rules.verdicts import Rating
from tests.factories import a_verdict, an_editor, later
from tests.public.conftest import Read


def test_it_says_what_changed_and_why(read: Read) -> None:
    verdict = a_verdict()
    correct(
        claim=verdict.claim,
        rating=Rating.REFUTED.value,
        summary="It is not so.",
        reason="A list of names was found.",
        by=an_editor(),
        at=later(days=1),
    )

    page = read("/corrections/")

    assert page.index("Supported") < page.index("Refuted")
    assert "A list of names was found." in page


def test_a_first_verdict_is_no_correction(read: Read) -> None:
    a_verdict()

    assert "No verdict has been corrected yet." in read("/corrections/")
