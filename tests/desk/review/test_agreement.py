"""The page of how far reviewers agree: closed rounds alone, and nothing of a few of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.operations.reviews.rounds import cancel_round
from claims.reads.publishing.ratings_given import ratings_given
from tests.factories import AT, a_claim, a_reviewed_claim, an_assignment, an_editor, later, sealed
from tests.ratings import Rating
from tracker.base.people.models import User

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


def in_team(team, *people):
    User.objects.filter(pk__in=[person.pk for person in people]).update(team=team)


def test_each_team_has_a_row_of_the_rounds_that_two_of_it_reviewed(sign_in, editor, ten_rounds):
    reviewers = {
        claim.pk: list(User.objects.filter(assignments__round__claim=claim)) for claim in ten_rounds
    }
    for pair in reviewers.values():
        in_team("Sahel desk", *pair)
    (alone, _other) = reviewers[ten_rounds[0].pk]
    in_team("Night desk", alone)
    client = sign_in(editor)
    rows = dict(client.get("/desk/agreement/").context["teams"])
    assert {name: row.units for name, row in rows.items()} == {"Night desk": 0, "Sahel desk": 9}
    in_team("Sahel desk", alone)
    response = client.get("/desk/agreement/")
    ((name, row),) = response.context["teams"]
    assert (name, row.units, row.raw) == ("Sahel desk", 10, 0.8)
    assert row.low <= row.alpha <= row.high


def test_one_team_is_asked_for_in_the_address(sign_in, editor, ten_rounds):
    in_team("Sahel desk", *User.objects.filter(assignments__round__claim=ten_rounds[0]))
    client = sign_in(editor)
    assert seen(client, team="Sahel desk").units == 1
    assert seen(client).units == 10
    response = client.get("/desk/agreement/", {"team": "Moon desk"})
    assert list(response.context["form"].errors) == ["team"]


def test_more_teams_take_no_more_queries(sign_in, editor, ten_rounds, django_assert_num_queries):
    client = sign_in(editor)
    client.get("/desk/agreement/")
    with CaptureQueriesContext(connection) as without:
        client.get("/desk/agreement/")
    for number, claim in enumerate(ten_rounds):
        in_team(f"Desk {number}", *User.objects.filter(assignments__round__claim=claim))
    with django_assert_num_queries(len(without)):
        assert len(client.get("/desk/agreement/").context["teams"]) == 10


def test_all_rounds_are_read_in_one_query(ten_rounds, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(ratings_given()) == 10


def test_fact_checkers_do_not_see_it(sign_in, checker):
    assert sign_in(checker).get("/desk/agreement/").status_code == 403
