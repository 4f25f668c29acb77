"""Later looks at pages can be read, filtered, and are told of on claims."""

from __future__ import annotations

from tests.api.conftest import Get
from tests.factories import AT
from tests.public.looks import BEFORE, QUOTED, TOMORROW, a_change, a_quoted_page, cite


def test_a_changed_number_is_told_with_both_copies(get: Get) -> None:
    found = a_change(a_quoted_page())

    row = get(f"changes/{found.pk}/")

    assert (row["kind"], row["number_altered"]) == ("quotation_altered", True)
    assert row["page"]["id"] == found.page_id
    assert row["earlier"]["file_sha256"] == found.earlier.file_sha256
    assert row["later"]["id"] == str(found.later_id)
    (quotation,) = row["quotations"]
    assert (quotation["before"], quotation["now"]) == (QUOTED, QUOTED.replace("twelve", "seven"))
    assert quotation["differences"] == [{"kind": "number", "before": "twelve", "now": "seven"}]


def test_looks_are_found_by_what_they_showed(get: Get) -> None:
    other = a_change(a_quoted_page(), BEFORE, BEFORE)
    found = a_change(a_quoted_page())
    citation = found.page.citations.get()
    queries: list[dict[str, object]] = [
        {"page": found.page_id},
        {"publisher": found.page.publisher.slug},
        {"kind": "quotation_altered"},
        {"number_altered": "true"},
        {"claim": citation.claim_id},
        {"incident": citation.claim.incident.slug},
    ]

    for query in queries:
        assert [row["id"] for row in get("changes/", **query)["results"]] == [found.pk], query
    both = get("changes/", found_from=TOMORROW.date(), found_to=TOMORROW.date())["results"]
    assert [row["id"] for row in both] == [other.pk, found.pk]
    assert get("changes/", found_to=AT.date())["results"] == []


def test_nothing_is_told_of_a_drafts_quotation(get: Get) -> None:
    page = a_quoted_page(draft=True)
    get(f"changes/{a_change(page).pk}/", status=404)
    cite(page)

    (row,) = get("changes/")["results"]

    assert (row["kind"], row["number_altered"]) == ("changed_elsewhere", False)
    assert row["quotations"] == []
    assert get("changes/", kind="quotation_altered")["results"] == []
    assert get("changes/", number_altered="true")["results"] == []


def test_a_claim_names_the_changes_of_numbers_in_its_pages(get: Get) -> None:
    page = a_quoted_page()
    cite(page)
    found = a_change(page)

    citations = page.citations.all()
    assert len(citations) == 2
    for citation in citations:
        assert get(f"claims/{citation.claim_id}/")["altered_numbers"] == [found.pk]


def test_a_claim_whose_pages_stayed_names_none(get: Get) -> None:
    page = a_quoted_page()
    a_change(page, BEFORE, BEFORE)

    assert get(f"claims/{page.citations.get().claim_id}/")["altered_numbers"] == []
