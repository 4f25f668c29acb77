"""What the tests type into the desk's forms."""

from __future__ import annotations

from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from claims.models import Incident, Party
from claims.rules.deciding.checklist import Point


def a_claim_form(incident: Incident, claimant: Party, **changes: Any) -> dict[str, Any]:
    """A claim with one figure, as a browser sends it."""
    return {
        "incident": incident.pk,
        "claimant": claimant.pk,
        "statement": "At least twelve soldiers were killed.",
        "wording": "paraphrase",
        "nature": "statement",
        "language": "en",
        "made_on": "2025-06",
        **no_figures(1),
        **a_figure_row(0, subjects=[claimant.pk]),
        **changes,
    }


def no_figures(rows: int = 0) -> dict[str, Any]:
    return {"figures-TOTAL_FORMS": rows, "figures-INITIAL_FORMS": 0}


def a_figure_row(index: int, **changes: Any) -> dict[str, Any]:
    row = {"measure": "killed", "qualifier": "at_least", "low": "12", "words": "at least twelve"}
    return {f"figures-{index}-{name}": value for name, value in (row | changes).items()}


def a_citation_form(**changes: Any) -> dict[str, Any]:
    """A page of a new publisher, cited with words of it."""
    return {
        "url": "https://example.org/report",
        "new_publisher": "The Valley Post",
        "new_publisher_kind": "newspaper",
        "title": "Twelve dead",
        "kind": "article",
        "language": "en",
        "published": "2025-06-02",
        "origin": "own",
        "exact": "at least twelve soldiers",
        "before": "said that",
        "after": "were killed",
        "stance": "reports",
        "credibility": "6",
        "capture": "on",
        **changes,
    }


STAYS = {
    f"decide-{name}": "keep" for name in ("title", "published", "language", "origin", "publisher")
}
"""Whatever of a known page is recorded otherwise stays so."""


def a_review_form(**changes: Any) -> dict[str, Any]:
    return {
        "rating": "supported",
        "reasoning": "Both pages say so.",
        "has_interest": "no",
        "confirmed": "on",
        **changes,
    }


WAIVING = {f"waive_{point.value}": "Not for this test." for point in Point}
"""Every point of the checklist before publishing, waived on its form."""


def errors(response: Any) -> dict[str, list[str]]:
    """The errors of a page's form by field."""
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def opened(client: Any, url: str) -> dict[str, Any]:
    """What a browser sends of the form at an address if nobody types anything."""
    return as_shown(client.get(url))


def as_shown(response: Any) -> dict[str, Any]:
    """What a browser sends of the form on a page if nobody types anything."""
    tree = LexborHTMLParser(response.content.decode())
    return sent_of(tree.css("main form[method=post] [name]"))


def sent_of(fields: list[LexborNode]) -> dict[str, Any]:
    """What a browser sends of some fields if nobody types anything."""
    sent: dict[str, Any] = {}
    for node in fields:
        found, name = _sent_of(node), str(node.attributes["name"])
        if found is not None and node.attributes.get("type") == "checkbox" and name in sent:
            found = [*([sent[name]] if isinstance(sent[name], str) else sent[name]), found]
        if found is not None:
            sent[name] = found
    return sent


def _sent_of(node: LexborNode) -> Any:
    kind = node.attributes.get("type")
    if node.tag == "button":
        return None
    if kind in ("radio", "checkbox") and "checked" not in node.attributes:
        return None
    if node.tag == "select":
        options = node.css("option")
        chosen = [one for one in options if "selected" in one.attributes]
        if not chosen and "multiple" not in node.attributes:
            chosen = options[:1]
        return [one.attributes.get("value") or "" for one in chosen]
    if node.tag == "textarea":
        return node.text().removeprefix("\n")
    return node.attributes.get("value") or ("on" if kind == "checkbox" else "")
