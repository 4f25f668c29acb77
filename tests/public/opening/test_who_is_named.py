"""Of several who give the same end one is named, by a rule that takes no side.

docs/decisions/who-is-named.md
"""

from __future__ import annotations

import pytest

from claims.models import Incident, Party
from sources.models import Publisher
from tests.factories import a_citation, a_page, a_party, a_publisher, an_incident
from tests.public.conftest import Read
from tests.public.opening.scenes import says, sentence

# The largest figure, or the smallest: beside it three others are told, so that one of it is.
ENDS = pytest.mark.parametrize("number", [90, 1])


def crowd(incident: Incident, army: Party) -> None:
    """Who lost them, and others of other figures, who leave room for one of each end."""
    says(incident, army, 50, army, on="2025-06-01")
    for other in (20, 30, 40, 60, 70):
        says(incident, a_party(f"Voice {other}"), other, army, on="2025-06-01")


def relayed(incident: Incident, who: Party, number: int, of: Party, *publishers: Publisher) -> None:
    claim = says(incident, who, number, of, on="2025-06-01")
    for publisher in publishers:
        a_citation(claim, page=a_page(publisher=publisher))


@ENDS
def test_an_own_account_comes_before_what_one_publisher_relays(read: Read, number: int) -> None:
    incident, army = an_incident(), a_party("Army")
    crowd(incident, army)
    tribune = a_publisher("Tribune")
    relayed(incident, a_party("Bloggers"), number, army, tribune)
    paper = a_party("Paper")
    says(incident, paper, number, army, outlet=a_publisher("Paper"), on="2025-06-05")
    told = sentence(read, incident)
    assert f"Paper said {number}" in told
    assert told.find("Bloggers") == -1 or told.index("Paper") < told.index("Bloggers")


@ENDS
def test_what_several_publishers_report_is_no_one_publishers_word(read: Read, number: int) -> None:
    incident, army = an_incident(), a_party("Army")
    crowd(incident, army)
    tribune, post = a_publisher("Tribune"), a_publisher("Post")
    relayed(incident, a_party("Bloggers"), number, army, tribune)
    relayed(incident, a_party("League"), number, army, tribune, post)
    assert f"League said {number}" in sentence(read, incident)


@ENDS
def test_a_name_comes_before_a_source_without_one(read: Read, number: int) -> None:
    incident, army = an_incident(), a_party("Army")
    crowd(incident, army)
    says(incident, a_party("Unnamed officials", kind="anonymous_source"), number, army)
    says(incident, a_party("League"), number, army)
    assert f"League said {number}" in sentence(read, incident)


@ENDS
@pytest.mark.parametrize("latest", ["2025-06-03", ""])
def test_of_equal_accounts_the_earliest_is_named(read: Read, number: int, latest: str) -> None:
    incident, army = an_incident(), a_party("Army")
    crowd(incident, army)
    says(incident, a_party("Late"), number, army, on=latest)
    says(incident, a_party("Early"), number, army, on="2025-06-02")
    assert f"Early said {number}" in sentence(read, incident)


def test_whose_side_one_is_on_has_no_part(read: Read) -> None:
    told = []
    for first, second in (("Guard", "League"), ("League", "Guard")):
        incident, army = an_incident(), a_party("Army")
        crowd(incident, army)
        says(incident, a_party(first), 90, army, on="2025-06-02")
        says(incident, a_party(second), 90, army, on="2025-06-03")
        told.append(f"{first} said 90" in sentence(read, incident))
    assert told == [True, True]
