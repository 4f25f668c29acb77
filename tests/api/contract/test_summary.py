"""The summary counts what the public may read, with exercises and demonstrations apart."""

from __future__ import annotations

from typing import Any

from claims.reads.front.tallies import tallies
from tests.api.conftest import Get
from tests.api.disputes import dispute
from tests.factories import a_claim, a_reviewed_claim, a_verdict, an_editor, an_incident
from tests.house.database import rows


def test_public_rows_are_counted(get: Get) -> None:
    claim = dispute(status="published")
    rows.counterclaim(claim=claim, answers=dispute())
    old = rows.verdict(claim=claim)
    rows.verdict(claim=claim, version=2, supersedes=old, change_reason="New.", rating="contested")
    rows.capture(page=claim.citations.get().page)

    counted = get("summary/")

    assert (counted["claims"], counted["incidents"], counted["pairs"]) == (2, 2, 1)
    assert (counted["figures"], counted["citations"], counted["quotations"]) == (2, 2, 2)
    assert counted["captures"] == {"captured": 2, "waiting": 1}
    assert counted["findings"] == {"verbatim": 2}
    assert counted["verdicts"] == {"contested": 1}
    assert not any(counted["exercise"].values())
    assert counted["demonstration"] == {"verdicts": {}}


def test_hidden_rows_are_not_counted(get: Get) -> None:
    hidden = dispute(status="draft")
    rows.counterclaim(claim=hidden)

    counted = get("summary/")

    assert (counted["claims"], counted["pairs"], counted["pages"]) == (1, 0, 0)
    assert (counted["figures"], counted["captures"], counted["findings"]) == (0, {}, {})
    assert not any(counted["exercise"].values())


def test_exercises_are_counted_apart_in_every_number(get: Get) -> None:
    claim = dispute(status="published", incident=rows.incident(is_exercise=True))
    rows.counterclaim(claim=claim, answers=dispute(incident=claim.incident))
    rows.verdict(claim=claim)

    counted = get("summary/")
    apart = counted["exercise"]

    assert counted.keys() == apart.keys() | {"exercise", "demonstration"}
    assert [counted[name] for name in apart] == [type(number)() for number in apart.values()]
    assert (apart["claims"], apart["incidents"], apart["pairs"]) == (2, 1, 1)
    assert apart["captures"] == {"captured": 2}
    assert apart["findings"] == {"verbatim": 2}
    assert sum(apart["verdicts"].values()) == 1


def test_what_a_real_claim_names_is_real_though_an_exercise_names_it_too(get: Get) -> None:
    claim = dispute()
    before = get("summary/")

    again = rows.claim(claimant=claim.claimant, incident=rows.incident(is_exercise=True))
    rows.citation(claim=again, page=claim.citations.get().page)
    counted = get("summary/")

    assert {**counted, "exercise": 0} == {**before, "exercise": 0}
    apart = counted["exercise"]
    assert (apart["claims"], apart["citations"], apart["pages"]) == (1, 1, 0)


def test_verdicts_of_a_demonstration_are_counted_apart(get: Get) -> None:
    claim = a_reviewed_claim(claim=a_claim())
    a_verdict(claim, by=an_editor(is_demonstration=True))

    counted = get("summary/")

    assert counted["verdicts"] == counted["exercise"]["verdicts"] == {}
    assert sum(counted["demonstration"]["verdicts"].values()) == 1


def test_the_front_page_counts_the_same(get: Get) -> None:
    a_verdict(a_claim())
    a_verdict(a_claim(incident=an_incident(is_exercise=True)))
    a_verdict(a_reviewed_claim(claim=a_claim()), by=an_editor(is_demonstration=True))

    counted, front = get("summary/"), tallies()

    told: dict[str, Any] = {"claims": front.claims, "incidents": front.disputes}
    assert {name: counted[name] for name in told} == told
    assert sum(counted["verdicts"].values()) == front.verdicts == 1
