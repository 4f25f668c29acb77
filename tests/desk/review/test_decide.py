"""An editor settles a split in writing, publishes after a preview, corrects, and opens again."""

import pytest

from claims.models import Verdict
from claims.rules.verdicts import Rating
from tests.desk.forms import errors
from tests.factories import (
    a_claim,
    a_figure,
    a_party,
    a_reviewed_claim,
    a_settled_claim,
    a_split_claim,
    a_verdict,
    an_assignment,
    sealed,
)

pytestmark = pytest.mark.django_db


def post(client, claim, act, **sent):
    return client.post(f"/desk/claims/{claim.pk}/{act}/", sent)


def status(claim):
    claim.refresh_from_db()
    return claim.status


def test_a_split_is_settled_in_writing(sign_in, editor):
    claim = a_split_claim()
    response = post(
        sign_in(editor), claim, "settle", rating="contested", reason="Both pages are partial."
    )
    assert response.headers["Location"] == f"/desk/claims/{claim.pk}/publish/"
    assert status(claim) == "settled"


def test_both_reviews_stand_side_by_side_where_a_split_is_settled(sign_in, editor):
    text = sign_in(editor).get(f"/desk/claims/{a_split_claim().pk}/settle/").content.decode()
    assert '<span class="rating">Supported</span>' in text
    assert '<span class="rating">Refuted</span>' in text


@pytest.mark.parametrize("missing", ["rating", "reason"])
def test_a_split_is_not_settled_without_rating_or_writing(sign_in, editor, missing):
    claim = a_split_claim()
    sent = {"rating": "contested", "reason": "Both pages are partial."} | {missing: ""}
    assert list(errors(post(sign_in(editor), claim, "settle", **sent))) == [missing]
    assert status(claim) == "split"


def test_who_reviewed_in_the_round_does_not_settle_it(sign_in, editor):
    claim = a_claim()
    sealed(an_assignment(claim, reviewer=editor), Rating.SUPPORTED)
    sealed(an_assignment(claim), Rating.REFUTED)
    response = sign_in(editor).get(f"/desk/claims/{claim.pk}/settle/")
    assert response.status_code == 403
    assert "another editor has to settle it" in response.content.decode()


def test_a_verdict_is_previewed_and_nothing_is_published_by_that(sign_in, editor):
    claim = a_reviewed_claim()
    response = post(sign_in(editor), claim, "publish", summary="It is so.", preview="1")
    text = response.content.decode()
    assert response.status_code == 200
    assert "What readers will see" in text
    assert '<span class="rating">Supported</span>' in text
    assert not Verdict.objects.exists()


def test_a_verdict_is_published(sign_in, editor):
    claim = a_reviewed_claim()
    post(sign_in(editor), claim, "publish", summary="It is so.", publish="1")
    verdict = Verdict.objects.get()
    assert (verdict.rating, verdict.summary, verdict.basis) == (
        "supported",
        "It is so.",
        "agreement",
    )
    assert status(claim) == "published"


def test_a_settled_verdict_is_published_with_the_editors_range(sign_in, editor):
    claim = a_settled_claim(Rating.CONTESTED)
    figure = claim.figures.get()
    sent = {"summary": "Open.", "figure": figure.pk, "low": "5", "high": "20"}
    text = post(sign_in(editor), claim, "publish", preview="1", **sent).content.decode()
    assert "5 to 20" in text
    post(sign_in(editor), claim, "publish", publish="1", **sent)
    verdict = Verdict.objects.get()
    assert (verdict.rating, verdict.low, verdict.high) == ("contested", 5, 20)
    assert verdict.settlement


def test_a_verdict_without_a_summary_is_refused_at_the_field(sign_in, editor):
    claim = a_reviewed_claim()
    response = post(sign_in(editor), claim, "publish", summary=" ", publish="1")
    assert list(errors(response)) == ["summary"]
    assert not Verdict.objects.exists()


