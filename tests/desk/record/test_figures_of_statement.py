"""All figures of a statement are read at once; a person takes them over, and may leave them out."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import Claim, Figure
from tests.desk.forms import a_claim_form, a_figure_row, as_shown, no_figures
from tests.factories import a_claim, a_party, an_incident
from tests.markup import folded

pytestmark = pytest.mark.django_db
URL = "/desk/claims/new/"
STATEMENT = "The Valley Army killed at least 12 soldiers and wounded 30. No civilian was killed."


def sent(statement: str = STATEMENT, language: str = "en", **more: Any) -> dict[str, Any]:
    form = a_claim_form(an_incident(), a_party(), statement=statement, language=language)
    return {name: value for name, value in form.items() if "figures" not in name} | more


def rows(response: Any) -> list[tuple[str, str, str, str]]:
    names = ("words", "measure", "qualifier", "low", "best", "high")
    return [
        tuple(str(row[name].value() or "") for name in names)  # type: ignore[misc]
        for row in response.context["figures"].forms
        if row["words"].value()
    ]


def test_while_it_is_typed_what_it_gives_is_shown_and_nothing_is_filled_in(sign_in, checker):
    response = sign_in(checker).post(URL, sent(see_figures="1") | no_figures())
    page = folded(response.content.decode())

    assert [figure.wording for figure in response.context["form"].figures_seen][:2] == [
        "at least 12",
        "30",
    ]
    assert "Nothing is filled in until you press the button." in page
    assert "at least 12</mark> killed: at least 12" in page.lower()
    assert rows(response) == []
    assert not Claim.objects.exists()


def test_all_are_taken_over_at_once_and_recorded_only_with_the_claim(sign_in, checker):
    client = sign_in(checker)

    response = client.post(URL, sent(fill_in="1") | no_figures())

    assert rows(response)[:2] == [
        ("at least 12", "killed", "at_least", "12", "", ""),
        ("30", "wounded", "exact", "30", "30", "30"),
    ]
    assert response.context["form"].figures_seen == []
    assert not Figure.objects.exists()
    client.post(URL, as_shown(response) | {"record": "1", "another": "1"})
    assert {(one.wording, one.measure_id) for one in Claim.objects.get().figures.all()} >= {
        ("at least 12", "killed"),
        ("30", "wounded"),
    }


def test_what_was_typed_by_hand_stays_and_is_not_offered_again(sign_in, checker):
    row = a_figure_row(0, words="12 or more men", qualifier="at_least", low="12", measure="killed")

    response = sign_in(checker).post(URL, sent(fill_in="1") | no_figures(1) | row)

    words = [found[0] for found in rows(response)]
    assert words[:2] == ["12 or more men", "30"]
    assert "at least 12" not in words


def test_the_same_number_of_something_else_is_another_figure(sign_in, checker):
    row = a_figure_row(0, words="12", qualifier="exact", low="12", best="12", high="12")
    said = "They killed 12 soldiers, wounded 12 men and captured 12 officers."

    response = sign_in(checker).post(URL, sent(said, fill_in="1") | no_figures(1) | row)

    measures = [found[1] for found in rows(response)]
    assert measures == ["killed", "wounded", "captured"]


def test_a_row_stands_for_one_figure(sign_in, checker):
    row = a_figure_row(0, words="12", qualifier="exact", low="12", best="12", high="12")
    said = "They killed 12 soldiers in the north. They killed 12 soldiers in the south."

    response = sign_in(checker).post(URL, sent(said, fill_in="1") | no_figures(1) | row)

    assert [found[1] for found in rows(response)] == ["killed", "killed"]


def test_a_figure_that_is_in_its_row_already_is_not_seen_again(sign_in, checker):
    client = sign_in(checker)
    shown = as_shown(client.post(URL, sent(fill_in="1") | no_figures()))

    again = client.post(URL, shown | {"see_figures": "1"})

    assert again.context["form"].figures_seen == []
    assert "No further figures were found" in folded(again.content.decode())


def test_what_was_filled_in_is_said(sign_in, checker):
    response = sign_in(checker).post(URL, sent(fill_in="1") | no_figures())

    said, many = folded(response.content.decode()), len(rows(response))
    assert many > 1
    assert f"{many} figures were filled in below" in said
    assert "No further figures" not in said


def test_of_a_sum_of_money_it_is_not_said_that_there_is_none(sign_in, checker):
    response = sign_in(checker).post(URL, sent("They lost $3.2 million.", see_figures="1"))

    assert response.context["form"].figures_seen == []
    assert "Sums of money and distances are not looked for" in folded(response.content.decode())


@pytest.mark.parametrize(
    ("language", "statement", "words"),
    [
        ("fr", "L’armée a tué au moins douze soldats.", "au moins douze"),
        ("ru", "Армия убила не менее 12 солдат.", "не менее 12"),
        ("ar", "قتل الجيش ما لا يقل عن ١٢ جنديا.", "ما لا يقل عن ١٢"),
    ],
)
def test_in_its_own_language(sign_in, checker, language, statement, words):
    response = sign_in(checker).post(URL, sent(statement, language, fill_in="1") | no_figures())

    (row,) = rows(response)
    assert (row[0], row[1], row[3]) == (words, "killed", "12")


def test_whose_they_are_is_chosen_where_a_name_is_certain(sign_in, checker):
    party = a_party(name="Ridge Guard")
    said = "14 Ridge Guard fighters were killed."

    response = sign_in(checker).post(URL, sent(said, fill_in="1") | no_figures())

    (row,) = [one for one in response.context["figures"].forms if one["words"].value()]
    assert (row["best"].value(), row["subjects"].value()) == ("14", [str(party.pk)])


def test_no_more_rows_than_a_claim_may_have(sign_in, checker):
    said = " ".join(f"In village {n} they killed {n + 30} soldiers." for n in range(60))

    response = sign_in(checker).post(URL, sent(said, fill_in="1") | no_figures())

    assert len(rows(response)) == 20
    assert response.context["form"].figures_seen


@pytest.mark.parametrize(
    ("statement", "language"),
    [("", "en"), ("12 killed\0", "xx"), ("12 killed " * 10_000, ""), ("9" * 30_000, "en\0")],
    ids=["nothing", "an unknown language", "very long", "a very long number"],
)
def test_whatever_is_sent_is_read_or_gives_nothing(sign_in, checker, statement, language):
    response = sign_in(checker).post(URL, sent(statement, language, fill_in="1") | no_figures())

    assert response.status_code == 200


def test_the_figures_of_a_claim_that_is_changed_are_read_as_well(sign_in, checker):
    claim = a_claim(draft=True, by=checker)

    url = f"/desk/claims/{claim.pk}/edit/"
    client = sign_in(checker)
    shown = as_shown(client.get(url)) | {"statement": STATEMENT, "fill_in": "1"}
    response = client.post(url, shown)

    assert "30" in [found[0] for found in rows(response)]
