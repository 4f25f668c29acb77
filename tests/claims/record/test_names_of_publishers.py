"""A publisher goes by other names, and a page that credits one of them credits it."""

import pytest

from claims.models import Event
from claims.operations.shared_evidence import credit, name_otherwise
from claims.reads.evidence.origins import Trail
from sources.models import PublisherAlias
from tests.factories import AT, a_citation, a_claim, a_page, a_publisher, a_user
from tracker.base.people.models import Role
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db
OURS = [("en", "Valley Wire"), ("ru", "Вестник долины")]


def named(publisher, aliases, *, by=None, reason="As it signs."):
    return name_otherwise(
        publisher=publisher, aliases=aliases, reason=reason, by=by or a_user(), at=AT
    )


def counted(claim):
    rows = list(claim.citations.select_related("page"))
    found = Trail.of(rows).origins(rows, [claim])
    return found.low, found.high


def test_credits_under_all_of_its_names_are_to_one_house():
    agency, claim = a_publisher("Agence de la vallée"), a_claim()
    a_citation(claim, page=a_page(publisher=agency, origin="own"))
    for credited_to in ("the Valley Wire", "Вестник долины"):
        page = a_citation(claim).page
        credit(page=page, credited_to=credited_to, reason="", by=a_user(), at=AT)
    assert counted(claim) == (3, 3)

    named(agency, OURS)

    assert counted(claim) == (1, 1)


def test_names_are_said_anew_and_each_claim_that_it_decides_is_told():
    agency, claim, other = a_publisher(), a_claim(), a_claim()
    page = a_citation(claim).page
    credit(page=page, credited_to="by the Valley Wire", reason="", by=a_user(), at=AT)
    a_citation(other)
    named(agency, OURS)

    named(agency, [*OURS[:1], ("fr", "Fil de la vallée")], reason="One was wrong.")

    rows = PublisherAlias.objects.filter(publisher=agency)
    assert {(row.language, row.name) for row in rows} == {OURS[0], ("fr", "Fil de la vallée")}
    told = Event.objects.filter(verb="publisher_named").values_list("claim_id", "reason")
    assert list(told) == [(claim.pk, "As it signs.")]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"aliases": [("Russian", "Вестник")]}, "language_tag"),
        ({"aliases": [("ru", " ")]}, "required"),
        ({"aliases": [("ru", "x" * 201)]}, "too_long"),
        ({"aliases": [("ru", f"Вестник {n}") for n in range(61)]}, "too_many"),
        ({"reason": " "}, "required"),
    ],
)
def test_what_is_no_name_is_refused(changes, code):
    given = {"aliases": OURS} | changes

    with pytest.raises(Refusal) as refused:
        named(a_publisher(), **given)

    assert refused.value.code == code


def test_an_administrator_names_nobody():
    with pytest.raises(Refusal) as refused:
        named(a_publisher(), OURS, by=a_user(Role.ADMINISTRATOR))

    assert refused.value.code == "wrong_role"
