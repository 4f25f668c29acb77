"""The page that says how we work."""

from __future__ import annotations

from claims.rules.grounds import Ground
from claims.rules.verdicts import Rating
from tests.public.conftest import Read


def test_it_explains_every_rating_ground_and_grade(read: Read) -> None:
    page = read("/methodology/")

    for word in (*Rating, *Ground):
        assert word.meaning in page
    assert "Reliability cannot be judged" in page
    assert "Truth cannot be judged" in page


def test_it_claims_no_certificate(read: Read) -> None:
    page = read("/methodology/")

    assert "designed to follow the Berkeley Protocol" in page
    assert "compliant" not in page


def test_a_range_is_not_called_a_margin_of_error(read: Read) -> None:
    assert "never a margin of error or a confidence interval" in read("/methodology/")
