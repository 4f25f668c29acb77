"""Pages, captures and quotations can be followed from a claim to the sealed copy."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import Get
from tests.api.disputes import dispute
from tests.house.database import rows


def test_the_way_from_a_page_to_its_sealed_copy(get: Get) -> None:
    citation = dispute().citations.get()

    state = get(f"pages/{citation.page_id}/")["state"]
    capture = get(f"captures/{state['capture']}/")

    assert (state["status"], state["outcome"], state["captures"]) == ("sealed", "captured", 1)
    assert capture["file_sha256"] == rows.DIGEST
    assert capture["text"] == "The army lost 12 men."
    assert capture["findings"][0]["kind"] == "verbatim"
    quotation = get(f"quotations/{citation.quotation_id}/")
    assert quotation["findings"][0]["capture"] == state["capture"]


def test_a_page_without_a_copy_says_so(get: Get) -> None:
    citation = rows.citation()

    state = get(f"pages/{citation.page_id}/")["state"]

    assert (state["status"], state["capture"]) == ("not_captured", None)


def test_a_page_that_changed_says_so(get: Get) -> None:
    page = dispute().citations.get().page
    for hour, digest in ((13, "ab" * 32), (14, "cd" * 32)):
        rows.sealed_capture(
            page=page,
            requested_at=rows.AT.replace(hour=hour),
            text_sha256=digest,
            payload_sha256=digest,
        )

    state = get(f"pages/{page.pk}/")["state"]

    assert (state["status"], state["captures"]) == ("changed", 3)


def test_a_list_of_captures_leaves_their_texts_in_the_database(client: Client, db: None) -> None:
    dispute()

    with CaptureQueriesContext(connection) as queries:
        (row,) = client.get("/api/v1/captures/").json()["results"]

    assert "text" not in row
    assert not any("sources_capturetext" in query["sql"] for query in queries)


def test_the_page_a_cited_page_was_taken_from_can_be_read(get: Get) -> None:
    citation = rows.citation()
    wire = rows.page()
    rows.derivation(page=citation.page, from_page=wire)

    assert get(f"pages/{wire.pk}/")["id"] == wire.pk


def test_a_page_that_nothing_public_rests_on_is_not_found(get: Get) -> None:
    get(f"pages/{rows.page().pk}/", status=404)
    get(f"captures/{rows.sealed_capture().pk}/", status=404)
    get(f"quotations/{rows.quotation().pk}/", status=404)


def test_a_publisher_has_the_grade_in_force_with_its_reason(get: Get) -> None:
    publisher, ungraded = (rows.claim(outlet=rows.publisher()).outlet for _ in range(2))
    rows.grade(publisher=publisher, grade="D", reason="Once wrong, as was said.")
    rows.grade(publisher=publisher, grade="B", reason="Corrects itself, as was said.")

    grade = get(f"publishers/{publisher.slug}/")["grade"]

    assert (grade["grade"], grade["reason"]) == ("B", "Corrects itself, as was said.")
    assert get(f"publishers/{ungraded.slug}/")["grade"] is None
