"""The page of how far reviewers agree: closed rounds alone, and nothing of a few of them."""

import pytest

from claims.operations.reviews.rounds import cancel_round
from claims.reads.publishing.ratings_given import ratings_given
from tests.factories import AT, a_claim, a_reviewed_claim, an_assignment, an_editor, later, sealed
from tests.ratings import Rating

pytestmark = pytest.mark.django_db
DAY = AT.date().isoformat()


def seen(client, **asked):
    return client.get("/desk/agreement/", asked).context["found"]


@pytest.fixture
def ten_rounds():
    claims = [a_reviewed_claim() for _ in range(8)]
    return claims + [a_reviewed_claim(Rating.SUPPORTED, Rating.REFUTED) for _ in range(2)]


def test_closed_rounds_are_counted(sign_in, editor, ten_rounds):
    found = seen(sign_in(editor))
    assert (found.units, found.pairs, found.raw) == (10, 10, 0.8)
    assert found.low <= found.alpha <= found.high


def test_open_and_cancelled_rounds_are_not(sign_in, editor, ten_rounds):
    sealed(an_assignment())
    claim = a_claim()
    sealed(an_assignment(claim))
    cancel_round(claim=claim, reason="The wrong claim.", by=an_editor(), at=AT)
    assert seen(sign_in(editor)).units == 10


def test_a_period_and_a_dossier_narrow_it(sign_in, editor, ten_rounds):
    client = sign_in(editor)
    assert seen(client, since=DAY, until=DAY).units == 10
    assert seen(client, since=later(days=1).date().isoformat()).units == 0
    slug = ten_rounds[0].incident.slug
    response = client.get("/desk/agreement/", {"incident": slug})
    assert response.context["found"].units == 1
    text = response.content.decode()
    assert "nothing is said of fewer than 10" in text
    assert "alpha" not in text.partition("How to read it")[0].lower()


def test_a_period_that_cannot_be_is_refused_at_its_field(sign_in, editor):
    client = sign_in(editor)
    response = client.get("/desk/agreement/", {"since": "2026-02-01", "until": "2026-01-01"})
    assert list(response.context["form"].errors) == ["until"]
    assert client.get("/desk/agreement/", {"nonsense": "1"}).status_code == 400


def test_all_rounds_are_read_in_one_query(ten_rounds, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(ratings_given()) == 10


def test_fact_checkers_do_not_see_it(sign_in, checker):
    assert sign_in(checker).get("/desk/agreement/").status_code == 403
