"""Weights fit the features, likelihoods are likelihoods, and hostile rows cost nothing."""

from __future__ import annotations

import pytest

from claims.matching.ranking.features import LEXICAL, SEMANTIC, lexical_features, prepared
from claims.matching.ranking.lexical import Candidate, question
from claims.matching.ranking.reranker import likelihood, network


def features(text: str, said: str) -> list[float]:
    words = tuple(f"w:{word}" for word in said.split())
    asked = prepared(question(text), dict.fromkeys(words, 5.0))
    return lexical_features(
        asked, Candidate(1, 1, 0.0, words, (), ()), score=10.0, best=10.0, place=1
    )


def test_a_row_that_says_the_same_is_likelier_than_one_that_shares_a_word() -> None:
    judge = network(semantic=False)

    same = judge.odds(features("dam burst derna", "dam burst derna"))
    other = judge.odds(features("dam burst derna", "dam snow riyadh hail storm"))

    assert 0 < likelihood(other) < likelihood(same) < 1


@pytest.mark.parametrize(("semantic", "names"), [(False, LEXICAL), (True, SEMANTIC)])
def test_each_unit_weighs_every_feature(*, semantic: bool, names: tuple[str, ...]) -> None:
    judge = network(semantic=semantic)

    assert len(judge.straight) == len(names)
    assert {len(unit) for unit in judge.hidden} <= {len(names) + 1}
    assert len(judge.hidden) == len(judge.out)


@pytest.mark.parametrize("odds", [-1e9, 0.0, 1e9])
def test_a_likelihood_stays_between_none_and_all(odds: float) -> None:
    assert 0 < likelihood(odds) < 1


@pytest.mark.parametrize(("text", "said"), [("", ""), ("dam", ""), ("", "dam"), ("?!", "dam")])
def test_nothing_has_features_too(text: str, said: str) -> None:
    assert len(features(text, said)) == len(LEXICAL)
