"""Correcting the wording of a published verdict: one editor, and it says what kind it is."""

import pytest
from django.db import ProgrammingError, transaction

from claims.models import Claim, Event, Verdict
from claims.operations.record import revise_claim
from claims.operations.verdicts.correct import correct
from tests.factories import (
    a_citation,
    a_claim,
    a_correction,
    a_reply_request,
    a_reviewed_claim,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    later,
    sealed,
)
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def correcting(claim, **fields):
    facts = {
        "kind": "detail",
        "summary": "The evidence of 3 March bears it out.",
        "reason": "The date in the summary was wrong.",
        "by": an_editor(),
        "at": later(days=1),
    }
    return correct(claim=claim, **(facts | fields))


def refusal(claim, **fields):
    with pytest.raises(Refusal) as refused:
        correcting(claim, **fields)
    return refused.value.code, refused.value.field


def test_a_correction_supersedes_and_says_what_changed_and_why():
    first = a_verdict()

    second = correcting(first.claim)

    first.refresh_from_db()
    assert (second.version, second.supersedes, second.basis) == (2, first, "correction")
    assert second.change_reason == "The date in the summary was wrong."
    assert (second.correction_kind, second.rating) == ("detail", first.rating)
    assert (first.rating, first.superseded_by) == ("supported", second)
    assert Event.objects.get(claim_id=first.claim_id, verb="corrected").data["version"] == 2


def test_the_second_correction_supersedes_the_first():
    claim = a_verdict().claim
    second = correcting(claim)

    third = correcting(claim, kind="clarity", summary="Put better.")

    assert (third.version, third.supersedes) == (3, second)


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"reason": ""}, "required", "reason"),
        ({"summary": "\n"}, "required", "summary"),
        ({"kind": "typo"}, "unknown_value", "kind"),
        ({"kind": "finding"}, "second_editor", "kind"),
        ({"summary": "It is refuted."}, "names_other_rating", "confirmed"),
    ],
)
def test_what_is_missing_or_unknown_is_refused_at_its_field(fields, code, field):
    assert refusal(a_verdict().claim, **fields) == (code, field)


def test_a_correction_that_changes_nothing_is_refused():
    verdict = a_verdict()

    assert refusal(verdict.claim, summary=verdict.summary) == ("nothing_changed", None)


def test_a_correction_against_a_version_that_was_overtaken_is_refused():
    first = a_verdict()
    correcting(first.claim)

    assert refusal(first.claim, summary="Otherwise.", against=1) == ("overtaken", None)
    assert correcting(first.claim, summary="Otherwise.", against=2).version == 3


def test_what_is_not_published_is_not_corrected():
    assert refusal(a_reviewed_claim()) == ("not_published", None)


def test_a_fact_checker_does_not_correct():
    assert refusal(a_verdict().claim, by=a_user()) == ("wrong_role", None)


def test_an_author_does_not_correct_the_verdict_on_their_own_claim():
    author, changer = an_editor(), an_editor()
    claim = a_claim(by=author)
    revise_claim(claim=claim, statement="Nineteen.", reason="Misread.", by=changer, at=later())
    a_verdict(claim)

    assert refusal(claim, by=author) == ("own_claim", None)
    assert refusal(claim, by=changer) == ("own_claim", None)


def test_a_reviewer_does_not_correct_the_verdict_of_their_round():
    claim, editor = a_claim(), an_editor()
    for person in (editor, a_user()):
        sealed(an_assignment(claim, reviewer=person))
    claim.refresh_from_db()
    a_verdict(claim)

    assert refusal(claim, by=editor) == ("own_review", None)


def test_the_database_keeps_the_verdict_that_was_published():
    verdict = a_verdict()

    with pytest.raises(ProgrammingError), transaction.atomic():
        Verdict.objects.filter(pk=verdict.pk).update(summary="Otherwise.")


def test_the_database_lets_one_editor_change_no_rating():
    first = a_verdict()
    facts = {"claim": first.claim, "round": first.round, "version": 2, "supersedes": first}
    facts |= {"summary": "Otherwise.", "basis": "correction", "change_reason": "typo"}

    with pytest.raises(ProgrammingError, match="corrected by two"), transaction.atomic():
        Verdict.objects.create(
            rating="refuted", published_by=an_editor(), published_at=later(days=1), **facts
        )
    assert a_correction(first, rating="refuted", summary="Otherwise.").rating == "refuted"


def left_open(verdict):
    return dict(verdict.waived_points.values_list("point", "reason"))


def test_what_was_left_open_is_told_with_the_version_in_force():
    first = a_verdict()
    assert left_open(first)
    assert left_open(correcting(first.claim)) == left_open(first)


NOTE = "The major told us that nobody had ever counted the bodies there."


@pytest.mark.parametrize("field", ["summary", "reason"])
def test_a_correction_quotes_no_internal_note(field):
    verdict = a_verdict(a_claim(internal_note=NOTE))
    assert refusal(verdict.claim, **{field: NOTE}) == ("not_ready", "waive_notes")
    mended = correcting(verdict.claim, waived={"notes": "They agreed to it."}, **{field: NOTE})
    assert left_open(mended)["notes"] == "They agreed to it."


def test_words_of_a_note_that_were_published_keep_their_reason():
    verdict = a_verdict(a_claim(internal_note=NOTE), summary=f"{NOTE} Se.")
    assert left_open(correcting(verdict.claim, summary=f"{NOTE} So."))["notes"]


def test_a_note_that_quotes_what_is_published_keeps_nobody_from_correcting_it():
    verdict = a_verdict(a_claim(), summary=f"{NOTE} Se.")
    Claim.objects.filter(pk=verdict.claim_id).update(internal_note=f"They wrote: {NOTE}")
    assert "notes" not in left_open(correcting(verdict.claim, summary=f"{NOTE} So."))


def test_a_point_that_has_come_open_since_is_asked_for():
    verdict = a_verdict()
    assert "sealed" not in left_open(verdict)
    a_citation(verdict.claim)
    assert refusal(verdict.claim) == ("not_ready", "waive_sealed")
    mended = correcting(verdict.claim, waived={"sealed": "It is a book."})
    assert left_open(mended)["sealed"] == "It is a book."


def test_a_point_that_is_in_order_by_now_is_left_open_no_more():
    verdict = a_verdict()
    assert "reply" in left_open(verdict)
    a_reply_request(verdict.claim)
    assert "reply" not in left_open(correcting(verdict.claim))


def test_something_that_was_wrong_is_taken_back():
    assert correcting(a_verdict().claim, kind="retraction").correction_kind == "retraction"
