"""As of a moment after which nothing changed, every dossier is the very page of today."""

from __future__ import annotations

from typing import Any

import pytest

from tests.mali import mali_loaded
from tests.public.earlier.sameness import without_moment

# The dossiers are loaded once for the run; the mark makes the database of the tests.
pytestmark = pytest.mark.django_db

Pages = dict[str, tuple[str, str]]


@pytest.fixture(scope="module")
def pages(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Pages:
    """The page of each dossier of the Mali seeds: of today, and as of a moment."""
    with django_db_blocker.unblock():
        return mali_loaded(tmp_path_factory.getbasetemp()).pages


def test_every_dossier_says_the_same(pages: Pages) -> None:
    assert len(pages) == 24
    for slug, (now, then) in pages.items():
        assert without_moment(then) == without_moment(now), slug


def test_what_is_compared_is_all_of_it(pages: Pages) -> None:
    now, then = pages["tinzaouaten-2024"]

    assert "As readers saw it on 2 March 2026" in then
    assert "?as_of=" in then
    assert then != now
    whole = without_moment(now)
    assert "opening" in whole
    for section in ("said", "figures", "claimants", "pairs", "places", "timeline", "pages"):
        assert f'aria-labelledby="{section}"' in whole, section