def test_a_verdict_is_not_published_while_reviewers_differ(sign_in, editor):
    claim = a_split_claim()
    assert post(sign_in(editor), claim, "publish", summary="So.").status_code == 403


def test_a_fact_checker_does_not_publish(sign_in, checker):
    claim = a_reviewed_claim()
    assert post(sign_in(checker), claim, "publish", summary="So.").status_code == 403
    assert not Verdict.objects.exists()


def a_correction(**changes):
    sent = {"rating": "mostly_supported", "summary": "Nearly so.", "reason": "A date was wrong."}
    return sent | changes


def test_a_published_verdict_is_corrected_and_the_old_one_stays(sign_in, editor):
    claim = a_verdict().claim
    post(sign_in(editor), claim, "correct", **a_correction())
    newest, first = Verdict.objects.order_by("-version")
    assert (newest.supersedes, newest.change_reason) == (first, "A date was wrong.")


def test_a_correction_is_previewed(sign_in, editor):
    claim = a_verdict().claim
    text = post(sign_in(editor), claim, "correct", preview="1", **a_correction()).content.decode()
    assert '<span class="rating">Mostly supported</span>' in text
    assert Verdict.objects.count() == 1


def test_the_form_of_a_correction_begins_with_what_is_published(sign_in, editor):
    claim = a_verdict(summary="As it stands.").claim
    form = sign_in(editor).get(f"/desk/claims/{claim.pk}/correct/").context["form"]
    assert (form["summary"].value(), form["rating"].value()) == ("As it stands.", "supported")


@pytest.mark.parametrize("missing", ["reason", "summary", "rating"])
def test_an_incomplete_correction_is_refused_at_the_field(sign_in, editor, missing):
    claim = a_verdict().claim
    response = post(sign_in(editor), claim, "correct", **a_correction(**{missing: ""}))
    assert list(errors(response)) == [missing]
    assert Verdict.objects.count() == 1


def test_a_correction_that_changes_nothing_is_refused_with_the_reason(sign_in, editor):
    claim = a_verdict(summary="So.").claim
    sent = a_correction(rating="supported", summary="So.")
    response = post(sign_in(editor), claim, "correct", **sent)
    assert "Nothing is different" in response.content.decode()


def test_a_published_claim_is_reviewed_again_with_a_reason(sign_in, editor):
    claim = a_verdict().claim
    assert list(errors(post(sign_in(editor), claim, "reopen", reason=""))) == ["reason"]
    post(sign_in(editor), claim, "reopen", reason="New footage.")
    assert status(claim) == "in_review"


def test_an_author_withdraws_and_an_editor_brings_back(sign_in, checker, editor):
    claim = a_claim(by=checker)
    post(sign_in(checker), claim, "withdraw", reason="It was a hoax.")
    assert status(claim) == "withdrawn"
    assert post(sign_in(checker), claim, "restore", reason="No.").status_code == 403
    post(sign_in(editor), claim, "restore", reason="It was none.")
    assert status(claim) == "recorded"


def test_a_claim_under_review_is_not_withdrawn(sign_in, editor):
    claim = a_claim()
    an_assignment(claim)
    assert post(sign_in(editor), claim, "withdraw", reason="Enough.").status_code == 403


def test_a_range_that_the_reviewers_share_is_published_by_itself(sign_in, editor):
    claim = a_claim(figures=[a_figure(subjects=[a_party()])])
    figure = claim.figures.get()
    for low, high in ((10, 20), (15, 30)):
        sealed(an_assignment(claim), figure=figure, low=low, high=high)
    text = sign_in(editor).get(f"/desk/claims/{claim.pk}/publish/").content.decode()
    assert "15 to 20" in text
    post(sign_in(editor), claim, "publish", summary="So.", publish="1")
    assert (Verdict.objects.get().low, Verdict.objects.get().high) == (15, 20)
