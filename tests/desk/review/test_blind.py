"""Until a round closes, no page of the desk shows anybody another person's review."""

import pytest

from claims.operations.reviews.review import save_review
from claims.operations.reviews.rounds import reopen
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_proposal,
    a_reviewed_claim,
    a_split_claim,
    a_user,
    an_assignment,
    an_editor,
    asked_for,
    sealed,
)
from tests.ratings import Rating
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db
SECRET = "Only the second page is honest."


def pages(claim, user):
    """Every page of the desk about a claim that this person can open."""
    own = asked_for(claim).filter(reviewer=user)
    names = ("", "reviews/", "settle/", "publish/", "cite/", "pair/", "assign/", "translate/")
    return [
        "/desk/",
        "/desk/claims/",
        "/desk/people/",
        *(f"/desk/claims/{claim.pk}/{name}" for name in names),
        *(f"/desk/reviews/{assignment.pk}/" for assignment in own),
    ]


def seen(client, claim, user):
    return "".join(client.get(url).content.decode() for url in pages(claim, user))


def leaks(text, rating=Rating.MOSTLY_REFUTED):
    """The review form names every rating once, with its meaning; a verdict shows it as a seal."""
    return SECRET in text or f'<span class="rating">{rating.label}</span>' in text


@pytest.fixture
def claim():
    claim = a_claim()
    a_citation(claim)
    sealed(an_assignment(claim), Rating.MOSTLY_REFUTED, reasoning=SECRET)
    return claim


@pytest.mark.parametrize("role", [Role.FACT_CHECKER, Role.EDITOR, Role.ADMINISTRATOR])
def test_while_a_round_is_open_nobody_reads_a_sealed_review(sign_in, claim, role):
    user = a_user(role)
    assert not leaks(seen(sign_in(user), claim, user))


def test_the_other_reviewer_does_not_read_it(sign_in, claim, checker):
    an_assignment(claim, reviewer=checker)
    text = seen(sign_in(checker), claim, checker)
    assert not leaks(text)
    assert "1 of 2 sealed" in text


def test_a_draft_is_read_by_its_writer_only(sign_in, editor, checker):
    assignment = an_assignment(reviewer=checker)
    save_review(assignment=assignment, rating="mostly_refuted", reasoning=SECRET, by=checker, at=AT)
    claim = assignment.claim
    assert leaks(seen(sign_in(checker), claim, checker))
    assert not leaks(seen(sign_in(editor), claim, editor))


def test_the_writer_reads_their_own(sign_in, claim):
    writer = asked_for(claim).get().reviewer
    assert leaks(seen(sign_in(writer), claim, writer))


def test_when_the_round_has_closed_the_editor_reads_both_side_by_side(sign_in, claim, editor):
    sealed(an_assignment(claim), Rating.SUPPORTED, reasoning="The first page is.")
    client, url = sign_in(editor), f"/desk/claims/{claim.pk}/reviews/"
    assert not leaks(client.get(url).content.decode())
    client.post(f"{url}open/")
    text = client.get(url).content.decode()
    assert leaks(text)
    assert "The first page is." in text


def test_a_reviewer_of_the_next_round_reads_nothing_of_the_last(sign_in, checker):
    claim = a_split_claim()
    reopen(claim=claim, reason="They overlooked the video, said one.", by=an_editor(), at=AT)
    an_assignment(claim, reviewer=checker)
    text = seen(sign_in(checker), claim, checker)
    assert "the reviewers differ" not in text
    assert "They overlooked the video" not in text
    assert not leaks(text, Rating.REFUTED)


def test_the_reviews_of_a_cancelled_round_stay_closed(sign_in, claim, editor):
    url = f"/desk/claims/{claim.pk}/cancel-round/"
    sign_in(editor).post(url, {"reason": "The wrong claim."})
    text = seen(sign_in(editor), claim, editor)
    assert "ended without a result" in text
    assert not leaks(text)


def test_a_reviewer_of_the_next_round_reads_no_proposed_correction(sign_in, editor):
    proposal = a_proposal(summary=SECRET)
    claim = proposal.claim
    reopen(claim=claim, reason="A new page.", by=an_editor(), at=AT)
    an_assignment(claim, reviewer=editor)
    client = sign_in(editor)
    page = client.get(f"/desk/corrections/{proposal.pk}/agree/")
    assert page.status_code == 403
    assert not leaks(page.content.decode() + seen(client, claim, editor), Rating.MOSTLY_SUPPORTED)


def test_what_the_reviewers_agreed_on_is_not_read_in_passing(sign_in, editor, checker):
    claim = a_reviewed_claim(Rating.MOSTLY_REFUTED, Rating.MOSTLY_REFUTED)
    for person in (editor, checker):
        assert not leaks(seen(sign_in(person), claim, person))
