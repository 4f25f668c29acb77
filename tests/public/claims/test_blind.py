"""While a round is blind, and until a verdict is published, readers see nothing of it."""

from __future__ import annotations

import pytest

from claims.models import Claim
from tests.factories import (
    a_claim,
    a_pair,
    a_reviewed_claim,
    a_settled_claim,
    a_split_claim,
    a_user,
    an_assignment,
    sealed,
)
from tests.public.conftest import Read
from tests.ratings import Rating

REASONING = "Only the reviewer may know this sentence."


def everywhere(claim: Claim, read: Read) -> str:
    """Everything that is public of a claim, put together."""
    paths = [
        "/",
        f"/incidents/{claim.incident.slug}/",
        f"/claims/{claim.pk}/",
        f"/parties/{claim.claimant.slug}/",
        "/search/",
        "/corrections/",
        "/feeds/claims.atom",
        "/feeds/verdicts.atom",
        "/feeds/corrections.json",
        f"/feeds/incidents/{claim.incident.slug}.json",
    ]
    return "".join(read(path) for path in paths)


def test_a_sealed_review_is_shown_nowhere_while_the_round_is_open(read: Read) -> None:
    claim = a_claim()
    reviewer = a_user(name="Reviewer Somebody")
    an_assignment(claim)
    sealed(an_assignment(claim, reviewer=reviewer), Rating.REFUTED, reasoning=REASONING)

    shown = everywhere(claim, read)

    assert REASONING not in shown
    assert "Reviewer Somebody" not in shown
    assert 'class="rating"' not in shown


@pytest.mark.parametrize(
    "decided",
    [a_reviewed_claim, a_split_claim, a_settled_claim],
    ids=["agreed", "split", "settled"],
)
def test_a_closed_round_looks_like_an_open_one(read: Read, decided) -> None:
    claim = decided()

    shown = everywhere(claim, read)

    assert "under review" in shown
    assert 'class="rating"' not in shown
    for word in ("agreed", "settled", "One page was printed"):
        assert word not in shown


def test_the_pair_shows_nothing_of_it_either(read: Read) -> None:
    pair = a_pair()
    a_reviewed_claim(claim=pair.answers)

    assert 'class="rating"' not in read(f"/pairs/{pair.pk}/")


def test_no_search_tells_them_apart(read: Read) -> None:
    a_reviewed_claim(Rating.REFUTED, Rating.REFUTED)

    assert "Nothing found" in read("/search/", rating="refuted")
