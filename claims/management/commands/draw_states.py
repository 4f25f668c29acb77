"""Draw the statuses of a claim and the moves between them into the documentation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from claims.rules.states import MOVES, OWNERS, PUBLIC, ClaimStatus, Owner, mermaid, public_label

PAGE = Path("docs") / "states.md"

_OWNER_WORDS = {
    Owner.AUTHOR: "the author",
    Owner.EDITOR: "an editor",
    Owner.REVIEWERS: "the reviewers",
    Owner.NOBODY: "nobody",
}


def page() -> str:
    """The whole page as Markdown, from the tables in `claims/rules/states.py`."""
    return "\n".join(
        [
            "# The statuses of a claim",
            "",
            "Drawn by `manage.py draw_states` from `claims/rules/states.py`. Change the table",
            "there and draw again; a test fails while this page differs.",
            "",
            "```mermaid",
            mermaid().rstrip("\n"),
            "```",
            "",
            "| status | who acts next | readers see |",
            "|---|---|---|",
            *(_status_row(status) for status in ClaimStatus),
            "",
            "| from | to | who | verb in the journal | reason |",
            "|---|---|---|---|---|",
            *(
                f"| {move.source} | {move.target} "
                f"| {', '.join(sorted(actor.label for actor in move.who))} "
                f"| {move.verb} | {'required' if move.reason_required else ''} |"
                for move in MOVES
            ),
            "",
        ]
    )


def _status_row(status: ClaimStatus) -> str:
    seen = public_label(status) if status in PUBLIC else "nothing"
    return f"| {status} | {_OWNER_WORDS[OWNERS[status]]} | {seen} |"


class Command(BaseCommand):
    """Write `docs/states.md`, or print it with `--print`."""

    help = "Draw the statuses of a claim and the moves between them into docs/states.md."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own declaration

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the one option."""
        parser.add_argument("--print", action="store_true", help="print the page, write nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the page, or print it."""
        if options["print"]:
            self.stdout.write(page(), ending="")
            return
        path = settings.BASE_DIR / PAGE
        path.write_text(page(), encoding="utf-8")
        self.stdout.write(f"{PAGE} written.")
