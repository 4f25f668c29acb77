"""The desk's page of a claim: its state, whose turn it is, what may be done, what was done."""

from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.operations.queues.take import put_up
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_pair,
    a_reviewed_claim,
    a_settled_claim,
    a_split_claim,
    a_user,
    a_verdict,
    a_withdrawn_claim,
    an_assignment,
    sealed,
)
from tests.markup import folded

pytestmark = pytest.mark.django_db


def shown(client, claim):
    response = client.get(f"/desk/claims/{claim.pk}/")
    assert response.status_code == 200
    return response


def acts(response):
    return {act.label: act.refused for act in response.context["acts"]}


def test_it_shows_statement_figures_evidence_and_pairs(sign_in, checker):
    pair = a_pair()
    citation = a_citation(pair.claim)
    text = shown(sign_in(checker), pair.claim).content.decode()
    assert pair.claim.statement in text
    assert citation.page.title in text
    assert f"/desk/claims/{pair.answers_id}/" in text
    assert "Not yet captured" in text


def test_an_author_can_change_submit_and_withdraw_a_draft(sign_in, checker):
    claim = a_claim(by=checker, draft=True)
    response = shown(sign_in(checker), claim)
    allowed = {label for label, refused in acts(response).items() if refused is None}
    assert {"Submit", "Change", "Withdraw", "Cite a page"} <= allowed
    assert "Awa Checker goes on with it." in response.content.decode()


def test_an_act_that_is_refused_says_why(sign_in, checker):
    response = shown(sign_in(checker), a_claim())
    assert acts(response)["Assign reviewers"] == "Only an editor may do this."
    assert "Only an editor may do this." in response.content.decode()


def test_an_editor_can_publish_what_was_agreed(sign_in, editor):
    found = acts(shown(sign_in(editor), a_reviewed_claim()))
    assert found["Publish"] is None
    assert "Settle the split" not in found


def test_it_says_whose_turn_it_is(sign_in, editor):
    claim = a_claim()
    assert "An editor goes on with it." in shown(sign_in(editor), claim).content.decode()
    an_assignment(claim, reviewer=a_user(name="Fanta"))
    text = shown(sign_in(editor), claim).content.decode()
    assert "Waiting for the reviews of: Fanta." in text


def test_reviews_that_are_up_wait_for_whoever_takes_them(sign_in, editor):
    claim, due = a_claim(), date(2099, 1, 8)
    put_up(claim=claim, places=2, due=due, by=editor, at=AT)
    told = f"are up to be taken, put up by {editor.get_full_name()}, due 8 January 2099."
    text = shown(sign_in(editor), claim).content.decode()
    assert f"2 reviews {told}" in text
    assert "An editor has to ask reviewers" not in text


def test_a_reviewer_is_led_to_the_review(sign_in, checker):
    assignment = an_assignment(reviewer=checker)
    text = shown(sign_in(checker), assignment.claim).content.decode()
    assert f"/desk/reviews/{assignment.pk}/" in text


def test_the_journal_says_who_did_what(sign_in, editor):
    claim = a_verdict(by=editor).claim
    text = folded(shown(sign_in(editor), claim).content.decode())
    assert "Boubou Editor published the verdict" in text
    assert "the reviewers agree" in text


def test_a_claim_of_an_exercise_says_so_on_the_page(sign_in, checker):
    claim = a_claim()
    claim.incident.is_exercise = True
    claim.incident.save()
    assert "Exercise: invented parties" in shown(sign_in(checker), claim).content.decode()
    for act in ("cite", "pair", "translate", "reviews"):
        text = sign_in(checker).get(f"/desk/claims/{claim.pk}/{act}/").content.decode()
        assert "Exercise: invented parties" in text


def test_the_number_of_queries_does_not_grow_with_the_evidence(
    sign_in, editor, django_assert_max_num_queries
):
    small, large = a_claim(), a_claim()
    for claim, how_many in ((small, 1), (large, 8)):
        for _ in range(how_many):
            a_citation(claim)
            a_pair(claim=claim)
    client = sign_in(editor)
    with django_assert_max_num_queries(37) as few:
        shown(client, small)
    with django_assert_max_num_queries(len(few)):
        shown(client, large)


def test_a_reason_is_said_once_for_all_acts_that_it_keeps_from(sign_in, editor):
    claim = a_claim()
    sealed(an_assignment(claim))
    an_assignment(claim)

    response = shown(sign_in(editor), claim)

    reasons = response.context["acts"].reasons
    assert len({why for _labels, why in reasons}) == len(reasons)
    assert any("Cite a page" in labels and "Pair it" in labels for labels, _why in reasons)
    text = response.content.decode()
    assert text.count("it judged what stands here now") == 1


def test_nobody_is_sent_to_an_administrator_where_no_account_would_help(sign_in, editor):
    claim = a_claim()
    sealed(an_assignment(claim))
    an_assignment(claim)

    reasons = dict(shown(sign_in(editor), claim).context["acts"].reasons)

    (why,) = (said for labels, said in reasons.items() if "Cite a page" in labels)
    assert "administrator" not in why


def ahead(response):
    """What comes next, and what else can be done, by their labels."""
    found = response.context["acts"]
    return [act.label for act in found.next], [act.label for act in found.besides]


@pytest.mark.parametrize(
    ("made", "label"),
    [
        (a_claim, "Assign reviewers"),
        (a_reviewed_claim, "Publish"),
        (a_split_claim, "Settle the split"),
        (a_settled_claim, "Publish"),
        (a_withdrawn_claim, "Bring back"),
    ],
)
def test_what_comes_next_stands_apart_from_what_else_can_be_done(sign_in, editor, made, label):
    response = shown(sign_in(editor), made())
    following, besides = ahead(response)
    assert label in following
    assert len(following) <= 5
    assert {*following, *besides} == {act.label for act in response.context["acts"].allowed}
    tree = LexborHTMLParser(response.content.decode())
    buttons = [link.text().strip() for link in tree.css("section[aria-labelledby=acts] a.button")]
    assert buttons == following
    folded_away = tree.css("section[aria-labelledby=acts] details:not([open]) a")
    assert [link.text().strip() for link in folded_away] == besides


def test_where_nothing_comes_next_the_rest_is_not_folded_away(sign_in, checker):
    assignment = an_assignment()
    response = shown(sign_in(checker), assignment.claim)
    following, besides = ahead(response)
    assert following == []
    assert besides
    assert b'<details class="besides" open>' in response.content
