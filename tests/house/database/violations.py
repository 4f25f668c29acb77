"""One act for every constraint of every table that breaks it and nothing else.

`WITHOUT` names the constraints that a violation cannot help breaking as well; the test drops them
first, so that what refuses is the one in question.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.house.database import rows


def twice(make: Callable[..., Any], **given: Any) -> None:
    make(**given)
    make(**given)


def capture_one_at_a_time() -> None:
    page = rows.page()
    rows.sealed_capture(page=page)
    rows.capture(page=page)
    rows.capture(page=page)


def round_one_open() -> None:
    claim = rows.claim()
    rows.round_(claim=claim)
    rows.round_(claim=claim, number=2)


def added_to_a_split() -> None:
    split = rows.ended_round("split")
    given = {"claim": split.claim, "number": 2, "version": split.version, "adds_to": split}
    rows.round_(**given, opened_from="published", opening_reason="A page was found.")


def waiver_for_another() -> None:
    person = rows.user()
    rows.waiver(person=person, waived_by=person)


def interest_withdrawn_with_reason() -> None:
    person = rows.user()
    rows.interest(person=person, retracted_at=rows.AT, retracted_by=person)


def by_two(**given: Any) -> None:
    facts = {"basis": "correction", "correction_kind": "finding", "agreement": "So it is."}
    rows.verdict(**facts | {"proposed_by": rows.user()} | given)


def verdict_agreed_by_another() -> None:
    person = rows.user()
    by_two(proposed_by=person, published_by=person)


def proposal_agreed_by_another() -> None:
    person = rows.user()
    rows.proposed_correction(
        status="agreed",
        proposed_by=person,
        closed_by=person,
        closed_at=rows.AT,
        result=rows.verdict(),
    )


def verdict_not_of_itself() -> None:
    rows.verdict(id=7_000_001, version=2, supersedes_id=7_000_001, change_reason="New.")


def counterclaim_not_of_itself() -> None:
    claim = rows.claim()
    rows.counterclaim(claim=claim, answers=claim)


def derivation_not_of_itself() -> None:
    page = rows.page()
    rows.derivation(page=page, from_page=page)


def recheck_of_two() -> None:
    capture = rows.sealed_capture()
    rows.recheck(page=capture.page, earlier=capture, later=capture)


def recheck_once() -> None:
    first = rows.recheck()
    rows.recheck(page=first.page, earlier=first.earlier, later=first.later)


def correction(**given: Any) -> None:
    first = rows.verdict()
    rows.verdict(**{"claim": first.claim, "version": 2, "supersedes": first} | given)


def by_nobody() -> dict[str, Any]:
    return {"retracted_at": rows.AT, "retraction_reason": "Another event."}


def for_no_reason() -> dict[str, Any]:
    return {"retracted_by": rows.user(), "retracted_at": rows.AT}


VIOLATIONS: dict[str, Callable[[], Any]] = {
    # people
    "user_role_known": lambda: rows.user(role="owner"),
    "user_email_theirs_alone": lambda: (
        rows.user(email="ada@example.org"),
        rows.user(email="Ada@Example.org"),
    ),
    "user_name_theirs_alone": lambda: (rows.user(username="ada"), rows.user(username="Ada")),
    "user_mail_hour_of_a_day": lambda: rows.user(daily_mail_hour=24),
    "security_kind_known": lambda: rows.security_event(kind="rumour"),
    # parties and places
    "party_name_given": lambda: rows.party(name=" "),
    "party_kind_actor_known": lambda: rows.party_kind(actor="ghost"),
    "partykind_code_shaped": lambda: rows.party_kind(code="Armed group"),
    "partykind_labelled": lambda: rows.party_kind(labels={}),
    "party_alias_once": lambda: twice(rows.party_alias, party=rows.party()),
    "party_alias_given": lambda: rows.party_alias(name=""),
    "publisher_alias_once": lambda: twice(rows.publisher_alias, publisher=rows.publisher()),
    "publisher_alias_given": lambda: rows.publisher_alias(name=""),
    "affiliation_once": lambda: twice(
        rows.affiliation, party=rows.party(), publisher=rows.publisher()
    ),
    "place_name_given": lambda: rows.place(name="\t"),
    "place_precision_known": lambda: rows.place(precision="roughly"),
    "place_on_earth": lambda: rows.place(latitude=91, longitude=0),
    "place_alias_once": lambda: twice(rows.place_alias, place=rows.place()),
    "place_alias_given": lambda: rows.place_alias(name=""),
    "former_address_once": lambda: twice(rows.former_address, slug="valley"),
    "former_address_kind_known": lambda: rows.former_address(kind="song"),
    "former_address_given": lambda: rows.former_address(slug=""),
    "merge_once": lambda: twice(rows.merge, gone=1, kept=2),
    "merge_kind_known": lambda: rows.merge(kind="song"),
    "merge_with_reason": lambda: rows.merge(reason=" "),
    "merge_of_two": lambda: rows.merge(gone=1, kept=1),
    "party_merged_into_another": lambda: rows.party(id=7_000_001, merged_into_id=7_000_001),
    "place_merged_into_another": lambda: rows.place(id=7_000_001, merged_into_id=7_000_001),
    "incident_merged_into_another": lambda: rows.incident(id=7_000_001, merged_into_id=7_000_001),
    "publisher_merged_into_another": lambda: rows.publisher(id=7_000_001, merged_into_id=7_000_001),
    # what is looked up
    "indexed_once": lambda: twice(rows.indexed),
    "sentence_vector_whole": lambda: rows.sentence_vector(numbers=b"\0\1"),
    "indexed_kind_known": lambda: rows.indexed(kind="song"),
    "spelt_name_kind_known": lambda: rows.spelt_name(kind="claim"),
    "indexed_text_of_a_copy": lambda: rows.indexed(kind="page"),
    # incidents
    "incident_title_given": lambda: rows.incident(title=""),
    "incident_ends_after_start": lambda: rows.incident(
        start=date(2025, 1, 2), start_precision="day", end=date(2025, 1, 1), end_precision="day"
    ),
    "incident_start_with_precision": lambda: rows.incident(start=date(2025, 1, 2)),
    "incident_end_with_precision": lambda: rows.incident(end_precision="day"),
    "incident_released_by_and_at": lambda: rows.incident(released_by=None),
    "incident_withdrawn_by_and_at": lambda: rows.incident(
        withdrawn_at=rows.AT, withdrawn_reason="A source is at risk."
    ),
    "incident_withdrawn_for_a_reason": lambda: rows.incident(
        withdrawn_at=rows.AT, withdrawn_by=rows.user()
    ),
    "incident_withdrawn_once_released": lambda: rows.incident(
        released_at=None,
        withdrawn_at=rows.AT,
        withdrawn_by=rows.user(),
        withdrawn_reason="A source is at risk.",
    ),
    "incident_at_once_once_released": lambda: rows.incident(
        released_at=None, releases_at_once=True
    ),
    # claims
    "claim_released_by_and_at": lambda: rows.claim(released_by=None),
    "claim_draft_not_released": lambda: rows.claim(status="draft", released_at=rows.AT),
    "claim_published_is_released": lambda: rows.claim(status="published", released_at=None),
    "claim_role_of_a_spokesperson": lambda: rows.claim(spokesperson_role="minister of defence"),
    "claim_says_something": lambda: rows.claim(statement=" \n"),
    "claim_status_known": lambda: rows.claim(status="true"),
    "claim_wording_known": lambda: rows.claim(wording="rumour"),
    "claim_priority_known": lambda: rows.claim(priority=5),
    "claim_nature_known": lambda: rows.claim(nature="song"),
    "claim_made_on_with_precision": lambda: rows.claim(made_on_precision="day"),
    "translation_once": lambda: twice(rows.translation, claim=rows.claim()),
    "translation_says_something": lambda: rows.translation(text=""),
    "translation_has_translator": lambda: rows.translation(translator=" "),
    "translation_by_who_added_it": lambda: rows.translation(translated_by=rows.user()),
    "translation_retracted_by_and_at": lambda: rows.translation(**by_nobody()),
    "translation_retracted_with_reason": lambda: rows.translation(**for_no_reason()),
    # figures
    "figure_position_once": lambda: twice(rows.figure, claim=rows.claim()),
    "measure_counts_known": lambda: rows.measure(counts="weather"),
    "measure_code_shaped": lambda: rows.measure(code="2drones"),
    "measure_labelled": lambda: rows.measure(labels={}),
    "figure_qualifier_known": lambda: rows.figure(qualifier="perhaps"),
    "figure_low_best_high": lambda: rows.figure(low=3, best=2, qualifier="range"),
    "figure_not_negative": lambda: rows.figure(best=-1),
    "figure_vague_has_no_number": lambda: rows.figure(best=24, qualifier="vague"),
    "figure_period_with_precision": lambda: rows.figure(period_precision="day"),
    "figure_as_of_with_precision": lambda: rows.figure(as_of=rows.AT.date()),
    "figure_subject_once": lambda: twice(
        rows.figure_subject, figure=rows.figure(), party=rows.party()
    ),
    # pairs and citations
    "counterclaim_once": lambda: twice(rows.counterclaim, claim=rows.claim(), answers=rows.claim()),
    "counterclaim_ground_known": lambda: rows.counterclaim(ground="dislike"),
    "counterclaim_how_far_known": lambda: rows.counterclaim(how_far="far"),
    "counterclaim_width_in_times": lambda: rows.counterclaim(how_far="revised", width=2),
    "counterclaim_not_of_itself": counterclaim_not_of_itself,
    "counterclaim_retracted_by_and_at": lambda: rows.counterclaim(**by_nobody()),
    "counterclaim_retracted_with_reason": lambda: rows.counterclaim(**for_no_reason()),
    "citation_once": lambda: twice(rows.citation, claim=rows.claim(), page=rows.page()),
    "citation_stance_known": lambda: rows.citation(stance="hints"),
    "citation_credibility_known": lambda: rows.citation(credibility="7"),
    "citation_position_not_negative": lambda: rows.citation(position=-1),
    "citation_marked_by_and_at": lambda: rows.citation(
        own_means="A count.", means_marked_at=rows.AT
    ),
    "citation_marked_with_means": lambda: rows.citation(own_means="A count."),
    "citation_retracted_by_and_at": lambda: rows.citation(**by_nobody()),
    "citation_retracted_with_reason": lambda: rows.citation(**for_no_reason()),
    # evidence that waits
    "proposal_names_a_page": lambda: rows.evidence_proposal(url=" "),
    "proposal_status_known": lambda: rows.refused_proposal(status="lost"),
    "proposal_closed_by_and_at": lambda: rows.refused_proposal(closed_by=None),
    "proposal_closed_when_not_waiting": lambda: rows.refused_proposal(status="waiting"),
    "proposal_refused_with_reason": lambda: rows.refused_proposal(closing_reason=" "),
    "proposal_accepted_as_citation": lambda: rows.refused_proposal(status="accepted"),
    # the journal
    "event_verb_given": lambda: rows.event(verb=""),
    "event_actor_named": lambda: rows.event(actor_name=""),
    # versions and rounds
    "version_number_once": lambda: twice(rows.version, claim=rows.claim(), number=1),
    "version_counted_from_one": lambda: rows.version(number=0),
    "version_says_something": lambda: rows.version(content=" "),
    "version_sha256_shape": lambda: rows.version(sha256=""),
    "round_number_once": lambda: twice(rows.ended_round, claim=rows.claim()),
    "round_one_open": round_one_open,
    "round_counted_from_one": lambda: rows.round_(number=0),
    "round_opened_from_known": lambda: rows.round_(opened_from="draft", opening_reason="Odd."),
    "round_added_to_a_split": added_to_a_split,
    "round_repeated_for_a_reason": lambda: rows.round_(opened_from="split", opening_reason=" "),
    "round_result_known": lambda: rows.ended_round("true"),
    "round_closed_by_and_at": lambda: rows.round_(result="agreed", closed_at=rows.AT),
    "round_closed_with_result": lambda: rows.ended_round(""),
    "round_settled_by_and_at": lambda: rows.settled_round(settled_by=None),
    "round_settled_in_writing": lambda: rows.settled_round(settlement=" "),
    "round_settled_if_split": lambda: rows.settled_round(result="agreed"),
    "round_cancelled_for_a_reason": lambda: rows.ended_round("cancelled", closing_reason=" "),
    "authorship_once": lambda: twice(rows.authorship, claim=rows.claim(), person=rows.user()),
    "reading_once": lambda: twice(rows.reading, round=rows.ended_round(), reader=rows.user()),
    "notice_once": lambda: twice(rows.notice, person=rows.user(), source="event:1"),
    "notice_kind_known": lambda: rows.notice(kind="rumour"),
    "notice_way_known": lambda: rows.notice(way="by_pigeon"),
    "notice_code_given": lambda: rows.notice(code=" "),
    "notice_source_given": lambda: rows.notice(source=" "),
    "notice_mailed_if_wanted": lambda: rows.notice(way="desk_only", letter=rows.letter()),
    "notice_choice_once": lambda: twice(rows.notice_choice, person=rows.user()),
    "notice_choice_kind_known": lambda: rows.notice_choice(kind="rumour"),
    "notice_choice_way_known": lambda: rows.notice_choice(way="by_pigeon"),
    "followed_by_one": lambda: rows.followed(pk=2),
    "letter_one_a_day": lambda: twice(rows.letter, person=rows.user(), day=date(2026, 3, 16)),
    "letter_status_known": lambda: rows.letter(status="lost"),
    "letter_named": lambda: rows.letter(message_id=" "),
    "letter_handed_before_sent": lambda: rows.letter(status="sent", finished_at=rows.AT),
    "letter_waiting_is_not_handed": lambda: rows.letter(handed_at=rows.AT),
    "letter_taken_by_and_at": lambda: rows.letter(taken_by="w"),
    "letter_taken_by_someone": lambda: rows.letter(status="taken"),
    "letter_finished_when": lambda: rows.letter(status="failed"),
    "trust_text_number_once": lambda: twice(rows.trust_text, number=1),
    "trust_text_page_known": lambda: rows.trust_text(page="imprint"),
    "trust_text_from_one": lambda: rows.trust_text(number=0),
    "trust_text_in_a_language": lambda: rows.trust_text(language=" "),
    "trust_text_says_why": lambda: rows.trust_text(reason=" "),
    "error_report_key_shaped": lambda: rows.error_report(key="guessed"),
    "error_report_about_known": lambda: rows.error_report(about="weather"),
    "error_report_of_something": lambda: rows.error_report(claim=None),
    "error_report_says_something": lambda: rows.error_report(words=" "),
    "error_report_outcome_known": lambda: rows.closed_report(outcome="lost"),
    "error_report_closed_by_and_at": lambda: rows.closed_report(closed_by=None),
    "error_report_closed_with_outcome": lambda: rows.error_report(outcome="no_report"),
    "error_report_answered": lambda: rows.closed_report(answer=" "),
    "dismissal_once": lambda: twice(rows.dismissal, subject="page:7:1"),
    "dismissal_of_a_kind": lambda: rows.dismissal(kind="rumour"),
    "dismissal_of_something": lambda: rows.dismissal(subject=" "),
    "reply_request_says_something": lambda: rows.reply_request(text=" "),
    "reply_request_channel_known": lambda: rows.reply_request(channel="pigeon"),
    "reply_request_asked_before_due": lambda: rows.reply_request(asked_on=date(2026, 3, 10)),
    "reply_first_once": lambda: twice(rows.reply, request=rows.reply_request()),
    "reply_kind_known": lambda: rows.reply(kind="maybe"),
    "reply_answered_in_words": lambda: rows.reply(words=" "),
    "reply_says_how_it_came": lambda: rows.reply(how=" "),
    "reply_corrected_for_a_reason": lambda: rows.corrected_reply(correction_reason=""),
    "scheduled_one_waiting": lambda: twice(rows.scheduled_verdict, round=rows.ended_round()),
    "scheduled_has_summary": lambda: rows.scheduled_verdict(summary=" "),
    "scheduled_low_high": lambda: rows.scheduled_verdict(low=3, high=2, figure=rows.figure()),
    "scheduled_range_of_a_figure": lambda: rows.scheduled_verdict(low=3),
    "scheduled_ended_known": lambda: rows.scheduled_verdict(ended="lost", ended_at=rows.AT),
    "scheduled_ended_with_time": lambda: rows.scheduled_verdict(ended="changed"),
    "scheduled_why_known": lambda: rows.scheduled_verdict(
        ended="refused", ended_at=rows.AT, ended_why="unready"
    ),
    "scheduled_published_as_verdict": lambda: rows.scheduled_verdict(
        ended="published", ended_at=rows.AT
    ),
    "review_interest_in_words": lambda: rows.review(sealed_at=rows.AT, has_interest=True),
    "waived_point_once": lambda: twice(rows.waived_point, verdict=rows.verdict()),
    "waived_point_known": lambda: rows.waived_point(point="all"),
    "waived_point_in_writing": lambda: rows.waived_point(reason=" "),
    "waiver_once": lambda: twice(rows.waiver, claim=rows.claim(), person=rows.user()),
    "waiver_rule_known": lambda: rows.waiver(rule="all"),
    "waiver_in_writing": lambda: rows.waiver(reason=" "),
    "waiver_for_another": waiver_for_another,
    "interest_in_one_thing": lambda: rows.interest(party=rows.party(), incident=rows.incident()),
    "interest_effect_known": lambda: rows.interest(effect="none"),
    "interest_in_words": lambda: rows.interest(words=" "),
    "interest_withdrawn_by_and_at": lambda: rows.interest(
        retracted_at=rows.AT, retraction_reason="He left."
    ),
    "interest_withdrawn_with_reason": interest_withdrawn_with_reason,
    "interest_withdrawn_by_its_person": lambda: rows.interest(
        retracted_at=rows.AT, retracted_by=rows.user(), retraction_reason="He left."
    ),
    "saved_view_once": lambda: twice(rows.saved_view, person=rows.user()),
    "saved_view_has_a_name": lambda: rows.saved_view(name=" "),
    # reviews
    "assignment_once_a_round": lambda: twice(
        rows.assignment, round=rows.round_(), reviewer=rows.user()
    ),
    "assignment_status_known": lambda: rows.assignment(
        status="lost", closed_at=rows.AT, closed_by=rows.user()
    ),
    "assignment_closed_by_and_at": lambda: rows.assignment(status="declined", closed_at=rows.AT),
    "assignment_closed_when_not_open": lambda: rows.assignment(status="declined"),
    "review_sealed_with_rating": lambda: rows.review(rating="", sealed_at=rows.AT),
    "review_low_high": lambda: rows.review(figure=rows.figure(), low=3, high=2),
    "review_sealed_with_reasoning": lambda: rows.review(reasoning=" ", sealed_at=rows.AT),
    "review_range_of_a_figure": lambda: rows.review(low=3),
    "review_citation_once": lambda: twice(
        rows.review_citation, review=rows.review(), citation=rows.citation()
    ),
    "review_range_once": lambda: twice(
        rows.review_range, review=rows.review(), figure=rows.figure()
    ),
    "review_range_low_high": lambda: rows.review_range(low=3, high=2),
    "review_range_has_an_end": lambda: rows.review_range(low=None),
    # verdicts
    "verdict_version_once": lambda: twice(rows.verdict, claim=rows.claim()),
    "rating_code_shaped": lambda: rows.rating(code="Half true"),
    "rating_labelled": lambda: rows.rating(labels={}),
    "rating_explained": lambda: rows.rating(meanings={}),
    "rating_number_on_scale": lambda: rows.rating(number=6),
    "rating_asserts_known": lambda: rows.rating(asserts="nearly"),
    "rating_open_says_no_more": lambda: rows.rating(leaves_open=True, number=3),
    "verdict_rating_said": lambda: rows.verdict(rating_labels={}),
    "verdict_rating_on_scale": lambda: rows.verdict(rating_number=0),
    "verdict_basis_known": lambda: rows.verdict(basis="vote"),
    "verdict_low_high": lambda: rows.verdict(figure=rows.figure(), low=3, high=2),
    "verdict_has_summary": lambda: rows.verdict(summary=""),
    "verdict_later_supersedes": lambda: rows.verdict(version=2),
    "verdict_change_reasoned": lambda: correction(change_reason=" "),
    "verdict_settled_in_writing": lambda: rows.verdict(basis="settlement"),
    "verdict_range_of_a_figure": lambda: rows.verdict(high=3),
    "verdict_not_of_itself": verdict_not_of_itself,
    "verdict_correction_kind_known": lambda: rows.corrected_wording(correction_kind="x"),
    "verdict_kind_of_correction": lambda: rows.verdict(correction_kind="clarity"),
    "verdict_finding_corrected_by_two": lambda: by_two(agreement=" "),
    "verdict_agreed_by_another": verdict_agreed_by_another,
    "correction_one_open": lambda: twice(rows.proposed_correction, verdict=rows.verdict()),
    "correction_has_rating": lambda: rows.proposed_correction(rating=""),
    "correction_status_known": lambda: rows.proposed_correction(
        status="lost", closed_at=rows.AT, closed_by=rows.user()
    ),
    "correction_has_summary": lambda: rows.proposed_correction(summary=" "),
    "correction_reasoned": lambda: rows.proposed_correction(reason=""),
    "correction_low_high": lambda: rows.proposed_correction(figure=rows.figure(), low=3, high=2),
    "correction_range_of_a_figure": lambda: rows.proposed_correction(low=3),
    "correction_closed_by_and_at": lambda: rows.proposed_correction(
        status="refused", closed_at=rows.AT
    ),
    "correction_closed_when_answered": lambda: rows.proposed_correction(status="refused"),
    "correction_agreed_by_another": proposal_agreed_by_another,
    "correction_agreed_with_result": lambda: rows.proposed_correction(
        status="agreed", closed_at=rows.AT, closed_by=rows.user()
    ),
    "verdict_range_once": lambda: twice(
        rows.verdict_range, verdict=rows.verdict(), figure=rows.figure()
    ),
    "verdict_range_low_high": lambda: rows.verdict_range(low=3, high=2),
    "verdict_range_has_an_end": lambda: rows.verdict_range(low=None),
    "scheduled_range_once": lambda: twice(
        rows.scheduled_range, scheduled=rows.scheduled_verdict(), figure=rows.figure()
    ),
    "scheduled_range_low_high": lambda: rows.scheduled_range(low=3, high=2),
    "scheduled_range_has_an_end": lambda: rows.scheduled_range(low=None),
    "proposal_range_once": lambda: twice(
        rows.proposed_range, proposal=rows.proposed_correction(), figure=rows.figure()
    ),
    "proposal_range_low_high": lambda: rows.proposed_range(low=3, high=2),
    "proposal_range_has_an_end": lambda: rows.proposed_range(low=None),
    # publishers and pages
    "publisher_name_given": lambda: rows.publisher(name=""),
    "publisherkind_code_shaped": lambda: rows.publisher_kind(code="news-site"),
    "publisherkind_labelled": lambda: rows.publisher_kind(labels={}),
    "publisher_grade_known": lambda: rows.grade(grade="G"),
    "publisher_grade_reasoned": lambda: rows.grade(reason=""),
    "page_url_is_http": lambda: rows.page(url="javascript:alert(1)"),
    "page_kind_known": lambda: rows.page(kind="rumour"),
    "page_origin_known": lambda: rows.page(origin="stolen"),
    "page_published_with_precision": lambda: rows.page(published=date(2025, 1, 1)),
    "derivation_once": lambda: twice(rows.derivation, page=rows.page()),
    "derivation_credit_given": lambda: rows.derivation(credited_to=""),
    "derivation_kind_known": lambda: rows.derivation(kind="echo"),
    "derivation_not_of_itself": derivation_not_of_itself,
    # captures
    "capture_status_known": lambda: rows.capture(status="lost"),
    "capture_cause_known": lambda: rows.capture(cause="whim"),
    "capture_extraction_known": lambda: rows.capture(extraction="half"),
    "capture_taken_by_and_at": lambda: rows.capture(status="taken", taken_at=rows.AT),
    "capture_taken_by_someone": lambda: rows.capture(status="taken"),
    "capture_file_sha256_shape": lambda: rows.sealed_capture(file_sha256="AB" * 32),
    "capture_payload_sha256_shape": lambda: rows.sealed_capture(payload_sha256="ab"),
    "capture_text_sha256_shape": lambda: rows.sealed_capture(text_sha256="sha256:" + "a" * 57),
    "capture_finished_when": lambda: rows.capture(status="failed"),
    "capture_finished_with_outcome": lambda: rows.sealed_capture(outcome=""),
    "capture_sealed_has_file": lambda: rows.sealed_capture(file_sha256="", file_name=""),
    "capture_one_at_a_time": capture_one_at_a_time,
    "capture_deposited_is_not_captured": lambda: rows.sealed_capture(outcome="deposited"),
    "capture_text_says_something": lambda: rows.capture_text(text=""),
    # watches
    "watch_stopped_by_and_at": lambda: rows.watch(stopped_at=rows.AT, stopped_reason="Old."),
    "watch_stopped_with_reason": lambda: rows.watch(stopped_by=rows.user(), stopped_at=rows.AT),
    # files
    "sealed_file_named": lambda: rows.sealed_file(name=" "),
    "sealed_file_sha256_shape": lambda: rows.sealed_file(sha256=""),
    "sealed_file_size_counted": lambda: rows.sealed_file(size=-1),
    "sealed_file_kind_known": lambda: rows.sealed_file(kind="video"),
    "sealed_file_fixity_known": lambda: rows.sealed_file(fixity="fine", checked_at=rows.AT),
    "sealed_file_checked_when": lambda: rows.sealed_file(fixity="intact"),
    "announced_file_named": lambda: rows.announced_file(name=" "),
    # deposits
    "deposit_statement_given": lambda: rows.deposit(statement=" "),
    "deposit_kind_known": lambda: rows.deposit(kind="video"),
    "deposit_obtained_with_precision": lambda: rows.deposit(obtained_on=date(2025, 1, 1)),
    "held_deposit_status_known": lambda: rows.held_deposit(
        status="lost", ended_at=rows.AT, file_name=""
    ),
    "held_deposit_kind_known": lambda: rows.held_deposit(kind="video"),
    "held_deposit_digested": lambda: rows.held_deposit(sha256=""),
    "held_deposit_sha256_shape": lambda: rows.held_deposit(sha256="ab"),
    "held_deposit_clean_shape": lambda: rows.held_deposit(
        clean_name="held/one.clean", clean_sha256="ab", clean_size=1
    ),
    "held_deposit_clean_whole": lambda: rows.held_deposit(clean_name="held/one.clean"),
    "held_deposit_ends_empty": lambda: rows.held_deposit(status="sealed", ended_at=rows.AT),
    "withheld_original_program": lambda: rows.withheld_original(program=" "),
    "withholding_described": lambda: rows.withholding(description=" "),
    "withholding_reason_given": lambda: rows.withholding(reason=" "),
    "withholding_ended_by_and_at": lambda: rows.withholding(ended_at=rows.AT, end_reason="x"),
    "withholding_ended_with_reason": lambda: rows.withholding(
        ended_at=rows.AT, ended_by=rows.user()
    ),
    "withholding_one_at_a_time": lambda: rows.withholding(capture=rows.withholding().capture),
    # renderings
    "rendering_status_known": lambda: rows.rendering(status="lost"),
    "rendering_taken_by_and_at": lambda: rows.rendering(taken_at=rows.AT),
    "rendering_finished_when": lambda: rows.rendering(status="failed"),
    "rendering_taken_by_someone": lambda: rows.rendering(status="taken"),
    "rendered_file_once": lambda: twice(rows.rendered_file, rendering=rows.rendering()),
    "rendered_file_kind": lambda: rows.rendered_file(kind="warc"),
    "rendered_file_both_sides": lambda: rows.rendered_file(width=3),
    # timestamps
    "timestamp_once": lambda: twice(rows.timestamp, authority="one"),
    "timestamp_sha256_shape": lambda: rows.timestamp(sha256=""),
    "timestamp_token_sha256_shape": lambda: rows.timestamp(token_sha256="ab"),
    "timestamp_authority_given": lambda: rows.timestamp(authority=" "),
    "timestamp_subject_known": lambda: rows.timestamp(subject="mood"),
    "timestamp_status_known": lambda: rows.timestamp(status="lost", finished_at=rows.AT),
    "timestamp_finished_when": lambda: rows.timestamp(status="refused"),
    "timestamp_taken_by_and_at": lambda: rows.timestamp(taken_at=rows.AT),
    "timestamp_taken_by_someone": lambda: rows.timestamp(status="taken"),
    "timestamp_granted_has_token": lambda: rows.timestamp(**rows.GRANTED | {"token_name": ""}),
    # later looks
    "recheck_once": recheck_once,
    "recheck_of_two": recheck_of_two,
    "recheck_kind_known": lambda: rows.recheck(kind="odd"),
    "recheck_seen_by_and_at": lambda: rows.recheck(seen_at=rows.AT),
    "recheck_number_is_alteration": lambda: rows.recheck(number_altered=True, kind="unchanged"),
    # the ledger
    "entry_kind_given": lambda: rows.entry(kind=""),
    "entry_subject_given": lambda: rows.entry(subject=" "),
    "entry_counted_from_one": lambda: rows.entry(position=0),
    "entry_content_sha256_shape": lambda: rows.entry(content_sha256=""),
    "entry_previous_sha256_shape": lambda: rows.entry(previous_sha256="0"),
    "entry_sha256_shape": lambda: rows.entry(sha256="AB" * 32),
    "standing_of_one_ledger": lambda: rows.standing(pk=2),
    "standing_sha256_shape": lambda: rows.standing(sha256="0"),
    "standing_ended_sha256_shape": lambda: rows.standing(ended_sha256="AB" * 32),
    # forms
    "sent_form_once": lambda: twice(rows.sent_form, by=rows.user(), key="ab12"),
    "sent_form_content_sha256_shape": lambda: rows.sent_form(content_sha256=""),
    "sent_form_typed_sha256_shape": lambda: rows.sent_form(typed_sha256="AB" * 32),
    "kept_form_key_sha256_shape": lambda: rows.kept_form(key_sha256="AB" * 32),
    # quotations
    "quotation_says_something": lambda: rows.quotation(exact=" "),
    "confirmation_says_why": lambda: rows.confirmation(reason=" "),
    "quotation_once": lambda: twice(rows.quotation, page=rows.page()),
    "finding_once": lambda: twice(
        rows.finding, quotation=rows.quotation(), capture=rows.sealed_capture()
    ),
    "finding_read_in_known": lambda: rows.finding(read_in="seen"),
    "finding_kind_known": lambda: rows.finding(kind="close"),
    "finding_place_whole": lambda: rows.finding(start=5, end=4),
}

WITHOUT: dict[str, list[str]] = {
    "rendering_status_known": ["rendering_finished_when"],
    "letter_status_known": ["letter_finished_when"],
    # A status nobody knows is neither finished nor unfinished.
    "capture_status_known": ["capture_finished_when"],
}
