"""Changing a claim that nobody has reviewed."""

from datetime import date

import pytest

from claims.models import Authorship, Claim, Event
from claims.operations.record import FigureInput, restore, revise_claim, withdraw
from claims.operations.reviews.rounds import cancel_round
from claims.reads.assignments import reviewers_for
from tests.factories import (
    AT,
    a_claim,
    a_figure,
    a_party,
    a_user,
    an_assignment,
    an_editor,
    sealed,
)
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def refusal(claim, **fields):
    facts = {"by": claim.created_by, "at": AT, "reason": "A slip.", "statement": "Other words."}
    with pytest.raises(Refusal) as refused:
        revise_claim(claim=claim, **(facts | fields))
    return refused.value.code, refused.value.field


def test_the_author_changes_a_draft_without_a_reason():
    claim = a_claim(draft=True)

    revise_claim(claim=claim, statement="Other words.", by=claim.created_by, at=AT)

    claim.refresh_from_db()
    event = Event.objects.get(claim_id=claim.pk, verb="revised")
    assert (claim.statement, event.data) == ("Other words.", {"changed": ["statement"]})


def test_no_claim_is_moved_before_the_day_whose_state_its_figures_give():
    made, earlier, as_of = map(PartialDate.parse, ("2026-02-25", "2026-02-20", "2026-02-22"))
    claim = a_claim(figures=[a_figure(as_of=as_of)], made_on=made)

    assert refusal(claim, made_on=earlier) == ("as_of_after_claim", "made_on")
    revise_claim(claim=claim, made_on=as_of, reason="A slip.", by=claim.created_by, at=AT)
    given = {"made_on": earlier, "figures": [a_figure()]}
    revise_claim(claim=claim, **given, reason="A slip.", by=claim.created_by, at=AT)

    assert claim.made_on == earlier.day


def test_figures_are_replaced_and_a_figure_at_the_same_place_keeps_its_row():
    claim = a_claim(figures=[a_figure(best=1), a_figure(best=2)], draft=True)
    first = claim.figures.first()

    revise_claim(
        claim=claim,
        figures=[FigureInput(measure="killed", qualifier="at_least", low=5)],
        by=claim.created_by,
        at=AT,
    )

    figure = claim.figures.get()
    assert (figure.pk, figure.qualifier, figure.low, figure.best) == (first.pk, "at_least", 5, None)


def test_a_date_can_be_given_later():
    claim = a_claim(draft=True)

    revise_claim(claim=claim, made_on=PartialDate.parse("2026-01-05"), by=claim.created_by, at=AT)

    assert (claim.made_on, claim.made_on_precision) == (date(2026, 1, 5), "day")


def test_the_words_as_they_were_stay_in_the_history():
    claim = a_claim(statement="First words.")

    revise_claim(claim=claim, statement="Other words.", reason="A slip.", by=an_editor(), at=AT)

    models = Claim.pgh_event_models.values()
    kept = [
        set(m.objects.filter(pgh_obj_id=claim.pk).values_list("statement", flat=True))
        for m in models
    ]
    assert set().union(*kept) == {"First words.", "Other words."}


def test_what_others_read_is_changed_with_a_reason():
    assert refusal(a_claim(), reason="") == ("required", "reason")


def test_somebody_else_is_refused():
    assert refusal(a_claim(), by=a_user()) == ("not_yours", None)


def test_a_claim_in_review_stays_as_it_is():
    claim = an_assignment().claim

    assert refusal(claim) == ("holds_still", None)


def test_a_claim_that_somebody_reviewed_stays_as_it_is_even_after_the_round_was_cancelled():
    claim = sealed(an_assignment()).claim
    cancel_round(claim=claim, reason="Start anew, as was said.", by=an_editor(), at=AT)

    assert refusal(claim) == ("already_reviewed", None)


def test_a_wrong_figure_is_refused_and_changes_nothing():
    claim = a_claim(draft=True)

    assert refusal(claim, figures=[a_figure(best=-1)]) == ("negative", "figures-0-best")
    claim.refresh_from_db()
    assert claim.statement == "Twenty men were killed."


def authors(claim):
    return set(Authorship.objects.filter(claim=claim).values_list("person_id", flat=True))


@pytest.mark.parametrize(
    "changes",
    [
        {"statement": "Other words."},
        {"figures": []},
        {"spokesperson": "The colonel"},
        {"channel": "on Telegram"},
    ],
    ids=["words", "figures", "who said it", "how it was said"],
)
def test_who_changes_a_claim_is_an_author_of_it_from_then_on(changes):
    claim, editor = a_claim(), an_editor()

    revise_claim(claim=claim, reason="A slip.", by=editor, at=AT, **changes)

    assert authors(claim) == {claim.created_by_id, editor.pk}
    with pytest.raises(Refusal) as refused:
        an_assignment(claim, reviewer=editor)
    assert refused.value.code == "author_reviews"
    assert editor not in reviewers_for(claim)


def test_who_changes_the_claimant_is_an_author_even_after_it_was_withdrawn_and_brought_back():
    claim, editor = a_claim(), an_editor()
    revise_claim(claim=claim, claimant=a_party(), reason="A slip.", by=editor, at=AT)

    withdraw(claim=claim, reason="Twice, as was said.", by=editor, at=AT)
    restore(claim=claim, reason="It was not.", by=an_editor(), at=AT)

    assert authors(claim) == {claim.created_by_id, editor.pk}


def test_who_sends_the_form_and_changes_nothing_is_no_author():
    claim, editor = a_claim(), an_editor()

    revise_claim(claim=claim, statement=claim.statement, reason="Hm.", by=editor, at=AT)

    assert authors(claim) == {claim.created_by_id}


def test_a_role_goes_with_its_spokesperson():
    claim = a_claim(draft=True, spokesperson="A. Person", spokesperson_role="minister")

    assert refusal(claim, spokesperson="") == ("role_of_nobody", "spokesperson_role")

    by = claim.created_by
    revise_claim(claim=claim, spokesperson="", spokesperson_role="", by=by, at=AT)
    claim.refresh_from_db()
    assert (claim.spokesperson, claim.spokesperson_role) == ("", "")
