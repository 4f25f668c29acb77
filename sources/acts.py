"""The acts on evidence, each one row, on the same engine as the acts on claims.

They leave no line in the journal: the row history keeps who did what, by the act's name.
"""

from __future__ import annotations

from tracker.base.acts.table import Act, Grant, HasStatus, Table
from tracker.base.people.role import ADMINISTRATORS, DESK, EDITORS, STAFF
from tracker.base.values.sentence import gettext_noop as _

_STAFF_MEMBER: Grant[HasStatus] = Grant("everybody at the desk", STAFF)
_CHECKER_OR_EDITOR: Grant[HasStatus] = Grant("fact-checkers and editors", DESK)
_EDITOR: Grant[HasStatus] = Grant("an editor", EDITORS)
_GRADER: Grant[HasStatus] = Grant("an editor or an administrator", EDITORS | ADMINISTRATORS)

LOOK_UP: Act[HasStatus] = Act(
    name="look_up",
    label=_("Look publishers and captures up"),
    may=(_STAFF_MEMBER,),
    addresses=(
        "publishers",
        "captures",
        "capture",
        "capture_state",
        "capture_queue",
        "capture_read",
    ),
)

# --- the register

REGISTER_PUBLISHER: Act[HasStatus] = Act(
    name="register_publisher",
    label=_("Add a publisher"),
    may=(_CHECKER_OR_EDITOR,),
    addresses=("publisher_new",),
)
NAME_PUBLISHER: Act[HasStatus] = Act(
    name="name_publisher",
    label=_("Say by which other names a publisher goes"),
    may=(_CHECKER_OR_EDITOR,),
    reason=True,
    addresses=("publisher_names",),
)
CHANGE_PUBLISHER: Act[HasStatus] = Act(
    name="change_publisher",
    label=_("Change a publisher"),
    may=(_CHECKER_OR_EDITOR,),
    reason=True,
    addresses=("publisher_edit",),
)
MERGE_PUBLISHERS: Act[HasStatus] = Act(
    name="merge_publishers",
    label=_("Merge two publishers"),
    may=(_EDITOR,),
    reason=True,
    addresses=("publisher_merge",),
)
GRADE_PUBLISHER: Act[HasStatus] = Act(
    name="grade_publisher",
    label=_("Grade a publisher"),
    may=(_GRADER,),
    reason=True,
    for_readers=True,
    addresses=("publisher_grade",),
)
REGISTER_PAGE: Act[HasStatus] = Act(
    name="register_page",
    label=_("Add a page"),
    may=(_CHECKER_OR_EDITOR,),
)
DESCRIBE_PAGE: Act[HasStatus] = Act(
    name="describe_page",
    label=_("Record what a page says of itself"),
    may=(_CHECKER_OR_EDITOR,),
    addresses=("page_describe", "pages_untitled", "page_edit"),
)
DERIVE_PAGE: Act[HasStatus] = Act(
    name="derive_page",
    label=_("Say where a page has its content from"),
    may=(_CHECKER_OR_EDITOR,),
    addresses=("page_origin", "page_credit", "credit_mend"),
)
UNDERIVE_PAGE: Act[HasStatus] = Act(
    name="underive_page",
    label=_("Take back where a page has its content from"),
    may=(_CHECKER_OR_EDITOR,),
    reason=True,
    addresses=("credit_remove",),
)
QUOTE: Act[HasStatus] = Act(
    name="quote",
    label=_("Quote a page"),
    may=(_CHECKER_OR_EDITOR,),
    addresses=("capture_quote",),
)
CONFIRM_QUOTATION: Act[HasStatus] = Act(
    name="confirm_quotation",
    label=_("Confirm that words were quoted as the page had them"),
    may=(_CHECKER_OR_EDITOR,),
    reason=True,
    addresses=("quotation_confirm",),
)

# --- copies

REQUEST_CAPTURE: Act[HasStatus] = Act(
    name="request_capture",
    label=_("Ask for a capture"),
    may=(_STAFF_MEMBER,),
    addresses=("page_capture", "capture_retry"),
)
GIVE_UP_CAPTURE: Act[HasStatus] = Act(
    name="give_up_capture",
    label=_("Give a capture up"),
    may=(_STAFF_MEMBER,),
    reason=True,
    addresses=("capture_give_up",),
)
REQUEST_RENDERING: Act[HasStatus] = Act(
    name="request_rendering",
    label=_("Have a sealed page shown in a browser"),
    may=(_STAFF_MEMBER,),
    addresses=("capture_render",),
)
DEPOSIT_COPY: Act[HasStatus] = Act(
    name="deposit",
    label=_("Deposit a copy of a page"),
    may=(_STAFF_MEMBER,),
    addresses=("page_deposit", "deposits_held", "deposit_choose", "deposit_drop"),
)
WITHHOLD_COPY: Act[HasStatus] = Act(
    name="withhold_copy",
    label=_("Withhold a deposited copy"),
    may=(_EDITOR,),
    reason=True,
    addresses=("capture_withhold",),
)
GIVE_OUT_COPY: Act[HasStatus] = Act(
    name="give_out_copy",
    label=_("Show readers a withheld copy"),
    may=(_EDITOR,),
    reason=True,
    addresses=("capture_give_out",),
)

# --- later looks

STOP_WATCHING: Act[HasStatus] = Act(
    name="stop_watching",
    label=_("Stop looking again at a page"),
    may=(_STAFF_MEMBER,),
    reason=True,
    addresses=("page_watch",),
)
START_WATCHING: Act[HasStatus] = Act(
    name="start_watching",
    label=_("Look again at a page"),
    may=(_STAFF_MEMBER,),
    addresses=("page_watch",),
)
ACKNOWLEDGE_CHANGE: Act[HasStatus] = Act(
    name="acknowledge_change",
    label=_("Mark an alarm about a cited page as seen"),
    may=(_STAFF_MEMBER,),
    reason=True,
    addresses=("change_seen",),
)
UNACKNOWLEDGE_CHANGE: Act[HasStatus] = Act(
    name="unacknowledge_change",
    label=_("Bring an alarm about a cited page back"),
    may=(_STAFF_MEMBER,),
    reason=True,
    addresses=("change_unseen",),
)

EVIDENCE_ACTS: Table[HasStatus] = Table(
    [
        LOOK_UP,
        REGISTER_PUBLISHER,
        NAME_PUBLISHER,
        CHANGE_PUBLISHER,
        MERGE_PUBLISHERS,
        GRADE_PUBLISHER,
        REGISTER_PAGE,
        DESCRIBE_PAGE,
        DERIVE_PAGE,
        UNDERIVE_PAGE,
        QUOTE,
        CONFIRM_QUOTATION,
        REQUEST_CAPTURE,
        GIVE_UP_CAPTURE,
        REQUEST_RENDERING,
        DEPOSIT_COPY,
        WITHHOLD_COPY,
        GIVE_OUT_COPY,
        STOP_WATCHING,
        START_WATCHING,
        ACKNOWLEDGE_CHANGE,
        UNACKNOWLEDGE_CHANGE,
    ]
)
"""All of them."""
