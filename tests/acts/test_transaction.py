"""What every operation is done in: all or nothing, who and why, and the role asked first."""

import pytest
from django.contrib.auth.models import AnonymousUser
from pghistory.models import Context

from claims.models import Party
from claims.rules.acts import CLOSE_ROUND, PUBLISH, RECORD_PARTY, REOPEN, USE_DESK
from tests.factories import a_user, an_editor
from tracker.base.acts.law import ensure, refuse
from tracker.base.acts.refusal import Forbidden
from tracker.base.acts.transaction import act
from tracker.base.people.models import Role
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def a_row(slug="gatia"):
    return Party.objects.create(slug=slug, name="GATIA", kind_id="armed_group")


def whys():
    events = Party.pgh_event_models["insert"].objects.all()
    return [event.pgh_context.metadata for event in events]


def test_the_row_history_is_told_who_and_why():
    editor = an_editor()

    with act(RECORD_PARTY, by=editor, reason="It signed."):
        a_row()

    assert whys() == [{"user": editor.pk, "why": "record_party: It signed."}]


def half(what, by):
    """Do half of an act, and fail."""
    with act(what, by=by):
        a_row()
        raise RuntimeError


def test_an_act_that_fails_half_way_leaves_nothing():
    with pytest.raises(RuntimeError):
        half(RECORD_PARTY, an_editor())

    assert not Party.objects.exists()


def test_a_role_that_may_never_do_it_is_refused_before_anything_is_done():
    with pytest.raises(Forbidden, match="Only an editor may do this") as refused:
        half(PUBLISH, a_user())

    assert refused.value.code == "wrong_role"
    assert not Party.objects.exists()


def test_the_houses_own_act_asks_nobody():
    with act(CLOSE_ROUND, by=a_user()):
        a_row()

    assert Context.objects.get().metadata["why"] == "close_round"


def test_a_guard_says_what_the_button_says():
    user = a_user()

    with pytest.raises(Forbidden) as refused:
        ensure(user, PUBLISH)

    assert refused.value.message == refuse(user, PUBLISH) == "Only an editor may do this."


def test_without_an_open_account_one_only_reads():
    assert refuse(AnonymousUser(), USE_DESK)
    assert refuse(a_user(Role.EDITOR, is_active=False), USE_DESK)


@pytest.mark.parametrize("reason", ["", " \n"])
def test_an_act_that_is_done_for_a_reason_is_refused_without_one(reason):
    with pytest.raises(Refusal) as refused, act(REOPEN, by=an_editor(), reason=reason):
        a_row()

    assert (refused.value.code, refused.value.field) == ("required", "reason")
    assert not Party.objects.exists()
