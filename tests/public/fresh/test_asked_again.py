"""After a change elsewhere a page is not made again, and after one that it shows it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import Error, connection
from django.utils import timezone

from claims.models import Claim, Counterclaim, Incident, Party
from claims.operations.cite import uncite
from claims.operations.record import withdraw
from tests.factories import (
    a_citation,
    a_claim,
    a_correction,
    a_figure,
    a_pair,
    a_party,
    a_verdict,
    an_editor,
    later,
)
from tests.public.fresh.conftest import Asked, a_scene, every_page
from tests.public.fresh.memory import forget_pages
from tracker.base.web.fresh import questions
from tracker.base.web.fresh.marks import marked
from tracker.base.web.fresh.questions import MomentOfRow, QuestionsAsked
from tracker.site.server.fresh_pages import FROM_FILES

NONE = 0
"""Queries of a page that is not made again: what it asked is asked past Django, in one."""

DOSSIERS_AND_CLAIMS = {
    "public:front",
    "public:incidents",
    "public:incident",
    "public:claim",
    "public:pair",
    "public:party",
    "public:publisher",
}


@pytest.fixture
def dossier(transactional_db: None) -> Incident:
    """One with a pair, a verdict and a source."""
    answered = a_claim(figures=[a_figure(best=10)])
    answering = a_claim(figures=[a_figure(best=80)], incident=answered.incident)
    pair = a_pair(claim=answering, answers=answered)
    a_citation(pair.claim)
    a_verdict(pair.claim)
    return pair.answers.incident


def address(dossier: Incident) -> str:
    return f"/incidents/{dossier.slug}/"


def mark_all() -> None:
    """As after a change of every table, in rows that no page shows."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE acts_tablemark SET mark = gen_random_uuid()")


def test_a_change_elsewhere_does_not_have_it_made_again(ask: Asked, dossier: Incident) -> None:
    made, many = ask(address(dossier))

    a_verdict(a_claim(statement="Elsewhere."))
    again, few = ask(address(dossier))
    mark_all()
    known, fewest = ask(address(dossier), if_none_match=made["ETag"])

    assert many > NONE == few == fewest
    assert again.content == made.content
    assert known.status_code == 304


def changes() -> Iterator[Callable[[Claim], object]]:
    """What may happen to a claim of a dossier, each of which readers see on its page."""
    yield lambda claim: a_correction(claim.verdicts.get(), summary="One film does.")
    yield lambda claim: a_claim(incident=claim.incident, statement="Said later.")
    yield lambda claim: a_pair(
        claim=a_claim(incident=claim.incident, figures=[a_figure(best=7)]),
        answers=claim.counters.get().answers,
    )
    yield lambda claim: withdraw(
        claim=claim, reason="Wrong, as was said.", by=an_editor(), at=later()
    )
    yield lambda claim: Party.objects.filter(pk=claim.claimant_id).update(name="Renamed")
    yield lambda claim: uncite(
        citation=claim.citations.get(), reason="Not its page.", by=an_editor(), at=later()
    )
    yield lambda claim: Incident.objects.filter(pk=claim.incident_id).update(title="Renamed")
    yield lambda claim: Counterclaim.objects.filter(claim=claim).update(public_note="Noted")


@pytest.mark.parametrize("number", range(len(list(changes()))))
def test_what_it_shows_is_seen_at_once(ask: Asked, dossier: Incident, number: int) -> None:
    claim = Claim.objects.get(verdicts__isnull=False)
    made, _ = ask(address(dossier))
    mark_all()
    assert ask(address(dossier))[1] == NONE

    list(changes())[number](claim)
    changed, many = ask(address(dossier))

    assert many > NONE
    assert changed.content != made.content
    assert changed["ETag"] != made["ETag"]
    mark_all()
    assert ask(address(dossier))[1] == NONE


def test_every_page_says_what_one_made_anew_says(ask: Asked) -> None:
    a_scene()
    every = [(name, address) for name, address in every_page() if name not in FROM_FILES]
    for _name, address in every:
        ask(address)
    mark_all()
    not_made = {name for name, address in every if ask(address)[1] == NONE}

    a_verdict(a_claim(figures=[a_figure(best=3)], statement="Said since."))
    asked_again = {address: ask(address)[0] for _name, address in every}
    forget_pages()

    assert {*DOSSIERS_AND_CLAIMS} <= not_made
    for address, found in asked_again.items():
        assert ask(address)[0].content == found.content, address


