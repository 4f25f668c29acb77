"""The editor's page of publishing: the checklist, the whole page, and publishing at a time."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.html import escape

from claims.models import ScheduledVerdict, Verdict
from claims.operations.verdicts.correct import correct
from claims.operations.verdicts.schedule import publish_scheduled, schedule
from claims.rules.grounds import Ground
from tests.desk.forms import WAIVING, as_shown, errors, opened
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
from tracker.base.web.fields import MomentField
from tracker.base.web.forms import DeskForm

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


def test_what_nobody_did_is_not_called_in_order(sign_in, editor):
    claim = a_claim()
    a_citation(claim)
    a_reviewed_claim(claim=claim)
    page = sign_in(editor).get(f"/desk/claims/{claim.pk}/publish/")
    moot = {one.point: one.moot for one in page.context["checks"] if one.moot}
    text = page.content.decode()
    assert moot == {"verbatim": "nothing is quoted", "best_sources": "there is no other side"}
    assert all(said in text for said in moot.values())
    assert 'name="waive_verbatim"' not in text


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
        "No source that reports the claim was cited when the verdict was published",
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
    assert "No source that reports the claim was cited when the verdict was published" in now
    assert "No source that reports the claim was cited when the verdict was published" in earlier


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
    sent |= {
        "kind": "retraction",
        "summary": "Zq.",
        "reason": "Wrong, as was said.",
        "publish": "1",
    }
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
    sent = {name: form[name].value() or "" for name in form.fields} | {
        "reason": "I agree, as was said."
    }
    assert list(errors(client.post(address, sent))) == ["waive_sealed"]
    assert client.post(address, sent | {"waive_sealed": "It is a book."}).status_code == 302
    assert proposal.claim.verdicts.filter(version=2).exists()


def test_the_whole_page_is_shown_and_nothing_is_published(sign_in, editor, client):
    claim = a_reviewed_claim()
    response = publishing(sign_in(editor), claim, summary="Zq it is so.", page="1")
    text = response.content.decode()
    assert "Preview: nothing is published yet." in text
    assert "Zq it is so." in text
    assert "(this is still open)" in text
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
    asked = client.get(cancel).content.decode()
    assert f"{editor.get_full_name()} planned to publish the verdict on 1 January 2099" in asked
    assert sign_in(an_editor()).post(cancel, {}).status_code == 302
    over = client.get(cancel).content.decode()
    assert "This is over: cancelled by an editor." in over
    assert 'method="post" class="form-narrow"' not in over
    row.refresh_from_db()
    assert row.ended == "cancelled"
    assert not Verdict.objects.exists()
    assert client.post("/desk/scheduled/999999/cancel/", {}).status_code == 404


def test_a_preview_leaves_the_claim_as_it_stands(sign_in, editor):
    claim, client = a_reviewed_claim(), sign_in(editor)

    page = publishing(client, claim, **SENT | {"preview": "1"})

    assert page.context["preview"]
    assert not page.context["form"].errors
    assert page.context["claim"].status == "agreed"


def test_a_time_and_publishing_now_are_two_things(sign_in, editor):
    claim, client = a_reviewed_claim(), sign_in(editor)
    sent = SENT | {"publish_at": "2099-01-01T12:00", "publish": "1"}
    assert list(errors(publishing(client, claim, **sent))) == ["publish_at"]
    refused = errors(publishing(client, claim, **SENT | {"schedule": "1"}))
    assert refused == {"publish_at": ["Give a time."]}
    assert not Verdict.objects.exists()


def test_what_is_planned_is_for_editors(sign_in, checker):
    assert sign_in(checker).get("/desk/scheduled/").status_code == 403


def clocked(editor, zone):
    User.objects.filter(pk=editor.pk).update(time_zone=zone)


def page_of(client, claim):
    """The page on which it is published, by somebody who has read the reviews."""
    client.post(f"/desk/claims/{claim.pk}/reviews/open/", {"then": "claim_publish"})
    return client.get(f"/desk/claims/{claim.pk}/publish/")


@pytest.mark.parametrize(
    ("zone", "hour"), [("Europe/Paris", 8), ("", 9), ("America/New_York", 14), ("Nowhere/Else", 9)]
)
def test_a_time_is_that_of_who_types_it_and_their_zone_is_named(sign_in, editor, zone, hour):
    claim = a_reviewed_claim()
    clocked(editor, zone)
    client = sign_in(editor)
    page = publishing(client, claim, **SENT | {"preview": "1"}).content.decode()
    assert f"your time zone: {'UTC' if hour == 9 else zone}." in page

    publishing(client, claim, **SENT | {"publish_at": "2099-01-05T09:30", "schedule": "1"})

    due = ScheduledVerdict.objects.get().due_at
    assert due == datetime(2099, 1, 5, hour, 30, tzinfo=UTC)
    for shown in ("/desk/scheduled/", f"/desk/claims/{claim.pk}/"):
        assert "5 January 2099, 09:30" in client.get(shown).content.decode()
    assert as_shown(page_of(client, claim))["publish_at"] == "2099-01-05T09:30"


def test_a_time_that_the_clock_shows_twice_or_never_is_refused(sign_in, editor):
    claim = a_reviewed_claim()
    clocked(editor, "Europe/Paris")
    for typed in ("2027-03-28T02:30", "2027-10-31T02:30"):
        sent = SENT | {"publish_at": typed, "schedule": "1"}
        assert list(errors(publishing(sign_in(editor), claim, **sent))) == ["publish_at"]


def subclasses_of(kind: type) -> set[type]:
    below = set(kind.__subclasses__())
    return below.union(*map(subclasses_of, below))


def test_no_form_of_the_desk_asks_for_a_time_by_another_clock() -> None:
    other = re.compile(
        r"forms\.(DateTimeField|TimeField|SplitDateTimeField|DateTimeInput|TimeInput)"
    )
    found = [
        str(path.relative_to(settings.BASE_DIR))
        for room in ("claims", "sources", "tracker")
        for path in Path(settings.BASE_DIR, room).rglob("*.py")
        if other.search(path.read_text())
    ]
    assert found == ["tracker/base/web/fields.py"]
    asked = {
        form
        for form in subclasses_of(DeskForm)
        if any(isinstance(field, MomentField) for field in form.base_fields.values())
    }
    assert asked
    for form in asked:
        with pytest.raises(TypeError, match="'by'"):
            form()


@pytest.mark.parametrize(
    "sent",
    [
        {"publish_at": "2020-01-05T09:30", "schedule": "1"},
        {"publish_at": "half past nine", "schedule": "1"},
        {"schedule": "1"},
        {"publish_at": "2099-01-05T09:30", "publish": "1"},
    ],
)
def test_what_is_wrong_with_a_time_is_marked_where_it_stands(sign_in, editor, sent):
    page = publishing(sign_in(editor), a_reviewed_claim(), **SENT | sent)
    text = page.content.decode()

    (said,) = errors(page)["publish_at"]
    assert page.status_code == 422
    assert escape(said) in text
    assert '<details class="later" open>' in text
    assert 'id="preview"' in text
    assert 'name="schedule"' in text
    assert 'name="publish"' in text


class TestWhatCameToNothing:
    """What was written for a plan that ended is not lost, whoever ended it."""

    WRITTEN = ("summary", "missing", "would_change", "waive_reply", "waive_source")

    @pytest.fixture
    def planned(self, sign_in, editor):
        claim = a_reviewed_claim()
        sent = SENT | {"publish_at": "2099-01-01T12:00", "schedule": "1"}
        publishing(sign_in(editor), claim, **sent)
        return ScheduledVerdict.objects.get()

    def cancelled(self, client, planned):
        address = f"/desk/scheduled/{planned.pk}/cancel/"
        assert client.post(address, opened(client, address)).status_code == 302

    def test_it_stands_in_the_form_for_whoever_publishes_next(self, sign_in, editor, planned):
        self.cancelled(sign_in(an_editor()), planned)

        for client in (sign_in(editor), sign_in(an_editor())):
            page = page_of(client, planned.round.claim)
            form = page.context["form"]
            assert {name: form[name].value() for name in self.WRITTEN} == {
                name: SENT[name] for name in self.WRITTEN
            }
            assert not form["publish_at"].value()
            assert "and that came to nothing" in page.content.decode()

    def test_what_the_clock_gave_up_stands_there_too(self, sign_in, planned):
        User.objects.filter(pk=planned.planned_by_id).update(role="fact_checker")
        publish_scheduled(scheduled=planned, at=planned.due_at)

        form = page_of(sign_in(an_editor()), planned.round.claim).context["form"]
        assert form["summary"].value() == SENT["summary"]

    def test_it_is_not_shown_before_the_reviews_are_opened(self, sign_in, editor, planned):
        self.cancelled(sign_in(editor), planned)

        page = sign_in(an_editor()).get(f"/desk/claims/{planned.round.claim_id}/publish/")
        assert not page.context["form"]["summary"].value()
        assert "Zq " not in page.content.decode()

    def test_it_can_be_planned_and_cancelled_again(self, sign_in, editor, planned):
        client, claim = sign_in(editor), planned.round.claim
        self.cancelled(client, planned)
        sent = as_shown(page_of(client, claim)) | {"summary": "Zq another one."}
        sent |= {"publish_at": "2099-01-02T12:00", "schedule": "1"}
        assert publishing(client, claim, **sent).status_code == 302
        self.cancelled(client, ScheduledVerdict.objects.get(ended=""))

        assert as_shown(page_of(client, claim))["summary"] == "Zq another one."


class TestWhatIsPlanned:
    """It can be read and changed on the page on which it was planned."""

    @pytest.fixture
    def planned(self, sign_in, editor):
        claim, client = a_reviewed_claim(), sign_in(editor)
        publishing(client, claim, **SENT | {"publish_at": "2099-01-01T12:00", "schedule": "1"})
        return claim, client

    def test_it_is_found_from_the_claim_and_from_the_list(self, planned):
        claim, client = planned
        for page in ("/desk/scheduled/", f"/desk/claims/{claim.pk}/"):
            assert f'"/desk/claims/{claim.pk}/publish/"' in client.get(page).content.decode()
        found = as_shown(page_of(client, claim))
        assert {"summary", "missing", "waive_reply", "waive_source"} <= found.keys()
        assert {name: SENT.get(name) for name in found.keys() & SENT} == {
            name: found[name] for name in found.keys() & SENT
        }
        assert found["publish_at"] == "2099-01-01T12:00"

    def test_it_is_changed_by_planning_again(self, planned):
        claim, client = planned
        before = ScheduledVerdict.objects.get()
        sent = as_shown(page_of(client, claim)) | {"summary": "Zq mended.", "schedule": "1"}

        assert client.post(f"/desk/claims/{claim.pk}/publish/", sent).status_code == 302

        before.refresh_from_db()
        now = ScheduledVerdict.objects.get(ended="")
        assert (before.ended, before.summary) == ("cancelled", "Zq it is so.")
        assert (now.summary, now.due_at) == ("Zq mended.", before.due_at)
        assert "cancelled what was planned" in client.get("/desk/journal/").content.decode()

    def test_what_another_editor_has_planned_meanwhile_is_not_taken_away(self, planned, sign_in):
        claim, client = planned
        sent = as_shown(page_of(client, claim)) | {"summary": "Zq mine.", "schedule": "1"}
        other = sign_in(an_editor())
        theirs = as_shown(page_of(other, claim)) | {"summary": "Zq theirs.", "schedule": "1"}
        other.post(f"/desk/claims/{claim.pk}/publish/", theirs)

        answer = client.post(f"/desk/claims/{claim.pk}/publish/", sent)

        assert answer.status_code in {409, 422}
        assert ScheduledVerdict.objects.get(ended="").summary == "Zq theirs."

    def test_who_has_not_opened_the_reviews_is_told_nothing_of_it(self, planned, sign_in):
        claim, _client = planned
        page = sign_in(an_editor()).get(f"/desk/claims/{claim.pk}/publish/").content.decode()
        assert "Zq it is so." not in page
