"""What a page of the desk sends by itself while somebody types in its form."""

from __future__ import annotations

from typing import Any

from tests.desk.forms import as_shown
from tracker.base.web.unsent.sent import BY_ITSELF, KEEP

HEADERS = {BY_ITSELF: "1"}


def typed(client: Any, url: str, **changes: Any) -> Any:
    """Open a form, type something into it, and let the page keep it.

    Args:
        client: somebody's browser.
        url: the form's address.
        changes: what is typed.

    Returns:
        The answer.
    """
    return sent_by_page(client, url, as_shown(client.get(url)) | changes)


def sent_by_page(client: Any, url: str, fields: dict[str, Any]) -> Any:
    """Let a page keep what stands in its form."""
    return client.post(url, fields | {KEEP: "1"}, headers=HEADERS)
