"""The desk proposes where a page may have it from; a person confirms it, or says that it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claims.models import Affiliation, Dismissal
from claims.operations.matching.texts import index_texts
from sources.models import Derivation
from tests.desk.forms import opened
from tests.factories import AT, a_citation, a_claim, a_page, a_party, a_publisher, a_user
from tests.public.captures import a_capture
from tracker.base.people.models import Role

if TYPE_CHECKING:
    from sources.models import Page
    from tests.desk.conftest import SignIn
    from tracker.base.people.models import User

pytestmark = pytest.mark.django_db

WIRE = (
    "Tuareg rebels in northern Mali said on Sunday they had killed dozens of soldiers and Russian "
    "mercenaries in three days of fighting near the border with Algeria, in what would be the "
    "heaviest defeat of the group since it arrived in the country."
)


@pytest.fixture
def wire(checker: User) -> Page:
    return a_page("https://wire.example/1", by=checker, publisher=a_publisher("Sahel Wire"))


@pytest.fixture
def copy(checker: User, wire: Page) -> Page:
    """A page that credits and copies another of the same incident."""
    page = a_page("https://paper.example/1", by=checker, publisher=a_publisher("The Paper"))
    claim = a_claim(by=checker)
    for cited in (wire, page):
        a_citation(claim, page=cited)
    a_capture(wire, text=WIRE)
    a_capture(page, text=f"BAMAKO (Sahel Wire) - {WIRE}")
    return page


def url(page: Page, end: str = "") -> str:
    return f"/desk/pages/{page.pk}/origins/{end}"


def test_an_origin_is_shown_with_its_evidence_and_recorded_by_who_confirms_it(
    sign_in: SignIn, checker: User, copy: Page, wire: Page
) -> None:
    client = sign_in(checker)
    response = client.get(url(copy))
    (shown,) = response.context["origins"]
    assert [said for said, _passage in shown.evidence] == [
        "A dateline or a line of its own credits them.",
        "43 words in a row stand in the other page too: 92% of this page, 100% of the other.",
    ]
    assert WIRE.rstrip(".") in response.content.decode()

    client.post(shown.confirm, opened(client, shown.confirm) | {"reason": "It says so."})

    row = Derivation.objects.get()
    assert (row.page, row.from_page, row.credited_to) == (copy, wire, "Sahel Wire")
    assert client.get(url(copy)).context["origins"] == []


@pytest.mark.parametrize("credit", ["an agency", "our correspondent"])
def test_a_credit_that_names_nobody_leaves_what_is_proposed(
    sign_in: SignIn, checker: User, copy: Page, credit: str
) -> None:
    Derivation.objects.create(page=copy, credited_to=credit, added_by=checker, added_at=AT)
    assert len(sign_in(checker).get(url(copy)).context["origins"]) == 1


def test_what_is_refused_is_not_proposed_again(sign_in: SignIn, checker: User, copy: Page) -> None:
    client = sign_in(checker)
    (shown,) = client.get(url(copy)).context["origins"]
    for _again in range(2):
        client.post(url(copy, "refuse/"), {"subject": shown.subject})

    assert Dismissal.objects.get().by == checker
    assert client.get(url(copy)).context["origins"] == []


def test_a_refusal_of_another_page_is_none_of_this_one(
    sign_in: SignIn, checker: User, copy: Page, wire: Page
) -> None:
    sign_in(checker).post(url(wire, "refuse/"), {"subject": f"page:{copy.pk}:page:{wire.pk}"})

    assert not Dismissal.objects.exists()


def test_what_was_never_proposed_is_not_refused(sign_in: SignIn, checker: User, copy: Page) -> None:
    sign_in(checker).post(url(copy, "refuse/"), {"subject": f"page:{copy.pk}:words:invented"})

    assert not Dismissal.objects.exists()


def test_a_party_s_own_outlet_is_named(sign_in: SignIn, checker: User, copy: Page) -> None:
    army = a_party("Northern Army", by=checker)
    Affiliation.objects.create(party=army, publisher=copy.publisher)

    assert "The Paper belongs to Northern Army" in sign_in(checker).get(url(copy)).content.decode()


def test_an_outlet_that_is_called_as_a_party_may_be_its_own(
    sign_in: SignIn, checker: User, copy: Page
) -> None:
    a_party("The Paper", by=checker)
    said = "By its name The Paper may belong to The Paper"

    assert said in sign_in(checker).get(url(copy)).content.decode()


def test_without_a_text_nothing_is_said(sign_in: SignIn, checker: User) -> None:
    response = sign_in(checker).get(url(a_page(by=checker)))

    assert "No text of this page is kept here" in response.content.decode()


def test_more_pages_cost_no_more_queries(
    sign_in: SignIn, checker: User, copy: Page, django_assert_max_num_queries
) -> None:
    client = sign_in(checker)
    client.get(url(copy))
    with django_assert_max_num_queries(24) as few:
        client.get(url(copy))
    claim = copy.citations.get().claim
    for _n in range(3):
        more = a_page(by=checker)
        a_citation(claim, page=more)
        a_capture(more, text=f"(Sahel Wire) {WIRE}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(url(copy))


def test_an_administrator_is_not_asked(sign_in: SignIn, copy: Page) -> None:
    assert sign_in(a_user(Role.ADMINISTRATOR)).get(url(copy)).status_code == 403


def test_nearly_the_same_text_at_another_address_is_shown_wherever_it_is_cited(
    sign_in: SignIn, checker: User, wire: Page
) -> None:
    house = a_page("https://wire.example/amp/1", by=checker, publisher=wire.publisher)
    copied = a_page("https://copy.example/9", by=checker, publisher=a_publisher("The Copy"))
    other = a_page("https://other.example/1", by=checker, publisher=a_publisher("The Other"))
    for page, text in (
        (wire, WIRE),
        (house, f"{WIRE} The army has not answered."),
        (copied, WIRE.replace("heaviest", "worst")),
        (other, f"{' '.join(WIRE.split()[:30])} {'Nothing else of it is here. ' * 30}"),
    ):
        a_capture(page, text=text)
    index_texts(at=AT)

    told = sign_in(checker).get(url(wire)).context["same_texts"]

    assert {(one.page, one.same_publisher) for one in told} == {(house, True), (copied, False)}
