"""What of a publisher is cited, by dispute, with what was found; its grades; the list of them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from claims.models import Affiliation
from sources.models import Derivation, PublisherGrade
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_page,
    a_party,
    a_publisher,
    a_quotation,
    a_user,
    an_editor,
    an_incident,
    later,
)
from tests.markup import folded, tight
from tests.public.captures import gone
from tests.public.conftest import Read
from tests.public.looks import QUOTED, a_change, a_quoted_page


def test_pages_stand_under_the_disputes_that_cite_them(read: Read) -> None:
    gazette = a_publisher(slug="gazette")
    page = a_page(title="Both cite this", publisher=gazette)
    for title in ("Bridge", "Mill"):
        a_citation(a_claim(incident=an_incident(title)), page=page)

    shown = read("/publishers/gazette/")

    assert shown.count("Both cite this") == 2
    assert "Bridge" in shown
    assert "Mill" in shown


def test_it_says_what_was_found_and_what_was_changed_since(read: Read) -> None:
    page = a_quoted_page()
    change = a_change(page)

    shown = folded(read(f"/publishers/{page.publisher.slug}/"))

    assert "1 quotation altered" in shown
    assert f'href="/changes/{change.pk}/"' in shown


def test_it_says_which_pages_are_gone(read: Read) -> None:
    page = a_page(publisher=a_publisher(slug="gazette"))
    a_citation(page=page, quotation=a_quotation(page))
    gone(page)

    shown = folded(read("/publishers/gazette/"))

    assert "1 quotation not checked yet" in shown
    assert "<strong>Gone</strong>" in shown


def test_what_is_not_public_is_not_shown(read: Read) -> None:
    gazette = a_publisher(slug="gazette")
    a_citation(page=a_page(title="Open", publisher=gazette))
    for fields in ({"draft": True}, {"released": False}):
        a_citation(a_claim(**fields), page=a_page(title="Secret", publisher=gazette))

    assert "Secret" not in read("/publishers/gazette/")


def test_exercises_stand_last_and_are_marked(read: Read) -> None:
    gazette = a_publisher(slug="gazette")
    game = an_incident("EXERCISE: River", is_exercise=True)
    a_citation(a_claim(incident=game), page=a_page(publisher=gazette))
    a_citation(a_claim(incident=an_incident("Bridge")), page=a_page(publisher=gazette))

    shown = folded(read("/publishers/gazette/"))

    assert shown.index("Bridge") < shown.index('<span class="pill">Exercise</span>')
    assert shown.index('<span class="pill">Exercise</span>') < shown.index("River")


def test_a_page_that_cited_ones_were_taken_from_stands_apart(read: Read) -> None:
    agency = a_publisher(slug="agency")
    wire, reprint = a_page(title="The wire", publisher=agency), a_page()
    a_citation(page=reprint)
    Derivation.objects.create(
        page=reprint, credited_to="Agency", from_page=wire, added_by=a_user(), added_at=AT
    )

    shown = read("/publishers/agency/")

    assert shown.index("took their text or news from") < shown.index("The wire")


@pytest.mark.parametrize(("named", "said"), [(True, "Ada Editor"), (False, "an editor")])
def test_it_says_who_graded_as_far_as_people_are_named(
    read: Read, settings: Settings, *, named: bool, said: str
) -> None:
    settings.NAME_PEOPLE = named
    gazette = a_publisher(slug="gazette")
    a_citation(page=a_page(publisher=gazette))
    by = an_editor(name="Ada Editor")
    PublisherGrade.objects.create(publisher=gazette, grade="B", reason="Owns up.", author=by, at=AT)

    shown = folded(read("/publishers/gazette/")).lower()

    assert "usually reliable" in shown
    assert f"graded by {said.lower()}" in shown
    assert named == ("ada editor" in shown)


def test_a_grade_of_f_is_no_bad_mark(read: Read) -> None:
    gazette = a_publisher(slug="gazette")
    a_citation(page=a_page(publisher=gazette))
    PublisherGrade.objects.create(
        publisher=gazette, grade="F", reason="New.", author=a_user(), at=AT
    )

    assert "F is no bad mark" in read("/publishers/gazette/")


def test_what_it_claims_in_its_own_voice_is_shown(read: Read) -> None:
    gazette = a_publisher("Gazette", slug="gazette")
    a_claim(outlet=gazette, statement="We counted them ourselves.")

    assert "We counted them ourselves." in read("/publishers/gazette/")


def test_the_list_finds_names_kinds_and_grades(read: Read) -> None:
    good, none = a_publisher("Gazette"), a_publisher("Herald", kind_id="news_agency")
    for publisher in (good, none):
        a_citation(page=a_page(publisher=publisher))
    for grade, at in (("D", AT), ("B", later(days=1))):
        PublisherGrade.objects.create(
            publisher=good, grade=grade, reason="Read.", author=a_user(), at=at
        )

    def found(**asked: str) -> list[str]:
        page = tight(read("/publishers/", **asked))
        return [name for name in ("Gazette", "Herald") if f">{name}</a>" in page]

    assert found(q="gaz") == ["Gazette"]
    assert found(kind="news_agency") == ["Herald"]
    assert found(grade="B") == ["Gazette"]
    assert found(grade="D") == []
    assert found(grade="none") == ["Herald"]


def test_the_list_says_who_is_interested(read: Read) -> None:
    gazette, army = a_publisher("Gazette"), a_party("Army")
    a_citation(a_claim(claimant=army), page=a_page(publisher=gazette))
    Affiliation.objects.create(publisher=gazette, party=army)

    assert "interested: Army" in folded(read("/publishers/"))


def test_the_page_takes_the_same_number_of_queries_whatever_its_size(
    client: Client, db: None
) -> None:
    counts = []
    for size in (2, 18):
        by, outlet = a_user(), a_publisher(slug=f"outlet-{size}")
        for number in range(size):
            page = a_page(by=by, publisher=outlet)
            quotation = a_quotation(page, exact=f"{QUOTED} {number}")
            a_citation(a_claim(by=by), page=page, quotation=quotation)
            gone(page)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/publishers/outlet-{size}/").status_code == 200
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 25
