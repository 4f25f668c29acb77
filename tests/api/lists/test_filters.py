"""Lists are filtered in the URL, and refuse what they do not understand."""

from __future__ import annotations

from datetime import date

import pytest

from claims.api.urls import router
from tests.api.conftest import Get
from tests.api.disputes import dispute
from tests.house.database import rows

LISTS = [prefix for prefix, *_ in router.registry]


def found(get: Get, path: str, **query: object) -> list[int]:
    return [row["id"] for row in get(path, **query)["results"]]


def test_claims_are_found_by_what_is_said_of_them(get: Get) -> None:
    other, claim = (
        dispute(),
        dispute(reference="d/1", made_on=date(2025, 3, 2), made_on_precision="day", language="fr"),
    )
    figure, citation = claim.figures.get(), claim.citations.get()
    rows.counterclaim(claim=claim, answers=other, ground="denial")
    rows.verdict(claim=claim, rating="refuted")
    queries = [
        {"reference": "d/1"},
        {"incident": claim.incident.slug},
        {"claimant": claim.claimant.slug},
        {"measure": "killed", "subject": figure.subjects.get().slug},
        {"publisher": citation.page.publisher.slug},
        {"ground": "denial"},
        {"rating": "refuted"},
        {"language": "fr"},
        {"made_from": "2025-03-02", "made_to": "2025-03-02"},
    ]

    for query in queries:
        assert found(get, "claims/", **query) == [claim.pk], query


def test_measure_and_subject_mean_one_figure(get: Get) -> None:
    claim = rows.claim()
    rows.figure(claim=claim, measure="killed")
    wounded = rows.figure(claim=claim, measure="wounded", position=1)
    subject = rows.figure_subject(figure=wounded).party.slug

    assert found(get, "claims/", measure="wounded", subject=subject) == [claim.pk]
    assert found(get, "claims/", measure="killed", subject=subject) == []


def test_a_rating_that_was_corrected_no_longer_finds_the_claim(get: Get) -> None:
    claim = rows.claim(status="published")
    old = rows.verdict(claim=claim, rating="supported")
    rows.verdict(claim=claim, version=2, supersedes=old, change_reason="New.", rating="refuted")

    assert found(get, "claims/", rating="supported") == []
    assert len(found(get, "verdicts/", rating="supported")) == 1
    assert found(get, "verdicts/", rating="supported", current="true") == []


def test_a_publisher_is_found_by_the_grade_in_force(get: Get) -> None:
    publisher = rows.claim(outlet=rows.publisher()).outlet
    rows.grade(publisher=publisher, grade="D")
    rows.grade(publisher=publisher, grade="B")

    assert [row["slug"] for row in get("publishers/", grade="B")["results"]] == [publisher.slug]
    assert get("publishers/", grade="D")["results"] == []


@pytest.mark.parametrize("path", LISTS)
def test_an_unknown_parameter_is_refused_by_name(get: Get, path: str) -> None:
    error = get(f"{path}/", status=400, incidnet="x")["error"]

    assert error["code"] == "invalid"
    assert list(error["fields"]) == ["incidnet"]
    assert "incidnet" in error["message"]


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("claims/", "measure", "deaths"),
        ("claims/", "measure", "nul\0"),
        ("parties/", "kind", "nul\0"),
        ("claims/", "made_from", "02/03/2025"),
        ("claims/", "incident", "nul\0"),
        ("claims/", "ordering", "created_by__password"),
        ("claims/", "page_size", "0"),
        ("claims/", "page_size", "101"),
        ("counterclaims/", "page_size", "201"),
        ("claims/", "page_size", "many"),
        ("citations/", "claim", "1.5"),
        ("citations/", "claim", "99999999999999999999"),
        ("findings/", "capture", "not-a-uuid"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_at_its_name(
    get: Get, path: str, name: str, value: str
) -> None:
    assert list(get(path, status=400, **{name: value})["error"]["fields"]) == [name]


@pytest.mark.parametrize("path", LISTS)
def test_every_filter_of_every_list_can_be_asked(get: Get, path: str) -> None:
    view = {prefix: view for prefix, view, _ in router.registry}[path]
    for name, each in view.filterset_class.base_filters.items():
        choices = dict(getattr(each.field, "choices", None) or {})
        value = next((key for key in choices if key not in {"", None}), None)
        if value is None or isinstance(value, bool):
            value = {"Day": "2025-01-01", "RowNumber": "1", "BooleanFilter": "true"}.get(
                type(each).__name__, "00000000-0000-0000-0000-000000000000"
            )
        get(f"{path}/?{name}={value}")
