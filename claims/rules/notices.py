"""What is told to whom: one table, read by the sweep, the desk and the e-mails.

A line of the journal is told by the row that names its verb, so a new act needs one row here. What
no act does (a day that comes, a page that changes) has a row without verbs; who finds it names the
row. A row never says what a review says: nothing of a round that is open is told by any of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from claims.rules.states import ClaimStatus
from tracker.base.people.role import DESK, EDITORS, STAFF, Role
from tracker.base.values.sentence import gettext_noop as _


class NoticeWay(StrEnum):
    """How somebody wants to be told, besides at the desk."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    DESK_ONLY = "desk_only"

    @property
    def label(self) -> str:
        """The way in a few words."""
        return _WAYS[self]


_WAYS: dict[NoticeWay, str] = {
    NoticeWay.AT_ONCE: _("E-mail at once"),
    NoticeWay.DAILY: _("In one e-mail a day"),
    NoticeWay.DESK_ONLY: _("Only at the desk"),
}


class NoticeKind(StrEnum):
    """What a person chooses a way for."""

    ASSIGNMENT = "assignment"
    REMINDER = "reminder"
    ROUND = "round"
    VERDICT = "verdict"
    CORRECTION = "correction"
    PROPOSAL = "proposal"
    EVIDENCE = "evidence"
    PUBLISHING = "publishing"

    @property
    def label(self) -> str:
        """The kind in a word or two."""
        return _KINDS[self][0]

    @property
    def meaning(self) -> str:
        """What is told, in a sentence."""
        return _KINDS[self][1]

    @property
    def usual(self) -> NoticeWay:
        """The way of whoever has not chosen."""
        return _KINDS[self][2]


_KINDS: dict[NoticeKind, tuple[str, str, NoticeWay]] = {
    NoticeKind.ASSIGNMENT: (
        _("Review requests"),
        _(
            "You are asked for a review, it is due on another day, or it is no longer needed; or "
            "there are reviews that you can take."
        ),
        NoticeWay.AT_ONCE,
    ),
    NoticeKind.REMINDER: (
        _("Reminders"),
        _("A review of yours is due tomorrow or overdue."),
        NoticeWay.AT_ONCE,
    ),
    NoticeKind.ROUND: (
        _("Reviews you asked for"),
        _(
            "Reviewers agree or differ, a split is settled, somebody hands a review back or "
            "declares an interest, or a review is overdue or nobody takes it."
        ),
        NoticeWay.AT_ONCE,
    ),
    NoticeKind.VERDICT: (
        _("Your claims"),
        _(
            "One is published, corrected, reviewed again, withdrawn or brought back, or a party "
            "that you asked replies or misses its deadline."
        ),
        NoticeWay.DAILY,
    ),
    NoticeKind.CORRECTION: (
        _("Corrections by two editors"),
        _("One needs a second editor, or one that you proposed is answered."),
        NoticeWay.AT_ONCE,
    ),
    NoticeKind.PROPOSAL: (
        _("Proposed evidence"),
        _("Somebody proposes evidence, or evidence that you proposed is added or not."),
        NoticeWay.DAILY,
    ),
    NoticeKind.EVIDENCE: (
        _("Cited pages"),
        _(
            "A number changes on a page that one of your claims cites, the page disappears, or it "
            "cannot be captured."
        ),
        NoticeWay.DAILY,
    ),
    NoticeKind.PUBLISHING: (
        _("Verdicts you planned to publish"),
        _("One could not be published at its time, or somebody else cancelled it."),
        NoticeWay.AT_ONCE,
    ),
}


