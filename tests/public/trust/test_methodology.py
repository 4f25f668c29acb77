"""The page that says how we work."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from claims.presentation.change_words import headline
from claims.rules.grounds import Ground
from sources.models import RecheckKind
from tests.public.conftest import Read
from tests.ratings import Rating


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


def test_it_tells_of_later_looks_deposits_time_and_the_ledger(
    read: Read, settings: Settings
) -> None:
    settings.RECHECK_DAYS = [1, 7, 30, 90]
    page = read("/methodology/")

    for kind in RecheckKind:
        assert headline(kind.value, number=False) in page
    assert "(in days: 1, 7, 30, 90; the last repeats)" in page
    assert "always shown as deposited, never as captured" in page
    assert 'href="/ledger/"' in page
    assert 'href="/changes/"' in page


@pytest.mark.parametrize(
    ("authorities", "said"),
    [([], "rest on our own clock"), (["first=https://tsa.example.org/"], "RFC 3161")],
)
def test_it_promises_trusted_time_only_where_somebody_is_asked(
    read: Read, settings: Settings, authorities: list[str], said: str
) -> None:
    settings.TIMESTAMP_AUTHORITIES = authorities

    assert said in read("/methodology/")


def test_it_promises_no_looks_where_none_are_planned(read: Read, settings: Settings) -> None:
    settings.RECHECK_DAYS = []

    assert "plans no looks of its own" in read("/methodology/")
