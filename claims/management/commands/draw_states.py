"""Draw the table of acts, and the moves it makes between the statuses of a claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from claims.rules.acts import CLAIM_ACTS
from claims.rules.states import OWNERS, PUBLIC, ClaimStatus, Owner, public_status
from sources.acts import EVIDENCE_ACTS
from tracker.base.accounts.acts import ACCOUNT_ACTS
from tracker.base.acts.table import Act

_OWNER_WORDS = {
    Owner.AUTHOR: "the author",
    Owner.EDITOR: "an editor",
    Owner.REVIEWERS: "the reviewers",
    Owner.NOBODY: "nobody",
}


def states_page() -> str:
    """The statuses of a claim as Markdown, with the moves between them as a diagram."""
    lines = [
        "# The statuses of a claim",
        "",
        "Drawn by `manage.py draw_states` from `claims/rules/states.py` and the table of acts in",
        "`claims/rules/acts.py`. Change them there and draw again; a test fails while this page",
        "differs.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {ClaimStatus.DRAFT}",
        f"    [*] --> {ClaimStatus.RECORDED}",
        *(f"    {m.source} --> {m.target}: {m.verb}" for _act, m in CLAIM_ACTS.by_move.values()),
        "```",
        "",
        "| status | who acts next | readers see |",
        "|---|---|---|",
        *(_status_row(status) for status in ClaimStatus),
        "",
        "| from | to | who | verb in the journal | reason |",
        "|---|---|---|---|---|",
        *(
            f"| {m.source} | {m.target} | {_who(act)} | {m.verb} | {_reason(act)} |"
            for act, m in CLAIM_ACTS.by_move.values()
        ),
        "",
    ]
    return "\n".join(lines)


def acts_page() -> str:
    """The tables of acts as Markdown: the law of the house on one page."""
    lines = [
        "# Who may do what",
        "",
        "Drawn by `manage.py draw_states` from `claims/rules/acts.py`, `sources/acts.py` and",
        "`tracker/base/accounts/acts.py`.",
        "Rights, moves, buttons, the words of the journal and the addresses are read from the",
        "same rows, so this page says what the program does; a test fails while it is not drawn",
        "anew.",
        "",
        "What is *hidden* is not shown in a claim's journal to somebody who reviews the claim",
        "in an open round.",
        "",
        "A reason that is *required* is a word at least, which the transaction of every act asks",
        "for (`any_word`); what may be given to *readers*, the reason or what is written beside",
        "it, is a sentence, which the operation asks for (`whole_sentence`). Both stand in",
        "`tracker/base/values/text.py`.",
        "",
        "## Claims",
        "",
        *_act_rows(CLAIM_ACTS),
        "",
        "## Evidence",
        "",
        *_act_rows(EVIDENCE_ACTS),
        "",
        "## Accounts",
        "",
        "They are journaled in the security log.",
        "",
        *_act_rows(ACCOUNT_ACTS),
        "",
    ]
    return "\n".join(lines)


def _act_rows(acts: Iterable[Act[Any]]) -> Iterable[str]:
    yield "| act | who may | when | reason | in the journal | addresses |"
    yield "|---|---|---|---|---|---|"
    for act in acts:
        words = "; ".join(act.verbs.values())
        hidden = " *(hidden)*" if words and act.hidden else ""
        addresses = ", ".join(f"`{address}`" for address in act.addresses)
        yield (
            f"| {act.label} | {_who(act)} | {_when(act)} | {_reason(act)} "
            f"| {words}{hidden} | {addresses} |"
        )


def _who(act: Act[Any]) -> str:
    return ", ".join(grant.who for grant in act.may) or "nobody: it happens by itself"


def _when(act: Act[Any]) -> str:
    if not act.statuses <= set(ClaimStatus):
        return ", ".join(sorted(act.statuses))
    never = [status for status in ClaimStatus if status not in act.statuses]
    if len(never) == 1:
        return f"not {never[0]}"
    return ", ".join(status for status in ClaimStatus if status in act.statuses)


def _reason(act: Act[Any]) -> str:
    said = ["required"] if act.reason else []
    return ", ".join([*said, *(["for readers"] if act.for_readers else [])])


def _status_row(status: ClaimStatus) -> str:
    seen = public_status(status).label if status in PUBLIC else "nothing"
    return f"| {status} | {_OWNER_WORDS[OWNERS[status]]} | {seen} |"


PAGES: dict[str, Callable[[], str]] = {"states.md": states_page, "acts.md": acts_page}
"""The pages in `docs/`, each with what draws it."""


class Command(BaseCommand):
    """Write `docs/states.md` and `docs/acts.md`, or print one of them with `--print`."""

    help = "Draw the table of acts and the statuses of a claim into docs/."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own declaration

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the one option."""
        parser.add_argument("--print", choices=list(PAGES), help="print a page, write nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the pages, or print one."""
        if options["print"]:
            self.stdout.write(PAGES[options["print"]](), ending="")
            return
        for name, draw in PAGES.items():
            path: Path = settings.BASE_DIR / "docs" / name
            path.write_text(draw(), encoding="utf-8")
            self.stdout.write(f"docs/{name} written.")
