"""The acts on claims, each one row: who, when, moves, reason, words, blindness, addresses.

What else the house knows of an act is read from here: the buttons of the desk, what a person is
refused, the legal moves of a claim, the words of the journal and what of it a reviewer reads in
an open round, who may use which address. `manage.py draw_states` draws the rows into
`docs/acts.md` and the moves into `docs/states.md`.

An act is hidden from reviewers of an open round unless its row says otherwise.
"""

from __future__ import annotations

from enum import StrEnum

from claims.rules.grants import (
    ADMINISTRATOR,
    ANOTHER_EDITOR,
    AUTHOR_BEFORE_REVIEW,
    AUTHOR_NOT_REVIEWING_ITS_PAIR,
    CHECKER_BEFORE_REVIEW,
    CHECKER_OR_EDITOR,
    EDITOR,
    EDITOR_AFTER_ROUND,
    EDITOR_BEFORE_SEAL,
    EDITOR_OR_ADMINISTRATOR,
    EDITOR_OUTSIDE_ROUND,
    EDITOR_WHILE_ASKED,
    REVIEWER,
    SECOND_EDITOR,
    STAFF_BEFORE_REVIEW,
    STAFF_MEMBER,
    UNDECIDED_EDITOR,
    UNINVOLVED_EDITOR,
    WHO_ADDED_IT_BEFORE_REVIEW,
    WHO_PROPOSED,
    WHO_WAS_ASKED,
    WHO_WROTE_IT,
    ClaimFacts,
)
from claims.rules.states import HELD, ClaimStatus
from tracker.base.acts.table import Act, Asking, Move, Table
from tracker.base.people.role import EDITORS
from tracker.base.values.sentence import Sentence
from tracker.base.values.sentence import gettext_noop as _

_S = ClaimStatus
_STANDING = frozenset(_S) - {_S.WITHDRAWN}


# --- what is said where an act cannot be done


_STANDS = {
    _S.DRAFT: _("This claim is still a draft."),
    _S.RECORDED: _("Nobody has been asked to review this claim yet."),
    _S.IN_REVIEW: _("This claim is being reviewed."),
    _S.AGREED: _("The reviewers of this claim agree, and the verdict is not published yet."),
    _S.SPLIT: _("The reviewers of this claim differ, and nobody has settled that yet."),
    _S.SETTLED: _(
        "What the reviewers differed on is settled, and the verdict is not published yet."
    ),
    _S.PUBLISHED: _("The verdict on this claim is published."),
    _S.WITHDRAWN: _("This claim has been withdrawn."),
}
"""How a claim stands, in a sentence."""


def cannot_become(source: ClaimStatus, target: ClaimStatus) -> Sentence:
    """Say that no act moves a claim from `source` to `target`: how it stands, and what comes first.

    What comes first is called as its button is; the label is the act's own.
    """
    if source is target is _S.WITHDRAWN:
        return Sentence("illegal_move", _("This claim is already withdrawn."))
    first = {_S.DRAFT: SUBMIT, _S.RECORDED: ASSIGN, _S.SPLIT: SETTLE, _S.WITHDRAWN: RESTORE}
    if target is _S.WITHDRAWN:
        first = {_S.IN_REVIEW: CANCEL_ROUND}
    return _stands(source, first.get(source), "illegal_move")


def _stands(status: ClaimStatus, first: Act[ClaimFacts] | None, code: str) -> Sentence:
    """Say how a claim stands, and by which act, if any, it comes nearer to what is wanted."""
    if first is None:
        return Sentence(code, _STANDS[status])
    return Sentence(
        code,
        _("%(stands)s Use “%(act)s” first."),
        {"stands": _STANDS[status], "act": first.label},
    )


def _not_from_here(_status: StrEnum) -> Sentence:
    return Sentence("illegal_move", _("This cannot be done to the claim as it stands now."))


def _not_a_draft(_status: StrEnum) -> Sentence:
    return Sentence(
        "submitted", _("Others have seen this claim, so it is not deleted. It can be withdrawn.")
    )


def _already_reviewed(status: StrEnum) -> Sentence:
    if status is _S.WITHDRAWN:
        return _withdrawn(status)
    first = SETTLE if status is _S.SPLIT else PUBLISH
    if status not in REOPEN.statuses:
        return Sentence(
            "already_reviewed",
            _("Reviewers have judged these words and figures. Use “%(act)s” first."),
            {"act": first.label},
        )
    return Sentence(
        "already_reviewed",
        _("Reviewers have judged these words and figures. Use “%(act)s” or “%(again)s” first."),
        {"act": first.label, "again": REOPEN.label},
    )


def _withdrawn(_status: StrEnum) -> Sentence:
    return Sentence("withdrawn", _("This claim has been withdrawn."))


def _nothing_to_release(status: StrEnum) -> Sentence:
    if status is _S.WITHDRAWN:
        return _withdrawn(status)
    return _stands(_S.DRAFT, SUBMIT, "draft")


def _not_open_for_review(status: StrEnum) -> Sentence:
    first = {_S.DRAFT: SUBMIT, _S.WITHDRAWN: RESTORE}
    again = dict.fromkeys((_S(one) for one in REOPEN.statuses), REOPEN)
    return _stands(_S(status), (first | again).get(_S(status)), "not_open_for_review")


def _no_split(status: StrEnum) -> Sentence:
    return cannot_become(_S(status), _S.SETTLED)


def _no_first_verdict(status: StrEnum) -> Sentence:
    if status is _S.PUBLISHED:
        return Sentence(
            "already_published",
            _("A verdict has been published. Choose “%(correct)s” or “%(again)s”."),
            {"correct": CORRECT.label, "again": REOPEN.label},
        )
    if status is _S.IN_REVIEW:
        return Sentence(
            "round_open", _("The round of reviews is still open, so there is no verdict yet.")
        )
    return cannot_become(_S(status), _S.PUBLISHED)


