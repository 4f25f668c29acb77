"""A mismatch of words that the page was never found to say is being checked, on every surface."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.operations.shared_evidence import confirm_words
from sources.models import Finding, FindingKind, Quotation
from tests.factories import AT, a_citation, a_quotation, a_user, an_editor
from tests.public.captures import a_capture, a_finding
from tests.public.conftest import Read
from tracker.base.people.models import Role
from tracker.base.values.refusal import Refusal

CHECKING = "Being checked"
ALTERED = "Altered: the sealed copy"


@pytest.fixture
def mismatch(db: None) -> Quotation:
    """Cited words, and one copy that has another number there."""
    quotation = a_quotation(exact="twenty men")
    a_citation(page=quotation.page, quotation=quotation)
    a_finding(quotation, a_capture(quotation.page, "Reports speak of thirty men."),
              FindingKind.ALTERED, "thirty men")  # fmt: skip
    return quotation


def surfaces(quotation: Quotation) -> list[str]:
    capture = quotation.findings.get().capture_id
    claim = quotation.citations.get().claim_id  # type: ignore[attr-defined]
    return [
        f"/claims/{claim}/",
        f"/evidence/{quotation.page_id}/",
        f"/evidence/captures/{capture}/",
    ]


def test_readers_are_told_that_it_is_being_checked(read: Read, mismatch: Quotation) -> None:
    for address in surfaces(mismatch):
        page = read(address)
        assert CHECKING in page
        assert ALTERED not in page
        assert "is-altered" not in page


def test_programs_are_told_no_more(client: Client, mismatch: Quotation) -> None:
    (found,) = client.get("/api/v1/findings/").json()["results"]

    assert (found["kind"], found["matched"], found["differences"]) == ("being_checked", "", [])
    assert client.get("/api/v1/summary/").json()["findings"] == {"being_checked": 1}


def test_once_a_person_confirmed_it_readers_see_it(read: Read, mismatch: Quotation) -> None:
    editor = an_editor()

    confirm_words(quotation=mismatch, reason="Two of us saw it.", by=editor, at=AT)

    assert all(ALTERED in read(address) for address in surfaces(mismatch))
    with pytest.raises(Refusal) as refused:
        confirm_words(quotation=mismatch, reason="Again.", by=editor, at=AT)
    assert refused.value.code == "confirmed_already"


def test_where_the_page_once_said_it_nothing_waits(read: Read, mismatch: Quotation) -> None:
    earlier = a_capture(mismatch.page, "Reports speak of twenty men.")
    a_finding(mismatch, earlier, FindingKind.VERBATIM, "twenty men")

    assert ALTERED in read(f"/evidence/{mismatch.page_id}/")
    with pytest.raises(Refusal) as refused:
        confirm_words(quotation=mismatch, reason="Seen.", by=an_editor(), at=AT)
    assert refused.value.code == "nothing_to_confirm"


def test_a_reason_and_a_role_are_needed(mismatch: Quotation) -> None:
    for by, reason, code in (
        (an_editor(), " ", "required"),
        (a_user(role=Role.ADMINISTRATOR), "Seen.", "wrong_role"),
    ):
        with pytest.raises(Refusal) as refused:
            confirm_words(quotation=mismatch, reason=reason, by=by, at=AT)
        assert refused.value.code == code


def test_the_desk_is_told_at_once_and_confirms(client: Client, mismatch: Quotation) -> None:
    client.force_login(an_editor())

    page = client.get("/desk/").content.decode()

    address = f"/desk/quotations/{mismatch.pk}/confirm/"
    assert address in page
    assert ALTERED in page
    assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_what_was_near_of_other_words_is_reworded_today(client: Client) -> None:
    quotation = a_quotation(exact="speak of few men")
    a_citation(page=quotation.page, quotation=quotation)
    a_finding(quotation, a_capture(quotation.page, "They speak of many men."), FindingKind.VERBATIM)
    later_copy = a_capture(quotation.page, "They speak of many men.")
    words = {"kind": "words", "quoted": "few", "found": "many", "start": 14, "end": 18}
    row = Finding.objects.create(
        quotation=quotation, capture=later_copy, kind="near", differences=[words], at=AT
    )

    found = client.get("/api/v1/findings/").json()["results"]

    assert row.meant is FindingKind.REWORDED
    assert [one["kind"] for one in found] == ["verbatim", "reworded"]
