"""Reviewing on one screen: the sealed copy in its place, what is missing, an interest declared."""

import pytest

from claims.models import Review
from tests.desk.forms import a_review_form, errors
from tests.factories import a_citation, a_claim, a_page, a_quotation, an_assignment, sealed
from tests.public.captures import a_capture, a_finding

pytestmark = pytest.mark.django_db


def post(client, assignment, **sent):
    return client.post(f"/desk/reviews/{assignment.pk}/", a_review_form(**sent))


def test_what_is_said_besides_is_sealed_with_the_review(sign_in, checker):
    assignment = an_assignment(reviewer=checker)
    said = {"missing": "A list.", "would_change": "A count.", "interest": "A cousin serves."}
    post(sign_in(checker), assignment, seal="1", has_interest="yes", **said)
    review = Review.objects.get(sealed_at__isnull=False)
    assert (review.missing, review.would_change) == ("A list.", "A count.")
    assert (review.has_interest, review.interest) == (True, "A cousin serves.")


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"has_interest": ""}, "has_interest"), ({"has_interest": "yes"}, "interest")],
)
def test_nothing_is_sealed_before_an_interest_is_declared_or_denied(sign_in, checker, sent, field):
    assignment = an_assignment(reviewer=checker)
    assert list(errors(post(sign_in(checker), assignment, seal="1", **sent))) == [field]
    assert not Review.objects.filter(sealed_at__isnull=False).exists()


def test_a_draft_keeps_it_and_needs_none(sign_in, checker):
    assignment, client = an_assignment(reviewer=checker), sign_in(checker)
    post(client, assignment, save="1", has_interest="", missing="A list.")
    form = client.get(f"/desk/reviews/{assignment.pk}/").context["form"]
    assert (form["missing"].value(), form["has_interest"].value()) == ("A list.", "")
    post(client, assignment, save="1", has_interest="no", interest="None of mine.")
    assert Review.objects.get().interest == ""


def test_a_declared_interest_is_read_with_the_review_and_not_before(sign_in, editor):
    claim = a_claim()
    sealed(an_assignment(claim), has_interest=True, interest="Zq a cousin serves.")
    other, client = an_assignment(claim), sign_in(editor)
    page = f"/desk/claims/{claim.pk}/reviews/"
    assert "Zq a cousin" not in client.get(page).content.decode()
    sealed(other)
    assert "Zq a cousin" not in client.get(page).content.decode()
    client.post(f"{page}open/", {"then": "claim_reviews"})
    assert "Zq a cousin" in client.get(page).content.decode()


@pytest.fixture
def copied():
    page = a_page()
    quotation = a_quotation(page)
    copy = a_capture(page)
    a_finding(quotation, copy)
    return a_citation(page=page, quotation=quotation), copy


def test_the_sealed_copy_is_read_in_its_place(sign_in, checker, copied):
    citation, copy = copied
    assignment, client = an_assignment(citation.claim, reviewer=checker), sign_in(checker)
    address = f"/desk/captures/{copy.pk}/read/"
    assert address in client.get(f"/desk/reviews/{assignment.pk}/").content.decode()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "sealed copy" in part
    assert "<html" in client.get(address).content.decode()


def test_a_claim_that_readers_do_not_see_yet_has_its_quotations_marked_too(sign_in, checker):
    page, claim = a_page(), a_claim(released=False)
    quotation = a_quotation(page, "twelve soldiers")
    copy = a_capture(page, "At least twelve soldiers were killed.")
    a_finding(quotation, copy, matched="twelve soldiers")
    a_citation(claim, page=page, quotation=quotation)
    an_assignment(claim, reviewer=checker)
    part = sign_in(checker).get(
        f"/desk/captures/{copy.pk}/read/?claim={claim.pk}", headers={"HX-Request": "true"}
    )
    assert "<mark>twelve soldiers</mark>" in part.content.decode()


def test_the_end_of_a_long_copy_is_read_in_its_place_too(sign_in, checker):
    copy, client = a_capture(a_page(), "Twelve men.\n" * 30_000 + "The end."), sign_in(checker)
    address, asking = f"/desk/captures/{copy.pk}/read/", {"HX-Request": "true"}
    first = client.get(address, headers=asking)
    last = len(first.context["parts"])
    assert f'href="{address}?within=sent&amp;part=2"' in first.content.decode()
    shown = client.get(address, {"part": last}, headers=asking).content.decode()
    assert "The end." in shown


def test_the_copy_is_for_the_desk(client, copied):
    _citation, copy = copied
    assert client.get(f"/desk/captures/{copy.pk}/read/").status_code in {302, 401, 403}
