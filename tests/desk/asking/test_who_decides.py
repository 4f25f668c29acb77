"""Who is left to settle and publish is said before reviewers are asked, and at the claim after."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.rules.states import ClaimStatus
from tests.factories import (
    a_claim,
    a_reviewed_claim,
    a_settled_claim,
    a_split_claim,
    a_user,
    an_assignment,
    an_editor,
)
from tracker.base.people.models import Role, User

pytestmark = pytest.mark.django_db


def only(*people: User) -> None:
    """Close the accounts of all other editors."""
    editors = User.objects.filter(role=Role.EDITOR)
    editors.exclude(pk__in=[person.pk for person in people]).update(is_active=False)


def of_page(client, url: str) -> LexborHTMLParser:
    page = client.get(url)
    assert page.status_code == 200
    return LexborHTMLParser(page.content.decode())


def asking(client, claim) -> LexborHTMLParser:
    """The page on which reviewers are asked."""
    return of_page(client, f"/desk/claims/{claim.pk}/assign/")


def at_claim(client, claim) -> str:
    """What the claim's page says."""
    return " ".join(of_page(client, f"/desk/claims/{claim.pk}/").css_first("main").text().split())


def warned(page: LexborHTMLParser) -> str:
    """What the page on which reviewers are asked warns of."""
    return " ".join(one.text() for one in page.css("main > p.notice.is-trouble"))


def test_the_page_names_who_can_decide_afterwards(sign_in, editor):
    other, claim = an_editor(), a_claim()
    only(editor, other)
    page = asking(sign_in(editor), claim)
    assert not warned(page)
    assert "Editors who can settle and publish it afterwards" in page.css_first("main").text()
    assert other.get_full_name() in page.css_first("main").text()


def test_it_warns_where_only_one_is_left(sign_in, editor):
    claim = a_claim()
    only(editor)
    assert "is the only editor left" in warned(asking(sign_in(editor), claim))


def test_it_warns_where_the_other_editor_is_asked_to_review(sign_in, editor):
    other, claim = an_editor(), a_claim()
    an_assignment(claim, reviewer=other)
    only(editor, other)
    warning = warned(asking(sign_in(editor), claim))
    assert warning.startswith(editor.get_full_name())
    assert other.get_full_name() not in warning


def test_it_warns_where_nobody_is_left(sign_in, editor):
    claim = a_claim()
    an_assignment(claim, reviewer=editor)
    only(editor)
    assert "Nobody is left who could publish this claim" in warned(asking(sign_in(editor), claim))


def test_whoever_wrote_it_does_not_count(sign_in, editor):
    author = an_editor()
    claim = a_claim(by=author)
    only(editor, author)
    assert "is the only editor left" in warned(asking(sign_in(editor), claim))


def test_a_claim_that_is_agreed_names_who_can_publish_it(sign_in, editor):
    claim = a_reviewed_claim()
    only(editor)
    assert f"Who can publish it: {editor.get_full_name()}." in at_claim(sign_in(editor), claim)


def test_a_split_that_only_one_can_settle_says_so_before(sign_in, editor):
    claim = a_split_claim()
    only(editor)
    text = at_claim(sign_in(editor), claim)
    assert f"Only {editor.get_full_name()} can settle it" in text


def test_a_split_names_those_who_can_settle_it(sign_in, editor):
    claim, other = a_split_claim(), an_editor()
    only(editor, other)
    assert "Who can settle it, for another of them to publish: " in at_claim(sign_in(editor), claim)


def test_a_settled_split_that_nobody_can_publish_says_what_to_do(sign_in, editor):
    claim = a_settled_claim(by=editor)
    only(editor)
    text = at_claim(sign_in(editor), claim)
    assert "Nobody here can publish it" in text
    assert "An administrator has to make somebody else an editor" in text


def test_the_way_out_that_is_named_is_one(sign_in, editor):
    claim = a_settled_claim(by=editor)
    only(editor)
    made = a_user(role=Role.EDITOR, name="Nana")
    assert claim.status == ClaimStatus.SETTLED
    assert "Who can publish it: Nana." in at_claim(sign_in(editor), claim)
    assert sign_in(made).get(f"/desk/claims/{claim.pk}/publish/").status_code == 200


def test_who_settled_it_may_still_not_publish_it(sign_in, editor):
    claim = a_settled_claim(by=editor)
    only(editor)
    assert sign_in(editor).get(f"/desk/claims/{claim.pk}/publish/").status_code == 403
