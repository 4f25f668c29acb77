"""The only door for a claim's status."""

import re
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections
from django.db import transaction as database

from claims.models import Claim, Event
from claims.operations.transition import IllegalMove, transition
from claims.rules.acts import CLAIM_ACTS, CLOSE_ROUND
from claims.rules.states import ClaimStatus
from tests.factories import AT, a_claim, a_user, an_editor
from tests.house.database import rows
from tracker.base.acts.refusal import Forbidden
from tracker.base.people.models import Role
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def put(claim, status):
    """Past the door, as no code of the house may: the tests start anywhere."""
    released = {"released_at": None, "released_by": None} if status is ClaimStatus.DRAFT else {}
    Claim.objects.filter(pk=claim.pk).update(status=status.value, **released)
    if status is ClaimStatus.IN_REVIEW:
        rows.round_(claim=claim)
    claim.refresh_from_db()


def test_a_move_changes_the_status_and_writes_the_journal():
    author = a_user(name="Awa")
    claim = a_claim(by=author, draft=True)

    transition(claim=claim, to=ClaimStatus.RECORDED, by=author, at=AT)

    claim.refresh_from_db()
    event = Event.objects.get(claim_id=claim.pk, verb="submitted")
    assert claim.status == "recorded"
    assert (event.from_status, event.to_status, event.at) == ("draft", "recorded", AT)
    assert (event.actor_id, event.actor_name) == (author.pk, "Awa")
    assert (event.target_type, event.target_id) == ("claim", str(claim.pk))


@pytest.mark.parametrize(("source", "target"), CLAIM_ACTS.by_move)
def test_every_move_of_the_table_goes_through(source, target):
    act, move = CLAIM_ACTS.by_move[source, target]
    claim = a_claim()
    put(claim, source)

    transition(
        claim=claim,
        to=target,
        by=an_editor(),
        at=AT,
        reason="because",
        by_system=act is CLOSE_ROUND,
    )

    assert Event.objects.filter(claim_id=claim.pk, verb=move.verb).count() == 1
    assert claim.status == target


def test_what_happens_by_itself_is_no_way_round_the_law():
    claim = a_claim()

    with pytest.raises(Forbidden):
        transition(claim=claim, to=ClaimStatus.IN_REVIEW, by=a_user(), at=AT, by_system=True)


@pytest.mark.parametrize(("source", "target"), CLAIM_ACTS.by_move)
def test_a_move_without_its_reason_is_refused(source, target):
    act, _move = CLAIM_ACTS.by_move[source, target]
    claim = a_claim()
    put(claim, source)
    sent = {"claim": claim, "to": target, "by": an_editor(), "at": AT, "reason": "  "}

    if not act.reason:
        transition(**sent, by_system=act is CLOSE_ROUND)
        assert claim.status == target
        return
    with pytest.raises(Refusal) as refused:
        transition(**sent)
    assert (refused.value.code, refused.value.field) == ("required", "reason")


def test_entering_review_begins_a_round():
    claim = a_claim()

    transition(claim=claim, to=ClaimStatus.IN_REVIEW, by=an_editor(), at=AT)

    opened = claim.rounds.get()
    assert (opened.number, opened.ended) == (1, None)


def test_an_illegal_move_is_refused_and_writes_nothing():
    claim = a_claim()
    events = Event.objects.count()

    with pytest.raises(IllegalMove):
        transition(claim=claim, to=ClaimStatus.PUBLISHED, by=an_editor(), at=AT)

    claim.refresh_from_db()
    assert (claim.status, Event.objects.count()) == ("recorded", events)


@pytest.mark.parametrize("role", [Role.READER, Role.FACT_CHECKER, Role.ADMINISTRATOR])
def test_somebody_else_is_refused(role):
    with pytest.raises(Forbidden):
        transition(claim=a_claim(draft=True), to=ClaimStatus.RECORDED, by=a_user(role), at=AT)


