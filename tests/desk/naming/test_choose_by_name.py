"""Rows are chosen by any of their names in the claim form, also without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from claims.desk.naming import sent as sent_names
from claims.models import Claim, Incident, Party, Place
from claims.operations.scene import record_place
from tests.desk.forms import a_claim_form, a_figure_row, as_shown, errors, no_figures
from tests.factories import AT, a_party, an_editor, an_incident
from tracker.base.people.models import User

pytestmark = pytest.mark.django_db
URL = "/desk/claims/new/"


@pytest.fixture
def desk(sign_in: Any, checker: User) -> Client:
    client: Client = sign_in(checker)
    return client


@pytest.fixture
def wagner() -> Party:
    a_party("Border Guard")
    return a_party("Wagner Group", aliases=[("ru", "Группа Вагнера")])


def typed(party: Party, **changes: Any) -> dict[str, Any]:
    return a_claim_form(an_incident("Fighting at the river"), party) | changes


def listed(response: Any, kind: str, name: str) -> list[str | None]:
    """The keys that are offered in a field and not chosen."""
    boxes = LexborHTMLParser(response.text).css(f'[type={kind}][name="{name}"]:not([checked])')
    return [box.attributes["value"] for box in boxes]


def test_a_name_that_only_one_goes_by_is_taken(desk: Client, wagner: Party) -> None:
    sent = typed(wagner, claimant="", claimant_typed="группа вагнера")
    sent |= {"incident": "", "incident_typed": "Fighting at the river"}
    sent |= {"figures-0-subjects": [], "figures-0-subjects_typed": "Border guard"}

    assert desk.post(URL, sent).status_code == 302

    claim = Claim.objects.get()
    assert (claim.claimant, claim.incident.title) == (wagner, "Fighting at the river")
    assert [str(party) for party in claim.figures.get().subjects.all()] == ["Border Guard"]


def test_what_is_typed_counts_and_not_what_was_chosen_before(desk: Client, wagner: Party) -> None:
    desk.post(URL, typed(wagner, claimant_typed="Border Guard"))
    assert Claim.objects.get().claimant.name == "Border Guard"


def test_where_several_count_what_is_typed_is_added(desk: Client, wagner: Party) -> None:
    desk.post(URL, typed(wagner, **{"figures-0-subjects_typed": "Border Guard"}))
    named = {party.name for party in Claim.objects.get().figures.get().subjects.all()}
    assert named == {"Wagner Group", "Border Guard"}


@pytest.mark.parametrize("name", ["wanger", "Вагн", "wag"])
def test_what_may_be_meant_is_listed_and_nothing_is_taken_unasked(
    desk: Client, wagner: Party, name: str
) -> None:
    asked = desk.post(URL, typed(wagner, claimant="", claimant_typed=name))

    assert (asked.status_code, Claim.objects.count()) == (422, 0)
    assert list(errors(asked)) == ["claimant"]
    assert str(wagner.pk) in listed(asked, "radio", "claimant")

    assert desk.post(URL, as_shown(asked) | {"claimant": wagner.pk}).status_code == 302
    assert Claim.objects.get().claimant == wagner


def test_a_row_chosen_before_is_not_taken_where_another_name_says_nobody(
    desk: Client, wagner: Party
) -> None:
    asked = desk.post(URL, typed(wagner, claimant_typed="Nobody of this name"))
    assert (asked.status_code, Claim.objects.count()) == (422, 0)
    assert "No match for “Nobody of this name”" in asked.text
    assert 'value="Nobody of this name"' in asked.text


def test_of_a_figure_it_is_asked_in_its_row(desk: Client, wagner: Party) -> None:
    rows = no_figures(2) | a_figure_row(0) | a_figure_row(1, measure="wounded")
    asked = desk.post(URL, typed(wagner, **rows, **{"figures-1-subjects_typed": "wagn"}))

    first, second = asked.context["figures"].forms[:2]
    assert (list(first.errors), list(second.errors)) == ([], ["subjects"])
    assert str(wagner.pk) in listed(asked, "checkbox", "figures-1-subjects")


def test_it_is_kept_while_the_form_is_shown_again(desk: Client, wagner: Party) -> None:
    sent = typed(wagner, **{"claimant_typed": "bor", "figures-0-subjects_typed": "wag"})
    shown = as_shown(desk.post(URL, sent | {"add_figure": "1"}))
    assert (shown["claimant"], shown["claimant_typed"]) == (str(wagner.pk), "bor")
    assert shown["figures-0-subjects_typed"] == "wag"


def test_an_incident_a_place_and_parties_are_added_with_the_claim(desk: Client) -> None:
    new = {
        "incident": "",
        "new_incident": "Ambush on the road",
        "new_incident_start": "2025-06-01",
        "new_incident_place": "Kidal",
        "claimant": "",
        "new_claimant": "Army of the North",
        "new_claimant_kind": "armed_group",
        "new_place": "Gao",
        "figures-0-subjects": [],
        "figures-0-new_subject": "Border Guard",
        "figures-0-new_subject_kind": "state_armed_forces",
        "figures-0-new_place": "Gao",
    }
    assert desk.post(URL, typed(a_party(), **new)).status_code == 302

    claim = Claim.objects.get()
    figure = claim.figures.get()
    assert (claim.incident.title, claim.incident.place.name) == ("Ambush on the road", "Kidal")
    assert (claim.claimant.name, claim.place.name) == ("Army of the North", "Gao")
    assert (figure.subjects.get().name, figure.place) == ("Border Guard", claim.place)
    assert Place.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "kind"), [("Army of the north", "armed_group"), ("Army of the North", "ngo")]
)
def test_what_is_added_twice_is_said_and_never_offered_as_if_it_were_there(
    desk: Client, name: str, kind: str
) -> None:
    new = {"claimant": "", "new_claimant": "Army of the North", "new_claimant_kind": "armed_group"}
    new |= {"figures-0-subjects": [], "figures-0-new_subject": name}
    asked = desk.post(URL, typed(a_party(), **new, **{"figures-0-new_subject_kind": kind}))

    row = asked.context["figures"].forms[0]
    assert "You add this twice" in row.errors["new_subject"][0]
    assert not asked.context["form"].offers
    assert not Party.objects.filter(name__iexact=name).exists()


def test_the_place_of_a_new_incident_is_the_one_that_the_claim_names(desk: Client) -> None:
    new = {"incident": "", "new_incident": "Ambush", "new_incident_place": "Gao"}
    assert desk.post(URL, typed(a_party(), **new, new_place="Gao")).status_code == 302
    claim = Claim.objects.get()
    assert claim.incident.place == claim.place == Place.objects.get()


@pytest.mark.parametrize(
    ("new", "field"),
    [
        ({"incident_place": "Gao", "new_incident_place": "Kidal"}, "new_incident_place"),
        ({"new_incident": "", "new_incident_place": "Kidal"}, "new_incident"),
        ({"new_incident": "", "incident_place": "Gao"}, "new_incident"),
        ({"new_incident": "", "new_incident_start": "2025-06-01"}, "new_incident"),
        ({"new_incident": "", "new_incident_end": "2025-06"}, "new_incident"),
    ],
)
@pytest.mark.parametrize("is_chosen", [False, True])
def test_nothing_that_is_said_of_a_new_incident_is_dropped(
    desk: Client, new: dict[str, str], field: str, is_chosen: bool
) -> None:
    sent = typed(a_party(), **{"new_incident": "Ambush"} | new)
    if "incident_place" in new:
        gao = record_place(name="Gao", by=an_editor(), at=AT)
        sent["incident_place"] = str(gao.pk)
    if not is_chosen:
        sent["incident"] = ""
    answer = desk.post(URL, sent)
    assert (answer.status_code, Claim.objects.count()) == (422, 0)
    assert field in errors(answer)
    assert as_shown(answer)[field] == sent[field]


def test_names_beyond_those_that_are_looked_up_are_asked_for(
    desk: Client, wagner: Party, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sent_names, "MOST_LOOKED_UP", 1)
    sent = typed(wagner, claimant="", claimant_typed="Border Guard")
    sent |= {"figures-0-subjects": [], "figures-0-subjects_typed": "Wagner Group"}

    asked = desk.post(URL, sent)

    assert (asked.status_code, Claim.objects.count()) == (422, 0)
    assert "look up “Wagner Group”" in asked.text
    again = as_shown(asked)
    assert again["figures-0-subjects_typed"] == "Wagner Group"
    assert desk.post(URL, again).status_code == 302
    assert Claim.objects.get().figures.get().subjects.get() == wagner


def test_of_what_is_refused_nothing_is_left(desk: Client) -> None:
    sent = typed(a_party(), incident="", new_incident="Ambush", new_place="Gao")
    before = (Incident.objects.count(), Place.objects.count())
    assert desk.post(URL, sent | {"made_on": "2999"}).status_code == 422
    assert desk.post(URL, sent | {"figures-0-new_subject": "Guard"}).status_code == 422
    assert (Incident.objects.count(), Place.objects.count()) == before


@pytest.mark.parametrize(
    ("new", "field"),
    [
        ({"new_incident": "fighting at the river", "incident": ""}, "incident"),
        ({"new_place": "Kidal"}, "place"),
        (
            {"figures-0-new_subject": "wagner group", "figures-0-new_subject_kind": "armed_group"},
            "figures-0-subjects",
        ),
    ],
)
def test_what_is_there_already_is_offered_and_chosen_with_one_press(
    desk: Client, wagner: Party, new: dict[str, Any], field: str
) -> None:
    record_place(name="Kidal", by=an_editor(), at=AT)
    sent = typed(wagner, **{"figures-0-subjects": []}) | new
    told = desk.post(URL, sent)
    (offer,) = told.context["form"].offers
    assert offer.value == f"{field}:{offer.row.pk}"

    chosen = as_shown(desk.post(URL, sent | {"use_instead": offer.value}))
    assert not any(chosen[name] not in ("", [""]) for name in new if "new_" in name)
    assert desk.post(URL, chosen).status_code == 302


def test_a_new_one_and_a_known_one_are_not_both_taken(desk: Client, wagner: Party) -> None:
    told = desk.post(URL, typed(wagner, new_incident="Ambush"))
    assert list(errors(told)) == ["new_incident"]


def test_a_row_that_is_chosen_is_shown_by_its_name_in_as_many_queries(
    desk: Client, wagner: Party
) -> None:
    def queries(rows: int) -> int:
        sent = typed(wagner, **no_figures(rows))
        for row in range(rows):
            sent |= a_figure_row(row, subjects=[wagner.pk])
        with CaptureQueriesContext(connection) as asked:
            shown = desk.post(URL, sent | {"add_figure": "1"})
        assert shown.text.count("<bdi>Wagner Group</bdi>") == rows + 1
        return len(asked)

    queries(1)  # what is loaded once is no part of it
    assert queries(2) == queries(8)


@pytest.mark.parametrize("key", ["x", "9" * 40, "٣", "-1", "\0"])
def test_a_key_that_is_none_is_refused_as_such(desk: Client, wagner: Party, key: str) -> None:
    assert list(errors(desk.post(URL, typed(wagner, claimant=key)))) == ["claimant"]
