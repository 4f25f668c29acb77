"""Publishers and pages are registered once; grades are added, never changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sources.models import Derivation, Page, Publisher
from sources.operations.register.derivations import derive
from sources.operations.register.pages import describe_page, register_page
from sources.operations.register.publishers import NewPublisher, grade_publisher, register_publisher
from tests.factories import AT, a_page, a_publisher, a_user, an_editor, later
from tracker.base.acts.names import RowKnown
from tracker.base.people.models import Role
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.precision import DatePrecision
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def publisher(**fields: Any) -> Publisher:
    facts: dict[str, Any] = {"slug": "the-post", "name": "The Post", "by": a_user(), "at": AT}
    return register_publisher(**(facts | fields))


def page(**fields: Any) -> Page:
    facts: dict[str, Any] = {"url": "https://post.example/a", "by": a_user(), "at": AT}
    facts["publisher"] = fields.pop("publisher", None) or a_publisher()
    return register_page(**(facts | fields))


def refusal(act: Any, **fields: Any) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as caught:
        act(**fields)
    return caught.value.code, caught.value.field


def test_a_publisher_is_registered() -> None:
    row = publisher(country="ml", kind="newspaper")

    assert (row.slug, row.name, row.country, row.kind_id) == (
        "the-post",
        "The Post",
        "ML",
        "newspaper",
    )


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"slug": "the post"}, ("not_a_slug", "slug")),
        ({"homepage": "post"}, ("malformed", "homepage")),
        ({"name": " "}, ("required", "name")),
        ({"name": "x" * 201}, ("too_long", "name")),
        ({"country": "Mali"}, ("not_a_country", "country")),
        ({"kind": "oracle"}, ("unknown_value", "kind")),
    ],
)
def test_a_publisher_with_wrong_facts_is_refused(
    fields: dict[str, Any], refused: tuple[str, str]
) -> None:
    assert refusal(publisher, **fields) == refused


def test_a_short_name_is_made_where_none_is_given() -> None:
    assert publisher(slug="", name="The Valley Post").slug == "the-valley-post"


def test_a_short_name_is_taken_once() -> None:
    publisher()

    assert refusal(publisher) == ("slug_taken", "slug")


def test_the_newest_grade_is_in_force() -> None:
    row, editor = publisher(), an_editor()
    grade_publisher(
        publisher=row, grade="B", reason="Usually right, as was said.", by=editor, at=AT
    )
    grade_publisher(
        publisher=row, grade="D", reason="Two errors, as was said.", by=editor, at=later(days=1)
    )

    assert [grade.grade for grade in row.grades.all()] == ["D", "B"]
    assert not a_publisher().grades.exists()


def test_a_grade_needs_an_editor_and_a_reason() -> None:
    row = publisher()
    facts = {"publisher": row, "grade": "B", "at": AT}

    by_checker = refusal(grade_publisher, reason="Fine.", by=a_user(), **facts)
    unreasoned = refusal(grade_publisher, reason=" ", by=an_editor(), **facts)

    assert by_checker == ("wrong_role", None)
    assert unreasoned == ("required", "reason")


def test_a_page_is_registered_once() -> None:
    first = page(title="First")

    assert page(title="Second") == first
    assert Page.objects.get().title == "First"


def test_a_page_is_one_however_its_address_is_spelled() -> None:
    first = page(url="HTTPS://POST.example:443/caf\u00e9#top")

    assert first.url == "https://post.example/caf%C3%A9"
    assert page(url="https://post.example/caf%c3%a9") == first


def test_a_page_that_is_most_likely_the_same_is_offered_and_never_taken_unasked() -> None:
    first = page(url="https://post.example/story-1")
    shared = "https://m.post.example/story-1/amp?utm_source=x"

    with pytest.raises(RowKnown) as offered:
        page(url=shared, offer_twins=True)

    assert (offered.value.code, offered.value.field) == ("page_known", "url")
    assert offered.value.known == [first]
    assert page(url=shared) != first


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "required"),
        ("post.example", "malformed"),
        ("ftp://post.example/", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("https://user:word@post.example/", "userinfo"),
        ("https:\\\\post.example", "ambiguous"),
        ("https://post.example/" + "é" * 1300, "too_long"),
    ],
)
def test_what_is_no_web_address_is_refused(url: str, code: str) -> None:
    assert refusal(page, url=url) == (code, "url")


def test_a_date_is_kept_as_far_as_it_is_known() -> None:
    row = page(published=PartialDate.parse("2024-07"))

    assert (row.published, row.published_precision) == (date(2024, 7, 1), "month")


def test_a_new_publisher_is_registered_with_its_first_page() -> None:
    row = page(publisher=NewPublisher("Valley Post", "newspaper"))

    assert (row.publisher.name, row.publisher.slug) == ("Valley Post", "valley-post")


def test_a_page_that_is_there_brings_no_new_publisher() -> None:
    known = page()

    assert page(publisher=NewPublisher("Valley Post", "newspaper")) == known
    assert not Publisher.objects.filter(name="Valley Post").exists()


def test_a_new_publisher_is_refused_at_its_own_field() -> None:
    assert refusal(page, publisher=NewPublisher(" ", "newspaper")) == ("required", "publisher.name")
    assert refusal(page, publisher=NewPublisher("Post", "rag")) == (
        "unknown_value",
        "publisher.kind",
    )


def test_a_page_is_derived_once() -> None:
    copy, original = a_page(), a_page()
    facts = {"page": copy, "credited_to": "The Agency", "by": a_user(), "at": AT}

    rows = {derive(**facts, from_page=original, kind="wire_copy").pk for _ in range(2)}

    assert len(rows) == 1
    assert Derivation.objects.get().from_page == original


def test_a_page_is_not_derived_from_itself() -> None:
    row = a_page()
    facts = {"page": row, "from_page": row, "credited_to": "Us", "by": a_user(), "at": AT}

    assert refusal(derive, **facts) == ("of_itself", "from_page")


def test_a_reader_registers_nothing() -> None:
    reader = a_user(Role.READER)

    assert refusal(publisher, by=reader) == ("wrong_role", None)
    assert refusal(page, by=reader) == ("wrong_role", None)


def test_a_page_is_described_by_what_it_says_and_keeps_the_rest() -> None:
    row = page(title="Old", language="en")

    day = PartialDate(AT.date(), DatePrecision.DAY)
    describe_page(page=row, by=a_user(), at=later(days=1), published=day)
    told = describe_page(page=row, by=a_user(), at=later(days=1), title=" New ")

    assert (told.title, told.language, told.published) == ("New", "en", AT.date())


def test_of_a_description_only_what_is_not_given_stays() -> None:
    day = PartialDate(AT.date(), DatePrecision.DAY)
    row = page(language="en", published=day)

    nothing = describe_page(page=row, by=a_user(), at=AT, language="", published=PartialDate())

    assert (nothing.language, nothing.published, nothing.published_precision) == (
        "",
        None,
        "unknown",
    )


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": " "}, "required"),
        ({"language": "x" * 36}, "language_tag"),
    ],
)
def test_a_description_that_cannot_be_is_refused(fields: dict[str, Any], code: str) -> None:
    assert refusal(describe_page, page=page(), by=a_user(), at=AT, **fields)[0] == code