class Whom(StrEnum):
    """Who is told of a line of the journal; `claims.notices.whom` finds them."""

    WHO_IS_ASKED = "who_is_asked"
    """Whom the assignment asks."""
    WHO_MAY_TAKE = "who_may_take"
    """Who may take a review that was put up for anybody."""
    WHO_IS_LET_GO = "who_is_let_go"
    """Whose open assignments ended with the round."""
    WHO_ASKED = "who_asked"
    """Who opened the round or asked somebody in it."""
    AUTHORS = "authors"
    """Who wrote the claim or changed what it says."""
    SECOND_EDITORS = "second_editors"
    """Who may answer the proposed correction."""
    WHO_ASKED_THE_BARRED = "who_asked_the_barred"
    """Who asked for the open reviews that a declared interest now bars."""
    WHO_ASKED_PARTY = "who_asked_party"
    """Who asked the party for the reply."""
    WHO_PROPOSED = "who_proposed"
    """Who proposed the correction or the evidence."""
    WHO_PLANNED = "who_planned"
    """Who planned to publish the verdict at a time."""
    EDITORS_OF_CLAIM = "editors_of_claim"
    """Editors who wrote the claim or asked for reviews of it."""
    FOUND = "found"
    """Nobody by the journal: who finds it names them."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A row: what is told, to whom, and in which words.

    Args:
        code: its name, kept with each notice.
        kind: what people choose a way for.
        whom: who is told.
        subject: a few words; the claim's follow them, or the page's.
        words: a sentence, with ``%(who)s`` (who did it), ``%(due)s`` (a day) or ``%(number)s`` (the
            claim's) where they go.
        button: what the link is called.
        address: where it leads at the desk; ``thing`` of the notice, or the claim, is its key.
        verbs: the lines of the journal that it tells.
        roles: who is told nothing of it any more when their role becomes another.
        own: whether it is about the person's own task: a reviewer reads it while the round is open,
            and reads no other notice about that claim.
        names_claim: whether the claim's words stand in it.
        of_claim: whether the link's key is the claim's.
        unnamed: whether it does not say which claim it is about, not by its link either: one act
            on many claims is told once.
        by_clock: whether nobody did it: it stands in the journal under the name of whom it is told.
        next_step: a sentence more, on what can be done now.
        next_while: the claim's status for as long as that can be done.
    """

    code: str
    kind: NoticeKind
    whom: Whom
    subject: str
    words: str
    button: str = _("Open the claim")
    address: str = "desk:claim"
    verbs: tuple[str, ...] = ()
    roles: frozenset[Role] = DESK
    own: bool = False
    names_claim: bool = True
    of_claim: bool = True
    unnamed: bool = False
    by_clock: bool = False
    next_step: str = ""
    next_while: ClaimStatus | None = None


_CLOSED = ("round_agreed", "round_split")
_VERDICT_DUE = _("The verdict can be published.")

