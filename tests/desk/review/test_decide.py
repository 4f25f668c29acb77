"""An editor settles a split in writing, publishes after a preview, corrects, and opens again."""

import pytest
from django.urls import reverse

from claims.models import Claim, ProposedCorrection, Verdict
from claims.operations.reviews.rounds import reopen
from claims.operations.verdicts.settle import settle
from claims.reads.reviews import RangeGiven
from tests.desk.forms import WAIVING, as_shown, errors
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_claim_judged_by_figure,
    a_figure,
    a_party,
    a_proposal,
    a_reviewed_claim,
    a_settled_claim,
    a_split_claim,
    a_verdict,
    an_assignment,
    an_editor,
    sealed,
)
from tests.ratings import Rating
from tracker.base.people.models import User

pytestmark = pytest.mark.django_db


def post(client, claim, act, **sent):
    return client.post(f"/desk/claims/{claim.pk}/{act}/", sent)


def status(claim):
    claim.refresh_from_db()
    return claim.status


def opened(client, claim, then="claim_settle"):
    """The client, once it has opened the reviews; it comes back to the page it was on."""
    response = post(client, claim, "reviews/open", then=then)
    assert response.headers["Location"] == reverse(f"desk:{then}", args=[claim.pk])
    return client


def test_a_split_is_settled_in_writing(sign_in, editor):
    claim = a_split_claim()
    response = post(
        opened(sign_in(editor), claim),
        claim,
        "settle",
        rating="contested",
        reason="Both pages are partial.",
    )
    assert response.headers["Location"] == f"/desk/claims/{claim.pk}/"
    assert status(claim) == "settled"


def test_both_reviews_stand_side_by_side_where_a_split_is_settled(sign_in, editor):
    claim, client = a_split_claim(), sign_in(editor)
    closed = client.get(f"/desk/claims/{claim.pk}/settle/").content.decode()
    assert "Refuted" not in closed
    text = opened(client, claim).get(f"/desk/claims/{claim.pk}/settle/").content.decode()
    assert '<span class="rating">Supported</span>' in text
    assert '<span class="rating">Refuted</span>' in text


def test_a_split_is_not_settled_unread(sign_in, editor):
    claim = a_split_claim()
    sent = {"rating": "contested", "reason": "Both pages are partial."}
    post(sign_in(editor), claim, "settle", **sent)
    assert status(claim) == "split"


def test_only_what_the_reviewers_left_room_for_can_be_chosen(sign_in, editor):
    claim = a_reviewed_claim(Rating.REFUTED, Rating.MOSTLY_REFUTED)
    client = opened(sign_in(editor), claim)
    form = client.get(f"/desk/claims/{claim.pk}/settle/").context["form"]
    assert [radio.data["value"] for radio in form["rating"]] == [
        "mostly_refuted",
        "refuted",
        "contested",
        "needs_more_evidence",
    ]
    sent = {"rating": "supported", "reason": "So, as was said."}
    assert list(errors(post(client, claim, "settle", **sent))) == ["rating"]


@pytest.mark.parametrize("missing", ["rating", "reason"])
def test_a_split_is_not_settled_without_rating_or_writing(sign_in, editor, missing):
    claim = a_split_claim()
    sent = {"rating": "contested", "reason": "Both pages are partial."} | {missing: ""}
    client = opened(sign_in(editor), claim)
    assert list(errors(post(client, claim, "settle", **sent))) == [missing]
    assert status(claim) == "split"


def test_who_reviewed_in_the_round_does_not_settle_it(sign_in, editor):
    claim = a_claim()
    sealed(an_assignment(claim, reviewer=editor), Rating.SUPPORTED)
    sealed(an_assignment(claim), Rating.REFUTED)
    response = sign_in(editor).get(f"/desk/claims/{claim.pk}/settle/")
    assert response.status_code == 403
    assert "another editor has to decide here" in response.content.decode()