def _not_published(_status: StrEnum) -> Sentence:
    return Sentence("not_published", _("No verdict is published that could be corrected."))


def _no_round_ended(status: StrEnum) -> Sentence:
    if status is _S.RECORDED:
        return Sentence(
            "illegal_move",
            _("No round has ended yet. Use “%(act)s” first."),
            {"act": ASSIGN.label},
        )
    return cannot_become(_S(status), _S.IN_REVIEW)


def _not_withdrawable(status: StrEnum) -> Sentence:
    return cannot_become(_S(status), _S.WITHDRAWN)


# --- using the desk

USE_DESK: Act[ClaimFacts] = Act(
    name="use_desk",
    label=_("Use the desk"),
    may=(STAFF_MEMBER,),
    addresses=(
        *("my_work", "unsent", "search", "names", "claims", "claim", "incidents", "incident"),
        *("pages", "parties", "party", "places", "place", "publisher", "queue"),
        *("claim_pages_state", "journal", "journal_export", "claim_versions"),
    ),
)
KEEP_VIEW: Act[ClaimFacts] = Act(
    name="keep_view",
    label=_("Keep a view of a queue"),
    may=(STAFF_MEMBER,),
    addresses=("view_keep", "view_forget"),
)
READ_NOTICES: Act[ClaimFacts] = Act(
    name="read_notices",
    label=_("Read what one is told"),
    may=(STAFF_MEMBER,),
    addresses=("notices", "notices_read", "notice"),
)
CHOOSE_NOTICES: Act[ClaimFacts] = Act(
    name="choose_notices",
    label=_("Choose how one is told"),
    may=(STAFF_MEMBER,),
    addresses=("notice_choices",),
)
SEE_OVERDUE: Act[ClaimFacts] = Act(
    name="see_overdue",
    label=_("See everybody's overdue reviews"),
    may=(EDITOR_OR_ADMINISTRATOR,),
    addresses=("workload",),
)
SEE_AGREEMENT: Act[ClaimFacts] = Act(
    name="see_agreement",
    label=_("See how far reviewers agree"),
    may=(EDITOR_OR_ADMINISTRATOR,),
    addresses=("agreement",),
)
SEE_SIDES: Act[ClaimFacts] = Act(
    name="see_sides",
    label=_("See whether each side gets the same care"),
    may=(EDITOR_OR_ADMINISTRATOR,),
    addresses=("sides", "sides_file"),
)
MANAGE_PEOPLE: Act[ClaimFacts] = Act(
    name="manage_people",
    label=_("See who has an account"),
    may=(ADMINISTRATOR,),
    addresses=("people",),
)

# --- the lists of the installation

ADD_TERM: Act[ClaimFacts] = Act(
    name="add_term",
    label=_("Add a measure, a kind or a rating"),
    may=(ADMINISTRATOR,),
    verbs={"term_added": _("added a measure, a kind or a rating")},
    hidden=False,
    addresses=("terms", "term_new"),
)
DECLARE_TERM: Act[ClaimFacts] = Act(
    name="declare_term",
    label=_("Declare a measure or a kind in a dossier file"),
    may=(CHECKER_OR_EDITOR,),
    verbs={"term_declared": _("loaded a dossier that declares a measure or a kind")},
    hidden=False,
)
CHANGE_TERM: Act[ClaimFacts] = Act(
    name="change_term",
    label=_("Change a measure, a kind or a rating"),
    may=(ADMINISTRATOR,),
    reason=True,
    verbs={"term_changed": _("changed a measure, a kind or a rating")},
    hidden=False,
    addresses=("term_edit",),
)

KEEP_REPLY_TEXT: Act[ClaimFacts] = Act(
    name="keep_reply_text",
    label=_("Write the texts that people outside are sent"),
    may=(ADMINISTRATOR,),
    verbs={"reply_text_kept": _("changed a text that people outside are sent")},
    hidden=False,
    addresses=("reply_text",),
)

WRITE_TRUST_TEXT: Act[ClaimFacts] = Act(
    name="write_trust_text",
    label=_("Write what the site says of itself"),
    may=(ADMINISTRATOR,),
    reason=True,
    verbs={"trust_text_written": _("changed what the site says of itself")},
    hidden=False,
    addresses=("trust_texts", "trust_text"),
)

ANSWER_REPORT: Act[ClaimFacts] = Act(
    name="answer_report",
    label=_("Answer a reader who reports an error"),
    may=(EDITOR,),
    for_readers=True,
    verbs={"report_answered": _("answered a reader who reported an error")},
    addresses=("report",),
)

# --- recording

