"""Who may do what, when, and what the journal shows of it: the law of the house on one page."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from claims.rules import acts as claim_acts
from claims.rules.acts import CLAIM_ACTS
from claims.rules.grants import (
    ADMINISTRATOR,
    ANOTHER_EDITOR,
    AUTHOR_BEFORE_REVIEW,
    AUTHOR_NOT_REVIEWING_ITS_PAIR,
    CHECKER_BEFORE_REVIEW,
    EDITOR,
    EDITOR_AFTER_ROUND,
    EDITOR_BEFORE_SEAL,
    EDITOR_OUTSIDE_ROUND,
    EDITOR_WHILE_ASKED,
    REVIEWER,
    SECOND_EDITOR,
    STAFF_BEFORE_REVIEW,
    UNDECIDED_EDITOR,
    UNINVOLVED_EDITOR,
    WHO_ADDED_IT_BEFORE_REVIEW,
    WHO_PROPOSED,
    WHO_WROTE_IT,
)
from claims.rules.grants import WHO_WAS_ASKED as ASKED
from claims.rules.states import ClaimStatus
from sources import acts as evidence_acts
from sources.acts import EVIDENCE_ACTS
from tracker.base.acts.table import Act
from tracker.base.people.role import Role

F, E, A = Role.FACT_CHECKER, Role.EDITOR, Role.ADMINISTRATOR
S = ClaimStatus
BOTH = {name: act for table in (CLAIM_ACTS, EVIDENCE_ACTS) for act in table for name in [act.name]}

# Who may ever do it, whatever it is done to.
ROLES: dict[str, set[Role]] = {
    "use_desk": {F, E, A},
    "keep_view": {F, E, A},
    "read_notices": {F, E, A},
    "choose_notices": {F, E, A},
    "see_overdue": {E, A},
    "see_sides": {E, A},
    "manage_people": {A},
    "add_term": {A},
    "declare_term": {F, E},
    "change_term": {A},
    "keep_reply_text": {A},
    "write_trust_text": {A},
    "answer_report": {E},
    "record_party": {F, E},
    "affiliate": {F, E},
    "record_place": {F, E},
    "record_incident": {F, E},
    "mend": {F, E},
    "merge": {E},
    "remove": {F, E},
    "capture_incident": {F, E, A},
    "record_claim": {F, E},
    "submit": {F, E},
    "delete_draft": {F, E},
    "revise": {F, E},
    "cite": {F, E},
    "cite_several": {F, E},
    "quote_cited": {F, E},
    "judge_citation": {F, E},
    "note_citation": {F, E},
    "uncite": {F, E},
    "confirm": {F, E},
    "mend_words": {F, E},
    "unconfirm": {F, E},
    "contest": {F, E},
    "retract": {F, E},
    "translate": {F, E},
    "retract_translation": {F, E},
    "propose": {F, E},
    "accept_evidence": {E},
    "refuse_evidence": {E},
    "dismiss": {F, E},
    "describe_cited_page": {F, E},
    "credit_cited_page": {F, E},
    "name_cited_publisher": {F, E},
    "grade_cited_publisher": {E, A},
    "stop_watching_cited_page": {F, E, A},
    "watch_cited_page": {F, E, A},
    "confirm_cited_words": {F, E},
    "see_change": {F, E, A},
    "unsee_change": {F, E, A},
    "release_dossier": {E},
    "change_releasing": {E},
    "withdraw_dossier": {E},
    "restore_dossier": {E},
    "release_claim": {E},
    "assign": {E},
    "take_down": {E},
    "assign_many": {E},
    "replace_reviewer": {E},
    "move_due": {E},
    "prioritise": {E},
    "accept": {F, E},
    "take_next": {F, E},
    "declare_interest": {F, E},
    "withdraw_interest": {F, E},
    "decline": {F, E},
    "review": {F, E},
    "close_round": set(),
    "cancel_round": {E},
    "read_reviews": {F, E, A},
    "open_reviews": {F, E, A},
    "waive": {A},
    "see_agreement": {E, A},
    "ask_reply": {F, E},
    "record_reply": {F, E},
    "keep_reply": {E},
    "settle": {E},
    "publish": {E},
    "schedule": {E},
    "unschedule": {E},
    "publish_on_time": set(),
    "correct": {E},
    "propose_correction": {E},
    "agree_correction": {E},
    "refuse_correction": {E},
    "withdraw_correction": {E},
    "reopen": {E},
    "withdraw": {F, E},
    "restore": {E},
    "look_up": {F, E, A},
    "register_publisher": {F, E},
    "name_publisher": {F, E},
    "change_publisher": {F, E},
    "merge_publishers": {E},
    "grade_publisher": {E, A},
    "register_page": {F, E},
    "describe_page": {F, E},
    "derive_page": {F, E},
    "underive_page": {F, E},
    "quote": {F, E},
    "confirm_quotation": {F, E},
    "request_capture": {F, E, A},
    "give_up_capture": {F, E, A},
    "request_rendering": {F, E, A},
    "deposit": {F, E, A},
    "withhold_copy": {E},
    "give_out_copy": {E},
    "stop_watching": {F, E, A},
    "start_watching": {F, E, A},
    "acknowledge_change": {F, E, A},
    "unacknowledge_change": {F, E, A},
}

# Under which condition, where the role is not enough.
CONDITIONS = {
    "mend": (CHECKER_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    "merge": (EDITOR_AFTER_ROUND,),
    "delete_draft": (WHO_WROTE_IT,),
    "affiliate": (CHECKER_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    "submit": (EDITOR_OUTSIDE_ROUND, AUTHOR_NOT_REVIEWING_ITS_PAIR),
    "revise": (EDITOR_BEFORE_SEAL, WHO_ADDED_IT_BEFORE_REVIEW),
    "cite": (CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    "cite_several": (CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    "quote_cited": (CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    "judge_citation": (CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    "note_citation": (CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    "uncite": (EDITOR_BEFORE_SEAL, WHO_ADDED_IT_BEFORE_REVIEW),
    "confirm": (CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    "mend_words": (CHECKER_BEFORE_REVIEW, EDITOR_AFTER_ROUND),
    "unconfirm": (CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    "contest": (CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    "retract": (EDITOR_BEFORE_SEAL, WHO_ADDED_IT_BEFORE_REVIEW),
    "translate": (CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    "retract_translation": (EDITOR_BEFORE_SEAL, WHO_ADDED_IT_BEFORE_REVIEW),
    "accept_evidence": (EDITOR_AFTER_ROUND,),
    "refuse_evidence": (EDITOR_AFTER_ROUND,),
    "describe_cited_page": (CHECKER_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    "credit_cited_page": (CHECKER_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    "name_cited_publisher": (CHECKER_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    "grade_cited_publisher": (EDITOR_OUTSIDE_ROUND, ADMINISTRATOR),
    "stop_watching_cited_page": (STAFF_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    "confirm_cited_words": (CHECKER_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    "see_change": (STAFF_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    "unsee_change": (STAFF_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    "replace_reviewer": (EDITOR_WHILE_ASKED,),
    "move_due": (EDITOR_WHILE_ASKED,),
    "accept": (ASKED,),
    "decline": (ASKED,),
    "review": (REVIEWER,),
    "assign": (ANOTHER_EDITOR,),
    "ask_reply": (CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    "record_reply": (CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    "keep_reply": (EDITOR_OUTSIDE_ROUND,),
    "settle": (UNINVOLVED_EDITOR,),
    "publish": (UNDECIDED_EDITOR,),
    "schedule": (UNDECIDED_EDITOR,),
    "correct": (UNINVOLVED_EDITOR,),
    "propose_correction": (UNINVOLVED_EDITOR,),
    "agree_correction": (SECOND_EDITOR,),
    "refuse_correction": (SECOND_EDITOR,),
    "withdraw_correction": (WHO_PROPOSED,),
    "reopen": (ANOTHER_EDITOR,),
    "withdraw": (EDITOR, AUTHOR_BEFORE_REVIEW),
}

# What becomes of a claim, by which act, with which verb in the journal.
MOVES = {
    (S.DRAFT, S.RECORDED): ("submit", "submitted"),
    (S.DRAFT, S.WITHDRAWN): ("withdraw", "withdrawn"),
    (S.RECORDED, S.IN_REVIEW): ("assign", "round_opened"),
    (S.RECORDED, S.WITHDRAWN): ("withdraw", "withdrawn"),
    (S.PUBLISHED, S.WITHDRAWN): ("withdraw", "withdrawn_after_verdict"),
    (S.IN_REVIEW, S.AGREED): ("close_round", "round_agreed"),
    (S.IN_REVIEW, S.SPLIT): ("close_round", "round_split"),
    (S.IN_REVIEW, S.RECORDED): ("cancel_round", "round_cancelled"),
    (S.IN_REVIEW, S.PUBLISHED): ("cancel_round", "reopening_cancelled"),
    (S.AGREED, S.PUBLISHED): ("publish", "published"),
    (S.AGREED, S.IN_REVIEW): ("reopen", "round_repeated"),
    (S.SPLIT, S.SETTLED): ("settle", "settled"),
    (S.SPLIT, S.IN_REVIEW): ("reopen", "round_repeated"),
    (S.SETTLED, S.PUBLISHED): ("publish", "published"),
    (S.PUBLISHED, S.PUBLISHED): ("correct", "corrected"),
    (S.PUBLISHED, S.IN_REVIEW): ("reopen", "reopened"),
    (S.WITHDRAWN, S.RECORDED): ("restore", "restored"),
    (S.WITHDRAWN, S.PUBLISHED): ("restore", "restored_with_verdict"),
}

# Statuses in which it can be done, where they are more than those its moves start from.
WHEN = {
    "delete_draft": {S.DRAFT},
    "revise": {S.DRAFT, S.RECORDED, S.IN_REVIEW, S.PUBLISHED},
    "propose": {S.IN_REVIEW, S.AGREED, S.SPLIT, S.SETTLED, S.PUBLISHED},
    "cite": set(S) - {S.WITHDRAWN},
    "judge_citation": set(S) - {S.WITHDRAWN},
    "note_citation": set(S) - {S.WITHDRAWN},
    "cite_several": set(S) - {S.WITHDRAWN},
    "contest": set(S) - {S.WITHDRAWN},
    "translate": set(S) - {S.WITHDRAWN},
    "release_claim": set(S) - {S.DRAFT, S.WITHDRAWN},
    "assign": {S.RECORDED, S.IN_REVIEW},
    "take_down": {S.IN_REVIEW},
    "prioritise": set(S) - {S.WITHDRAWN},
    "read_reviews": {S.AGREED, S.SPLIT, S.SETTLED, S.PUBLISHED},
    "propose_correction": {S.PUBLISHED},
    "waive": {S.RECORDED, S.IN_REVIEW, S.AGREED, S.SPLIT, S.PUBLISHED},
    "ask_reply": set(S) - {S.DRAFT, S.WITHDRAWN},
    "keep_reply": {S.IN_REVIEW},
    "schedule": {S.AGREED, S.SETTLED},
}

WITH_A_REASON = {
    "mend",
    "merge",
    "merge_publishers",
    "remove",
    "change_publisher",
    "replace_reviewer",
    "withdraw_interest",
    "mend_words",
    "change_term",
    "write_trust_text",
    "confirm_quotation",
    "uncite",
    "retract",
    "retract_translation",
    "accept_evidence",
    "refuse_evidence",
    "acknowledge_change",
    "unacknowledge_change",
    "see_change",
    "unsee_change",
    "confirm_cited_words",
    "stop_watching_cited_page",
    "confirm",
    "unconfirm",
    "underive_page",
    "decline",
    "cancel_round",
    "settle",
    "correct",
    "propose_correction",
    "agree_correction",
    "refuse_correction",
    "withdraw_correction",
    "waive",
    "reopen",
    "withdraw",
    "restore",
    "withdraw_dossier",
    "restore_dossier",
    "name_publisher",
    "grade_publisher",
    "give_up_capture",
    "stop_watching",
    "withhold_copy",
    "give_out_copy",
}

# What somebody reads in the journal of a claim who reviews it in an open round.
OPEN_IN_A_ROUND = {
    "term_added",
    "term_declared",
    "term_changed",
    "reply_text_kept",
    "trust_text_written",
    "drafted",
    "recorded",
    "submitted",
    "revised",
    "cited",
    "words_quoted",
    "citation_judged",
    "uncited",
    "words_mended",
    "confirming",
    "not_confirming",
    "contested",
    "retracted",
    "translated",
    "answered",
    "answer_retracted",
    "translation_retracted",
    "party_changed",
    "place_changed",
    "incident_changed",
    "publisher_changed",
    "party_merged",
    "place_merged",
    "incident_merged",
    "publisher_merged",
    "affiliated",
    "publisher_affiliated",
    "page_described",
    "page_credited",
    "page_credit_mended",
    "page_credit_taken_back",
    "page_origin_stated",
    "publisher_named",
    "publisher_graded",
    "round_opened",
    "assigned",
    "put_up",
    "taken_down",
    "review_sealed",
    "reply_asked",
    "reply_recorded",
    "reply_corrected",
    "withdrawn",
    "withdrawn_after_verdict",
    "restored",
    "restored_with_verdict",
    "dossier_released",
    "releasing_at_once",
    "releasing_one_by_one",
    "dossier_withdrawn",
    "dossier_restored",
    "claim_released",
}


def test_this_page_covers_every_act():
    assert set(ROLES) == set(BOTH)


@pytest.mark.parametrize("name", ROLES)
@pytest.mark.parametrize("role", Role)
def test_the_roles_of_every_act(name, role):
    assert (BOTH[name].refusal(role) is None) == (role in ROLES[name])


@pytest.mark.parametrize("name", ROLES)
def test_the_conditions_of_every_act(name):
    with_conditions = any(grant.against for grant in BOTH[name].may)

    assert with_conditions == (name in CONDITIONS)
    assert not with_conditions or BOTH[name].may == CONDITIONS[name]


@pytest.mark.parametrize("source", ClaimStatus)
@pytest.mark.parametrize("target", ClaimStatus)
def test_the_truth_table_of_moves(source, target):
    found = CLAIM_ACTS.by_move.get((source, target))

    assert (found and (found[0].name, found[1].verb)) == MOVES.get((source, target))


@pytest.mark.parametrize("name", ROLES)
def test_the_statuses_of_every_act(name):
    from_moves = {source for (source, _target), (act, _verb) in MOVES.items() if act == name}

    assert BOTH[name].statuses == WHEN.get(name, from_moves)


def test_the_acts_that_need_a_reason():
    assert {name for name, act in BOTH.items() if act.reason} == WITH_A_REASON


def test_what_is_open_to_a_reviewer():
    assert set(CLAIM_ACTS.open_verbs) == OPEN_IN_A_ROUND


def test_why_an_assignment_was_given_back_is_read_by_editors_only():
    told = {name for name, act in BOTH.items() if act.reason_to != {F, E, A}}

    assert told == {"decline", "replace_reviewer", "move_due", "withdraw_interest"}
    assert {BOTH[name].reason_to for name in told} == {frozenset({E})}


def test_an_act_that_says_nothing_of_blindness_is_hidden():
    silent: Act = Act(name="new", label="New", may=())

    assert silent.hidden


@pytest.mark.parametrize("name", ROLES)
def test_every_act_has_words(name):
    act = BOTH[name]
    asking = act.asking

    assert act.label
    assert all(act.verbs.values())
    assert asking is None or all((asking.heading, asking.explanation, asking.button, asking.said))


@pytest.mark.parametrize(
    ("module", "table"), [(claim_acts, CLAIM_ACTS), (evidence_acts, EVIDENCE_ACTS)]
)
def test_no_row_was_left_out_of_its_table(module, table):
    rows = [row for row in vars(module).values() if isinstance(row, Act)]

    assert rows == list(table)


def test_where_no_act_moves_a_claim_it_is_said_how_it_stands_and_what_comes_first():
    sentence = claim_acts.cannot_become(S.DRAFT, S.PUBLISHED)

    assert sentence.code == "illegal_move"
    assert str(sentence) == "This claim is still a draft. Use “Submit” first."
    assert str(claim_acts.cannot_become(S.WITHDRAWN, S.WITHDRAWN)) == (
        "This claim is already withdrawn."
    )


def test_a_refusal_by_a_status_names_acts_by_their_buttons_and_no_status_by_its_code():
    labels = {act.label for act in CLAIM_ACTS}
    for act in CLAIM_ACTS:
        for status in act.statuses and set(S) - act.statuses:
            said = str(act.elsewhere(status))
            assert set(re.findall("“([^”]*)”", said)) <= labels, said
            assert '"' not in said
            assert "reopen" not in said.lower()


@pytest.mark.parametrize("source", S)
@pytest.mark.parametrize("target", S)
def test_what_comes_first_can_be_done_to_a_claim_as_it_stands(source, target):
    if (source, target) in CLAIM_ACTS.by_move:
        return
    by_label = {act.label: act for act in CLAIM_ACTS}
    for label in re.findall("“([^”]*)”", str(claim_acts.cannot_become(source, target))):
        assert source in by_label[label].statuses


NO_ACTS = ("Forget one first.",)
"""What comes first there is no act with a label of its own."""


def test_what_comes_first_is_named_by_the_label_of_an_act_everywhere():
    for room in ("claims/operations", "claims/rules", "sources/operations"):
        for path in Path(settings.BASE_DIR, room).rglob("*.py"):
            code = re.sub(r'"\s*\n\s*"', "", path.read_text(encoding="utf-8"))
            for said in re.findall(r'_\(\s*"([^"]*)"', code):
                if re.search(r"\bfirst(\.|, or)", said) and not said.endswith(NO_ACTS):
                    assert re.search(r"[Uu]se “%\(\w+\)s”", said), f"{path.name}: {said}"


CODE = [
    path.read_text(encoding="utf-8")
    for room in ("claims", "sources", "tracker")
    for path in Path(settings.BASE_DIR, room).rglob("*.py")
    if path.name != "acts.py"
]


@pytest.mark.parametrize("module", [claim_acts, evidence_acts])
def test_no_row_is_dead(module):
    rows = {name: row for name, row in vars(module).items() if isinstance(row, Act)}
    asked_for = {name for name in rows if any(re.search(rf"\b{name}\b", code) for code in CODE)}

    assert {name for name, row in rows.items() if not row.addresses} - asked_for == set()
