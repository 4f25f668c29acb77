"""Each queue is a page: what waits in it, narrowed and sorted as its address says."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import Assignment, Claim
from claims.operations.queues.priority import prioritise
from claims.operations.reviews.rounds import reopen
from claims.operations.verdicts.schedule import schedule
from tests.factories import (
    AT,
    WAIVED,
    a_citation,
    a_claim,
    a_party,
    a_reviewed_claim,
    a_settled_claim,
    a_split_claim,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    an_incident,
    later,
    sealed,
)
from tests.ratings import Rating
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db


def shown(client, name, **asked):
    response = client.get(f"/desk/queues/{name}/", asked)
    assert response.status_code == 200
    return response


def claims_in(client, name, **asked):
    rows = shown(client, name, **asked).context["stretch"].rows
    return [row if isinstance(row, Claim) else row.claim for row in rows]


def in_days(days):
    return timezone.localdate() + dt.timedelta(days=days)


def rereviewed():
    claim = a_verdict().claim
    reopen(claim=claim, reason="A new page.", by=an_editor(), at=later(hours=1))
    return claim


def half_reviewed():
    claim = a_claim()
    a_citation(claim)
    sealed(an_assignment(claim), Rating.MOSTLY_REFUTED, reasoning="A giveaway, as was said.")
    an_assignment(claim)
    return claim


def a_planned_claim():
    claim = a_settled_claim()
    schedule(
        claim=claim,
        summary="The evidence does not say.",
        due_at=later(days=9),
        waived=WAIVED,
        by=an_editor(),
        at=AT,
    )
    return claim


MADE = {
    "unassigned": a_claim,
    "short": lambda: an_assignment().claim,
    "due-soon": lambda: an_assignment(due=in_days(1)).claim,
    "overdue": lambda: an_assignment(due=AT.date()).claim,
    "second-review": half_reviewed,
    "split": a_split_claim,
    "ready": a_settled_claim,
    "planned": a_planned_claim,
    "re-review": rereviewed,
}


@pytest.mark.parametrize("name", MADE)
def test_what_waits_stands_in_its_queue_and_what_does_not_does_not(sign_in, editor, name):
    wanted = MADE[name]()
    a_claim() if name != "unassigned" else a_split_claim()
    assert claims_in(sign_in(editor), name) == [wanted]


@pytest.mark.parametrize("name", [*MADE, "mine", "altered", "gone", "failed", "misquoted"])
def test_an_empty_queue_says_so(sign_in, editor, name):
    response = shown(sign_in(editor), name)
    assert str(response.context["queue"].nothing) in response.content.decode()


def test_everybody_has_their_own(sign_in, checker):
    own = an_assignment(reviewer=checker)
    an_assignment()
    assert claims_in(sign_in(checker), "mine") == [own.claim]


@pytest.mark.parametrize("name", MADE)
def test_a_fact_checker_sees_none_of_what_editors_share_out(sign_in, checker, name):
    assert sign_in(checker).get(f"/desk/queues/{name}/").status_code == 403


def test_an_administrator_sees_what_is_overdue(sign_in):
    late = an_assignment(a_claim(), due=AT.date(), reviewer=a_user(name="Late Lamine"))
    response = shown(sign_in(a_user(Role.ADMINISTRATOR)), "overdue")
    assert [row.pk for row in response.context["stretch"].rows] == [late.pk]
    assert "Late Lamine, since" in response.content.decode()


def test_there_is_no_other_queue(sign_in, editor):
    assert sign_in(editor).get("/desk/queues/rumours/").status_code == 404


@pytest.mark.parametrize("name", ["second-review", "short"])
def test_of_a_round_it_is_said_how_many_are_sealed_never_what_they_say(sign_in, editor, name):
    claim = a_claim()
    sealed(an_assignment(claim), Rating.MOSTLY_REFUTED, reasoning="A giveaway, as was said.")
    if name == "second-review":
        an_assignment(claim)
    text = shown(sign_in(editor), name).content.decode()
    assert f"1 of {2 if name == 'second-review' else 1} sealed" in text
    assert "Mostly refuted" not in text
    assert "A giveaway, as was said." not in text


def test_what_is_planned_says_when_and_is_not_counted_as_ready(sign_in, editor):
    claim, ready = a_planned_claim(), a_settled_claim()
    client = sign_in(editor)

    assert claims_in(client, "ready") == [ready]
    assert claims_in(client, "planned") == [claim]
    text = shown(client, "planned").content.decode()
    assert later(days=9).strftime("%Y-%m-%dT%H:%M") in text
    counts = {one.queue.name: one.waiting for one in client.get("/desk/").context["counts"]}
    assert (counts["ready"], counts["planned"]) == (1, 1)


# --- sorted


def test_the_most_urgent_come_first_and_the_newest_of_them(sign_in, editor):
    old, new = a_claim(at=AT), a_claim(at=later(days=1))
    urgent = a_claim(at=later(days=-9))
    prioritise(claim=urgent, priority=4, by=editor, at=AT)
    client = sign_in(editor)
    assert claims_in(client, "unassigned") == [urgent, new, old]
    assert claims_in(client, "unassigned", sort="oldest") == [urgent, old, new]
    assert claims_in(client, "unassigned", sort="nonsense") == [urgent, new, old]


def test_reviews_are_sorted_by_day_or_by_how_urgent_the_claim_is(sign_in, editor):
    first = an_assignment(due=AT.date()).claim
    urgent = an_assignment(due=AT.date() + dt.timedelta(days=2)).claim
    prioritise(claim=urgent, priority=4, by=editor, at=AT)
    client = sign_in(editor)
    assert claims_in(client, "overdue") == [first, urgent]
    assert claims_in(client, "overdue", sort="urgent") == [urgent, first]


# --- narrowed


def a_marked_claim():
    party = a_party("Wagner Group")
    return a_claim(
        claimant=party,
        incident=an_incident("The battle of the valley"),
        language="ar",
        at=later(days=3),
    )


NARROWED = {
    "party": lambda _claim: "wagner",
    "incident": lambda _claim: "of the valley",
    "language": lambda _claim: "ar",
    "person": lambda claim: claim.created_by_id,
    "since": lambda _claim: "2026-03-03",
    "priority": lambda _claim: "3",
}


@pytest.mark.parametrize("by", NARROWED)
def test_a_queue_is_narrowed_by_its_address(sign_in, editor, by):
    wanted = a_marked_claim()
    prioritise(claim=wanted, priority=3, by=editor, at=AT)
    a_claim(at=AT)
    client = sign_in(editor)
    assert len(claims_in(client, "unassigned")) == 2
    assert claims_in(client, "unassigned", **{by: NARROWED[by](wanted)}) == [wanted]


@pytest.mark.parametrize("by", ["party", "incident", "language", "priority"])
def test_so_are_reviews_by_their_claims(sign_in, editor, by):
    wanted = a_marked_claim()
    prioritise(claim=wanted, priority=3, by=editor, at=AT)
    an_assignment(wanted, due=AT.date())
    an_assignment(due=AT.date())
    asked = {by: NARROWED[by](wanted)}
    assert claims_in(sign_in(editor), "overdue", **asked) == [wanted]


def test_a_party_is_found_by_whom_a_claim_counts(sign_in, editor):
    claim = a_claim()
    counted = claim.figures.get().subjects.get()
    a_claim()
    assert claims_in(sign_in(editor), "unassigned", party=counted.name) == [claim]


@pytest.mark.parametrize("typed", ["FAMa", "fama", "FLA", "Front de l", "forces armees", "عازواد"])
def test_a_party_is_found_by_whatever_it_goes_by(sign_in, editor, typed):
    army = a_party(name="Forces armées maliennes", acronym="FAMa", aliases=[("en", "Malian army")])
    front = a_party(
        name="Front de libération de l’Azawad", acronym="FLA", aliases=[("ar", "جبهة تحرير عازواد")]
    )
    theirs = {"FAMa": army, "fama": army, "forces armees": army}.get(typed, front)
    claims = {party: a_claim(claimant=party) for party in (army, front)}

    assert claims_in(sign_in(editor), "unassigned", party=typed) == [claims[theirs]]


def test_an_incident_is_found_by_its_words_in_any_order(sign_in, editor):
    claim = a_claim(incident=an_incident(title="Attack on the camp at Dioura"))
    a_claim()
    assert claims_in(sign_in(editor), "unassigned", incident="dioura camp") == [claim]


def test_what_cannot_be_understood_is_said_and_a_filter_nobody_knows_is_refused(sign_in, editor):
    client = sign_in(editor)
    assert "since" in shown(client, "unassigned", since="soon").context["form"].errors
    assert client.get("/desk/queues/unassigned/?colour=red").status_code == 400


def test_nothing_that_fits_is_told_from_nothing_that_waits(sign_in, editor):
    a_claim()
    text = shown(sign_in(editor), "unassigned", party="nobody").content.decode()
    assert "Nothing here fits." in text


def test_the_form_is_there_where_it_is_asked_for_or_has_narrowed_or_is_wrong(sign_in, editor):
    a_claim()
    client = sign_in(editor)
    plain = shown(client, "unassigned").content.decode()
    assert 'name="person"' not in plain
    assert 'href="?narrow=1#narrow"' in plain
    for asked in ({"narrow": "1"}, {"party": "army"}, {"since": "soon"}):
        text = shown(client, "unassigned", **asked).content.decode()
        assert ('name="person"' in text, 'id="narrow"' in text) == (True, True), asked


def test_that_the_form_was_shown_narrows_nothing(sign_in, editor):
    a_claim()
    text = shown(sign_in(editor), "unassigned", narrow="1").content.decode()
    assert "Keep this view" not in text
    assert "1 in all" in text


# --- long


def copies(claim, number):
    """Many more claims like one, written by the database itself."""
    own = {"id", "reference", "created_at"}
    names = [f.column for f in Claim._meta.concrete_fields if f.name not in own]
    columns = ", ".join(names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO claims_claim ({columns}, created_at)"
            f" SELECT {columns}, created_at + (number %% 7) * interval '1 hour'"
            " FROM claims_claim, generate_series(1, %s) AS number WHERE id = %s",
            [number, claim.pk],
        )


def test_ten_thousand_rows_take_as_many_queries_as_thirty(sign_in, editor):
    claim = a_claim()
    copies(claim, 29)
    client = sign_in(editor)
    shown(client, "unassigned")  # the first answer of a session writes down that there is one
    with CaptureQueriesContext(connection) as few:
        shown(client, "unassigned")
    copies(claim, 9_970)
    with CaptureQueriesContext(connection) as many:
        response = shown(client, "unassigned")
    assert len(many) == len(few)
    assert len(response.context["stretch"].rows) == 25
    assert "More than 1000" in response.content.decode()


@pytest.mark.parametrize("sort", ["urgent", "newest", "oldest"])
def test_read_on_from_page_to_page_every_row_comes_once_and_in_order(sign_in, editor, sort):
    copies(a_claim(), 70)
    client, after, read = sign_in(editor), "", []
    while True:
        found = shown(client, "unassigned", sort=sort, after=after).context["stretch"]
        read += found.rows
        if not (after := found.next_after):
            break
    places = [(row.created_at, row.pk) for row in read]
    assert len(set(places)) == 71
    assert places == sorted(places, reverse=sort != "oldest")


@pytest.mark.parametrize("sort", ["due", "urgent", "newest"])
def test_so_are_reviews_whatever_they_are_sorted_by(sign_in, editor, sort):
    calm, urgent = an_assignment(due=AT.date()), an_assignment(due=AT.date())
    prioritise(claim=urgent.claim, priority=4, by=editor, at=AT)
    rounds = (calm.round, urgent.round)
    Assignment.objects.bulk_create(
        Assignment(
            round=rounds[number % 2],
            reviewer=a_user(),
            assigned_by=editor,
            assigned_at=later(hours=number % 3),
            due=AT.date() - dt.timedelta(days=number % 4),
        )
        for number in range(50)
    )
    client, after, read = sign_in(editor), "", []
    while True:
        found = shown(client, "overdue", sort=sort, after=after).context["stretch"]
        read += found.rows
        if not (after := found.next_after):
            break
    by = {
        "due": lambda row: (row.due, row.pk),
        "urgent": lambda row: (-row.claim.priority, row.due, row.pk),
        "newest": lambda row: (-row.assigned_at.timestamp(), -row.pk),
    }[sort]
    assert len({row.pk for row in read}) == 52
    assert read == sorted(read, key=by)


def test_one_reads_on_from_a_row_that_has_left_the_queue(sign_in, editor):
    claim = a_claim()
    copies(claim, 40)
    client = sign_in(editor)
    first = shown(client, "unassigned").context["stretch"]
    an_assignment(first.rows[-1], by=editor)
    second = shown(client, "unassigned", after=first.next_after).context["stretch"]
    assert {row.pk for row in first.rows} & {row.pk for row in second.rows} == set()
    assert len(second.rows) == 41 - 25


@pytest.mark.parametrize("after", ["x", "0", "9" * 40, "-1"])
def test_from_no_row_one_reads_from_the_beginning(sign_in, editor, after):
    claim = a_claim()
    assert claims_in(sign_in(editor), "unassigned", after=after) == [claim]


def test_what_is_ready_is_not_what_is_split(sign_in, editor):
    agreed = a_reviewed_claim()
    a_split_claim()
    assert claims_in(sign_in(editor), "ready") == [agreed]