TELLINGS: tuple[Telling, ...] = (
    # --- reviews that are asked of somebody
    Telling(
        "assigned",
        NoticeKind.ASSIGNMENT,
        Whom.WHO_IS_ASKED,
        _("Please review"),
        _("%(who)s asks you to review this claim by %(due)s."),
        verbs=("assigned",),
        own=True,
        of_claim=False,
        button=_("Open the review"),
        address="desk:review",
    ),
    Telling(
        "put_up",
        NoticeKind.ASSIGNMENT,
        Whom.WHO_MAY_TAKE,
        _("Reviews to take"),
        _(
            "%(who)s has put up reviews for anyone to take, due by %(due)s. Choose “Take the next "
            "review” to be given one."
        ),
        verbs=("put_up",),
        names_claim=False,
        unnamed=True,
        button=_("Open my work"),
        address="desk:my_work",
    ),
    Telling(
        "due_moved",
        NoticeKind.ASSIGNMENT,
        Whom.WHO_IS_ASKED,
        _("New due date"),
        _("Your review of this claim is now due on %(due)s."),
        verbs=("due_moved",),
        own=True,
        of_claim=False,
        button=_("Open the review"),
        address="desk:review",
    ),
    Telling(
        "replaced",
        NoticeKind.ASSIGNMENT,
        Whom.WHO_IS_ASKED,
        _("Review no longer needed"),
        _("Somebody else is reviewing this claim in your place."),
        verbs=("reviewer_replaced",),
        own=True,
    ),
    Telling(
        "let_go",
        NoticeKind.ASSIGNMENT,
        Whom.WHO_IS_LET_GO,
        _("Review no longer needed"),
        _("The round has ended, so your review of this claim is no longer needed."),
        verbs=(*_CLOSED, "round_cancelled", "reopening_cancelled"),
        own=True,
    ),
    Telling(
        "due_tomorrow",
        NoticeKind.REMINDER,
        Whom.FOUND,
        _("Review due tomorrow"),
        _("Your review of this claim is due tomorrow, %(due)s."),
        own=True,
        of_claim=False,
        button=_("Open the review"),
        address="desk:review",
    ),
    Telling(
        "overdue",
        NoticeKind.REMINDER,
        Whom.FOUND,
        _("Your review is overdue"),
        _(
            "Your review of this claim was due on %(due)s. Finish it, or hand it back so that "
            "somebody else can be asked."
        ),
        own=True,
        of_claim=False,
        button=_("Open the review"),
        address="desk:review",
    ),
    # --- reviews that somebody asked for
    Telling(
        "overdue_asked",
        NoticeKind.ROUND,
        Whom.FOUND,
        _("Overdue review"),
        _("The review that you asked %(who)s for was due on %(due)s."),
        roles=EDITORS,
    ),
    Telling(
        "round_agreed",
        NoticeKind.ROUND,
        Whom.WHO_ASKED,
        _("Reviewers agree"),
        _("The round of reviews has ended, and the reviewers agree."),
        verbs=("round_agreed",),
        roles=EDITORS,
        next_step=_VERDICT_DUE,
        next_while=ClaimStatus.AGREED,
    ),
    Telling(
        "round_split",
        NoticeKind.ROUND,
        Whom.WHO_ASKED,
        _("Reviewers differ"),
        _("The round of reviews has ended, and the reviewers differ."),
        verbs=("round_split",),
        roles=EDITORS,
        next_step=_("An editor who had no part in it settles the split."),
        next_while=ClaimStatus.SPLIT,
    ),
    Telling(
        "given_back",
        NoticeKind.ROUND,
        Whom.WHO_ASKED,
        _("Review handed back"),
        _("%(who)s will not review this claim after all. Ask somebody else."),
        verbs=("declined", "handed_back"),
        roles=EDITORS,
    ),
    Telling(
        "put_back",
        NoticeKind.ROUND,
        Whom.WHO_ASKED,
        _("Review handed back"),
        _("%(who)s will not review this claim after all. Somebody else can take the review."),
        verbs=("put_back",),
        roles=EDITORS,
    ),
    Telling(
        "settled",
        NoticeKind.ROUND,
        Whom.WHO_ASKED,
        _("Split settled"),
        _("%(who)s has settled the split."),
        verbs=("settled",),
        roles=EDITORS,
        next_step=_VERDICT_DUE,
        next_while=ClaimStatus.SETTLED,
    ),
    Telling(
        "interest_bars",
        NoticeKind.ROUND,
        Whom.WHO_ASKED_THE_BARRED,
        _("Reviewer has an interest"),
        _(
            "%(who)s, whom you asked to review this claim, has declared an interest that rules it "
            "out. Ask somebody else."
        ),
        verbs=("interest_declared",),
        roles=EDITORS,
    ),
    Telling(
        "not_taken",
        NoticeKind.ROUND,
        Whom.FOUND,
        _("Nobody took the reviews"),
        _(
            "The reviews that you put up for anybody to take were due on %(due)s, and nobody has "
            "taken them. Ask somebody by name, or choose another day."
        ),
        roles=EDITORS,
    ),
    # --- replies that somebody asked for
    Telling(
        "reply_recorded",
        NoticeKind.VERDICT,
        Whom.WHO_ASKED_PARTY,
        _("Reply received"),
        _("%(who)s has recorded a reply from a party that you asked."),
        verbs=("reply_recorded",),
    ),
    Telling(
        "reply_kept",
        NoticeKind.VERDICT,
        Whom.WHO_ASKED_PARTY,
        _("Reply received"),
        _(
            "%(who)s has recorded a reply from a party that you asked. Reviewers and readers will "
            "see it once the round has closed."
        ),
        verbs=("reply_kept",),
    ),
    Telling(
        "reply_corrected",
        NoticeKind.VERDICT,
        Whom.WHO_ASKED_PARTY,
        _("Reply corrected"),
        _("%(who)s has corrected the record of a reply that you asked for."),
        verbs=("reply_corrected",),
    ),
    Telling(
        "no_reply",
        NoticeKind.VERDICT,
        Whom.FOUND,
        _("No reply yet"),
        _("You asked %(who)s to reply by %(due)s. No reply has been recorded."),
    ),
    # --- claims that somebody wrote
    Telling(
        "published",
        NoticeKind.VERDICT,
        Whom.AUTHORS,
        _("Verdict published"),
        _("A verdict on your claim has been published."),
        verbs=("published",),
    ),
    Telling(
        "corrected",
        NoticeKind.VERDICT,
        Whom.AUTHORS,
        _("Verdict corrected"),
        _("The published verdict on your claim has been corrected."),
        verbs=("corrected",),
    ),
    Telling(
        "reopened",
        NoticeKind.VERDICT,
        Whom.AUTHORS,
        _("Claim under review again"),
        _(
            "Your claim is being reviewed again. The published verdict stands until another takes "
            "its place."
        ),
        verbs=("reopened",),
    ),
    Telling(
        "withdrawn",
        NoticeKind.VERDICT,
        Whom.AUTHORS,
        _("Claim withdrawn"),
        _("%(who)s withdrew your claim, number %(number)s."),
        verbs=("withdrawn", "withdrawn_after_verdict"),
        names_claim=False,
    ),
    Telling(
        "restored",
        NoticeKind.VERDICT,
        Whom.AUTHORS,
        _("Claim brought back"),
        _("%(who)s brought your claim back."),
        verbs=("restored", "restored_with_verdict"),
    ),
    # --- what was planned to be published
    Telling(
        "publishing_failed",
        NoticeKind.PUBLISHING,
        Whom.WHO_PLANNED,
        _("Not published"),
        _("The verdict that you planned was not published at its time. The claim’s page says why."),
        verbs=("publishing_failed",),
        by_clock=True,
    ),
    Telling(
        "publishing_cancelled",
        NoticeKind.PUBLISHING,
        Whom.WHO_PLANNED,
        _("Publishing cancelled"),
        _("%(who)s cancelled the publishing that you planned. The verdict is not published."),
        verbs=("publishing_cancelled",),
        roles=EDITORS,
    ),
    # --- corrections
    Telling(
        "correction_proposed",
        NoticeKind.CORRECTION,
        Whom.SECOND_EDITORS,
        _("Correction needs a second editor"),
        _(
            "%(who)s proposes to correct the rating or the range of a published verdict. A second "
            "editor has to agree."
        ),
        button=_("Open the proposal"),
        address="desk:correction_agree",
        verbs=("correction_proposed",),
        roles=EDITORS,
        of_claim=False,
    ),
    Telling(
        "correction_agreed",
        NoticeKind.CORRECTION,
        Whom.WHO_PROPOSED,
        _("Correction agreed"),
        _("%(who)s agreed to the correction that you proposed. It has been published."),
        verbs=("correction_agreed",),
        roles=EDITORS,
    ),
    Telling(
        "correction_refused",
        NoticeKind.CORRECTION,
        Whom.WHO_PROPOSED,
        _("Correction refused"),
        _("%(who)s refused the correction that you proposed. The published verdict stands."),
        verbs=("correction_refused",),
        roles=EDITORS,
    ),
    Telling(
        "correction_superseded",
        NoticeKind.CORRECTION,
        Whom.WHO_PROPOSED,
        _("Correction overtaken"),
        _("%(who)s published a new version of the verdict first, so your correction is closed."),
        verbs=("correction_superseded",),
        roles=EDITORS,
    ),
    # --- proposed evidence
    Telling(
        "evidence_proposed",
        NoticeKind.PROPOSAL,
        Whom.EDITORS_OF_CLAIM,
        _("Evidence proposed"),
        _(
            "Evidence was proposed for this claim. An editor decides about it once no round is "
            "open."
        ),
        verbs=("evidence_proposed",),
        roles=EDITORS,
    ),
    Telling(
        "evidence_accepted",
        NoticeKind.PROPOSAL,
        Whom.WHO_PROPOSED,
        _("Your evidence was added"),
        _("The evidence that you proposed for this claim has been added."),
        verbs=("evidence_accepted",),
    ),
    Telling(
        "evidence_refused",
        NoticeKind.PROPOSAL,
        Whom.WHO_PROPOSED,
        _("Your evidence was not added"),
        _("The evidence that you proposed for this claim was not added."),
        verbs=("evidence_refused",),
    ),
    Telling(
        "evidence_added",
        NoticeKind.PROPOSAL,
        Whom.AUTHORS,
        _("Evidence added"),
        _("Evidence that was proposed for your claim has been added to it."),
        verbs=("evidence_accepted",),
    ),
    # --- cited pages
    Telling(
        "number_altered",
        NoticeKind.EVIDENCE,
        Whom.FOUND,
        _("Number changed"),
        _("A number has changed on a page that this claim cites."),
        button=_("See what has changed"),
        address="desk:change_seen",
        of_claim=False,
    ),
    Telling(
        "page_gone",
        NoticeKind.EVIDENCE,
        Whom.FOUND,
        _("Page gone"),
        _("A page that this claim cites is no longer at its address. The sealed copy remains."),
        button=_("See what has changed"),
        address="desk:change_seen",
        of_claim=False,
    ),
    Telling(
        "capture_failed",
        NoticeKind.EVIDENCE,
        Whom.FOUND,
        _("Not captured"),
        _("A capture that you asked for failed. Try again, or add a copy of your own."),
        button=_("See why"),
        address="desk:capture",
        roles=STAFF,
        names_claim=False,
        of_claim=False,
    ),
)
"""All of them, in the order in which they are told."""

TELLING: Mapping[str, Telling] = {telling.code: telling for telling in TELLINGS}


def tellings_of(verb: str) -> list[Telling]:
    """The rows that tell a line of the journal."""
    return [telling for telling in TELLINGS if verb in telling.verbs]


def codes_for(role: Role, *, own: bool = False) -> list[str]:
    """What somebody in this role may be told.

    Args:
        role: theirs.
        own: only what is about a task of their own.
    """
    return [
        telling.code for telling in TELLINGS if role in telling.roles and (telling.own or not own)
    ]


def kinds_for(role: Role) -> list[NoticeKind]:
    """The kinds that somebody in this role chooses a way for."""
    told = {TELLING[code].kind for code in codes_for(role)}
    return [kind for kind in NoticeKind if kind in told]
