"""What the owner of the database changes with every trigger off is found, and named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models

from claims.models import (
    Citation,
    Claim,
    Event,
    Review,
    ReviewCitation,
    Verdict,
)
from claims.operations.record import translate
from sources.models import CaptureText, Finding, PublisherGrade, Quotation
from sources.operations.register.publishers import grade_publisher
from sources.operations.register.quotations import quote
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_figure,
    a_publisher,
    a_user,
    a_verdict,
    an_editor,
)
from tests.sources.conftest import WORDS, Capturing
from tracker.base.ledger.chain import canonical, digest
from tracker.base.people.models import Role


@dataclass(frozen=True)
class Published:
    """A published claim with evidence, and everything it rests on."""

    verdict: Verdict
    quotation: Quotation
    grade: PublisherGrade

    @property
    def claim(self) -> Claim:
        return self.verdict.claim

    @property
    def reviews(self) -> list[Review]:
        return list(Review.objects.filter(assignment__round=self.verdict.round).order_by("pk"))


@pytest.fixture
def published(page: Any, capture_of: Capturing) -> Published:
    by = a_user()
    quotation = quote(page=page, exact=WORDS, by=page.added_by, at=AT)
    capture_of(page)
    grade = grade_publisher(
        publisher=a_publisher(),
        grade="B",
        reason="It was checked.",
        by=a_user(Role.ADMINISTRATOR),
        at=AT,
    )
    claim = a_claim(by=by, figures=[a_figure(best=20)])
    translate(claim=claim, language="fr", text_="Vingt hommes.", translator="A. B.", by=by, at=AT)
    a_citation(claim, by=by, page=page, quotation=quotation)
    return Published(a_verdict(claim, by=an_editor()), quotation, grade)


@contextmanager
def every_trigger_off() -> Iterator[None]:
    """As a superuser of the database can."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = 'replica'")
        yield
        cursor.execute("SET LOCAL session_replication_role = 'origin'")


def forge(row: models.Model, **change: Any) -> None:
    with every_trigger_off():
        assert type(row)._default_manager.filter(pk=row.pk).update(**change) == 1


def told() -> str:
    said = StringIO()
    try:
        call_command("verify_ledger", stdout=said, stderr=said)
    except CommandError as error:
        return f"{said.getvalue()}{error}"
    return said.getvalue()


def test_nothing_is_said_of_what_nobody_forged(published: Published) -> None:
    assert told().startswith("Everything fits.")


def test_a_published_claim_forged_whole_is_named_piece_by_piece(published: Published) -> None:
    """Statement, figures, both sealed reviews and sixteen lines of the journal."""
    claim, reviews = published.claim, published.reviews
    for number in range(16):
        translate(
            claim=claim,
            language="de",
            text_="Zwanzig.",
            translator=f"C. {number}",
            by=an_editor(),
            at=AT,
            reason="Readers asked for it.",
        )
    lines = list(Event.objects.filter(claim_id=claim.pk).order_by("-pk")[:16])
    assert len(lines) == 16
    forge(claim, statement="Two hundred men were killed.")
    forge(claim.figures.get(), low=Decimal(200), best=Decimal(200), high=Decimal(200))
    for review in reviews:
        forge(review, rating="refuted", reasoning="Neither page says so.")
    for line in lines:
        forge(line, reason="Forged.")

    said = told()

    assert f"claim {claim.pk}: statement is not what its history says" in said
    assert f"figure {claim.figures.get().pk}: " in said
    for review in reviews:
        assert f"review {review.pk}: rating is " in said
        assert f"review {review.pk}: reasoning is " in said
    for line in lines:
        assert f"event {line.pk}: reason is " in said
    assert f"verdict {published.verdict.pk}: judged_reviews is " in said


def _a_version(of: Published) -> None:
    version = of.verdict.round.version
    content = version.content.replace("Twenty men", "Two hundred men")
    forge(version, content=content, sha256=digest(content))


def _a_review_gone(of: Published) -> None:
    review = of.reviews[0]
    with every_trigger_off():
        ReviewCitation.objects.filter(review=review)._raw_delete("default")
        Review.objects.filter(pk=review.pk)._raw_delete("default")


def _another_review(of: Published) -> None:
    """A third agreeing review that nobody wrote."""
    asked = of.verdict.round.assignments.first()
    assert asked is not None
    with every_trigger_off():
        asked.pk, asked.reviewer = None, a_user()
        asked.save(force_insert=True)
        Review.objects.create(
            assignment=asked, rating="supported", reasoning="So.", saved_at=AT, sealed_at=AT
        )


def _a_line_of_the_journal(of: Published) -> None:
    with every_trigger_off():
        Event.objects.create(
            at=AT, actor_name="Nobody", verb="corrected", target_type="claim", claim_id=of.claim.pk
        )


