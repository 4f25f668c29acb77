"""The page of a publisher."""

from __future__ import annotations

from claims.models import Affiliation
from sources.models import Publisher, PublisherAlias, PublisherGrade
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_page,
    a_party,
    a_publisher,
    a_user,
    an_incident,
    later,
)
from tests.public.conftest import Read


def a_cited_publisher(*given: str, **named: str) -> Publisher:
    """A publisher of a page that a public claim cites: readers know of no others."""
    publisher: Publisher = a_publisher(*given, **named)
    a_citation(page=a_page(publisher=publisher))
    return publisher


def test_it_shows_by_which_other_names_it_goes(read: Read) -> None:
    agency = a_cited_publisher("Agency", slug="agency")
    PublisherAlias.objects.create(publisher=agency, language="ar", name="وكالة الوادي")

    assert "وكالة الوادي" in read("/publishers/agency/")


def test_it_shows_the_grade_with_its_reason_and_history(read: Read) -> None:
    gazette, by = a_cited_publisher("Gazette", slug="gazette"), a_user()
    for grade, at in (("C", AT), ("B", later(days=1))):
        PublisherGrade.objects.create(
            publisher=gazette, grade=grade, reason=f"Reason for {grade}.", author=by, at=at
        )

    page = read("/publishers/gazette/")

    assert page.index("Reason for B.") < page.index("Earlier grades") < page.index("Reason for C.")


def test_without_a_grade_nothing_is_said_of_it(read: Read) -> None:
    a_cited_publisher(slug="gazette")

    assert "Not graded yet." in read("/publishers/gazette/")


def test_it_says_whom_it_belongs_to(read: Read) -> None:
    gazette, army = a_cited_publisher(slug="gazette"), a_party("Army")
    a_claim(claimant=army)
    Affiliation.objects.create(publisher=gazette, party=army)

    assert "Interested: this publisher belongs to Army" in read("/publishers/gazette/")


def test_it_lists_the_pages_that_public_claims_cite(read: Read) -> None:
    gazette = a_publisher(slug="gazette")
    a_citation(page=a_page(title="Shown", publisher=gazette))
    a_citation(a_claim(draft=True), page=a_page(title="Hidden", publisher=gazette))

    page = read("/publishers/gazette/")

    assert "Shown" in page
    assert "Hidden" not in page


def test_an_invented_publisher_has_the_banner(read: Read) -> None:
    exercise = a_claim(incident=an_incident(is_exercise=True))
    a_citation(exercise, page=a_page(publisher=a_publisher(slug="paper")))

    assert "Exercise: invented parties" in read("/publishers/paper/")


def test_an_unknown_publisher_is_not_found(read: Read) -> None:
    read("/publishers/none/", expect=404)


def test_the_list_shows_the_grade_in_force(read: Read) -> None:
    gazette = a_cited_publisher("Gazette")
    PublisherGrade.objects.create(
        publisher=gazette, grade="F", reason="New.", author=a_user(), at=AT
    )

    assert '<span class="grade">F</span>' in read("/publishers/")
