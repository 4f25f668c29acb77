"""Simple markup as HTML: paragraphs, headings, lists, emphasis and links, and nothing else.

The parser is markdown-it-py with HTML switched off: a tag that is typed is shown as it was typed.
Pictures, tables, code and references are switched off as well.
"""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from typing import Any

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

_ALLOWED = ("heading", "list", "link", "emphasis", "escape", "newline")
_SCHEMES = ("https://", "http://", "mailto:")
_FIRST_HEADING, _LAST_HEADING = 2, 4
"""The page has a heading of the first level already."""


class _Links(RendererHTML):
    """Links out of the house say that it does not vouch for them."""

    def link_open(
        self, tokens: Sequence[Token], index: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        """Open a link."""
        token = tokens[index]
        if not str(token.attrGet("href") or "").startswith(("/", "#")):
            token.attrSet("rel", "nofollow noopener")
        return self.renderToken(tokens, index, options, env)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", renderer_cls=_Links).enable(list(_ALLOWED))
    parser.validateLink = _may_lead_there  # type: ignore[assignment]
    return parser


def _may_lead_there(address: str) -> bool:
    """Whether a link may lead to an address: within the house, on the web, or to a mailbox."""
    asked = address.strip().lower()
    within = asked.startswith(("/", "#")) and not asked.startswith(("//", "/\\"))
    return within or asked.startswith(_SCHEMES)


_PARSER = _parser()


def simple_markup(text: str) -> SafeString:
    """A text in simple markup, as HTML that is safe to show.

    Headings begin at the second level, whatever was typed.

    Args:
        text: what somebody typed.
    """
    tokens = _PARSER.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            level = int(token.tag[1:])
            token.tag = f"h{min(max(level, _FIRST_HEADING), _LAST_HEADING)}"
    html = str(_PARSER.renderer.render(tokens, _PARSER.options, {}))
    # Every tag is the parser's; what was typed is escaped.
    return SafeString(html)