RECORD_PARTY: Act[ClaimFacts] = Act(
    name="record_party",
    label=_("Add a party"),
    may=(CHECKER_OR_EDITOR,),
    verbs={"party_recorded": _("added a party")},
    addresses=("party_new",),
)
AFFILIATE: Act[ClaimFacts] = Act(
    name="affiliate",
    label=_("Say which party a publisher belongs to"),
    may=(CHECKER_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    verbs={
        "affiliated": _("said that a publisher belongs to a party"),
        "publisher_affiliated": _("said that the publisher of a cited page belongs to a party"),
    },
    hidden=False,
)
RECORD_PLACE: Act[ClaimFacts] = Act(
    name="record_place",
    label=_("Add a place"),
    may=(CHECKER_OR_EDITOR,),
    verbs={"place_recorded": _("added a place")},
    addresses=("place_new",),
)
RECORD_INCIDENT: Act[ClaimFacts] = Act(
    name="record_incident",
    label=_("Record an incident"),
    may=(CHECKER_OR_EDITOR,),
    verbs={"incident_recorded": _("recorded an incident")},
    addresses=("incident_new",),
)
MEND: Act[ClaimFacts] = Act(
    name="mend",
    label=_("Change a party, place, incident or publisher"),
    may=(CHECKER_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    reason=True,
    verbs={
        "party_changed": _("changed what is recorded of a party"),
        "place_changed": _("changed what is recorded of a place"),
        "incident_changed": _("changed what is recorded of an incident"),
        "publisher_changed": _("changed what is recorded of a publisher"),
    },
    hidden=False,
    addresses=("party_edit", "place_edit", "incident_edit"),
)
MERGE: Act[ClaimFacts] = Act(
    name="merge",
    label=_("Merge two parties, places, incidents or publishers"),
    may=(EDITOR_AFTER_ROUND,),
    reason=True,
    verbs={
        "party_merged": _("merged two parties"),
        "place_merged": _("merged two places"),
        "incident_merged": _("merged two incidents"),
        "publisher_merged": _("merged two publishers"),
    },
    hidden=False,
    addresses=("party_merge", "place_merge", "incident_merge"),
)
REMOVE: Act[ClaimFacts] = Act(
    name="remove",
    label=_("Delete a party, place, incident or publisher that nothing names"),
    may=(CHECKER_OR_EDITOR,),
    reason=True,
    verbs={
        "party_removed": _("deleted a party that nothing named"),
        "place_removed": _("deleted a place that nothing named"),
        "incident_removed": _("deleted an incident that nothing named"),
        "publisher_removed": _("deleted a publisher that nothing named"),
    },
    addresses=("party_remove", "place_remove", "incident_remove", "publisher_remove"),
)
CAPTURE_INCIDENT: Act[ClaimFacts] = Act(
    name="capture_incident",
    label=_("Capture all pages of a dossier"),
    may=(STAFF_MEMBER,),
    addresses=("incident_capture",),
)
RECORD_CLAIM: Act[ClaimFacts] = Act(
    name="record_claim",
    label=_("Record a claim"),
    may=(CHECKER_OR_EDITOR,),
    verbs={
        "drafted": _("wrote the claim down as a draft"),
        "recorded": _("recorded the claim"),
    },
    hidden=False,
    addresses=("claim_new", "claims_in_text", "intake", "intake_how", "manifest"),
)
SUBMIT: Act[ClaimFacts] = Act(
    name="submit",
    label=_("Submit"),
    may=(EDITOR_OUTSIDE_ROUND, AUTHOR_NOT_REVIEWING_ITS_PAIR),
    elsewhere=_not_from_here,
    moves=(Move(_S.DRAFT, _S.RECORDED, "submitted"),),
    verbs={"submitted": _("submitted the draft")},
    hidden=False,
    addresses=("claim_submit",),
    asking=Asking(
        heading=_("Submit a draft"),
        explanation=_(
            "The desk sees the claim and an editor can assign it. Readers see it once an editor"
            " releases it, or at once if its dossier releases claims as they are recorded."
        ),
        button=_("Submit"),
        said=_("The claim is recorded."),
    ),
)
DELETE_DRAFT: Act[ClaimFacts] = Act(
    name="delete_draft",
    label=_("Delete the draft"),
    may=(WHO_WROTE_IT,),
    when=frozenset({_S.DRAFT}),
    elsewhere=_not_a_draft,
    verbs={"draft_deleted": _("deleted a draft of their own")},
    addresses=("claim_delete",),
)
REVISE: Act[ClaimFacts] = Act(
    name="revise",
    label=_("Change"),
    may=(EDITOR_BEFORE_SEAL, WHO_ADDED_IT_BEFORE_REVIEW),
    when=frozenset({_S.DRAFT, _S.RECORDED, _S.IN_REVIEW, _S.PUBLISHED}),
    elsewhere=_already_reviewed,
    verbs={"revised": _("changed the claim")},
    hidden=False,
    addresses=("claim_edit",),
)
CITE_SEVERAL: Act[ClaimFacts] = Act(
    name="cite_several",
    label=_("Cite a page"),
    may=(CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    when=_STANDING,
    elsewhere=_withdrawn,
    addresses=("claim_pages",),
)
CITE: Act[ClaimFacts] = Act(
    name="cite",
    label=_("Cite one page with all particulars"),
    may=(CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    when=_STANDING,
    elsewhere=_withdrawn,
    verbs={"cited": _("cited a page")},
    hidden=False,
    addresses=("claim_cite",),
)
QUOTE_CITED: Act[ClaimFacts] = Act(
    name="quote_cited",
    label=_("Quote a page that is cited"),
    may=(CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    verbs={"words_quoted": _("quoted words of a page that was cited as a whole")},
    hidden=False,
    addresses=("citation_quote", "citation_copy"),
)
JUDGE_CITATION: Act[ClaimFacts] = Act(
    name="judge_citation",
    label=_("Change what is said of a citation"),
    may=(CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    when=_STANDING,
    elsewhere=_withdrawn,
    verbs={"citation_judged": _("changed what is said of a citation")},
    hidden=False,
    addresses=("citation_judge",),
)
NOTE_CITATION: Act[ClaimFacts] = Act(
    name="note_citation",
    label=_("Change the internal note of a citation"),
    # Done with the one before; those who review the claim read no remark among colleagues.
    may=(CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    when=_STANDING,
    elsewhere=_withdrawn,
    verbs={"citation_noted": _("changed the internal note of a citation")},
)
UNCITE: Act[ClaimFacts] = Act(
    name="uncite",
    label=_("Take a citation back"),
    may=(EDITOR_BEFORE_SEAL, WHO_ADDED_IT_BEFORE_REVIEW),
    reason=True,
    for_readers=True,
    verbs={"uncited": _("took a citation back")},
    hidden=False,
    addresses=("citation_remove",),
)
MEND_WORDS: Act[ClaimFacts] = Act(
    name="mend_words",
    label=_("Mend the words of a quotation that is being checked"),
    may=(CHECKER_BEFORE_REVIEW, EDITOR_AFTER_ROUND),
    reason=True,
    verbs={"words_mended": _("mended the words that a citation quotes")},
    hidden=False,
    addresses=("citation_mend",),
)
CONFIRM: Act[ClaimFacts] = Act(
    name="confirm",
    label=_("Mark a citation as an independent confirmation"),
    may=(CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    reason=True,
    verbs={"confirming": _("marked a citation as confirming by its own means")},
    hidden=False,
    addresses=("citation_confirm",),
)
UNCONFIRM: Act[ClaimFacts] = Act(
    name="unconfirm",
    label=_("Take the mark of an independent confirmation back"),
    may=(CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    reason=True,
    verbs={"not_confirming": _("no longer counts a citation as confirming by its own means")},
    hidden=False,
    addresses=("citation_unconfirm",),
)
CONTEST: Act[ClaimFacts] = Act(
    name="contest",
    label=_("Pair it"),
    may=(CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    when=_STANDING,
    elsewhere=_withdrawn,
    verbs={
        "contested": _("paired it with a claim it answers"),
        "answered": _("paired it with a claim that answers it"),
    },
    hidden=False,
    addresses=("claim_pair",),
)
RETRACT: Act[ClaimFacts] = Act(
    name="retract",
    label=_("Take a pairing back"),
    may=(EDITOR_BEFORE_SEAL, WHO_ADDED_IT_BEFORE_REVIEW),
    reason=True,
    for_readers=True,
    verbs={
        "retracted": _("took a pairing back"),
        "answer_retracted": _("took the pairing with an answer back"),
    },
    hidden=False,
    addresses=("pair_retract",),
)
TRANSLATE: Act[ClaimFacts] = Act(
    name="translate",
    label=_("Translate"),
    may=(CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    when=_STANDING,
    elsewhere=_withdrawn,
    verbs={"translated": _("added a translation")},
    hidden=False,
    addresses=("claim_translate",),
)
RETRACT_TRANSLATION: Act[ClaimFacts] = Act(
    name="retract_translation",
    label=_("Take a translation back"),
    may=(EDITOR_BEFORE_SEAL, WHO_ADDED_IT_BEFORE_REVIEW),
    reason=True,
    for_readers=True,
    verbs={"translation_retracted": _("took a translation back")},
    hidden=False,
    addresses=("translation_retract",),
)

# --- evidence that waits

PROPOSE: Act[ClaimFacts] = Act(
    name="propose",
    label=_("Propose evidence"),
    may=(CHECKER_OR_EDITOR,),
    when=HELD,
    elsewhere=_not_from_here,
    # Nothing of it stands in the journal of the claim: that one proposes is a message too.
    verbs={"evidence_proposed": _("proposed evidence")},
    addresses=("claim_propose",),
)
ACCEPT_EVIDENCE: Act[ClaimFacts] = Act(
    name="accept_evidence",
    label=_("Add what was proposed"),
    may=(EDITOR_AFTER_ROUND,),
    reason=True,
    verbs={"evidence_accepted": _("added evidence that was proposed")},
    addresses=("proposal_accept",),
)
REFUSE_EVIDENCE: Act[ClaimFacts] = Act(
    name="refuse_evidence",
    label=_("Leave what was proposed out"),
    may=(EDITOR_AFTER_ROUND,),
    reason=True,
    verbs={"evidence_refused": _("left proposed evidence out")},
    addresses=("proposal_refuse",),
)

# --- what the house proposes

DISMISS: Act[ClaimFacts] = Act(
    name="dismiss",
    label=_("Refuse what the house proposes"),
    may=(CHECKER_OR_EDITOR,),
    verbs={"dismissed": _("refused what the house proposed")},
    addresses=(
        "claims_in_text",
        "page_origins",
        "page_origins_refuse",
        "claim_answers",
        "claim_answers_refuse",
        "claim_elsewhere",
        "claim_elsewhere_refuse",
    ),
)

# --- what claims share: pages, publishers, watches

DESCRIBE_CITED_PAGE: Act[ClaimFacts] = Act(
    name="describe_cited_page",
    label=_("Record what a cited page says of itself"),
    may=(CHECKER_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    verbs={"page_described": _("changed what is recorded of a cited page")},
    hidden=False,
)
CREDIT_CITED_PAGE: Act[ClaimFacts] = Act(
    name="credit_cited_page",
    label=_("Say where a cited page has its content from"),
    may=(CHECKER_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    verbs={
        "page_credited": _("said where a cited page has its content from"),
        "page_credit_mended": _("corrected where a cited page has its content from"),
        "page_credit_taken_back": _("took back what was said of where a cited page has it from"),
        "page_origin_stated": _("said whether a cited page is its own reporting"),
    },
    hidden=False,
)
NAME_CITED_PUBLISHER: Act[ClaimFacts] = Act(
    name="name_cited_publisher",
    label=_("Say by which other names a cited or credited publisher goes"),
    may=(CHECKER_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    verbs={"publisher_named": _("changed by which other names a cited or credited publisher goes")},
    hidden=False,
)
GRADE_CITED_PUBLISHER: Act[ClaimFacts] = Act(
    name="grade_cited_publisher",
    label=_("Grade the publisher of a cited page"),
    may=(EDITOR_OUTSIDE_ROUND, ADMINISTRATOR),
    verbs={"publisher_graded": _("graded the publisher of a cited page")},
    hidden=False,
)
STOP_WATCHING_CITED_PAGE: Act[ClaimFacts] = Act(
    name="stop_watching_cited_page",
    label=_("Stop looking again at a cited page"),
    may=(STAFF_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    reason=True,
    verbs={"watch_stopped": _("stopped the later looks at a cited page")},
)
WATCH_CITED_PAGE: Act[ClaimFacts] = Act(
    name="watch_cited_page",
    label=_("Look again at a cited page"),
    may=(STAFF_MEMBER,),
    verbs={"watch_started": _("had a cited page looked at again")},
)
CONFIRM_CITED_WORDS: Act[ClaimFacts] = Act(
    name="confirm_cited_words",
    label=_("Confirm that cited words were written down as the page had them"),
    may=(CHECKER_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    reason=True,
    verbs={"words_confirmed": _("confirmed that cited words were written down as on the page")},
)
SEE_CHANGE: Act[ClaimFacts] = Act(
    name="see_change",
    label=_("Mark an alarm about a cited page as seen"),
    may=(STAFF_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    reason=True,
    verbs={
        "change_seen": _("marked an altered number in a cited page as seen"),
        "gone_seen": _("marked as seen that a cited page, or words of it, is gone"),
    },
)
UNSEE_CHANGE: Act[ClaimFacts] = Act(
    name="unsee_change",
    label=_("Bring an alarm about a cited page back"),
    may=(STAFF_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    reason=True,
    verbs={
        "change_unseen": _("brought the alarm about an altered number back"),
        "gone_unseen": _("brought the alarm about a cited page that is gone back"),
    },
)

# --- releasing

RELEASE_DOSSIER: Act[ClaimFacts] = Act(
    name="release_dossier",
    label=_("Release the dossier"),
    may=(EDITOR,),
    verbs={"dossier_released": _("released the dossier to readers")},
    hidden=False,
    addresses=("incident_release", "incident_release_ready"),
)
CHANGE_RELEASING: Act[ClaimFacts] = Act(
    name="change_releasing",
    label=_("Say how later claims are released"),
    may=(EDITOR,),
    verbs={
        "releasing_at_once": _("let later claims be public at once"),
        "releasing_one_by_one": _("had later claims released one by one"),
    },
    hidden=False,
    addresses=("incident_releasing",),
)
WITHDRAW_DOSSIER: Act[ClaimFacts] = Act(
    name="withdraw_dossier",
    label=_("Withdraw the dossier"),
    may=(EDITOR,),
    reason=True,
    for_readers=True,
    verbs={"dossier_withdrawn": _("withdrew the dossier from readers")},
    hidden=False,
    addresses=("incident_withdraw",),
)
RESTORE_DOSSIER: Act[ClaimFacts] = Act(
    name="restore_dossier",
    label=_("Bring the dossier back"),
    may=(EDITOR,),
    reason=True,
    verbs={"dossier_restored": _("brought the dossier back to readers")},
    hidden=False,
    addresses=("incident_restore",),
)
RELEASE_CLAIM: Act[ClaimFacts] = Act(
    name="release_claim",
    label=_("Release"),
    may=(EDITOR,),
    when=_STANDING - {_S.DRAFT},
    elsewhere=_nothing_to_release,
    verbs={"claim_released": _("released the claim to readers")},
    hidden=False,
    addresses=("claim_release",),
    asking=Asking(
        heading=_("Release a claim"),
        explanation=_(
            "Readers see the claim, with what it rests on, in its dossier, the search, the feeds"
            " and the API. Internal notes stay at the desk."
        ),
        button=_("Release"),
        said=_("Readers see the claim now."),
    ),
)

# --- reviewing

ASSIGN: Act[ClaimFacts] = Act(
    name="assign",
    label=_("Assign reviewers"),
    may=(ANOTHER_EDITOR,),
    when=frozenset({_S.RECORDED, _S.IN_REVIEW}),
    elsewhere=_not_open_for_review,
    moves=(Move(_S.RECORDED, _S.IN_REVIEW, "round_opened"),),
    verbs={
        "round_opened": _("opened a round of reviews"),
        "assigned": _("asked for a review"),
        "put_up": _("put reviews up for whoever takes them next"),
    },
    hidden=False,
    addresses=("claim_assign",),
)
TAKE_DOWN: Act[ClaimFacts] = Act(
    name="take_down",
    label=_("Take down open reviews"),
    may=(EDITOR,),
    when=frozenset({_S.IN_REVIEW}),
    elsewhere=_not_from_here,
    verbs={"taken_down": _("took down open reviews")},
    hidden=False,
    addresses=("claim_take_down",),
    asking=Asking(
        heading=_("Take down open reviews"),
        explanation=_(
            "Reviews of this claim that nobody has taken yet can no longer be taken. Those that "
            "somebody has taken, or was asked for by name, go on."
        ),
        button=_("Take them down"),
        said=_("They are taken down. Ask somebody by name, or put reviews up again."),
    ),
)
ASSIGN_MANY: Act[ClaimFacts] = Act(
    name="assign_many",
    label=_("Assign many claims"),
    may=(EDITOR,),
    addresses=("queue_assign",),
)
REPLACE_REVIEWER: Act[ClaimFacts] = Act(
    name="replace_reviewer",
    label=_("Ask somebody else instead"),
    may=(EDITOR_WHILE_ASKED,),
    reason=True,
    verbs={"reviewer_replaced": _("asked somebody else instead")},
    reason_to=EDITORS,
    addresses=("review_replace",),
)
MOVE_DUE: Act[ClaimFacts] = Act(
    name="move_due",
    label=_("Move the day a review is due"),
    may=(EDITOR_WHILE_ASKED,),
    verbs={"due_moved": _("moved the day a review is due")},
    reason_to=EDITORS,
    addresses=("review_due",),
)
PRIORITISE: Act[ClaimFacts] = Act(
    name="prioritise",
    label=_("Say how urgent it is"),
    may=(EDITOR,),
    when=_STANDING,
    elsewhere=_withdrawn,
    verbs={"prioritised": _("said how urgent the claim is")},
    addresses=("claim_priority",),
)
ACCEPT: Act[ClaimFacts] = Act(
    name="accept",
    label=_("Accept an assignment"),
    may=(WHO_WAS_ASKED,),
    verbs={"accepted": _("accepted the assignment")},
    addresses=("review_accept",),
)
TAKE_NEXT: Act[ClaimFacts] = Act(
    name="take_next",
    label=_("Take the next review"),
    may=(CHECKER_OR_EDITOR,),
    verbs={"taken": _("took a review that was up")},
    addresses=("take_next",),
)
DECLARE_INTEREST: Act[ClaimFacts] = Act(
    name="declare_interest",
    label=_("Declare an interest"),
    may=(CHECKER_OR_EDITOR,),
    verbs={"interest_declared": _("declared an interest")},
    addresses=("interests",),
)
WITHDRAW_INTEREST: Act[ClaimFacts] = Act(
    name="withdraw_interest",
    label=_("Withdraw a declared interest"),
    may=(CHECKER_OR_EDITOR,),
    reason=True,
    verbs={"interest_withdrawn": _("withdrew a declared interest")},
    reason_to=EDITORS,
    addresses=("interest_withdraw",),
)
DECLINE: Act[ClaimFacts] = Act(
    name="decline",
    label=_("Give an assignment back"),
    may=(WHO_WAS_ASKED,),
    reason=True,
    verbs={
        "declined": _("gave the assignment back"),
        "handed_back": _("handed the assignment back after accepting it"),
        "put_back": _("handed the review back, for whoever takes the next one"),
    },
    # Whoever is asked next would read what the reason lets them guess.
    reason_to=EDITORS,
    addresses=("review_decline",),
)
REVIEW: Act[ClaimFacts] = Act(
    name="review",
    label=_("Review"),
    may=(REVIEWER,),
    for_readers=True,
    verbs={"review_sealed": _("sealed a review")},
    hidden=False,  # that there is one is said; what it says is nowhere in the journal
    addresses=("review",),
)
CLOSE_ROUND: Act[ClaimFacts] = Act(
    name="close_round",
    label=_("The last seal of a round"),
    may=(),
    elsewhere=_not_from_here,
    moves=(
        Move(_S.IN_REVIEW, _S.AGREED, "round_agreed"),
        Move(_S.IN_REVIEW, _S.SPLIT, "round_split"),
    ),
    verbs={
        "round_agreed": _("closed the round with the last seal: the reviewers agree"),
        "round_split": _("closed the round: the reviewers differ"),
    },
)
CANCEL_ROUND: Act[ClaimFacts] = Act(
    name="cancel_round",
    label=_("Cancel the round"),
    may=(EDITOR,),
    elsewhere=_not_from_here,
    # The claim goes back to where it came from.
    moves=(
        Move(_S.IN_REVIEW, _S.RECORDED, "round_cancelled"),
        Move(_S.IN_REVIEW, _S.PUBLISHED, "reopening_cancelled"),
    ),
    reason=True,
    for_readers=True,
    verbs={
        "round_cancelled": _("cancelled the round"),
        "reopening_cancelled": _("let the published verdict stand"),
        "review_given_up": _("gave up waiting for one more review"),
    },
    addresses=("claim_cancel_round",),
    asking=Asking(
        heading=_("Cancel a round"),
        explanation=_(
            "What is still open is cancelled. Sealed reviews stay sealed, and nobody reads them."
        ),
        button=_("Cancel the round"),
        said=_("The round is cancelled."),
        reason_read=_(
            "Your reason is published: readers see that there was this round, and why it ended, "
            "beside the published verdict; at once if there is one, else as soon as there is."
        ),
    ),
)
READ_REVIEWS: Act[ClaimFacts] = Act(
    name="read_reviews",
    label=_("Read the reviews"),
    may=(STAFF_MEMBER,),
    # Where there is something to read; the page itself opens at any time, and what it shows of
    # each round is `claims.rules.visibility`'s to say.
    when=frozenset({_S.AGREED, _S.SPLIT, _S.SETTLED, _S.PUBLISHED}),
    elsewhere=_not_from_here,
    addresses=("claim_reviews",),
)
OPEN_REVIEWS: Act[ClaimFacts] = Act(
    name="open_reviews",
    label=_("Open the reviews"),
    may=(STAFF_MEMBER,),
    verbs={"reviews_opened": _("opened the reviews of a round that is over")},
    addresses=("claim_reviews_open",),
)
WAIVE: Act[ClaimFacts] = Act(
    name="waive",
    label=_("Waive a rule"),
    may=(ADMINISTRATOR,),
    when=frozenset({_S.RECORDED, _S.IN_REVIEW, _S.AGREED, _S.SPLIT, _S.PUBLISHED}),
    elsewhere=_not_from_here,
    reason=True,
    for_readers=True,
    verbs={"waived": _("waived a rule for one person in one round")},
    addresses=("claim_waive",),
)

# --- the right of reply

ASK_REPLY: Act[ClaimFacts] = Act(
    name="ask_reply",
    label=_("Ask for a reply"),
    may=(CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    when=_STANDING - {_S.DRAFT},
    elsewhere=_nothing_to_release,
    verbs={"reply_asked": _("asked for the reply")},
    hidden=False,
    addresses=("claim_ask_reply",),
)
RECORD_REPLY: Act[ClaimFacts] = Act(
    name="record_reply",
    label=_("Write down a reply"),
    may=(CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    for_readers=True,
    verbs={
        "reply_recorded": _("wrote down the reply"),
        "reply_corrected": _("corrected what is written down of the reply"),
    },
    hidden=False,
    addresses=("reply_record",),
)
KEEP_REPLY: Act[ClaimFacts] = Act(
    name="keep_reply",
    label=_("Keep a reply until the round has closed"),
    # It comes when it comes. Once a review is sealed the other reviewers must not read more than
    # that one did, so it waits for them.
    may=(EDITOR_OUTSIDE_ROUND,),
    when=frozenset({_S.IN_REVIEW}),
    elsewhere=_not_from_here,
    verbs={"reply_kept": _("kept a reply until the round has closed")},
)

# --- deciding

SETTLE: Act[ClaimFacts] = Act(
    name="settle",
    label=_("Settle the split"),
    may=(UNINVOLVED_EDITOR,),
    elsewhere=_no_split,
    moves=(Move(_S.SPLIT, _S.SETTLED, "settled"),),
    reason=True,
    for_readers=True,
    verbs={"settled": _("settled the split in writing")},
    addresses=("claim_settle",),
)
PUBLISH: Act[ClaimFacts] = Act(
    name="publish",
    label=_("Publish"),
    may=(UNDECIDED_EDITOR,),
    elsewhere=_no_first_verdict,
    moves=(
        Move(_S.AGREED, _S.PUBLISHED, "published"),
        Move(_S.SETTLED, _S.PUBLISHED, "published"),
    ),
    for_readers=True,
    verbs={"published": _("published the verdict")},
    addresses=("claim_publish",),
)
SCHEDULE: Act[ClaimFacts] = Act(
    name="schedule",
    label=_("Publish at a time"),
    may=(UNDECIDED_EDITOR,),
    when=frozenset({_S.AGREED, _S.SETTLED}),
    elsewhere=_no_first_verdict,
    for_readers=True,
    verbs={"publishing_planned": _("planned to publish the verdict")},
)
UNSCHEDULE: Act[ClaimFacts] = Act(
    name="unschedule",
    label=_("Cancel what is planned to be published"),
    may=(EDITOR,),
    verbs={"publishing_cancelled": _("cancelled what was planned to be published")},
    addresses=("scheduled", "scheduled_cancel"),
)
PUBLISH_ON_TIME: Act[ClaimFacts] = Act(
    name="publish_on_time",
    label=_("Publish what is due"),
    # The clock's: what it publishes, it publishes as PUBLISH under the name of who planned it.
    may=(),
    verbs={"publishing_failed": _("did not publish what was planned")},
)
CORRECT: Act[ClaimFacts] = Act(
    name="correct",
    label=_("Correct"),
    may=(UNINVOLVED_EDITOR,),
    elsewhere=_not_published,
    moves=(Move(_S.PUBLISHED, _S.PUBLISHED, "corrected"),),
    reason=True,
    for_readers=True,
    verbs={"corrected": _("corrected the verdict")},
    addresses=("claim_correct",),
)
PROPOSE_CORRECTION: Act[ClaimFacts] = Act(
    name="propose_correction",
    label=_("Propose a correction of rating or range"),
    may=(UNINVOLVED_EDITOR,),
    when=frozenset({_S.PUBLISHED}),
    elsewhere=_not_published,
    reason=True,
    for_readers=True,
    verbs={
        "correction_proposed": _("proposed to correct rating or range"),
        "correction_superseded": _("overtook a proposed correction with another verdict"),
    },
)
AGREE_CORRECTION: Act[ClaimFacts] = Act(
    name="agree_correction",
    label=_("Agree to a correction"),
    may=(SECOND_EDITOR,),
    reason=True,
    for_readers=True,
    verbs={"correction_agreed": _("agreed to the proposed correction")},
    addresses=("correction_agree",),
    asking=Asking(
        heading=_("Agree to a correction"),
        explanation=_(
            "It changes rating or established range, so it needs two editors. With your agreement "
            "the new verdict is published at once, with the first editor’s reason and your words."
        ),
        button=_("Agree and publish"),
        said=_("Corrected. The earlier version stays in view."),
    ),
)
REFUSE_CORRECTION: Act[ClaimFacts] = Act(
    name="refuse_correction",
    label=_("Refuse a correction"),
    may=(SECOND_EDITOR,),
    reason=True,
    verbs={"correction_refused": _("refused the proposed correction")},
    addresses=("correction_refuse",),
    asking=Asking(
        heading=_("Refuse a correction"),
        explanation=_("The published verdict stays as it is."),
        button=_("Refuse"),
        said=_("The correction is refused."),
        reason_read=_("Your reason stays at the desk."),
    ),
)
WITHDRAW_CORRECTION: Act[ClaimFacts] = Act(
    name="withdraw_correction",
    label=_("Take a proposed correction back"),
    may=(WHO_PROPOSED,),
    reason=True,
    verbs={"correction_withdrawn": _("took the proposed correction back")},
    addresses=("correction_withdraw",),
    asking=Asking(
        heading=_("Take a proposed correction back"),
        explanation=_("The published verdict stays as it is."),
        button=_("Take it back"),
        said=_("The proposal is taken back."),
        reason_read=_("Your reason stays at the desk."),
    ),
)
REOPEN: Act[ClaimFacts] = Act(
    name="reopen",
    label=_("Review again"),
    may=(ANOTHER_EDITOR,),
    elsewhere=_no_round_ended,
    moves=(
        Move(_S.AGREED, _S.IN_REVIEW, "round_repeated"),
        Move(_S.SPLIT, _S.IN_REVIEW, "round_repeated"),
        Move(_S.PUBLISHED, _S.IN_REVIEW, "reopened"),
    ),
    reason=True,
    for_readers=True,
    verbs={"round_repeated": _("began another round"), "reopened": _("reopened the claim")},
    addresses=("claim_reopen",),
    asking=Asking(
        heading=_("Review again"),
        explanation=_(
            "A new round begins. A verdict that is published stays until another replaces it."
        ),
        button=_("Begin a new round"),
        said=_("A new round has begun. Now ask reviewers."),
        reason_read=_(
            "Your reason is published: once the new round is over, readers see that the claim was "
            "reviewed again and why. Say nothing in it of what the reviews found."
        ),
    ),
)

# --- taking back

WITHDRAW: Act[ClaimFacts] = Act(
    name="withdraw",
    label=_("Withdraw"),
    may=(EDITOR, AUTHOR_BEFORE_REVIEW),
    elsewhere=_not_withdrawable,
    moves=(
        Move(_S.DRAFT, _S.WITHDRAWN, "withdrawn"),
        Move(_S.RECORDED, _S.WITHDRAWN, "withdrawn"),
        Move(_S.PUBLISHED, _S.WITHDRAWN, "withdrawn_after_verdict"),
    ),
    reason=True,
    for_readers=True,
    verbs={
        "withdrawn": _("withdrew the claim"),
        "withdrawn_after_verdict": _("withdrew the claim with its published verdict"),
    },
    hidden=False,
    addresses=("claim_withdraw",),
    asking=Asking(
        heading=_("Withdraw a claim"),
        explanation=_("Readers no longer see it. It can be brought back by an editor."),
        button=_("Withdraw"),
        said=_("The claim is withdrawn."),
        reason_read=_(
            "If readers have seen the claim, your reason is published: its page says that it was "
            "withdrawn, when and why."
        ),
    ),
)
RESTORE: Act[ClaimFacts] = Act(
    name="restore",
    label=_("Bring back"),
    may=(EDITOR,),
    elsewhere=_not_from_here,
    # One whose verdict was published comes back with it.
    moves=(
        Move(_S.WITHDRAWN, _S.RECORDED, "restored"),
        Move(_S.WITHDRAWN, _S.PUBLISHED, "restored_with_verdict"),
    ),
    reason=True,
    for_readers=True,
    verbs={
        "restored": _("brought the claim back"),
        "restored_with_verdict": _("brought the claim back with its published verdict"),
    },
    hidden=False,
    addresses=("claim_restore",),
    asking=Asking(
        heading=_("Bring a claim back"),
        explanation=_(
            "The claim comes back to the desk, and readers see it once an editor releases it "
            "again. If a verdict was published, both are public again at once."
        ),
        button=_("Bring back"),
        said=_("The claim is back at the desk."),
        reason_read=_(
            "If readers were told that it was withdrawn, your reason is published: its page and "
            "the log of corrections say that it was brought back, when and why."
        ),
    ),
)

CLAIM_ACTS: Table[ClaimFacts] = Table(
    [
        USE_DESK,
        KEEP_VIEW,
        READ_NOTICES,
        CHOOSE_NOTICES,
        SEE_OVERDUE,
        SEE_AGREEMENT,
        SEE_SIDES,
        MANAGE_PEOPLE,
        ADD_TERM,
        DECLARE_TERM,
        CHANGE_TERM,
        KEEP_REPLY_TEXT,
        WRITE_TRUST_TEXT,
        ANSWER_REPORT,
        RECORD_PARTY,
        AFFILIATE,
        RECORD_PLACE,
        RECORD_INCIDENT,
        MEND,
        MERGE,
        REMOVE,
        CAPTURE_INCIDENT,
        RECORD_CLAIM,
        SUBMIT,
        DELETE_DRAFT,
        REVISE,
        CITE_SEVERAL,
        CITE,
        QUOTE_CITED,
        JUDGE_CITATION,
        NOTE_CITATION,
        UNCITE,
        MEND_WORDS,
        CONFIRM,
        UNCONFIRM,
        CONTEST,
        RETRACT,
        TRANSLATE,
        RETRACT_TRANSLATION,
        PROPOSE,
        ACCEPT_EVIDENCE,
        REFUSE_EVIDENCE,
        DISMISS,
        DESCRIBE_CITED_PAGE,
        CREDIT_CITED_PAGE,
        NAME_CITED_PUBLISHER,
        GRADE_CITED_PUBLISHER,
        STOP_WATCHING_CITED_PAGE,
        WATCH_CITED_PAGE,
        CONFIRM_CITED_WORDS,
        SEE_CHANGE,
        UNSEE_CHANGE,
        RELEASE_DOSSIER,
        CHANGE_RELEASING,
        WITHDRAW_DOSSIER,
        RESTORE_DOSSIER,
        RELEASE_CLAIM,
        ASSIGN,
        TAKE_DOWN,
        ASSIGN_MANY,
        REPLACE_REVIEWER,
        MOVE_DUE,
        PRIORITISE,
        ACCEPT,
        TAKE_NEXT,
        DECLARE_INTEREST,
        WITHDRAW_INTEREST,
        DECLINE,
        REVIEW,
        CLOSE_ROUND,
        CANCEL_ROUND,
        READ_REVIEWS,
        OPEN_REVIEWS,
        WAIVE,
        ASK_REPLY,
        RECORD_REPLY,
        KEEP_REPLY,
        SETTLE,
        PUBLISH,
        SCHEDULE,
        UNSCHEDULE,
        PUBLISH_ON_TIME,
        CORRECT,
        PROPOSE_CORRECTION,
        AGREE_CORRECTION,
        REFUSE_CORRECTION,
        WITHDRAW_CORRECTION,
        REOPEN,
        WITHDRAW,
        RESTORE,
    ]
)
"""All of them, in the order in which the desk offers them."""


def _verbs(*rows: Act[ClaimFacts]) -> frozenset[str]:
    return frozenset(verb for row in rows for verb in row.verbs)


CHANGING_VERBS = _verbs(
    REVISE,
    CITE,
    QUOTE_CITED,
    JUDGE_CITATION,
    UNCITE,
    MEND_WORDS,
    CONFIRM,
    UNCONFIRM,
    CONTEST,
    RETRACT,
    TRANSLATE,
    RETRACT_TRANSLATION,
)
"""What the journal of a claim says where the claim, or what it rests on, was changed."""

BESIDE_VERBS = _verbs(
    MEND,
    MERGE,
    AFFILIATE,
    DESCRIBE_CITED_PAGE,
    CREDIT_CITED_PAGE,
    NAME_CITED_PUBLISHER,
    GRADE_CITED_PUBLISHER,
)
"""What it says where the claim is the same, and what it names or rests on is recorded otherwise."""

HEARD_VERBS = _verbs(ASK_REPLY, RECORD_REPLY)
"""What it says where a party was asked, or replied: no change of the claim, and read beside it."""

READ_VERBS = CHANGING_VERBS | BESIDE_VERBS | HEARD_VERBS
"""What it says of anything that reviewers judge or read."""

REWRITING_VERBS = _verbs(REVISE, QUOTE_CITED, JUDGE_CITATION, MEND_WORDS, CONFIRM, UNCONFIRM)
"""Where what was said before cannot be told from what is said now: it was written over."""
SAYS_THE_SAME = "says_the_same"
"""In what the journal keeps of a line: that, after it, the claim says what it said before."""
