"""The editor's page of publishing: the checklist, the whole page, and publishing at a time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import ScheduledVerdict, Verdict
from claims.operations.verdicts.correct import correct
from claims.operations.verdicts.schedule import publish_scheduled, schedule
from claims.rules.grounds import Ground
from tests.desk.forms import WAIVING, as_shown, errors
from tests.factories import (
    AT,
    WAIVED,
    a_citation,
    a_claim,
    a_pair,
    a_proposal,
    a_reviewed_claim,
    a_verdict,
    an_assignment,
    an_editor,
    sealed,
)
from tracker.base.people.models import User

pytestmark = pytest.mark.django_db
SENT = WAIVING | {"summary": "Zq it is so.", "missing": "Zq a list.", "would_change": "Zq a count."}


def publishing(client, claim, **sent):
    return client.post(f"/desk/claims/{claim.pk}/publish/", sent)


def test_what_is_open_is_said_with_where_to_mend_it(sign_in, editor):
    claim = a_reviewed_claim()
    text = sign_in(editor).get(f"/desk/claims/{claim.pk}/publish/").content.decode()
    assert f"/desk/claims/{claim.pk}/ask-reply/" in text
    assert f'href="/desk/claims/{claim.pk}/pages/"' in text
    assert 'name="waive_source"' in text
    assert 'name="waive_notes"' not in text


def test_the_other_sides_page_is_cited_here_by_one_address(sign_in, editor):
    claim, other = a_claim(), a_claim()
    a_citation(claim)
    theirs = a_citation(other)
    a_pair(claim=other, answers=claim, ground=Ground.DENIAL.value)
    a_reviewed_claim(claim=claim)
    client = sign_in(editor)
    page = client.get(f"/desk/claims/{claim.pk}/publish/")
    (check,) = (one for one in page.context["checks"] if one.point == "best_sources")
    (trouble,) = check.troubles
    assert as_shown(client.get(trouble.url))["addresses"] == theirs.page.url


def test_an_open_point_is_refused_at_its_field(sign_in, editor):
    claim = a_reviewed_claim()
    response = publishing(sign_in(editor), claim, **SENT | {"waive_reply": "", "publish": "1"})
    assert list(errors(response)) == ["waive_reply"]
    assert not Verdict.objects.exists()


def test_readers_are_told_what_was_open_what_is_missing_and_what_would_change_it(
    sign_in, editor, client
):
    claim = a_reviewed_claim()
    publishing(sign_in(editor), claim, **SENT | {"publish": "1"})
    text = client.get(f"/claims/{claim.pk}/").content.decode()
    for words in (
        "Zq a list.",
        "Zq a count.",
        "No source that reports the claim is cited",
        "Not for this test.",
    ):
        assert words in text
    told = client.get(f"/api/v1/claims/{claim.pk}/").json()["verdict"]
    assert (told["missing"], told["would_change"]) == ("Zq a list.", "Zq a count.")
    assert "source" in [row["point"] for row in told["left_open"]]


def test_a_correction_leaves_in_view_what_was_open(client):
    verdict = a_verdict()
    facts = {"kind": "clarity", "summary": "Zq put better.", "reason": "It was hard to read."}
    correct(claim=verdict.claim, by=an_editor(), at=AT, **facts)
    text = client.get(f"/claims/{verdict.claim_id}/").content.decode()
    now, earlier = text.split('id="verdict-1"')
    assert "No source that reports the claim is cited" in now
    assert "No source that reports the claim is cited" in earlier


def test_words_of_a_note_are_shown_where_they_were_typed(sign_in, editor):
    note = "The major told us that nobody had ever counted the bodies there."
    claim = a_reviewed_claim(claim=a_claim(internal_note=note))
    sent = SENT | {"would_change": note, "waive_notes": "", "publish": "1"}
    response = publishing(sign_in(editor), claim, **sent)
    assert list(errors(response)) == ["waive_notes"]
    assert 'href="#id_would_change"' in response.content.decode()


def test_why_it_was_not_published_is_said_in_words(sign_in, editor):
    planner, now = an_editor(), timezone.now()
    facts = {"claim": a_reviewed_claim(), "summary": "So.", "waived": WAIVED, "by": planner}
    row = schedule(due_at=now + timedelta(hours=1), at=now, **facts)
    User.objects.filter(pk=planner.pk).update(role="fact_checker")
    publish_scheduled(scheduled=row, at=row.due_at)
    ScheduledVerdict.objects.get(ended_why="not_theirs")
    client, said = sign_in(editor), "Whoever planned it may no longer publish this verdict."
    assert said in client.get(f"/desk/claims/{row.round.claim_id}/").content.decode()
    assert said in client.get("/desk/journal/").content.decode()


def test_a_correction_is_asked_for_what_has_come_open_and_begins_with_what_was_waived(
    sign_in, editor
):
    verdict, client = a_verdict(), sign_in(editor)
    a_citation(verdict.claim)
    address = f"/desk/claims/{verdict.claim_id}/correct/"
    form = client.get(address).context["form"]
    assert form["waive_reply"].value() == WAIVED["reply"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent |= {"kind": "retraction", "summary": "Zq.", "reason": "Wrong.", "publish": "1"}
    assert list(errors(client.post(address, sent))) == ["waive_sealed"]
    assert client.post(address, sent | {"waive_sealed": "It is a book."}).status_code == 302
    now = verdict.claim.verdicts.get(version=2)
    assert now.waived_points.get(point="sealed").reason == "It is a book."
    text = client.get(f"/claims/{verdict.claim_id}/").content.decode()
    assert "Something in the summary that is taken back as wrong" in text


def test_a_second_editor_waives_what_has_come_open_since(sign_in, editor):
    proposal, client = a_proposal(a_verdict()), sign_in(editor)
    a_citation(proposal.claim)
    address = f"/desk/corrections/{proposal.pk}/agree/"
    form = client.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"reason": "I agree."}
    assert list(errors(client.post(address, sent))) == ["waive_sealed"]
    assert client.post(address, sent | {"waive_sealed": "It is a book."}).status_code == 302
    assert proposal.claim.verdicts.filter(version=2).exists()


def test_the_whole_page_is_shown_and_nothing_is_published(sign_in, editor, client):
    claim = a_reviewed_claim()
    response = publishing(sign_in(editor), claim, summary="Zq it is so.", page="1")
    text = response.content.decode()
    assert "Preview: nothing is published yet." in text
    assert "Zq it is so." in text
    assert "(still open)" in text
    assert "no-store" in response.headers["Cache-Control"]
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert not Verdict.objects.exists()
    claim.refresh_from_db()
    assert claim.status == "agreed"
    assert "Zq it is so." not in client.get(f"/claims/{claim.pk}/").content.decode()


def test_a_page_that_could_not_be_published_is_not_shown(sign_in, editor):
    claim = a_reviewed_claim(claim=a_claim(released=False))
    response = publishing(sign_in(editor), claim, summary="So.", page="1")
    assert response.status_code == 422
    assert "Preview: nothing is published yet." not in response.content.decode()


def test_a_fact_checker_sees_no_preview(sign_in, checker):
    claim = a_reviewed_claim()
    assert publishing(sign_in(checker), claim, summary="So.", page="1").status_code == 403


def test_what_reviews_say_besides_is_the_beginning_of_what_readers_are_told(sign_in, editor):
    claim, client = a_claim(), sign_in(editor)
    sealed(an_assignment(claim), missing="Zq names.", would_change="Zq a count.")
    sealed(an_assignment(claim), missing="Zq names.")
    page = f"/desk/claims/{claim.pk}/publish/"
    assert "Zq names." not in client.get(page).content.decode()
    client.post(f"/desk/claims/{claim.pk}/reviews/open/", {"then": "claim_publish"})
    form = client.get(page).context["form"]
    assert (form["missing"].value(), form["would_change"].value()) == ("Zq names.", "Zq a count.")


def test_a_preview_that_opens_the_reviews_begins_with_what_they_say(sign_in, editor):
    claim = a_claim()
    sealed(an_assignment(claim), missing="Zq names.", would_change="Zq a count.")
    sealed(an_assignment(claim))
    sent = {"summary": "So.", "would_change": "Mine.", "preview": "1"}
    form = publishing(sign_in(editor), claim, **sent).context["form"]
    assert (form["missing"].value(), form["would_change"].value()) == ("Zq names.", "Mine.")


def test_a_verdict_is_planned_seen_and_cancelled(sign_in, editor):
    claim, client = a_reviewed_claim(), sign_in(editor)
    publishing(client, claim, **SENT | {"publish_at": "2099-01-01T12:00", "schedule": "1"})
    row = ScheduledVerdict.objects.get()
    cancel = f"/desk/scheduled/{row.pk}/cancel/"
    for page in ("/desk/scheduled/", f"/desk/claims/{claim.pk}/"):
        assert cancel in client.get(page).content.decode()
    assert "1 January 2099" in client.get(f"/desk/claims/{claim.pk}/publish/").content.decode()
    assert sign_in(an_editor()).post(cancel, {}).status_code == 302
    row.refresh_from_db()
    assert row.ended == "cancelled"
    assert not Verdict.objects.exists()
    assert client.post("/desk/scheduled/999999/cancel/", {}).status_code == 404


def test_a_time_and_publishing_now_are_two_things(sign_in, editor):
    claim, client = a_reviewed_claim(), sign_in(editor)
    sent = SENT | {"publish_at": "2099-01-01T12:00", "publish": "1"}
    assert list(errors(publishing(client, claim, **sent))) == ["publish_at"]
    refused = errors(publishing(client, claim, **SENT | {"schedule": "1"}))
    assert refused == {"publish_at": ["Give a time."]}
    assert not Verdict.objects.exists()


def test_what_is_planned_is_for_editors(sign_in, checker):
    assert sign_in(checker).get("/desk/scheduled/").status_code == 403