def test_where_somebody_may_not_the_page_says_who_can(sign_in, editor):
    claim = a_claim(by=editor)
    a_reviewed_claim(Rating.SUPPORTED, Rating.REFUTED, claim=claim)
    claim.refresh_from_db()
    page = f"/desk/claims/{claim.pk}/"
    an_editor(name="Zeinab Second")
    assert "Zeinab Second" in sign_in(editor).get(f"{page}settle/").content.decode()
    assert "Zeinab Second." in sign_in(editor).get(page).content.decode()


def test_where_nobody_can_the_page_says_what_an_administrator_can(sign_in, editor):
    claim = a_claim()
    for _ in range(2):
        sealed(an_assignment(claim, by=editor))
    claim.refresh_from_db()
    User.objects.filter(role="editor").exclude(pk=editor.pk).update(is_active=False)
    text = sign_in(editor).get(f"/desk/claims/{claim.pk}/").content.decode()
    assert "An administrator can waive this rule in writing" in text


def test_who_settles_is_told_who_could_publish_it(sign_in, editor):
    claim = a_split_claim()
    User.objects.filter(role="editor").exclude(pk=editor.pk).update(is_active=False)
    client = opened(sign_in(editor), claim)
    url = f"/desk/claims/{claim.pk}/settle/"
    assert "nobody else here can. An administrator can make" in client.get(url).content.decode()

    an_editor(name="Zeinab Second")

    assert "Who can: Zeinab Second." in client.get(url).content.decode()


def test_where_the_only_editor_settled_the_button_says_what_an_administrator_can(sign_in, editor):
    claim = a_settled_claim(by=editor)
    User.objects.filter(role="editor").exclude(pk=editor.pk).update(is_active=False)

    text = sign_in(editor).get(f"/desk/claims/{claim.pk}/").content.decode()

    assert "another editor has to publish the verdict." in text
    assert "Nobody here can. An administrator can make somebody else an editor." in text


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
    post(sign_in(editor), claim, "publish", summary="It is so.", publish="1", **WAIVING)
    verdict = Verdict.objects.get()
    assert (verdict.rating, verdict.summary, verdict.basis) == (
        "supported",
        "It is so.",
        "agreement",
    )
    assert status(claim) == "published"


def test_a_settled_verdict_is_published_with_the_editors_range(sign_in, editor):
    claim = a_claim()
    figure = claim.figures.get()
    sealed(an_assignment(claim), Rating.SUPPORTED, figure=figure, low=5, high=30)
    sealed(an_assignment(claim), Rating.REFUTED, figure=figure, low=2, high=8)
    settle(claim=claim, rating="contested", reason="Both, as was said.", by=an_editor(), at=AT)
    sent = WAIVING | {"summary": "Open.", "figure": figure.pk, "low": "5", "high": "20"}
    text = post(sign_in(editor), claim, "publish", preview="1", **sent).content.decode()
    assert "5 to 20" in text
    post(sign_in(editor), claim, "publish", publish="1", **sent)
    verdict = Verdict.objects.get()
    assert (verdict.rating, verdict.low, verdict.high) == ("contested", 5, 20)
    assert verdict.settlement


def of_each(claim, *ends):
    """The fields of a range for each of a claim's figures, as a browser sends them."""
    sent = {}
    for figure, (low, high) in zip(claim.figures.all(), ends, strict=True):
        sent |= {f"low_{figure.pk}": low, f"high_{figure.pk}": high}
    return sent


def test_the_ranges_of_a_settled_split_are_given_figure_by_figure(sign_in, editor):
    claim = a_claim(figures=[a_figure("killed"), a_figure("wounded")])
    killed, wounded = claim.figures.all()
    for rating, low in ((Rating.SUPPORTED, 5), (Rating.REFUTED, 15)):
        further = [RangeGiven(wounded, 1, low)]
        sealed(an_assignment(claim), rating, figure=killed, low=low, high=20, further=further)
    settle(claim=claim, rating="contested", reason="Both, as was said.", by=an_editor(), at=AT)
    client, sent = sign_in(editor), WAIVING | {"summary": "Open."}

    outside = post(client, claim, "publish", publish="1", **sent, **of_each(claim, (4, 9), (1, 3)))
    assert "No reviewer gave this range" in outside.content.decode()
    sent |= of_each(claim, (6, 19), (2, 8))
    text = post(client, claim, "publish", preview="1", **sent).content.decode()
    assert "6 to 19" in text
    assert "2 to 8" in text
    post(client, claim, "publish", publish="1", **sent)
    given = [(one.figure, one.low, one.high) for one in Verdict.objects.get().ranges]
    assert given == [(killed, 6, 19), (wounded, 2, 8)]


