"""The page on which an administrator waives a rule, and where the desk says that it can be."""

import pytest

from claims.models import Waiver
from claims.operations.reviews.rounds import reopen
from tests.desk.forms import errors
from tests.factories import AT, a_reviewed_claim, a_user, an_editor, asked_for
from tracker.base.people.models import Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def again():
    """A claim in its second round, with a reviewer of its first; nobody else reviews here."""
    claim = a_reviewed_claim()
    reviewer = asked_for(claim)[0].reviewer
    reopen(claim=claim, reason="A new page.", by=an_editor(), at=AT)
    User.objects.exclude(pk=reviewer.pk).update(is_active=False)
    return claim, reviewer


def test_the_page_of_assigning_says_who_is_not_asked_again_and_who_can_help(sign_in, again):
    claim, reviewer = again
    text = sign_in(an_editor()).get(f"/desk/claims/{claim.pk}/assign/").content.decode()
    assert reviewer.get_full_name() in text
    assert "an administrator can waive this in writing" in text


def test_an_administrator_waives_it_in_writing(sign_in, again):
    claim, reviewer = again
    client, url = sign_in(a_user(Role.ADMINISTRATOR)), f"/desk/claims/{claim.pk}/waive/"
    assert reviewer.get_full_name() in client.get(url).content.decode()
    sent = {"person": reviewer.pk, "rule": "knows_earlier"}
    assert list(errors(client.post(url, sent | {"reason": ""}))) == ["reason"]
    client.post(url, sent | {"reason": "Only two of us read Arabic."})
    assert Waiver.objects.get().reason == "Only two of us read Arabic."


def test_nobody_else_does(sign_in, again):
    claim, _reviewer = again
    assert sign_in(an_editor()).get(f"/desk/claims/{claim.pk}/waive/").status_code == 403
