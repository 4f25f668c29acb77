"""What a page of the desk sends by itself while somebody types in its form."""

from __future__ import annotations

from typing import Any

from selectolax.lexbor import LexborHTMLParser

from tests.desk.forms import as_shown
from tracker.base.acts.models import UnsentForm
from tracker.base.web.unsent.sent import BY_ITSELF, DROP, KEEP

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


def thrown_away(client: Any, url: str, page: Any, number: Any) -> Any:
    """Press a button that throws away what was typed, on a page that was opened before.

    Args:
        client: somebody's browser.
        url: the page's address.
        page: the page.
        number: of what is thrown away.

    Returns:
        The page that follows.
    """
    tree = LexborHTMLParser(page.content.decode())
    fields = {
        str(node.attributes["name"]): node.attributes.get("value") or ""
        for node in tree.css("form#unsent-drop [name]")
    }
    assert tree.css(f'button[form=unsent-drop][name={DROP}][value="{number}"]')
    return client.post(url, fields | {DROP: str(number)}, follow=True)


def is_anything_left() -> bool:
    """Whether anything that somebody typed can be read still."""
    return UnsentForm.objects.exclude(sealed=b"").exists()
