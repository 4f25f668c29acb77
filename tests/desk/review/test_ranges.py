"""Of a claim with several figures a review says which range the evidence supports for each."""

import pytest

from claims.models import Review, ReviewRange
from claims.operations.hold import free_drafts
from claims.operations.reviews.assign import decline
from claims.operations.reviews.review import save_review
from claims.reads.reviews import RangeGiven
from tests.desk.forms import a_review_form, errors
from tests.factories import (
    AT,
    a_claim,
    a_figure,
    a_party,
    an_assignment,
    an_editor,
    sealed,
)
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    army, rebels = a_party("The Army"), a_party("The Rebels")
    return a_claim(
        figures=[
            a_figure(subjects=[army]),
            a_figure(subjects=[rebels]),
            a_figure("wounded", subjects=[army], part="at the bridge"),
        ]
    )


def url(assignment):
    return f"/desk/reviews/{assignment.pk}/"


def ends(claim, **of_figures):
    """``of_0=(10, 15)`` is the range of the first figure, as a browser sends it."""
    figures = list(claim.figures.all())
    sent = {}
    for name, (low, high) in of_figures.items():
        figure = figures[int(name.removeprefix("of_"))]
        sent |= {f"low_{figure.pk}": low, f"high_{figure.pk}": high}
    return sent


def given(review):
    ranges = [review, *review.further_ranges.all()]
    return [(one.figure.measure_id, one.low, one.high) for one in ranges]


def test_each_figure_is_asked_for_by_measure_subject_and_scope(sign_in, checker, claim):
    assignment = an_assignment(claim, reviewer=checker)
    form = sign_in(checker).get(url(assignment)).context["form"]
    words = [row[0] for row in form.range_rows]
    assert words[:2] == ["Killed, The Army", "Killed, The Rebels"]
    assert words[2].startswith("Wounded, The Army, at the bridge")
    assert "figure" not in form.fields


def test_what_is_given_is_sealed_and_the_rest_left_out(sign_in, checker, claim):
    assignment, client = an_assignment(claim, reviewer=checker), sign_in(checker)
    sent = ends(claim, of_0=("", ""), of_1=("10", "15"), of_2=("", "4"))
    assert client.post(url(assignment), a_review_form(seal="1", **sent)).status_code == 302
    assert given(Review.objects.get()) == [("killed", 10, 15), ("wounded", None, 4)]
    text = " ".join(client.get(url(assignment)).content.decode().split())
    assert "Killed, The Rebels, 10 to 15" in text
    assert "up to 4" in text


def test_a_draft_is_shown_again_with_all_of_them(sign_in, checker, claim):
    assignment, client = an_assignment(claim, reviewer=checker), sign_in(checker)
    sent = ends(claim, of_0=("10", "15"), of_2=("3", ""))
    client.post(url(assignment), a_review_form(save="1", **sent))
    client.post(url(assignment), a_review_form(save="1", **sent))
    form = client.get(url(assignment)).context["form"]
    shown = [(low.value(), high.value()) for _words, low, high in form.range_rows]
    assert shown == [("10", "15"), (None, None), ("3", None)]


def test_ends_in_the_wrong_order_are_refused_at_their_figure(sign_in, checker, claim):
    assignment = an_assignment(claim, reviewer=checker)
    sent = ends(claim, of_0=("10", "15"), of_1=("9", "3"))
    response = sign_in(checker).post(url(assignment), a_review_form(seal="1", **sent))
    assert list(errors(response)) == [f"low_{claim.figures.all()[1].pk}"]
    assert not Review.objects.exists()


def test_a_claim_with_one_figure_is_asked_as_before(sign_in, checker):
    assignment = an_assignment(reviewer=checker)
    form = sign_in(checker).get(url(assignment)).context["form"]
    assert form.range_rows == []
    assert {"figure", "low", "high"} <= form.fields.keys()


def test_ranges_that_exclude_each_other_split_the_round_and_stand_side_by_side(
    sign_in, editor, claim
):
    first, second, _third = claim.figures.all()
    for low, high in ((5, 9), (10, 20)):
        further = [RangeGiven(second, low, high)]
        sealed(an_assignment(claim), figure=first, low=1, high=2, further=further)
    claim.refresh_from_db()
    assert claim.status == "split"
    client = sign_in(editor)
    client.post(f"/desk/claims/{claim.pk}/reviews/open/", {"then": "claim_settle"})
    text = " ".join(client.get(f"/desk/claims/{claim.pk}/settle/").content.decode().split())
    assert "Killed, The Rebels, 5 to 9" in text
    assert "Killed, The Rebels, 10 to 20" in text
    assert text.count("Killed, The Army, 1 to 2") == 2


def kept(claim, *ranges):
    assignment = an_assignment(claim)
    save_review(assignment=assignment, rating="", further=ranges, by=assignment.reviewer, at=AT)
    return assignment


def test_two_ranges_for_one_figure_are_refused(claim):
    figure = claim.figures.first()
    with pytest.raises(Refusal) as refused:
        kept(claim, RangeGiven(figure, 1, 2), RangeGiven(figure, 3, 4))
    assert refused.value.code == "range_twice"


def test_a_figure_of_another_claim_is_refused(claim):
    with pytest.raises(Refusal) as refused:
        kept(claim, RangeGiven(a_claim().figures.get(), 1, 2))
    assert refused.value.code == "other_claim"


def test_a_draft_that_is_given_back_leaves_none(claim):
    assignment = kept(claim, RangeGiven(claim.figures.first(), 1, 2))
    decline(assignment=assignment, reason="No time.", by=assignment.reviewer, at=AT)
    assert not ReviewRange.objects.exists()


def test_a_figure_that_goes_out_is_taken_from_drafts_and_stays_once_it_is_sealed(claim):
    first, second, _third = claim.figures.all()
    kept(claim, RangeGiven(first, 1, 2), RangeGiven(second, 1, 2))
    free_drafts(claim, [second.pk])
    assert [one.figure for one in ReviewRange.objects.all()] == [first]
    sealed(an_assignment(claim, by=an_editor()), further=[RangeGiven(second, 1, 2)])
    with pytest.raises(Refusal) as refused:
        free_drafts(claim, [second.pk])
    assert refused.value.code == "figure_judged"