def test_what_reviewers_share_is_shown_figure_by_figure_before_it_is_published(sign_in, editor):
    claim = a_claim_judged_by_figure((10, 20), (1, 5))
    client = opened(sign_in(editor), claim, "claim_publish")
    text = client.get(f"/desk/claims/{claim.pk}/publish/").content.decode()
    assert "10 to 20" in text
    assert "1 to 5" in text
    post(client, claim, "publish", publish="1", summary="So, as was said.", **WAIVING)
    assert len(Verdict.objects.get().ranges) == 2


def test_a_correction_begins_with_the_ranges_of_all_figures(sign_in, editor):
    verdict = a_verdict(a_claim_judged_by_figure((10, 20), (1, 5)))
    claim, client = verdict.claim, sign_in(editor)
    form = client.get(f"/desk/claims/{claim.pk}/correct/").context["form"]
    ends = [(low.value(), high.value()) for _words, low, high in form.range_rows]
    assert ends == [("10", "20"), ("1", "5")]

    sent = {"rating": verdict.rating, "reason": "Misread, as was said.", "summary": verdict.summary}
    sent |= of_each(claim, (10, 20), (2, 5))
    refused = post(client, claim, "correct", publish="1", kind="clarity", **sent)
    assert list(errors(refused)) == ["kind"]
    post(client, claim, "correct", publish="1", kind="finding", **sent)
    proposal = ProposedCorrection.objects.get()
    assert [(one.low, one.high) for one in proposal.ranges] == [(10, 20), (2, 5)]
    page = sign_in(an_editor()).get(f"/desk/corrections/{proposal.pk}/agree/").content.decode()
    assert "1 to 5" in page
    assert "2 to 5" in page


def test_a_verdict_without_a_summary_is_refused_at_the_field(sign_in, editor):
    claim = a_reviewed_claim()
    response = post(sign_in(editor), claim, "publish", summary=" ", publish="1")
    assert list(errors(response)) == ["summary"]
    assert not Verdict.objects.exists()


def test_a_verdict_is_not_published_while_reviewers_differ(sign_in, editor):
    claim = a_split_claim()
    assert post(sign_in(editor), claim, "publish", summary="So, as was said.").status_code == 403


def test_a_fact_checker_does_not_publish(sign_in, checker):
    claim = a_reviewed_claim()
    assert post(sign_in(checker), claim, "publish", summary="So, as was said.").status_code == 403
    assert not Verdict.objects.exists()


def correcting(**changes):
    sent = {"kind": "detail", "rating": "supported", "summary": "Nearly so."}
    return sent | {"reason": "A date was wrong."} | changes


def test_a_published_verdict_is_corrected_and_the_old_one_stays(sign_in, editor):
    claim = a_verdict().claim
    post(sign_in(editor), claim, "correct", **correcting())
    newest, first = Verdict.objects.order_by("-version")
    assert (newest.supersedes, newest.change_reason) == (first, "A date was wrong.")


def test_a_correction_is_previewed_beside_the_version_that_is_published(sign_in, editor):
    claim = a_verdict(summary="As it stands.").claim
    sent = correcting(kind="finding", rating="mostly_supported")
    text = post(sign_in(editor), claim, "correct", preview="1", **sent).content.decode()
    assert "Published now (version 1)" in text
    assert "As it stands." in text
    assert '<span class="rating">Supported</span>' in text
    assert '<span class="rating">Mostly supported</span>' in text
    assert Verdict.objects.count() == 1


