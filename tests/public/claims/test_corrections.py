"""The log of corrections."""

from __future__ import annotations

from tests.factories import a_correction, a_verdict
from tests.public.conftest import Read
from tests.ratings import Rating


def test_it_says_what_changed_and_why(read: Read) -> None:
    verdict = a_verdict()
    a_correction(
        verdict,
        rating=Rating.REFUTED.value,
        summary="It is not so.",
        reason="A list of names was found.",
    )

    page = read("/corrections/")

    assert page.index("Supported") < page.index("Refuted")
    assert "A list of names was found." in page


def test_a_first_verdict_is_no_correction(read: Read) -> None:
    a_verdict()

    assert "No verdict has been corrected yet." in read("/corrections/")
