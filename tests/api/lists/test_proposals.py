"""What the desk proposes is there for programs of those who may refuse it, and for nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from claims.operations.proposals.dismiss import dismiss
from claims.rules.proposable import Proposable
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_figure,
    a_page,
    a_party,
    a_publisher,
    a_user,
    an_editor,
    an_incident,
)
from tests.public.captures import a_capture
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
WIRE = (
    "Tuareg rebels in northern Mali said on Sunday they had killed dozens of soldiers and Russian "
    "mercenaries in three days of fighting near the border with Algeria, in what would be the "
    "heaviest defeat of the group since it arrived in the country."
)


@pytest.fixture
def client() -> Client:
    signed_in = Client()
    signed_in.force_login(a_user(), BACKEND)
    return signed_in


def asked(client: Client, path: str, status: int = 200) -> Any:
    answer = client.get(f"/api/v1/{path}/")
    assert answer.status_code == status, answer.content
    return answer.json()


def test_answers_are_those_of_the_desk_until_they_are_refused(client: Client) -> None:
    incident, losers = an_incident(), a_party()
    one, other = (
        a_claim(
            incident=incident,
            statement=f"{number} soldiers died.",
            figures=[a_figure(best=number, subjects=[losers])],
        )
        for number in (20, 50)
    )

    (row,) = asked(client, f"claims/{one.pk}/proposed-answers")
    assert (row["claim"]["id"], row["answers"]["id"]) == (other.pk, one.pk)
    assert (row["ground"], row["said_before"]) == ("different_figure", "20 soldiers died.")
    assert row["code"]
    assert row["sentence"]

    dismiss(kind=Proposable.COUNTERCLAIM, subject=row["subject"], by=an_editor(), at=AT)
    assert asked(client, f"claims/{one.pk}/proposed-answers") == []


def test_what_is_said_elsewhere_comes_with_what_made_it(client: Client) -> None:
    one, other = (a_claim(statement="84 Wagner fighters died at Tinzaouaten.") for _ in range(2))

    (row,) = asked(client, f"claims/{one.pk}/said-elsewhere")
    assert (row["claim"]["id"], row["same_claimant"]) == (other.pk, False)
    assert 0 < row["likelihood"] < 1
    assert {"ground": "figures", "words": ["84"]} in row["made_by"]


def test_origins_come_with_the_passages_that_show_them(client: Client) -> None:
    wire = a_page("https://wire.example/1", publisher=a_publisher("Sahel Wire"))
    copied = a_page("https://paper.example/1", publisher=a_publisher("The Paper"))
    claim = a_claim()
    for page in (wire, copied):
        a_citation(claim, page=page)
    a_capture(wire, text=WIRE)
    a_capture(copied, text=f"BAMAKO (Sahel Wire) - {WIRE}")

    (row,) = asked(client, f"pages/{copied.pk}/proposed-origins")
    assert row["from_page"]["id"] == wire.pk
    assert any("Sahel Wire" in each["passage"] for each in row["evidence"])


PATHS = ("claims/{}/proposed-answers", "claims/{}/said-elsewhere", "pages/{}/proposed-origins")


@pytest.mark.parametrize("path", PATHS)
def test_who_may_not_refuse_it_is_refused_in_the_shape_of_errors(path: str) -> None:
    reader = Client()
    told = asked(reader, path.format(1), 401)
    assert told["error"]["code"] == "not_authenticated"
    for role in (Role.READER, Role.ADMINISTRATOR):
        reader.force_login(a_user(role), BACKEND)
        assert asked(reader, path.format(1), 403)["error"]["code"] == "permission_denied"


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_written_here_and_no_parameter_is_known(client: Client, path: str) -> None:
    address = path.format(a_claim().pk)
    assert asked(client, path.format(999_999_999), 404)["error"]["code"]
    assert client.get(f"/api/v1/{address}/?page_size=5").status_code == 400
    assert client.post(f"/api/v1/{address}/").status_code == 405


def test_a_draft_of_somebody_else_is_not_there(client: Client) -> None:
    said = "84 Wagner fighters died at Tinzaouaten."
    draft = a_claim(statement=said, draft=True)
    one = a_claim(statement=said)

    asked(client, f"claims/{draft.pk}/said-elsewhere", 404)
    assert asked(client, f"claims/{one.pk}/said-elsewhere") == []
