"""Who is left to review is said before a round is begun, and at the claim where nobody is."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.models import Authorship, Claim
from claims.operations.reviews.interests import declare_interest
from claims.operations.reviews.rounds import reopen
from claims.reads.assignments import reviewers_for
from claims.reads.people import colleagues_of
from tests.factories import AT, a_claim, a_user, a_verdict, an_editor, later
from tracker.base.people.models import Role, User

pytestmark = pytest.mark.django_db

NOBODY = "Nobody is left to ask for a review"
FEW = "Too few are left to ask for reviews"


def only(*people: User) -> None:
    """Close all other accounts."""
    User.objects.exclude(pk__in=[person.pk for person in people]).update(is_active=False)


def wrote(claim: Claim, person: User) -> None:
    Authorship.objects.get_or_create(claim=claim, person=person, defaults={"since": AT})


def main_of(client, url: str):
    page = client.get(url)
    assert page.status_code == 200
    return LexborHTMLParser(page.content.decode()).css_first("main")


def said(node) -> str:
    return " ".join(node.text().split())


def warned(client, claim) -> str:
    """What the page on which another round is begun warns of."""
    main = main_of(client, f"/desk/claims/{claim.pk}/reopen/")
    return " ".join(said(one) for one in main.css("p.notice.is-trouble"))


def test_before_another_round_it_is_said_that_nobody_is_left(sign_in, editor):
    claim = a_verdict().claim
    wrote(claim, editor)
    only(editor)

    assert NOBODY in warned(sign_in(editor), claim)


def test_before_another_round_it_is_said_that_too_few_are(sign_in, editor):
    claim, one = a_verdict().claim, a_user(name="Oumou")
    only(editor, one)
    wrote(claim, editor)

    warning = warned(sign_in(editor), claim)
    assert FEW in warning
    assert "Oumou" in warning


def test_nothing_is_warned_of_where_enough_are_left(sign_in, editor):
    claim = a_verdict().claim
    only(editor, an_editor(), an_editor(), a_user(), a_user(name="Oumou"))

    main = main_of(sign_in(editor), f"/desk/claims/{claim.pk}/reopen/")
    assert not main.css("p.notice.is-trouble")
    assert "Oumou" in said(main)


@pytest.fixture
def dead_end(editor):
    """A claim that is reviewed again though nobody is left."""
    claim = a_verdict().claim
    reopen(claim=claim, reason="There is new evidence.", by=editor, at=later(days=1))
    wrote(claim, editor)
    only(editor)
    return claim


def test_a_round_that_can_ask_nobody_says_what_can_be_done(sign_in, editor, dead_end):
    main = main_of(sign_in(editor), f"/desk/claims/{dead_end.pk}/")

    assert "An editor has to ask reviewers" not in said(main)
    assert NOBODY in said(main)
    assert "waive in writing what keeps a person from it" in said(main)
    assert main.css_first(f'a[href="/desk/claims/{dead_end.pk}/cancel-round/"]')
    assert not main.css(f'a[href="/desk/claims/{dead_end.pk}/assign/"]')


def test_once_somebody_is_there_reviewers_are_asked_again(sign_in, editor, dead_end):
    a_user(name="Oumou")

    main = main_of(sign_in(editor), f"/desk/claims/{dead_end.pk}/")
    assert "An editor has to ask reviewers" in said(main)
    assert main.css(f'a[href="/desk/claims/{dead_end.pk}/assign/"]')


def test_a_recorded_claim_that_nobody_can_review_says_what_can_be_done(sign_in, editor):
    claim = a_claim(by=editor)
    only(editor, other := an_editor(), administrator := a_user(Role.ADMINISTRATOR))
    wrote(claim, other)

    for person in (other, administrator):
        main = main_of(sign_in(person), f"/desk/claims/{claim.pk}/")
        assert NOBODY in said(main)
        assert "An administrator can make an account for somebody else" in said(main)
        assert not main.css(f'a[href="/desk/claims/{claim.pk}/assign/"]')
    assert NOBODY in said(main_of(sign_in(other), f"/desk/claims/{claim.pk}/assign/"))
    main = main_of(sign_in(administrator), f"/desk/claims/{claim.pk}/")
    assert main.css_first(f'a.button[href="/desk/claims/{claim.pk}/waive/"]')


def test_an_interest_leaves_nobody_either(sign_in, editor):
    claim = a_claim(by=editor)
    only(editor, other := an_editor())
    declare_interest(party=claim.claimant, words="A brother.", effect="bars", by=other, at=AT)

    main = main_of(sign_in(other), f"/desk/claims/{claim.pk}/")
    assert NOBODY in said(main)


def test_where_somebody_is_left_an_editor_goes_on_with_what_is_recorded(sign_in, editor):
    claim = a_claim(by=editor)
    only(editor, other := an_editor())

    main = main_of(sign_in(other), f"/desk/claims/{claim.pk}/")
    assert "An editor goes on with it" in said(main)
    assert main.css(f'a.button[href="/desk/claims/{claim.pk}/assign/"]')


def test_the_page_and_the_form_agree_on_whether_anybody_is_left(editor, dead_end):
    for claim in (dead_end, a_claim(by=editor)):
        assert colleagues_of(claim).anybody_to_ask(claim) == reviewers_for(claim).exists()
        a_user()
        assert colleagues_of(claim).anybody_to_ask(claim) == reviewers_for(claim).exists()
        only(editor)
