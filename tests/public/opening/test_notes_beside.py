"""What is noted for readers on a claim stands beside its words and its figures, not below them."""

from __future__ import annotations

import pytest

from tests.factories import a_claim, a_figure, a_pair, a_party, an_incident
from tests.markup import folded
from tests.public.conftest import Read

pytestmark = pytest.mark.django_db
ON_CLAIM, ON_FIGURE = (
    "Probably mixed up with another attack.",
    "In the page’s address, not its text.",
)


@pytest.mark.parametrize(
    "path", ["/", "/incidents/ford/", "pair", "/search/?kind=claim&sort=widest"]
)
def test_a_note_stands_beside_the_figures_that_contradict(read: Read, path: str) -> None:
    incident, army = an_incident(slug="ford", title="The ford"), a_party("Army")
    ten = a_figure(best=10, subjects=[army], public_note=ON_FIGURE)
    ninety = a_figure(best=90, subjects=[army])
    answered = a_claim(incident=incident, claimant=a_party("League"), figures=[ten])
    pair = a_pair(
        answers=answered,
        claim=a_claim(
            incident=incident, claimant=a_party("Corps"), figures=[ninety], public_note=ON_CLAIM
        ),
    )

    page = folded(read(f"/pairs/{pair.pk}/" if path == "pair" else path))

    assert ON_CLAIM in page
    assert ON_FIGURE in page
