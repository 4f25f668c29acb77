"""Evidence that is gone waits at the desk, with its claims, until somebody marked it as seen."""

from __future__ import annotations

import pytest

from claims.models import Event
from sources.models import Recheck
from tests.factories import a_citation, a_claim, a_user, an_assignment, later
from tests.public.looks import BEFORE, a_change, a_quoted_page
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db
GONE = {"now": "Gone", "outcome": "error_page", "http_status": 410}
QUEUE = "/desk/queues/gone/"


def waiting(client) -> list[Recheck]:
    return list(client.get(QUEUE).context["stretch"].rows)


def see(client, found: Recheck, note: str = "The copy remains; asked the paper."):
    return client.post(f"/desk/changes/{found.pk}/seen/", {"note": note})


@pytest.mark.parametrize("change", [GONE, {"now": "Nothing is known."}])
def test_it_names_its_claims_and_is_marked_as_seen(sign_in, editor, checker, change):
    page = a_quoted_page()
    claim = a_citation(a_claim(by=checker, statement="They hold the bridge."), page=page).claim
    found = a_change(page, **change)

    client = sign_in(checker)
    shown = client.get(QUEUE).content.decode()
    assert "They hold the bridge." in shown
    assert f"/desk/claims/{claim.pk}/" in shown
    form = client.get(f"/desk/changes/{found.pk}/seen/").content.decode()
    assert "Evidence gone" in form
    assert "They hold the bridge." in form
    answer = see(client, found)
    assert (answer.status_code, answer["Location"]) == (302, QUEUE)
    assert waiting(client) == waiting(sign_in(editor)) == []
    line = Event.objects.get(claim_id=claim.pk, verb="gone_seen")
    assert (line.actor_id, line.reason) == (checker.pk, "The copy remains; asked the paper.")


def test_without_a_note_it_stays(sign_in, editor):
    found = a_change(a_quoted_page(), **GONE)
    client = sign_in(editor)
    assert see(client, found, note=" ").status_code == 422
    assert waiting(client) == [found]


def test_a_page_that_stays_gone_is_seen_once(sign_in, editor):
    page = a_quoted_page()
    client = sign_in(editor)
    see(client, a_change(page, **GONE))
    a_change(page, at=later(days=8), **GONE)
    assert waiting(client) == []


def test_it_comes_back_when_the_page_changes_again(sign_in, editor):
    page = a_quoted_page()
    client = sign_in(editor)
    see(client, a_change(page, **GONE))
    a_change(page, now=BEFORE, at=later(days=8))
    again = a_change(page, at=later(days=15), **GONE)
    assert waiting(client) == [again]


def test_the_alarm_is_brought_back_with_a_reason(sign_in, editor):
    found = a_change(a_quoted_page(), **GONE)
    client = sign_in(editor)
    see(client, found)
    client.post(f"/desk/changes/{found.pk}/unseen/", {"reason": "The paper denies it."})
    assert waiting(client) == [found]
    assert Event.objects.filter(verb="gone_unseen").exists()


def test_who_reviews_a_claim_on_it_leaves_it_to_others(sign_in, checker):
    page = a_quoted_page()
    an_assignment(page.citations.get().claim, reviewer=checker)
    found = a_change(page, **GONE)
    assert see(sign_in(checker), found).status_code == 422
    found.refresh_from_db()
    assert found.seen_at is None


def test_a_reader_does_not_mark_it(sign_in):
    found = a_change(a_quoted_page(), **GONE)
    assert see(sign_in(a_user(Role.READER)), found).status_code == 403


def test_another_persons_draft_is_not_named_to_a_fact_checker(sign_in, checker):
    page = a_quoted_page()
    a_citation(a_claim(by=checker), page=page, by=checker)
    a_citation(a_claim(statement="Not out yet.", draft=True), page=page)
    a_change(page, **GONE)
    assert "Not out yet." not in sign_in(checker).get(QUEUE).content.decode()
