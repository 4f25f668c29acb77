"""Which claims may answer which, on what ground."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from claims.matching.answers.propose_answers import SaidInClaim, propose_answers
from claims.matching.answers.statement_signs import statement_signs_of
from claims.matching.known_names import KnownNames
from claims.rules.figures import FigureValue, MeasureValue, Qualifier, Scope
from claims.rules.grounds import Ground

KILLED = MeasureValue("killed", "Killed", "killed")
JULY = {"made_on": date(2024, 7, 1), "made_until": date(2024, 7, 31)}
PARTIES = KnownNames()
PARTIES.call("fama", ["FAMa", "Malian army", "armée malienne"], is_party=True)
PARTIES.call("jnim", ["JNIM", "GSIM"], is_party=True)


def figure(best: int, subject: Hashable = "fama", **fields: Any) -> FigureValue:
    return FigureValue(KILLED, frozenset({subject}), "kidal", best=Decimal(best), **fields)


def said(
    number: int, statement: str, *figures: FigureValue, language: str = "en", **fields: Any
) -> SaidInClaim:
    given: dict[str, Any] = {"incident": "kidal", "voice": number, "order": number} | fields
    signs = statement_signs_of(statement, language, PARTIES)
    return SaidInClaim(
        number, statement=statement, signs=signs, language=language, figures=figures, **given
    )


def found(one: SaidInClaim, other: SaidInClaim, **fields: Any) -> list[tuple[object, ...]]:
    proposed = propose_answers(one, [other], **fields)
    return [(each.claim, each.answers, each.ground.value) for each in proposed]


def test_another_figure_is_an_answer_with_its_reason_and_both_passages() -> None:
    one, other = said(1, "20 soldiers died.", figure(20)), said(2, "Two died.", figure(2))
    (answer,) = propose_answers(one, [other])

    assert (answer.claim, answer.answers, answer.ground) == (2, 1, Ground.DIFFERENT_FIGURE)
    assert str(answer.why) == "They contradict: they differ by 18 (killed), 10 times as many."
    assert (answer.said, answer.said_before) == ("Two died.", "20 soldiers died.")


@pytest.mark.parametrize(
    "other",
    [
        figure(2, scope=Scope(part="left behind")),
        figure(2, "jnim"),
        figure(20),
        figure(15, qualifier=Qualifier.AT_LEAST),
    ],
)
def test_figures_that_can_both_be_true_are_none(other: FigureValue) -> None:
    assert found(said(1, "20 soldiers.", figure(20)), said(2, "Some.", other)) == []


@pytest.mark.parametrize(
    ("statement", "denial", "language"),
    [
        ("The army killed 30 civilians in the village.", "The army denied killing anybody.", "en"),
        (
            "The army killed 30 civilians in Moura.",
            "The army did not kill civilians in Moura.",
            "en",
        ),
        ("L'armée a tué des civils à Moura.", "L'armée dément avoir tué des civils.", "fr"),
        ("قتل الجيش مدنيين في القرية", "نفى المتحدث أن يكون الجيش قتل أحدا في القرية", "ar"),
        ("Военные убили жителей деревни Мура.", "Штаб опроверг, что в деревне кто-то убит.", "ru"),
    ],
)
def test_a_denial_answers_what_it_denies(statement: str, denial: str, language: str) -> None:
    one, other = said(1, statement, language=language), said(2, denial, language=language)

    assert found(one, other) == [(2, 1, "denial")]


def test_a_denial_answers_a_claim_in_another_language_about_the_same_incident() -> None:
    one = said(1, "The army killed 30 civilians in Moura.")
    other = said(2, "L'armée dément ces accusations.", language="fr")

    assert found(one, other) == [(2, 1, "denial")]
    elsewhere = said(2, "L'armée dément ces accusations.", language="fr", incident="gao")
    assert found(one, elsewhere) == []


def test_who_denies_answers_whoever_spoke_first() -> None:
    denial = said(1, "The army denied killing anybody in the village.", made_on=date(2024, 7, 1))
    later = said(2, "The army killed 30 in the village.", made_on=date(2024, 7, 9))

    assert found(denial, later) == [(1, 2, "denial")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The army denied killing civilians.", "The army rejected reports of killing civilians."),
        ("The army denied killing civilians.", "Bread prices rose in Gao."),
        ("Officials have not denied killing civilians.", "The army killed civilians in Moura."),
    ],
)
def test_a_denial_is_none_of_another_denial_or_another_thing(one: str, other: str) -> None:
    assert found(said(1, one), said(2, other)) == []


def test_the_same_claimant_revises_and_does_not_answer_itself() -> None:
    early = said(2, "20 died.", figure(20), voice="fama", made_on=date(2024, 7, 1))
    late = said(1, "25 died.", figure(25), voice="fama", made_on=date(2024, 7, 3))

    assert found(early, late) == [(1, 2, "revision")]


@pytest.mark.parametrize(
    ("first", "second", "revised"),
    [
        ({}, {}, []),
        ({"made_on": date(2024, 7, 1)}, {}, []),
        ({}, {"made_on": date(2024, 7, 1)}, []),
        (JULY, {"made_on": date(2024, 7, 3)}, []),
        (JULY, {"made_on": date(2024, 8, 3)}, [(2, 1, "revision")]),
        ({"made_on": date(2024, 8, 3)}, JULY, [(1, 2, "revision")]),
        ({"made_on": date(2024, 7, 1)}, {"made_on": date(2024, 7, 1)}, [(2, 1, "revision")]),
    ],
)
def test_a_revision_is_proposed_only_where_it_is_known_what_was_said_first(
    first: dict[str, date], second: dict[str, date], revised: list[object]
) -> None:
    one = said(1, "20 died.", figure(20), voice="fama", **first)
    other = said(2, "25 died.", figure(25), voice="fama", **second)

    assert found(one, other) == revised


def test_the_same_number_of_others_is_another_attribution() -> None:
    one = said(1, "84 soldiers died.", figure(84))
    other = said(2, "84 rebels died.", figure(84, "jnim"))

    assert found(one, other) == [(2, 1, "different_attribution")]


def test_other_parties_may_be_blamed() -> None:
    one = said(1, "The village was attacked; residents blamed the Malian army.")
    other = said(2, "The attack was carried out by JNIM, the ministry said.")

    assert found(one, other) == [(2, 1, "different_attribution")]


def test_it_may_have_ended_otherwise() -> None:
    one = said(1, "Fighters captured the camp in Kidal.")
    other = said(2, "The attack on the camp in Kidal was repelled.")

    assert found(one, other) == [(2, 1, "different_outcome")]


def test_it_may_have_been_another_day() -> None:
    one = said(1, "The convoy was ambushed near Kidal on 26 July.")
    other = said(2, "On July 27 the convoy was ambushed near Kidal.")

    assert found(one, other) == [(2, 1, "different_date")]


def test_claims_of_two_incidents_are_compared_and_come_last() -> None:
    one = said(1, "20 died.", figure(20))
    elsewhere = said(2, "Two died.", figure(2), incident="near kidal")
    here = said(3, "Three died.", figure(3))
    proposed = propose_answers(one, [elsewhere, here])

    assert [(each.claim, each.same_incident) for each in proposed] == [(3, True), (2, False)]


def test_what_is_paired_is_not_proposed() -> None:
    one, other = said(1, "20 died.", figure(20)), said(2, "Two died.", figure(2))

    assert found(one, other, paired=[(1, 2, Ground.DIFFERENT_FIGURE)]) == []


def test_a_refusal_holds_for_both_claims() -> None:
    one, other = said(1, "20 died.", figure(20)), said(2, "Two died.", figure(2))

    (mine,), (theirs,) = propose_answers(one, [other]), propose_answers(other, [one])
    assert mine.subject == theirs.subject


@pytest.mark.parametrize("text", ["not " * 5_000, "denied by " * 2_000, "\u0301" * 20_000, "."])
def test_a_hostile_statement_is_read_like_another(text: str) -> None:
    assert found(said(1, text), said(2, text)) == []