def test_the_preview_asks_to_confirm_a_summary_that_names_another_rating(sign_in, editor):
    claim, client = a_verdict().claim, sign_in(editor)
    sent = correcting(summary="It is refuted.")
    response = post(client, claim, "correct", preview="1", **sent)
    assert list(errors(response)) == ["confirmed"]
    assert 'name="confirmed"' in response.content.decode()
    post(client, claim, "correct", **sent)
    assert Verdict.objects.count() == 1
    post(client, claim, "correct", confirmed="on", **sent)
    assert Verdict.objects.count() == 2


def test_the_form_of_a_correction_begins_with_what_is_published(sign_in, editor):
    claim = a_verdict(summary="As it stands.").claim
    form = sign_in(editor).get(f"/desk/claims/{claim.pk}/correct/").context["form"]
    assert (form["summary"].value(), form["rating"].value()) == ("As it stands.", "supported")


@pytest.mark.parametrize("missing", ["kind", "reason", "summary", "rating"])
def test_an_incomplete_correction_is_refused_at_the_field(sign_in, editor, missing):
    claim = a_verdict().claim
    response = post(sign_in(editor), claim, "correct", **correcting(**{missing: ""}))
    assert list(errors(response)) == [missing]
    assert Verdict.objects.count() == 1


def test_a_correction_that_changes_nothing_is_refused_with_the_reason(sign_in, editor):
    claim = a_verdict(summary="So, as was said.").claim
    response = post(sign_in(editor), claim, "correct", **correcting(summary="So, as was said."))
    assert "Nothing is different" in response.content.decode()


def test_another_rating_does_not_pass_as_wording(sign_in, editor):
    claim = a_verdict().claim
    response = post(sign_in(editor), claim, "correct", **correcting(rating="refuted"))
    assert list(errors(response)) == ["kind"]
    assert not ProposedCorrection.objects.exists()


def test_a_correction_written_against_an_older_version_is_refused(sign_in, editor):
    claim, client = a_verdict().claim, sign_in(editor)
    post(client, claim, "correct", **correcting(against="1"))
    response = post(client, claim, "correct", **correcting(against="1", summary="Else."))
    assert "Version 2 of this verdict has been published meanwhile" in response.content.decode()


def test_another_rating_is_proposed_and_a_second_editor_agrees_to_it(sign_in, editor):
    claim = a_verdict().claim
    sent = correcting(kind="finding", rating="refuted", summary="It is not so.")
    response = post(sign_in(editor), claim, "correct", **sent)
    proposal = ProposedCorrection.objects.get()
    page = f"/desk/corrections/{proposal.pk}/agree/"
    assert response.headers["Location"] == page
    assert "a second editor has to agree" in sign_in(editor).get(page).content.decode()
    assert sign_in(editor).post(page, {"reason": "Yes, as was said."}).status_code == 403

    second = sign_in(an_editor())
    assert page in second.get("/desk/").content.decode()
    assert "It is not so." in second.get(page).content.decode()
    assert list(errors(second.post(page, {"reason": ""}))) == ["reason"]
    second.post(page, {"reason": "I read it again and agree."})
    verdict = Verdict.objects.get(version=2)
    assert (verdict.rating, verdict.agreement) == ("refuted", "I read it again and agree.")


@pytest.mark.parametrize(("answer", "own"), [("refuse", False), ("withdraw", True)])
def test_a_proposal_is_refused_or_taken_back(sign_in, editor, answer, own):
    proposal = a_proposal(by=editor)
    person = editor if own else an_editor()
    page = f"/desk/corrections/{proposal.pk}/{answer}/"
    assert page in sign_in(person).get(f"/desk/corrections/{proposal.pk}/agree/").content.decode()
    sign_in(person).post(page, {"reason": "It was read rightly."})
    proposal.refresh_from_db()
    assert proposal.status in {"refused", "withdrawn"}
    assert Verdict.objects.count() == 1