def test_an_author_who_is_a_reader_now_is_refused():
    author = a_user()
    claim = a_claim(by=author, draft=True)
    author.role = Role.READER.value

    with pytest.raises(Forbidden):
        transition(claim=claim, to=ClaimStatus.RECORDED, by=author, at=AT)


def test_a_closed_account_is_refused():
    author = a_user()
    claim = a_claim(by=author, draft=True)
    author.is_active = False

    with pytest.raises(Forbidden):
        transition(claim=claim, to=ClaimStatus.RECORDED, by=author, at=AT)


def test_an_editor_does_not_make_the_houses_own_moves():
    claim = a_claim()
    put(claim, ClaimStatus.IN_REVIEW)

    with pytest.raises(Forbidden):
        transition(claim=claim, to=ClaimStatus.AGREED, by=an_editor(), at=AT)


def test_it_asks_the_row_and_not_the_object_it_was_given():
    claim = a_claim()
    stale = Claim.objects.get(pk=claim.pk)
    put(claim, ClaimStatus.WITHDRAWN)

    with pytest.raises(IllegalMove):
        transition(claim=stale, to=ClaimStatus.IN_REVIEW, by=an_editor(), at=AT)


def test_the_row_history_knows_who_and_why():
    claim, editor = a_claim(), an_editor()

    transition(claim=claim, to=ClaimStatus.WITHDRAWN, by=editor, at=AT, reason="Recorded twice.")

    row = Claim.pgh_event_models["update"].objects.filter(pgh_obj_id=claim.pk).latest("pgh_id")
    assert row.pgh_context.metadata == {"user": editor.pk, "why": "withdraw: Recorded twice."}


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_press_at_once_one_is_refused():
    claim = a_claim()
    editors = [an_editor() for _ in range(2)]
    start = threading.Barrier(2)
    outcomes = []

    def press(editor):
        start.wait()
        try:
            transition(
                claim=Claim.objects.get(pk=claim.pk),
                to=ClaimStatus.WITHDRAWN,
                by=editor,
                at=AT,
                reason="Recorded twice.",
            )
            outcomes.append("done")
        except IllegalMove as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    run_together(press, editors)

    assert sorted(outcomes) == ["done", "illegal_move"]
    assert Event.objects.filter(claim_id=claim.pk, verb="withdrawn").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_second_waits_until_the_first_is_done_and_sees_what_it_did():
    claim = a_claim()
    first, second = an_editor(), an_editor()
    seen = []

    def late():
        try:
            transition(
                claim=Claim.objects.get(pk=claim.pk), to=ClaimStatus.IN_REVIEW, by=second, at=AT
            )
        except IllegalMove as refusal:
            seen.append(refusal.message)
        finally:
            connections.close_all()

    with database.atomic():
        transition(claim=claim, to=ClaimStatus.WITHDRAWN, by=first, at=AT, reason="Twice.")
        thread = threading.Thread(target=late)
        thread.start()
        thread.join(timeout=0.5)
        assert thread.is_alive()
    thread.join(timeout=60)

    assert seen == ["This claim has been withdrawn. Use “Bring back” first."]


def run_together(work, arguments):
    threads = [threading.Thread(target=work, args=(argument,)) for argument in arguments]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)


def test_no_other_code_writes_the_status_of_a_claim():
    writes = re.compile(r"\bclaim\.status\s*=[^=]|Claim\.objects[^\n]*\.update\([^)]*status")
    found = {
        path.relative_to(settings.BASE_DIR).as_posix()
        for room in ("claims", "sources", "tracker")
        for path in Path(settings.BASE_DIR, room).rglob("*.py")
        if "migrations" not in path.parts and writes.search(path.read_text(encoding="utf-8"))
    }

    # The operations copy the new status onto the object they were given; only the door saves it.
    assert found <= {
        f"claims/operations/{name}.py"
        for name in (
            "contest",
            "queues/take",
            "record",
            "reviews/assign",
            "reviews/rounds",
            "transition",
            "verdicts/correct",
            "verdicts/publish",
            "verdicts/settle",
        )
    }
