"""A review is written blind, kept as a draft, and sealed once."""

import pytest

from claims.models import Review
from tests.desk.forms import a_review_form, errors
from tests.factories import a_citation, a_claim, a_pair, a_quotation, an_assignment, sealed
from tests.ratings import Rating

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment(checker):
    return an_assignment(a_claim(statement="Forty were taken."), reviewer=checker)


def url(assignment):
    return f"/desk/reviews/{assignment.pk}/"


def test_a_review_is_sealed_with_its_evidence(sign_in, checker):
    claim = a_claim()
    citation = a_citation(claim)
    assignment = an_assignment(claim, reviewer=checker)
    sent = a_review_form(citations=[citation.pk], seal="1")
    response = sign_in(checker).post(url(assignment), sent)
    review = Review.objects.get()
    assert response.status_code == 302
    assert review.sealed_at is not None
    assert [row.pk for row in review.citations.all()] == [citation.pk]


def test_the_reviewer_sees_claim_pairs_and_evidence(sign_in, checker):
    pair = a_pair()
    quotation = a_quotation(exact="only five were killed")
    a_citation(pair.answers, page=quotation.page, quotation=quotation)
    assignment = an_assignment(pair.answers, reviewer=checker)
    text = sign_in(checker).get(url(assignment)).content.decode()
    assert pair.answers.statement in text
    assert f"/desk/claims/{pair.claim_id}/" in text
    assert "only five were killed" in text
    assert Rating.CONTESTED.meaning in text


def test_a_draft_is_kept_and_shown_again(sign_in, checker, assignment):
    sign_in(checker).post(url(assignment), a_review_form(rating="refuted", save="1"))
    assert Review.objects.get().sealed_at is None
    form = sign_in(checker).get(url(assignment)).context["form"]
    assert form["rating"].value() == "refuted"
    assert form["reasoning"].value() == "Both pages say so."


def test_a_draft_needs_no_rating_yet(sign_in, checker, assignment):
    sign_in(checker).post(url(assignment), a_review_form(rating="", save="1"))
    assert Review.objects.get().rating == ""
    for page in (url(assignment), "/desk/", f"/desk/claims/{assignment.claim.pk}/reviews/"):
        assert sign_in(checker).get(page).status_code == 200


def test_sealing_says_at_the_rating_that_it_needs_one(sign_in, checker, assignment):
    sign_in(checker).post(url(assignment), a_review_form(rating="", save="1"))
    response = sign_in(checker).post(url(assignment), a_review_form(rating="", seal="1"))
    assert errors(response) == {"rating": ["Choose a rating: only a draft can do without one."]}
    assert Review.objects.get().sealed_at is None


def test_a_range_is_given_for_a_figure(sign_in, checker, assignment):
    figure = assignment.claim.figures.get()
    sent = a_review_form(figure=figure.pk, low="10", high="15", seal="1")
    sign_in(checker).post(url(assignment), sent)
    review = Review.objects.get()
    assert (review.figure, review.low, review.high) == (figure, 10, 15)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rating": ""}, "rating"),
        ({"rating": "true"}, "rating"),
        ({"reasoning": ""}, "reasoning"),
        ({"reasoning": "a\x00"}, "reasoning"),
        ({"confirmed": ""}, "confirmed"),
        ({"low": "3"}, "figure"),
        ({"figure": "0"}, "figure"),
        ({"citations": ["0"]}, "citations"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(sign_in, checker, assignment, changes, field):
    response = sign_in(checker).post(url(assignment), a_review_form(seal="1", **changes))
    assert field in errors(response)
    assert not Review.objects.filter(sealed_at__isnull=False).exists()


def test_a_range_upside_down_is_refused_at_the_field(sign_in, checker, assignment):
    figure = assignment.claim.figures.get().pk
    sent = a_review_form(figure=figure, low="9", high="3", seal="1")
    assert list(errors(sign_in(checker).post(url(assignment), sent))) == ["low"]


def test_evidence_has_to_be_named_where_there_is_some(sign_in, checker):
    claim = a_claim()
    a_citation(claim)
    assignment = an_assignment(claim, reviewer=checker)
    response = sign_in(checker).post(url(assignment), a_review_form(seal="1"))
    assert list(errors(response)) == ["citations"]


def test_a_sealed_review_is_only_read(sign_in, checker, assignment):
    sealed(assignment, Rating.REFUTED)
    text = sign_in(checker).get(url(assignment)).content.decode()
    assert "It can no longer be changed." in text
    response = sign_in(checker).post(url(assignment), a_review_form(seal="1"))
    assert response.status_code == 403
    assert Review.objects.get().rating == "refuted"


def test_sealing_says_all_that_is_lacking_at_once(sign_in, checker, assignment):
    a_citation(assignment.claim)
    response = sign_in(checker).post(url(assignment), {"seal": "1"})
    lacking = {"rating", "reasoning", "has_interest", "citations", "confirmed"}
    assert errors(response).keys() == lacking
    assert all(len(said) == 1 for said in errors(response).values())


def test_once_its_round_has_closed_it_is_not_said_that_only_they_see_it(
    sign_in, checker, assignment
):
    sealed(assignment)
    alone = "only you see it"
    assert alone in sign_in(checker).get(url(assignment)).content.decode()
    sealed(an_assignment(assignment.claim))
    assert alone not in sign_in(checker).get(url(assignment)).content.decode()


def test_somebody_elses_review_is_neither_read_nor_written(sign_in, checker):
    other = an_assignment()
    assert sign_in(checker).get(url(other)).status_code == 403
    assert sign_in(checker).post(url(other), a_review_form(seal="1")).status_code == 403
    assert not Review.objects.exists()


def test_somebody_elses_sealed_review_is_not_read_either(sign_in, editor):
    other = sealed(an_assignment(), reasoning="A giveaway, as was said.")
    response = sign_in(editor).get(url(other))
    assert response.status_code == 403
    assert "A giveaway, as was said." not in response.content.decode()