def test_the_preview_shows_the_reason_that_will_be_published(sign_in, editor):
    claim = a_verdict(summary="As it stands.").claim
    reopen(claim=claim, reason="New footage was found.", by=an_editor(), at=AT)
    for _ in range(2):
        sealed(an_assignment(claim), Rating.REFUTED)
    claim.refresh_from_db()
    sent = WAIVING | {"summary": "Not so."}
    text = post(sign_in(editor), claim, "publish", preview="1", **sent).content.decode()
    assert "New footage was found." in text
    assert "As it stands." in text
    post(sign_in(editor), claim, "publish", **sent)
    assert Verdict.objects.get(version=2).change_reason == "New footage was found."


def test_what_was_decided_is_said_to_be_closed_until_the_reviews_are_opened(sign_in, editor):
    claim, client = a_reviewed_claim(), sign_in(editor)
    closed = "It is shown here once you have opened the reviews."
    assert closed in client.get(f"/desk/claims/{claim.pk}/publish/").content.decode()
    client = opened(client, claim, then="claim_publish")
    assert closed not in client.get(f"/desk/claims/{claim.pk}/publish/").content.decode()


def test_a_published_claim_is_reviewed_again_with_a_reason(sign_in, editor):
    claim = a_verdict().claim
    client = sign_in(editor)
    assert (
        "Your reason is published"
        in client.get(f"/desk/claims/{claim.pk}/reopen/").content.decode()
    )
    assert list(errors(post(client, claim, "reopen", reason=""))) == ["reason"]
    post(sign_in(editor), claim, "reopen", reason="New footage, as was said.")
    assert status(claim) == "in_review"


def test_an_author_withdraws_and_an_editor_brings_back(sign_in, checker, editor):
    claim = a_claim(by=checker)
    post(sign_in(checker), claim, "withdraw", reason="It was a hoax.")
    assert status(claim) == "withdrawn"
    assert post(sign_in(checker), claim, "restore", reason="No, as was said.").status_code == 403
    post(sign_in(editor), claim, "restore", reason="It was none.")
    assert status(claim) == "recorded"


def test_a_claim_under_review_is_not_withdrawn(sign_in, editor):
    claim = a_claim()
    an_assignment(claim)
    assert (
        post(sign_in(editor), claim, "withdraw", reason="Enough, as was said.").status_code == 403
    )


def test_a_range_that_the_reviewers_share_is_published_by_itself(sign_in, editor):
    claim = a_claim(figures=[a_figure(subjects=[a_party()])])
    figure = claim.figures.get()
    for low, high in ((10, 20), (15, 30)):
        sealed(an_assignment(claim), figure=figure, low=low, high=high)
    client = sign_in(editor)
    assert "15 to 20" not in client.get(f"/desk/claims/{claim.pk}/publish/").content.decode()
    opened(client, claim, "claim_publish")
    assert "15 to 20" in client.get(f"/desk/claims/{claim.pk}/publish/").content.decode()
    post(sign_in(editor), claim, "publish", summary="So, as was said.", publish="1", **WAIVING)
    assert (Verdict.objects.get().low, Verdict.objects.get().high) == (15, 20)


def test_an_established_range_stands_in_the_form_without_idle_noughts(sign_in, editor):
    claim = a_claim()
    figure = claim.figures.get()
    for _ in range(2):
        sealed(an_assignment(claim), figure=figure, low=6, high=9)
    claim.refresh_from_db()
    a_verdict(claim)
    page = sign_in(editor).get(f"/desk/claims/{claim.pk}/correct/").content.decode()
    assert 'value="6"' in page
    assert 'value="9"' in page
    assert "6.0" not in page


def reviewed_by_two(asked_by: User, other: Rating = Rating.REFUTED) -> Claim:
    """Two people reviewed a claim; the same editor asked them."""
    claim = a_claim()
    assignments = [an_assignment(claim, by=asked_by) for _ in range(2)]
    for assignment, rating in zip(assignments, (Rating.SUPPORTED, other), strict=True):
        sealed(assignment, rating)
    claim.refresh_from_db()
    return claim


