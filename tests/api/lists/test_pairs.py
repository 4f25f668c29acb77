"""A pair is given with both ends and the comparison of their figures."""

from __future__ import annotations

from typing import Any

from tests.api.conftest import Get
from tests.house.database import rows


def pair_of(one: dict[str, Any], other: dict[str, Any]) -> Any:
    incident, party = rows.incident(), rows.party()
    ends = [rows.claim(incident=incident) for _ in range(2)]
    for end, figure in zip(ends, (one, other), strict=True):
        rows.figure_subject(figure=rows.figure(claim=end, **figure), party=party)
    return rows.counterclaim(claim=ends[1], answers=ends[0])


def test_figures_that_contradict_are_given_with_their_gap(get: Get) -> None:
    pair = pair_of({"best": 10}, {"best": 50})

    given = get(f"counterclaims/{pair.pk}/")

    assert given["claim"]["id"] == pair.claim_id
    assert given["answers"]["id"] == pair.answers_id
    (compared,) = given["comparison"]
    assert compared["relation"] == "contradict"
    assert compared["gap"] == {
        "lower": 10,
        "upper": 50,
        "difference": 40,
        "ratio": 5,
        "is_least": False,
        "is_about": False,
    }


def test_ranges_that_overlap_have_no_gap(get: Get) -> None:
    pair = pair_of({"best": 10, "qualifier": "at_least"}, {"best": 50})

    (compared,) = get(f"counterclaims/{pair.pk}/")["comparison"]

    assert (compared["relation"], compared["gap"]) == ("overlap", None)


def test_a_vague_figure_is_not_compared(get: Get) -> None:
    pair = pair_of({"best": 10}, {"best": None, "qualifier": "vague", "wording": "dozens"})

    (compared,) = get(f"counterclaims/{pair.pk}/")["comparison"]

    assert (compared["relation"], compared["code"]) == ("not_comparable", "no_number")


def test_figures_of_different_measures_are_not_set_beside_each_other(get: Get) -> None:
    pair = pair_of({"measure": "killed"}, {"measure": "wounded"})

    assert get(f"counterclaims/{pair.pk}/")["comparison"] == []


def test_a_pair_with_a_hidden_end_is_not_found(get: Get) -> None:
    pair = rows.counterclaim(answers=rows.claim(status="draft"))

    get(f"counterclaims/{pair.pk}/", status=404)