def test_what_is_committed_while_it_is_made_is_not_taken_for_what_it_shows(
    ask: Asked, dossier: Incident, elsewhere: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    other, answered = elsewhere(), QuestionsAsked.answered

    def meanwhile(asked: QuestionsAsked) -> Any:
        with other.cursor() as cursor:
            cursor.execute("UPDATE claims_incident SET title = 'Meanwhile'")
        other.commit()
        return answered(asked)

    with monkeypatch.context() as committed:
        committed.setattr(QuestionsAsked, "answered", meanwhile)
        made, _ = ask(address(dossier))
    after, many = ask(address(dossier))

    assert b"Meanwhile" not in made.content
    assert b"Meanwhile" in after.content
    assert many > NONE


def test_without_an_answer_it_is_made_anew(
    ask: Asked, dossier: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, many = ask(address(dossier))
    mark_all()

    def silent(_packed: bytes) -> tuple[str, ...]:
        raise Error

    monkeypatch.setattr(questions, "_asked", silent)
    again, queries = ask(address(dossier))

    assert queries == many
    assert again.content == made.content


def asked(sql: str, params: Any = None) -> QuestionsAsked:
    noted = QuestionsAsked()
    with connection.execute_wrapper(noted), connection.cursor() as cursor:
        cursor.execute(sql, params)
    return noted


@pytest.mark.parametrize(
    ("sql", "params"),
    [
        ("SELECT 1 WHERE %s < now()", [timezone.now()]),
        ("SELECT 1 WHERE %s = ANY(%s)", [dt.date(2026, 1, 1), [dt.date(2026, 1, 1)]]),
        ("UPDATE claims_party SET name = name", None),
        ("SELECT %s", ["x" * (questions.LONGEST_QUERIES + 1)]),
    ],
)
@pytest.mark.django_db
def test_what_cannot_be_asked_again_is_not(sql: str, params: Any) -> None:
    assert asked(sql, params).answered() is None


@pytest.mark.django_db
def test_what_is_read_on_only_as_far_as_is_needed_is_not_asked_again() -> None:
    noted = QuestionsAsked()
    with connection.execute_wrapper(noted):
        list(Party.objects.iterator(chunk_size=2))

    assert noted.answered() is None


@pytest.mark.parametrize(
    ("sql", "params"),
    [
        ("SELECT 'a%', 1 AS x, 2 AS x", None),
        ("SELECT %s || '%%', %s", ["'; --", [1, 2]]),
        ("(SELECT 1) UNION ALL (SELECT 2) ORDER BY 1", None),
        ("WITH RECURSIVE n AS (SELECT 1 AS x UNION SELECT 2 FROM n) SELECT x FROM n", None),
        ("SELECT NULL WHERE false;", None),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_what_reads_is_asked_again(sql: str, params: Any) -> None:
    found = asked(sql, params).answered()

    assert found is not None
    assert found.are_answered_alike(marked())


@pytest.mark.django_db
def test_a_moment_of_a_row_is_asked_by_again() -> None:
    moment = timezone.now()
    noted = asked("SELECT %s::timestamptz = %s", [MomentOfRow.of(moment), moment.isoformat()])

    assert noted.answered() is not None
    assert MomentOfRow.of(moment) == moment


@pytest.mark.django_db
def test_the_order_of_rows_and_their_number_are_part_of_the_answer() -> None:
    a_party("A")
    noted = asked("SELECT name FROM claims_party ORDER BY name").answered()
    assert noted is not None

    a_party("B")

    assert not noted.are_answered_alike({"claims_party"})


@pytest.mark.django_db
def test_only_what_names_a_changed_table_is_asked_again() -> None:
    a_party("A")
    of_parties = "SELECT name FROM claims_party"
    of_both = f"{of_parties} WHERE NOT EXISTS (SELECT FROM claims_place)"
    noted = {sql: asked(sql).answered() for sql in (of_parties, of_both)}

    a_party("B")

    for found in noted.values():
        assert found is not None
        assert found.are_answered_alike({"claims_place"}) is (found is noted[of_parties])
        assert not found.are_answered_alike({"claims_place", "claims_party"})
        assert found.are_answered_alike({"claims_incident"})