@pytest.mark.parametrize("began_it", [True, False])
def test_another_round_is_offered_to_whoever_may_begin_it(sign_in, editor, *, began_it):
    claim = reviewed_by_two(editor if began_it else an_editor())
    client, url = opened(sign_in(editor), claim), f"/desk/claims/{claim.pk}/reopen/"

    page = client.get(f"/desk/claims/{claim.pk}/settle/").content.decode()

    assert (f'href="{url}"' in page) is not began_it
    assert client.get(url).status_code == (403 if began_it else 200)
    assert ("Another round, by further people:" in page) is began_it


def test_a_verdict_before_a_change_is_reviewed_again_by_whoever_may(sign_in, editor):
    verdict = a_verdict(reviewed_by_two(editor, Rating.SUPPORTED))
    a_citation(verdict.claim, by=an_editor(), reason="It came to light.")
    url, words = f"/desk/claims/{verdict.claim_id}/", "Have it reviewed again"

    assert words in sign_in(an_editor()).get(url).content.decode()
    assert sign_in(editor).get(f"{url}reopen/").status_code == 403
    assert words not in sign_in(editor).get(url).content.decode()


ADDED = "It stands as it was, put more clearly."


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"reason": "x"}, "reason"),
        ({"summary": None}, "__all__"),  # as it was: nothing is corrected
        ({"rating": "refuted"}, "kind"),  # that takes two
        ({"kind": "finding"}, "kind"),  # and that changes none
        ({"summary": "It is refuted."}, "confirmed"),
        ({"against": "7"}, "__all__"),
        ({"waive_reply": "x"}, "waive_reply"),
    ],
)
def test_the_preview_of_a_correction_says_what_sending_it_is_refused_for(
    sign_in, editor, typed, field
):
    verdict, client = a_verdict(), sign_in(editor)
    shown = as_shown(client.get(f"/desk/claims/{verdict.claim_id}/correct/"))
    sent = shown | {"kind": "clarity", "reason": "It was unclear before.", "summary": ADDED}
    sent |= {name: shown[name] if said is None else said for name, said in typed.items()}

    preview = post(client, verdict.claim, "correct", **sent, preview="1")

    refused = post(client, verdict.claim, "correct", **sent, publish="1")
    assert (preview.status_code, refused.status_code) == (200, 422)
    assert field in errors(refused)
    assert errors(preview) == errors(refused)
    assert 'id="preview"' in preview.content.decode()
    assert list(verdict.claim.verdicts.all()) == [verdict]
    assert not ProposedCorrection.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"waive_reply": "x"}, "waive_reply"),
        ({"waive_reply": ""}, "waive_reply"),
        ({"publish_at": "2001-01-01T10:00"}, "publish_at"),
    ],
)
def test_the_preview_of_a_verdict_says_what_publishing_it_is_refused_for(
    sign_in, editor, typed, field
):
    claim = a_reviewed_claim()
    client = opened(sign_in(editor), claim, then="claim_publish")
    sent = {"summary": "What was found.", **WAIVING, **typed}

    preview = post(client, claim, "publish", **sent, preview="1")

    button = "schedule" if "publish_at" in typed else "publish"
    refused = post(client, claim, "publish", **sent, **{button: "1"})
    assert (preview.status_code, refused.status_code) == (200, 422)
    assert field in errors(refused)
    assert errors(preview) == errors(refused)
    assert status(claim) == "agreed"


def test_a_preview_that_can_be_sent_says_nothing_and_does_nothing(sign_in, editor):
    verdict, client = a_verdict(), sign_in(editor)
    shown = as_shown(client.get(f"/desk/claims/{verdict.claim_id}/correct/"))
    sent = shown | {"kind": "clarity", "reason": "It was unclear before.", "summary": ADDED}

    assert errors(post(client, verdict.claim, "correct", **sent, preview="1")) == {}
    assert list(verdict.claim.verdicts.all()) == [verdict]
    assert post(client, verdict.claim, "correct", **sent, publish="1").status_code == 302
