"""What may be there already is shown while a claim is typed, with a way to it."""

from typing import Any

import pytest

from claims.models import Claim
from claims.operations.scene import record_place
from tests.desk.forms import a_claim_form, a_figure_row, as_shown
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_figure,
    a_page,
    a_party,
    a_user,
    an_editor,
    an_incident,
)

pytestmark = pytest.mark.django_db
URL = "/desk/claims/new/"


@pytest.fixture
def typing(sign_in, checker):
    client = sign_in(checker)

    def typing(claim: Claim, **changes: Any):
        sent = a_claim_form(claim.incident, claim.claimant, statement="Said otherwise altogether.")
        pressed = {} if "use_instead" in changes else {"look": "typing"}
        return client.post(URL, sent | pressed | changes)

    return typing


def test_the_same_figure_of_the_same_claimant_is_told(typing):
    claim = a_claim(figures=[a_figure(best=12)])
    response = typing(claim, **a_figure_row(0, qualifier="exact", low="", best="12"))
    assert response.context["form"].counted_already == [claim]
    assert f'href="/desk/claims/{claim.pk}/"' in response.text


@pytest.mark.parametrize(
    "row", [{"measure": "wounded"}, {"low": "13"}, {"low": "x"}, {"low": ""}, {"measure": ""}]
)
def test_another_figure_is_not_told(typing, row):
    claim = a_claim(figures=[a_figure(best=12)])
    assert not typing(claim, **a_figure_row(0, **row)).context["form"].counted_already


def test_the_same_figure_of_another_or_of_another_incident_is_not_told(typing):
    claim = a_claim(figures=[a_figure(best=12)])
    for other in ({"claimant": a_party().pk}, {"incident": an_incident().pk}, {"claimant": "x"}):
        assert not typing(claim, **other).context["form"].counted_already


def test_a_draft_of_somebody_else_is_not_told(typing):
    claim = a_claim(figures=[a_figure(best=12)], draft=True, by=a_user(), incident=an_incident())
    assert not typing(claim).context["form"].counted_already


def test_claims_that_rest_on_the_same_page_are_told(typing):
    claim, page = a_claim(), a_page()
    a_citation(claim, page=page)
    assert typing(a_claim(), url=page.url).context["form"].cited_already == [claim]
    assert typing(a_claim(), url=a_page().url).context["form"].cited_already == []
    assert typing(a_claim()).context["form"].cited_already is None


def test_a_new_name_that_is_there_in_another_spelling_is_told_and_chosen(typing):
    claim = a_claim()
    place = record_place(name="Tinzaouaten", by=an_editor(), at=AT)
    party = a_party("Wagner Group", aliases=[("ru", "Группа Вагнера")])
    new = {"new_place": "Тинзауатен", "new_claimant": "Группа Вагнера", "claimant": ""}

    response = typing(claim, **new)

    known = {offer.value for offer in response.context["form"].names_known}
    assert known == {f"place:{place.pk}", f"claimant:{party.pk}"}
    chosen = typing(claim, **new, use_instead=f"place:{place.pk}")
    assert as_shown(chosen)["place"] == str(place.pk)
    assert not Claim.objects.exclude(pk=claim.pk).exists()


def test_that_it_is_another_claim_stays_said(typing):
    claim = a_claim(statement="At least twelve soldiers were killed at the river.")
    for said in ({"another": "1"}, {}):
        response = typing(claim, statement=claim.statement, **said)
        assert [one.row for one in response.context["form"].said_already] == [claim]
        box = response.text.partition('id="another-claim"')[2].partition(">")[0]
        assert ("checked" in box) is bool(said)
