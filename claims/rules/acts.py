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
    REVIEWER,
    SECOND_EDITOR,
    STAFF_BEFORE_REVIEW,
    STAFF_MEMBER,
    UNDECIDED_EDITOR,
    UNINVOLVED_EDITOR,
    WHO_ADDED_IT_BEFORE_REVIEW,
    WHO_PROPOSED,
    WHO_WAS_ASKED,
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


def cannot_become(source: ClaimStatus, target: ClaimStatus) -> Sentence:
    """Say that no act moves a claim from `source` to `target`."""
    return Sentence(
        "illegal_move",
        _('A claim that is "%(source)s" cannot become "%(target)s".'),
        {"source": source.label, "target": target.label},
    )


def _not_from_here(_status: StrEnum) -> Sentence:
    return Sentence("illegal_move", _("This cannot be done to the claim as it stands now."))


def _already_reviewed(status: StrEnum) -> Sentence:
    if status is _S.WITHDRAWN:
        return _withdrawn(status)
    return Sentence(
        "already_reviewed",
        _(
            "Reviewers have judged these words and figures. Publish the verdict first, or let the "
            "claim be reviewed again."
        ),
    )


def _withdrawn(_status: StrEnum) -> Sentence:
    return Sentence("withdrawn", _("This claim has been withdrawn."))


def _nothing_to_release(status: StrEnum) -> Sentence:
    if status is _S.WITHDRAWN:
        return _withdrawn(status)
    return Sentence("draft", _("A draft is submitted first, and released then."))


def _not_open_for_review(_status: StrEnum) -> Sentence:
    return Sentence(
        "not_open_for_review",
        _("Only a recorded claim, or one in review, can be assigned. Reopen it first."),
    )


def _no_split(status: StrEnum) -> Sentence:
    return cannot_become(_S(status), _S.SETTLED)


