"""What happens to a cited page is told to whose claim cites it, and to who cited it there."""

from __future__ import annotations

from uuid import UUID

import pytest

from claims.models import Notice
from claims.notices.words import said
from sources.models import Capture, Recheck
from sources.reads.ledger_kinds import CAPTURE, RECHECK
from tests.claims.notices.telling import SOON, codes, sweep
from tests.factories import AT, a_citation, a_claim, a_page, a_user, later
from tests.house.database import rows
from tracker.base.ledger.operations import enter_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return a_page(title="Twelve dead in the valley")


def looked(page, **found) -> Recheck:
    """A later look at a page, entered in the ledger as the archiver does."""
    earlier = found.pop("earlier", None) or rows.sealed_capture(page=page)
    facts = {"kind": "quotation_altered", "number_altered": True, "at": AT} | found
    recheck = rows.recheck(
        page=page, earlier=earlier, later=rows.sealed_capture(page=page), **facts
    )
    enter_rows((RECHECK, [recheck]), at=AT)
    return recheck


def told(person) -> list[str]:
    return [code for code in codes(person) if code in ("number_altered", "page_gone")]


def test_a_number_that_was_changed_is_told_to_the_author_and_to_who_cited_the_page(page):
    author, citing, stranger = a_user(), a_user(), a_user()
    a_citation(claim := a_claim(by=author), page=page, by=citing)

    recheck = looked(page)
    sweep()

    assert (told(author), told(citing), told(stranger)) == (
        ["number_altered"],
        ["number_altered"],
        [],
    )
    notice = Notice.objects.get(person=author, code="number_altered")
    assert notice.claim == claim
    assert said([notice])[0].url == f"/desk/changes/{recheck.pk}/seen/"


def test_a_draft_that_cites_it_is_told_of_to_its_author_alone(page):
    author, other = a_user(), a_user()
    a_citation(a_claim(by=author, draft=True), page=page, by=author)

    looked(page)
    sweep()

    assert told(author) == ["number_altered"]
    assert told(other) == []


def test_a_page_that_stays_gone_is_told_of_once(page):
    author = a_user()
    a_citation(a_claim(by=author), page=page)
    first = looked(page, kind="page_gone", number_altered=False)

    looked(page, kind="page_gone", number_altered=False, earlier=first.earlier, at=later(hours=1))
    sweep(later(hours=2))

    assert told(author) == ["page_gone"]


def test_a_page_that_is_gone_leads_to_where_it_is_marked_as_seen(page, client):
    author = a_user()
    a_citation(a_claim(by=author), page=page)

    found = looked(page, kind="page_gone", number_altered=False)
    sweep()

    (line,) = said(Notice.objects.filter(person=author, code="page_gone"))
    assert line.url == f"/desk/changes/{found.pk}/seen/"
    assert client.get(line.url).status_code == 302
    client.force_login(author, "django.contrib.auth.backends.ModelBackend")
    assert "Mark as seen" in client.get(line.url).content.decode()


def test_a_page_that_did_not_change_is_told_to_nobody(page):
    author = a_user()
    a_citation(a_claim(by=author), page=page)

    looked(page, kind="unchanged", number_altered=False)
    sweep()

    assert told(author) == []


def test_a_capture_that_failed_is_told_to_who_asked_for_it(page):
    asking = a_user()
    capture = failed(page, asking)

    sweep()

    assert codes(asking) == ["capture_failed"]
    line = said(Notice.objects.filter(person=asking))[0]
    assert line.subject == "Not captured: Twelve dead in the valley"
    assert line.url == f"/desk/captures/{capture.pk}/"


def test_a_page_that_is_withheld_is_not_named(page):
    asking = a_user()
    failed(page, asking)
    rows.withholding(capture=rows.sealed_capture(page=page), hides_page=True)

    sweep()

    line = said(Notice.objects.filter(person=asking))[0]
    assert (line.quoted, line.subject) == ("", "Not captured")


def test_a_later_look_that_failed_is_told_to_nobody(page):
    asking = a_user()
    failed(page, asking, cause="recheck")

    sweep()

    assert codes(asking) == []


def failed(page, asking, **fields) -> Capture:
    facts = {"cause": "asked", "status": "failed", "outcome": "unreachable"} | fields
    facts |= {"page": page, "requested_by": asking, "finished_at": SOON}
    capture = rows.capture(**facts)
    enter_rows((CAPTURE, [capture]), at=AT)
    assert isinstance(capture.pk, UUID)
    return capture
