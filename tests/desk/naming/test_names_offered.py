"""What may be meant is offered while a name is typed at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.matching.names_typed import NAMED, SHOWN
from tests.factories import a_party, an_incident
from tracker.base.people.models import User

pytestmark = pytest.mark.django_db


def options(client: Any, kind: str, **asked: str) -> list[dict[str, str | None]]:
    tree = LexborHTMLParser(client.get(f"/desk/names/{kind}/", asked).text)
    return [dict(node.attributes) for node in tree.css("[role=option]")]


def test_rows_are_offered_as_the_options_of_a_list(sign_in: Any, checker: User) -> None:
    party = a_party("Wagner Group", aliases=[("ru", "Вагнер")])
    (found,) = options(sign_in(checker), "party", **{"figures-0-subjects_typed": "вагн"})
    assert (found["data-key"], found["data-name"]) == (str(party.pk), "Wagner Group")
    assert found["id"] == "figures-0-subjects-name-1"


def test_an_option_says_whether_it_is_sure(sign_in: Any, checker: User) -> None:
    a_party("Land Forces", aliases=[("fr", "Forces terrestres")])
    client = sign_in(checker)
    for typed, sure in [("land", [True, False]), ("Ligue des Terres", [False, False])]:
        offered = options(client, "party", claimant_typed=typed, new="1")
        assert ["data-sure" in one for one in offered] == sure


def test_a_new_one_can_be_added_where_the_form_takes_one(sign_in: Any, checker: User) -> None:
    client = sign_in(checker)
    (new,) = options(client, "place", place_typed="Gao <b>", new="1")
    assert new["data-add"] == "Gao <b>"
    (none,) = options(client, "place", place_typed="Gao")
    assert (none["aria-disabled"], "data-add" in none) == ("true", False)


def test_no_more_are_offered_than_can_be_read(sign_in: Any, checker: User) -> None:
    for number in range(SHOWN + 3):
        an_incident(f"Fighting {number}")
    assert len(options(sign_in(checker), "incident", incident_typed="fight")) == SHOWN


@pytest.mark.parametrize(
    "asked", [{}, {"claimant_typed": ""}, {"claimant_typed": " \0"}, {"q": "a"}]
)
def test_nothing_is_offered_for_nothing(sign_in: Any, checker: User, asked: dict[str, str]) -> None:
    a_party("Army")
    assert not [one for one in options(sign_in(checker), "party", **asked) if "data-key" in one]


def test_what_has_no_names_is_not_found(sign_in: Any, checker: User) -> None:
    client = sign_in(checker)
    assert {client.get(f"/desk/names/{kind}/").status_code for kind in NAMED} == {200}
    assert client.get("/desk/names/claim/").status_code == 404


def test_strangers_are_told_no_names(client: Any) -> None:
    assert client.get("/desk/names/party/", {"claimant_typed": "a"}).status_code == 302
