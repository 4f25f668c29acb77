"""As of a moment after which nothing changed, dossiers and pairs are the very pages of today."""

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
    """Pages of the Mali seeds by their paths: of today, and as of a moment."""
    with django_db_blocker.unblock():
        return mali_loaded(tmp_path_factory.getbasetemp()).pages


@pytest.mark.parametrize(("start", "number"), [("/incidents/", 24), ("/pairs/", 29)])
def test_they_say_the_same(pages: Pages, start: str, number: int) -> None:
    asked = {path: page for path, page in pages.items() if path.startswith(start)}

    assert len(asked) == number
    for path, (now, then) in asked.items():
        assert "As readers saw it on 2 March 2026" in then, path
        assert without_moment(then) == without_moment(now), path


def test_what_is_compared_is_all_of_a_dossier(pages: Pages) -> None:
    now, then = pages["/incidents/tinzaouaten-2024/"]
    whole = without_moment(now)

    assert "?as_of=" in then
    assert "opening" in whole
    for section in ("said", "figures", "claimants", "pairs", "places", "timeline", "pages"):
        assert f'aria-labelledby="{section}"' in whole, section