def _a_translation(of: Published) -> None:
    forge(of.claim.translations.get(), text="Deux cents hommes.")


def _a_citation(of: Published) -> None:
    forge(of.claim.citations.get(), stance="contradicts")


def _a_citation_gone(of: Published) -> None:
    with every_trigger_off():
        ReviewCitation.objects.all()._raw_delete("default")
        Citation.objects.filter(claim=of.claim)._raw_delete("default")


def _a_finding(of: Published) -> None:
    forge(Finding.objects.get(), kind="absent")


def _a_quotation(of: Published) -> None:
    forge(of.quotation, exact="lost two hundred men")


def _a_text(of: Published) -> None:
    forge(CaptureText.objects.get(), text="Two hundred soldiers were killed.")


def _a_verdict(of: Published) -> None:
    forge(of.verdict, summary="It was refuted.", rating="refuted")


def _what_a_verdict_is_called(of: Published) -> None:
    forge(of.verdict, rating_labels={"en": "Proven"})


def _who_published(of: Published) -> None:
    forge(of.verdict, published_by=a_user())


def _a_round(of: Published) -> None:
    forge(of.verdict.round, closed_by=a_user())


def _a_grade(of: Published) -> None:
    forge(of.grade, grade="A")


def _a_claim_nobody_recorded(of: Published) -> None:
    with every_trigger_off():
        Claim.objects.create(
            incident=of.claim.incident,
            claimant=of.claim.claimant,
            statement="Nobody said so.",
            wording="paraphrase",
            created_by=of.claim.created_by,
            created_at=AT,
        )


def _sealed_evidence(of: Published) -> None:
    kept = ReviewCitation.objects.first()
    assert kept is not None
    with every_trigger_off():
        ReviewCitation.objects.filter(pk=kept.pk)._raw_delete("default")


FORGERIES: dict[str, tuple[Callable[[Published], None], list[str]]] = {
    "the version that was judged": (
        _a_version,
        ["version {version}: sha256 is ", "verdict {verdict}: judged_version_sha256 is "],
    ),
    "a review removed": (_a_review_gone, ["verdict {verdict}: judged_reviews is ", "is gone"]),
    "a review added": (_another_review, ["verdict {verdict}: judged_reviews is ", "review "]),
    "a line of the journal added": (_a_line_of_the_journal, ["event ", " is not in the ledger"]),
    "a translation": (_a_translation, ["translation {translation}: text is not what"]),
    "a citation": (_a_citation, ["citation {citation}: stance is not what"]),
    "a citation removed": (_a_citation_gone, ["citation {citation} is gone"]),
    "a finding": (
        _a_finding,
        ["finding {finding}: kind is ", "verdict {verdict}: judged_findings_sha256 is "],
    ),
    "quoted words": (_a_quotation, ["finding {finding}: words_sha256 is "]),
    "a sealed text": (_a_text, ["text_as_kept_sha256 is "]),
    "a verdict": (_a_verdict, ["verdict {verdict}: summary is ", "verdict {verdict}: rating is "]),
    "what a verdict is called": (
        _what_a_verdict_is_called,
        ["verdict {verdict}: rating_said_sha256 is "],
    ),
    "who published": (_who_published, ["verdict {verdict}: published_by is "]),
    "who closed a round": (_a_round, ["round_end {round}: closed_by is "]),
    "a grade": (_a_grade, ["grade {grade}: grade is "]),
    "a claim added": (_a_claim_nobody_recorded, ["has no line of history"]),
    "what a review rests on": (_sealed_evidence, ["review ", ": citations is "]),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_is_found_by_name(published: Published, name: str) -> None:
    forged, sentences = FORGERIES[name]
    named = {
        "verdict": published.verdict.pk,
        "version": published.verdict.round.version_id,
        "round": published.verdict.round_id,
        "translation": published.claim.translations.get().pk,
        "citation": published.claim.citations.get().pk,
        "finding": Finding.objects.get().pk,
        "grade": published.grade.pk,
    }

    forged(published)

    said = told()
    assert "not fit" in said
    for sentence in sentences:
        assert sentence.format(**named) in said, said


def test_a_pin_is_no_secret_that_can_be_tried(published: Published) -> None:
    """What a verdict pins of reviews and people stands beside a salt, and is not exported."""
    from claims.reads.ledger.shown import shown  # noqa: PLC0415
    from tracker.base.ledger.export import lines  # noqa: PLC0415

    exported = "".join(lines(shown=shown, site="https://example.org", at=AT))

    for review in published.reviews:
        assert review.reasoning not in exported
        assert digest(review.reasoning) not in exported
        assert digest(canonical(review.rating)) not in exported
    for person in (published.verdict.published_by, published.claim.created_by):
        assert person.name not in exported
        assert person.username not in exported
    assert "judged" not in exported
