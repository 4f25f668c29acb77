"""A page is cited by its address, with its publisher, its credit and words of it, or not at all."""

import pytest

from claims.models import Citation
from claims.operations.cite import PageInput, cite_address
from sources.models import Page, Publisher, Quotation
from sources.operations.register.publishers import NewPublisher
from sources.operations.register.quotations import Words
from tests.factories import AT, a_claim, a_page, a_publisher
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def cited(claim=None, *, words=None, stance="reports", **of_page):
    claim = claim or a_claim()
    facts = {
        "url": "https://example.org/report",
        "publisher": NewPublisher("Valley Post", "newspaper"),
        "published": PartialDate.parse("2026-01"),
        **of_page,
    }
    given = PageInput(**facts)
    return cite_address(
        claim=claim, page=given, words=words, stance=stance, by=claim.created_by, at=AT
    )


def refusal(**fields):
    claim = a_claim()
    with pytest.raises(Refusal) as refused:
        cited(claim, **fields)
    left = [rows.exists() for rows in (Citation.objects, Page.objects, Publisher.objects)]
    assert left == [False, False, False]
    return refused.value.code, refused.value.field


def test_everything_about_the_page_is_recorded_with_the_citation():
    citation = cited(
        origin="derived", credited_to="AFP", words=Words("twelve men", "said that", language="en")
    )

    page = citation.page
    assert (page.publisher.name, page.publisher.slug) == ("Valley Post", "valley-post")
    assert (page.published_precision, page.derivations.get().credited_to) == ("month", "AFP")
    assert (citation.quotation.exact, citation.quotation.prefix) == ("twelve men", "said that")


def test_a_page_that_is_known_stays_as_it_is():
    page = a_page("https://example.org/report")

    assert cited(publisher=a_publisher("Another"), title="Another").page == page
    assert not Publisher.objects.filter(name="Valley Post").exists()


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"publisher": None}, "required", "publisher"),
        ({"publisher": NewPublisher("Post", "rag")}, "unknown_value", "publisher.kind"),
        ({"url": "http://10.0.0.1/"}, "not_public", "url"),
        ({"url": "ftp://example.org/"}, "scheme", "url"),
        ({"origin": "derived"}, "required", "credited_to"),
        ({"language": "English"}, "language_tag", "language"),
        ({"words": Words(" ")}, "required", "exact"),
        ({"stance": "perhaps"}, "unknown_value", "stance"),
    ],
)
def test_what_is_wrong_is_refused_at_its_field_and_leaves_nothing_behind(fields, code, field):
    assert refusal(**fields) == (code, field)


def test_the_same_words_are_cited_once_and_their_quotation_kept():
    claim = a_claim()
    cited(claim, words=Words("twelve men"))

    with pytest.raises(Refusal) as refused:
        cited(claim, words=Words("twelve men"))

    assert refused.value.code == "already_cited"
    assert Quotation.objects.count() == 1