def _no_first_verdict(status: StrEnum) -> Sentence:
    if status is _S.PUBLISHED:
        return Sentence(
            "already_published",
            _("A verdict has been published. Correct it, or reopen the claim."),
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
        return Sentence("illegal_move", _("No round has ended yet. Assign reviewers instead."))
    return cannot_become(_S(status), _S.IN_REVIEW)


def _not_withdrawable(status: StrEnum) -> Sentence:
    return cannot_become(_S(status), _S.WITHDRAWN)


# --- using the desk

USE_DESK: Act[ClaimFacts] = Act(
    name="use_desk",
    label=_("Use the desk"),
    may=(STAFF_MEMBER,),
    addresses=("my_work", "unsent", "search", "claims", "claim", "incidents", "incident"),
)
SEE_OVERDUE: Act[ClaimFacts] = Act(
    name="see_overdue",
    label=_("See everybody's overdue reviews"),
    may=(EDITOR_OR_ADMINISTRATOR,),
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
    label=_("Add a measure or a kind"),
    may=(ADMINISTRATOR,),
    verbs={"term_added": _("added a measure or a kind")},
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
    label=_("Change a measure or a kind"),
    may=(ADMINISTRATOR,),
    reason=True,
    verbs={"term_changed": _("changed a measure or a kind")},
    hidden=False,
    addresses=("term_edit",),
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
CITE: Act[ClaimFacts] = Act(
    name="cite",
    label=_("Cite a page"),
    may=(CHECKER_BEFORE_REVIEW, EDITOR_BEFORE_SEAL),
    when=_STANDING,
    elsewhere=_withdrawn,
    verbs={"cited": _("cited a page")},
    hidden=False,
    addresses=("claim_cite",),
)
UNCITE: Act[ClaimFacts] = Act(
    name="uncite",
    label=_("Take a citation back"),
    may=(EDITOR_BEFORE_SEAL, WHO_ADDED_IT_BEFORE_REVIEW),
    reason=True,
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
    verbs={"words_confirmed": _("confirmed that cited words were written down as on the page")},
)
SEE_CHANGE: Act[ClaimFacts] = Act(
    name="see_change",
    label=_("Mark an altered number in a cited page as seen"),
    may=(STAFF_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    verbs={"change_seen": _("marked an altered number in a cited page as seen")},
)
UNSEE_CHANGE: Act[ClaimFacts] = Act(
    name="unsee_change",
    label=_("Bring the alarm about an altered number back"),
    may=(STAFF_BEFORE_REVIEW, EDITOR_OUTSIDE_ROUND),
    verbs={"change_unseen": _("brought the alarm about an altered number back")},
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
    },
    hidden=False,
    addresses=("claim_assign",),
)
DECLINE: Act[ClaimFacts] = Act(
    name="decline",
    label=_("Give an assignment back"),
    may=(WHO_WAS_ASKED,),
    reason=True,
    verbs={"declined": _("gave the assignment back")},
    # Whoever is asked next would read what the reason lets them guess.
    reason_to=EDITORS,
    addresses=("review_decline",),
)
REVIEW: Act[ClaimFacts] = Act(
    name="review",
    label=_("Review"),
    may=(REVIEWER,),
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
        "round_split": _("closed the round with the last seal: the reviewers differ"),
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
    verbs={
        "round_cancelled": _("cancelled the round"),
        "reopening_cancelled": _("let the published verdict stand"),
    },
    addresses=("claim_cancel_round",),
    asking=Asking(
        heading=_("Cancel a round"),
        explanation=_(
            "What is still open is cancelled. Sealed reviews stay sealed, and nobody reads them. "
            "Readers see that there was this round, and your reason, once the claim has been "
            "reviewed again."
        ),
        button=_("Cancel the round"),
        said=_("The round is cancelled."),
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
    verbs={"waived": _("waived a rule for one person in one round")},
    addresses=("claim_waive",),
)

# --- deciding

SETTLE: Act[ClaimFacts] = Act(
    name="settle",
    label=_("Settle the split"),
    may=(UNINVOLVED_EDITOR,),
    elsewhere=_no_split,
    moves=(Move(_S.SPLIT, _S.SETTLED, "settled"),),
    reason=True,
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
    verbs={"published": _("published the verdict")},
    addresses=("claim_publish",),
)
CORRECT: Act[ClaimFacts] = Act(
    name="correct",
    label=_("Correct"),
    may=(UNINVOLVED_EDITOR,),
    elsewhere=_not_published,
    moves=(Move(_S.PUBLISHED, _S.PUBLISHED, "corrected"),),
    reason=True,
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
        explanation=_("The published verdict stays as it is. Your reason stays at the desk."),
        button=_("Refuse"),
        said=_("The correction is refused."),
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
        explanation=_("The published verdict stays as it is. Your reason stays at the desk."),
        button=_("Take it back"),
        said=_("The proposal is taken back."),
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
    verbs={"round_repeated": _("began another round"), "reopened": _("reopened the claim")},
    addresses=("claim_reopen",),
    asking=Asking(
        heading=_("Review again"),
        explanation=_(
            "A new round begins. A verdict that is published stays until another replaces it. "
            "Your reason is published: once the new round is over, readers see that the claim was "
            "reviewed again and why. Say nothing in it of what the reviews found."
        ),
        button=_("Begin a new round"),
        said=_("A new round has begun. Now ask reviewers."),
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
    verbs={
        "withdrawn": _("withdrew the claim"),
        "withdrawn_after_verdict": _("withdrew the claim with its published verdict"),
    },
    hidden=False,
    addresses=("claim_withdraw",),
    asking=Asking(
        heading=_("Withdraw a claim"),
        explanation=_(
            "Readers no longer see it. If they have seen it, its page says that it was withdrawn, "
            "when, and the reason you give. It can be brought back by an editor."
        ),
        button=_("Withdraw"),
        said=_("The claim is withdrawn."),
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
    ),
)

CLAIM_ACTS: Table[ClaimFacts] = Table(
    [
        USE_DESK,
        SEE_OVERDUE,
        MANAGE_PEOPLE,
        ADD_TERM,
        DECLARE_TERM,
        CHANGE_TERM,
        RECORD_PARTY,
        AFFILIATE,
        RECORD_PLACE,
        RECORD_INCIDENT,
        CAPTURE_INCIDENT,
        RECORD_CLAIM,
        SUBMIT,
        REVISE,
        CITE,
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
        DECLINE,
        REVIEW,
        CLOSE_ROUND,
        CANCEL_ROUND,
        READ_REVIEWS,
        OPEN_REVIEWS,
        WAIVE,
        SETTLE,
        PUBLISH,
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

_CHANGES = (
    AFFILIATE,
    REVISE,
    CITE,
    UNCITE,
    MEND_WORDS,
    CONFIRM,
    UNCONFIRM,
    CONTEST,
    RETRACT,
    TRANSLATE,
    RETRACT_TRANSLATION,
    DESCRIBE_CITED_PAGE,
    CREDIT_CITED_PAGE,
    NAME_CITED_PUBLISHER,
    GRADE_CITED_PUBLISHER,
)
CHANGING_VERBS: frozenset[str] = frozenset(verb for act in _CHANGES for verb in act.verbs)
"""What the journal of a claim says where something changed that reviewers judge or read."""
