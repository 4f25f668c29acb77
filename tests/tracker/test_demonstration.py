"""What the demonstration asks for and how it counts what came of it."""

from __future__ import annotations

import pytest

from sources.models import Capture, FindingKind, Page
from sources.tasks import run_captures
from tests.factories import a_citation, a_claim, a_page, a_quotation, a_user, an_incident, later
from tests.public.captures import a_capture, a_finding, gone
from tracker.site.demonstration import captures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def queue(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to the workers, of which there are none here."""
    handed: list[str] = []
    monkeypatch.setattr(run_captures, "delay", handed.extend)
    return handed


def exercise_page() -> Page:
    """A page that two claims of an exercise cite."""
    incident = an_incident(is_exercise=True)
    page = a_citation(a_claim(incident=incident)).page
    a_citation(a_claim(incident=incident), page=page)
    return page


def ask(visits: int) -> int:
    pages = captures.pages_to_capture(exercise=True)
    return captures.ask(pages, visits=visits, by=a_user(), at=later(days=1))


def test_a_page_is_asked_for_until_it_has_had_its_visits(queue: list[str]) -> None:
    page = exercise_page()
    a_capture(page)

    assert (ask(1), ask(2), len(queue)) == (0, 1, 1)


def test_a_restart_asks_for_nothing_that_has_had_its_visits(queue: list[str]) -> None:
    page = exercise_page()
    a_capture(page)
    gone(page, at=later(hours=1))

    assert (ask(1), ask(2), queue) == (0, 0, [])
    assert Capture.objects.count() == 2


def test_quotations_are_counted_once_and_by_their_newest_check() -> None:
    quotation, mended = a_quotation(exact="twenty men"), a_quotation(exact="ten men")
    for row in (quotation, mended):
        copies = [a_capture(row.page, "thirty men", at=later(hours=hour)) for hour in range(2)]
        a_finding(row, copies[0], FindingKind.ALTERED, "thirty men")
        last = FindingKind.ALTERED if row is quotation else FindingKind.VERBATIM
        a_finding(row, copies[1], last, "thirty men")

    assert captures.altered(Page.objects.all()) == 1


def test_pages_are_told_by_how_they_stand() -> None:
    first, second, third = (a_citation().page for _ in range(3))
    for page in (first, second):
        a_capture(page)
    a_capture(third)
    gone(third, at=later(hours=1))

    assert captures.standing(Page.objects.all()) == "2 sealed, 1 gone"


def test_the_exercise_is_found_again_at_the_port_of_its_pages() -> None:
    assert captures.port_of_exercise() is None

    a_page(url="http://127.0.0.1:8766/exercise/update")
    a_page(url="https://elsewhere.example/exercise/")

    assert captures.port_of_exercise() == 8766
