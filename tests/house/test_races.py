"""What only one row may be is asked for by six people at once: one has it, nobody gets an error.

Every unique constraint is raced here, or stands in `NOT_RACED` with why people cannot race it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from claims.exchange.dossier_files import read_dossier
from claims.models import (
    Assignment,
    Authorship,
    Citation,
    Claim,
    Counterclaim,
    Dismissal,
    Event,
    Figure,
    Incident,
    Measure,
    Party,
    Place,
    ProposedCorrection,
    Reading,
    Reply,
    Review,
    SavedView,
    ScheduledVerdict,
    Translation,
    Vacancy,
    Verdict,
    Waiver,
)
from claims.operations.cite import PageInput, cite_address, uncite
from claims.operations.contest import contest, retract
from claims.operations.imports import load_dossier, vocabulary
from claims.operations.proposals.dismiss import dismiss
from claims.operations.queues.saved import keep_view
from claims.operations.queues.take import put_up, take_next
from claims.operations.record import revise_claim, translate
from claims.operations.reviews.assign import assign
from claims.operations.reviews.read import open_reviews
from claims.operations.reviews.review import save_review
from claims.operations.reviews.rounds import cancel_round, reopen
from claims.operations.reviews.waive import waive
from claims.operations.scene import record_incident, record_party, record_place
from claims.operations.shared_evidence import affiliate
from claims.operations.terms.keep import add_term
from claims.operations.verdicts.correct import correct
from claims.operations.verdicts.propose import agree
from claims.operations.verdicts.publish import publish
from claims.operations.verdicts.schedule import publish_scheduled, schedule
from claims.operations.verdicts.settle import settle
from sources.models import Capture, Derivation, Page, Publisher, Quotation, Withholding
from sources.operations.captures.request import request_capture
from sources.operations.deposits.withhold import withhold
from sources.operations.register.derivations import derive
from sources.operations.register.pages import register_page
from sources.operations.register.publishers import NewPublisher, register_publisher
from sources.operations.register.quotations import quote
from tests.factories import (
    AT,
    DUE,
    WAIVED,
    a_citation,
    a_claim,
    a_figure,
    a_page,
    a_pair,
    a_party,
    a_proposal,
    a_publisher,
    a_reply,
    a_reply_request,
    a_reviewed_claim,
    a_split_claim,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    an_incident,
    asked_for,
    later,
)
from tests.house.database.rows import deposit, deposited_capture
from tests.seeds import small
from tests.side_by_side import at_once, refusals
from tracker.base.people.models import Role, User
from tracker.base.people.operations import invite

SIX = 6
Act = Callable[[User], Any]

pytestmark = pytest.mark.django_db(transaction=True)


def race(act: Act) -> list[Any]:
    """Six editors do the same at once."""
    people = [an_editor() for _ in range(SIX)]
    return at_once([partial(act, one) for one in people])


def one_of(outcomes: Sequence[Any], code: str) -> None:
    """One did it, the others were told why not."""
    assert refusals(outcomes) == [code] * (SIX - 1)


# --- names


NAMED: dict[str, tuple[type[models.Model], Callable[..., Any], dict[str, Any]]] = {
    "party": (Party, record_party, {"name": "Valley Guard", "kind": "armed_group"}),
    "place": (Place, record_place, {"name": "Valley"}),
    "publisher": (Publisher, register_publisher, {"name": "Valley Post"}),
    "incident": (Incident, record_incident, {"title": "Fighting in the valley"}),
}


@pytest.mark.parametrize("name", NAMED)
def test_six_adding_the_same_name_one_adds_it_and_five_are_offered_it(name: str) -> None:
    model, operation, given = NAMED[name]
    outcomes = race(lambda by: operation(**given, by=by, at=AT))
    one_of(outcomes, "name_known")
    row = model._default_manager.get()
    assert all(one.known == [row] for one in outcomes if hasattr(one, "known"))


@pytest.mark.parametrize("name", NAMED)
def test_six_of_the_same_name_on_purpose_are_six(name: str) -> None:
    model, operation, given = NAMED[name]
    outcomes = race(lambda by: operation(**given, another=True, by=by, at=AT))
    assert refusals(outcomes) == []
    assert len(set(model._default_manager.values_list("slug", flat=True))) == SIX


@pytest.mark.parametrize("name", NAMED)
def test_six_choosing_the_same_short_name_one_has_it(name: str) -> None:
    model, operation, given = NAMED[name]
    one_of(race(lambda by: operation(**given, slug="valley", by=by, at=AT)), "slug_taken")
    assert model._default_manager.count() == 1


def test_six_declaring_one_code_one_does() -> None:
    given = {"code": "kites_downed", "labels": {"en": "Kites downed"}, "declared": True}
    one_of(race(lambda by: add_term(Measure, **given, by=by, at=AT)), "code_taken")


def test_six_loading_claims_under_one_reference_one_has_it() -> None:
    incident, claimant = an_incident(), a_party()
    given = {"incident": incident, "claimant": claimant, "reference": "valley/1"}
    one_of(race(lambda by: a_claim(by=by, figures=[], **given)), "reference_taken")
    assert Claim.objects.count() == 1


def test_six_loading_incidents_under_one_reference_one_has_it() -> None:
    outcomes = race(lambda by: an_incident(by=by, reference="valley/1"))
    one_of(outcomes, "reference_taken")


@pytest.mark.parametrize("taken", ["username", "email"])
def test_six_invited_under_one_sign_in_name_or_address_one_is(taken: str) -> None:
    same = {"username": "awa", "email": "awa@example.org"}

    def ask(by: User) -> str:
        own = {"username": f"awa{by.pk}", "email": f"awa{by.pk}@example.org"}
        given = own | {taken: same[taken]}
        try:
            invite(**given, name="Awa", role=Role.EDITOR, at=AT)
        except ValidationError as error:
            return str(sorted(error.message_dict))
        return "done"

    outcomes = race(ask)
    assert sorted(outcomes) == [f"['{taken}']"] * (SIX - 1) + ["done"]


def test_one_dossier_loaded_twice_at_once_is_there_once_and_whole(tmp_path: Path) -> None:
    dossier = read_dossier(small.write(tmp_path), words=vocabulary()).dossier
    assert dossier is not None
    by = an_editor()
    given = {"by": by, "at": AT, "exercise_address": "http://127.0.0.1:1/exercise"}
    loaded = at_once([partial(load_dossier, dossier, **given)] * 2)  # type: ignore[arg-type]
    assert refusals(loaded) == []
    again = load_dossier(dossier, **given)  # type: ignore[arg-type]
    assert (again.refused, again.added) == ((), {})
    assert Claim.objects.filter(reference="small/C1").count() == 1


# --- what claims rest on and answer


def test_six_citing_one_new_page_of_one_new_publisher() -> None:
    claim = a_claim()
    page = PageInput("https://example.org/report", NewPublisher("Valley Post", "newspaper"))
    outcomes = race(lambda by: cite_address(claim=claim, page=page, stance="reports", by=by, at=AT))
    one_of(outcomes, "already_cited")
    counted = [model._default_manager.count() for model in (Page, Publisher, Citation)]
    assert counted == [1, 1, 1]


def test_six_registering_one_page_have_one() -> None:
    publisher = a_publisher()
    given = {"url": "https://example.org/report", "publisher": publisher}
    outcomes = race(lambda by: register_page(**given, by=by, at=AT).pk)
    assert outcomes == [Page.objects.get().pk] * SIX


def test_six_quoting_the_same_words_have_one_quotation() -> None:
    page = a_page()
    outcomes = race(lambda by: quote(page=page, exact="twelve men", by=by, at=AT).pk)
    assert outcomes == [Quotation.objects.get().pk] * SIX


def test_six_giving_the_same_credit_have_one() -> None:
    page = a_page()
    outcomes = race(lambda by: derive(page=page, credited_to="AFP", by=by, at=AT).pk)
    assert outcomes == [Derivation.objects.get().pk] * SIX


def test_six_affiliating_the_same_have_one() -> None:
    party, publisher = a_party(), a_publisher()
    outcomes = race(lambda by: affiliate(party=party, publisher=publisher, by=by, at=AT).pk)
    assert len(set(outcomes)) == 1


def test_six_asking_for_one_capture_have_one() -> None:
    page = a_page()
    outcomes = race(lambda by: request_capture(page=page, cause="asked", by=by, at=AT).pk)
    assert outcomes == [Capture.objects.get().pk] * SIX


def test_six_pairing_the_same_two_one_does() -> None:
    answers = a_claim()
    claim = a_claim(incident=answers.incident)
    given = {"claim": claim, "answers": answers, "ground": "denial"}
    one_of(race(lambda by: contest(**given, by=by, at=AT)), "already_paired")
    assert Counterclaim.objects.count() == 1


def test_two_pairing_crosswise_wait_for_nobody_for_ever() -> None:
    one, other = a_claim(), a_claim()
    by = an_editor()
    pairs = [(one, other), (other, one)] * 3
    outcomes = at_once(
        [partial(contest, claim=a, answers=b, ground="denial", by=by, at=AT) for a, b in pairs]
    )
    assert refusals(outcomes) == ["already_paired"] * 4


def test_six_taking_one_pairing_back_one_does() -> None:
    pair = a_pair()
    why = {"reason": "Wrong, as was said.", "at": AT}
    one_of(race(lambda by: retract(counterclaim=copy(pair), by=by, **why)), "already_taken_back")
    assert Event.objects.filter(verb="retracted").count() == 1


def test_six_taking_one_citation_back_one_does() -> None:
    citation = a_citation()
    outcomes = race(
        lambda by: uncite(
            citation=copy(citation),
            reason="Wrong, as was said.",
            by=by,
            at=AT,
        )
    )
    one_of(outcomes, "already_taken_back")
    assert Event.objects.filter(verb="uncited").count() == 1


def test_six_translating_as_one_translator_have_one_translation() -> None:
    claim = a_claim()
    given = {"language": "fr", "text_": "Douze morts.", "translator": "Reader"}
    outcomes = race(lambda by: translate(claim=claim, **given, by=by, at=AT).pk)
    assert outcomes == [Translation.objects.get().pk] * SIX


def test_six_changing_one_claim_leave_its_figures_in_a_row() -> None:
    claim = a_claim()
    race(
        lambda by: revise_claim(
            claim=Claim.objects.get(pk=claim.pk),
            figures=[a_figure(best=1), a_figure(best=2)],
            reason="Counted, as was said.",
            by=by,
            at=AT,
        )
    )
    assert list(Figure.objects.values_list("position", flat=True)) == [0, 1]


# --- reviewing and deciding


def test_six_asking_one_reviewer_one_does() -> None:
    claim, reviewer = a_claim(), a_user()
    outcomes = race(lambda by: assign(claim=claim, reviewer=reviewer, due=DUE, by=by, at=AT))
    one_of(outcomes, "already_assigned")
    assert Assignment.objects.count() == claim.rounds.count() == claim.versions.count() == 1


def test_six_taking_the_next_at_once_get_six_different_claims() -> None:
    for _ in range(SIX):
        put_up(claim=a_claim(), places=1, due=DUE, by=an_editor(), at=AT)
    taken = race(lambda by: take_next(by=by, at=AT).claim.pk)
    assert len(set(taken)) == SIX
    assert not Vacancy.objects.filter(free__gt=0).exists()


def test_six_taking_two_places_of_one_claim_two_have_them() -> None:
    put_up(claim=a_claim(), places=2, due=DUE, by=an_editor(), at=AT)
    outcomes = race(lambda by: take_next(by=by, at=AT))
    assert refusals(outcomes) == ["nothing_to_take"] * (SIX - 2)
    assert (Vacancy.objects.get().free, Assignment.objects.count()) == (0, 2)


def test_a_place_is_not_taken_while_its_round_is_cancelled() -> None:
    claim = a_claim()
    put_up(claim=claim, places=1, due=DUE, by=an_editor(), at=AT)
    taker, editor = a_user(), an_editor()
    at_once(
        [
            partial(take_next, by=taker, at=AT),
            partial(cancel_round, claim=claim, reason="Wrong, as was said.", by=editor, at=AT),
        ]
    )
    claim.refresh_from_db()
    assert claim.status == "recorded"
    assert not Assignment.objects.filter(status="open").exists()


def test_one_person_keeping_one_view_six_times_at_once_keeps_it_once() -> None:
    given = {"queue": "unassigned", "name": "Urgent", "query": "priority=4"}
    by = an_editor()
    assert refusals(at_once([partial(keep_view, **given, by=by, at=AT)] * SIX)) == []
    assert SavedView.objects.get().query == "priority=4"


def test_one_review_saved_six_times_at_once_is_one() -> None:
    assignment = an_assignment()
    evidence = [a_citation(assignment.claim)]
    given = {"assignment": assignment, "citations": evidence, "rating": ""}
    outcomes = race(lambda _by: save_review(**given, by=assignment.reviewer, at=AT))
    assert refusals(outcomes) == []
    assert Review.objects.get().review_citations.count() == 1


def test_six_publishing_one_does() -> None:
    claim = a_reviewed_claim()
    one_of(
        race(
            lambda by: publish(claim=claim, summary="So, as was said.", waived=WAIVED, by=by, at=AT)
        ),
        "already_published",
    )
    assert Verdict.objects.count() == 1


def test_six_correcting_leave_one_line_of_versions() -> None:
    claim = a_verdict().claim
    outcomes = race(
        lambda by: correct(
            claim=claim,
            kind="clarity",
            summary=f"So, says {by.pk}.",
            reason="A misprint, as was said.",
            by=by,
            at=later(hours=1),
        )
    )
    versions = list(Verdict.objects.order_by("version").values_list("version", flat=True))
    assert versions == list(range(1, 2 + SIX - len(refusals(outcomes))))


def test_six_proposing_a_correction_one_does() -> None:
    verdict = a_verdict()
    one_of(race(lambda by: a_proposal(verdict, by=by)), "proposal_open")
    assert ProposedCorrection.objects.count() == 1


def test_six_agreeing_to_a_correction_one_does() -> None:
    proposal = a_proposal()
    given = {"proposal": proposal, "agreement": "I read both pages."}
    one_of(race(lambda by: agree(**given, by=by, at=later(days=2))), "proposal_closed")
    assert Verdict.objects.count() == 1 + 1


def test_six_planning_to_publish_one_does() -> None:
    claim = a_reviewed_claim()
    given = {
        "claim": claim,
        "summary": "So, as was said.",
        "waived": WAIVED,
        "due_at": later(days=1),
        "at": AT,
    }
    one_of(race(lambda by: schedule(**given, by=by)), "scheduled_already")
    assert ScheduledVerdict.objects.count() == 1


def test_six_workers_publishing_what_is_due_one_does() -> None:
    planned = schedule(
        claim=a_reviewed_claim(),
        summary="So, as was said.",
        waived=WAIVED,
        due_at=later(days=1),
        by=an_editor(),
        at=AT,
    )
    work = partial(publish_scheduled, scheduled=planned, at=later(days=2))
    assert refusals(at_once([work] * SIX)) == []
    assert Verdict.objects.count() == 1


def test_six_writing_down_the_same_reply_one_does() -> None:
    request = a_reply_request()
    one_of(race(lambda by: a_reply(request, by=by)), "reply_there")
    assert Reply.objects.count() == 1


def test_six_correcting_a_reply_each_corrects_another() -> None:
    reply = a_reply()
    outcomes = race(lambda by: a_reply(reply.request, by=by, reason="A word was left out."))
    assert refusals(outcomes) == []
    assert Reply.objects.filter(corrects=None).count() == 1


def test_one_person_who_changes_a_claim_six_times_at_once_is_its_author_once() -> None:
    claim, by = a_claim(figures=[]), an_editor()
    facts = [{"spokesperson": f"Speaker {number}"} for number in range(SIX)]
    given = {"claim": claim, "by": by, "reason": "He said so himself.", "at": AT}
    acts = [partial(revise_claim, **given, **one) for one in facts]
    assert refusals(at_once(acts)) == []
    assert Authorship.objects.filter(claim=claim, person=by).count() == 1


def test_one_person_who_opens_reviews_six_times_at_once_is_noted_once() -> None:
    claim, by = a_reviewed_claim(), an_editor()
    outcomes = at_once([partial(open_reviews, claim=claim, by=by, at=AT)] * SIX)
    one_of(outcomes, "nothing_to_open")
    assert Reading.objects.filter(reader=by).count() == 1


def test_six_administrators_waiving_the_same_one_does() -> None:
    claim = a_reviewed_claim()
    reviewer = asked_for(claim)[0].reviewer
    reopen(claim=claim, reason="A new page.", by=an_editor(), at=AT)
    User.objects.exclude(pk=reviewer.pk).update(is_active=False)
    given = {
        "claim": claim,
        "person": reviewer,
        "rule": "knows_earlier",
        "reason": "It is so.",
        "at": AT,
    }
    people = [a_user(Role.ADMINISTRATOR) for _ in range(SIX)]
    one_of(at_once([partial(waive, **given, by=one) for one in people]), "nothing_to_waive")
    assert Waiver.objects.count() == 1


def test_six_withholding_a_copy_one_does() -> None:
    capture = deposited_capture()
    deposit(capture=capture)
    given = {
        "capture": capture,
        "description": "A film.",
        "reason": "A source, as was said.",
        "at": AT,
    }
    one_of(race(lambda by: withhold(**given, hides_page=False, by=by)), "withheld")
    assert Withholding.objects.count() == 1


def test_six_refusing_the_same_proposal_it_is_refused_once() -> None:
    given = {"kind": "claim", "subject": "page:7:1", "at": AT}
    assert refusals(race(lambda by: dismiss(**given, by=by))) == []
    assert Dismissal.objects.count() == Event.objects.filter(verb="dismissed").count() == 1


def test_six_settling_one_does() -> None:
    claim = a_split_claim()
    given = {"reason": "So, as was said.", "rating": "contested"}
    outcomes = race(lambda by: settle(claim=claim, **given, by=by, at=AT))
    assert len(refusals(outcomes)) == SIX - 1


def test_six_reopening_open_one_round() -> None:
    claim = a_verdict().claim
    outcomes = race(lambda by: reopen(claim=claim, reason="New pages, as was said.", by=by, at=AT))
    assert len(refusals(outcomes)) == SIX - 1
    assert claim.rounds.filter(closed_at=None).count() == 1


# --- and nothing is left out

RACED = {
    "party.slug", "place.slug", "publisher.slug", "incident.slug", "incident.reference",
    "claim.reference", "user.username", "page.url", "citation_once", "quotation_once",
    "derivation_once", "affiliation_once", "capture_one_at_a_time", "counterclaim_once",
    "translation_once", "figure_position_once", "assignment_once_a_round", "review.assignment",
    "correction_one_open", "proposedcorrection.result", "authorship_once", "reading_once",
    "waiver_once", "withholding_one_at_a_time", "user_email_theirs_alone", "user_name_theirs_alone",
    "review_citation_once", "round_number_once", "round_one_open", "version_number_once",
    "verdict_version_once", "verdict.supersedes", "dismissal_once", "saved_view_once",
    "reply_first_once", "reply.corrects", "scheduled_one_waiting",
}  # fmt: skip
NOT_RACED = {
    "review_range_once": "written with its review, under the lock of the claim",
    "round.adds_to": "opened under the lock of the claim",
    "verdict_range_once": "written with its verdict, under the lock of the claim",
    "scheduled_range_once": "written with what is planned, under the lock of the claim",
    "proposal_range_once": "written with its proposal, under the lock of the claim",
    "scheduledverdict.verdict": "written by the clock under the lock of the claim",
    "waived_point_once": "written with its verdict, and each point once",
    "trust_text_number_once": "written by who stands in line for the page: test_trust_texts.py",
    "errorreport.key": "written by who stands in line for the network: test_error_reports.py",
    "vacancy.round": "written under the lock of the claim",
    "indexed_once": "written under the lock of the row that is indexed",
    "party_alias_once": "given with its new party, and each once",
    "place_alias_once": "written under the lock of the place, and each once",
    "former_address_once": "written by who takes the present address away, which is raced",
    "merge_once": "written under the lock of the row that goes, which is gone for the second",
    "publisher_alias_once": "written under the lock of the publisher, and each once",
    "figure_subject_once": "written with its figure, under the lock of the claim, and each once",
    "sent_form_once": "raced in tests/desk/together/test_forms_at_once.py",
    "entry.previous_sha256": "the ledger's writers stand in one line: tests/ledger/",
    "entry.sha256": "the ledger's writers stand in one line: tests/ledger/",
    "sealedfile.name": "named by a number made for it",
    "rendering.capture": "asked for under the lock of the capture",
    "rendered_file_once": "written by the one worker that has the lease",
    "watch.page": "written by the worker that ends a capture, under the lock of the page",
    "recheck_once": "written by the worker that ends a capture, under the lock of the page",
    "finding_once": "written under the lock of the page",
    "confirmation.quotation": "written under the lock of the quotation, which is asked first",
    "deposit.capture": "written with its capture, which is new",
    "withheldoriginal.deposit": "written with its deposit, which is new",
    "capturetext.capture": "written by the one worker that has the lease",
    "notice_once": "raced in tests/claims/notices/test_at_once.py",
    "letter_one_a_day": "raced in tests/claims/notices/test_at_once.py",
    "letter.message_id": "a number made for it",
    "notice_choice_once": "raced in tests/claims/notices/test_at_once.py",
    "timestamp_once": "written by a sweep under a lock: tests/sources/stamps/",
}


def unique() -> Iterator[str]:
    for label in ("people", "ledger", "acts", "sources", "claims"):
        for model in apps.get_app_config(label).get_models():
            if hasattr(model, "pgh_tracked_model"):
                continue
            for constraint in model._meta.constraints:
                if isinstance(constraint, models.UniqueConstraint):
                    yield str(constraint.name)
            for field in model._meta.concrete_fields:
                is_key = field.primary_key and not field.is_relation
                if field.unique and not is_key:
                    yield f"{model._meta.model_name}.{field.name}"


def test_every_unique_constraint_is_raced_or_says_why_not() -> None:
    assert RACED & NOT_RACED.keys() == set()
    assert set(unique()) == RACED | NOT_RACED.keys()
