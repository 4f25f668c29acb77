"""Take out of a page the few things a policy alone does not stop a browser from acting on.

The policy of every answer (`sources.replay.policy`) stops scripts, the network, forms and
refreshes. It does not stop a browser from connecting ahead (`<link rel=preconnect>`,
`dns-prefetch`: CSP Level 3 has no directive for them) nor a page from changing the referrer policy
(`<meta name=referrer>`). No `link` does anything in a replay and of all `meta` only the viewport
does, so the start tags of both are renamed in the text, wherever they stand: no parser of ours
meets the page, and there is no reading of it in which one survives. A page within a page (`srcdoc`)
stands in an attribute, where both can be written with entities: every frame is given an empty one.
"""

from __future__ import annotations

import re

# HTML standard, 13.2.5.6 and 13.2.5.8: a tag's name ends at white space, "/" or ">".
_TAG = re.compile(r"<(?:link|meta|iframe)(?=[\t\n\f\r />])", re.IGNORECASE | re.ASCII)
_VIEWPORT = re.compile(
    r"<meta\s+name=(?:viewport|\"viewport\"|'viewport')\s+"
    r"content=(\"[\w\s=.,;-]*\"|'[\w\s=.,;-]*')\s*/?>",
    re.IGNORECASE | re.ASCII,
)
# Of two attributes of one name the first counts (13.2.5.33), so what the page says is not heard.
_HARMLESS = "<meta name http-equiv content "
_EMPTY_FRAME = "<iframe srcdoc "


def neutral(source: str) -> str:
    """Give a page back without `link`, without `meta` but a plain viewport, its frames empty.

    Args:
        source: the decoded page.
    """

    def rename(match: re.Match[str]) -> str:
        if _VIEWPORT.match(source, match.start()):
            return match[0]
        return _EMPTY_FRAME if match[0][1:].lower() == "iframe" else _HARMLESS

    return _TAG.sub(rename, source)
