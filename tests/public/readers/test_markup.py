"""Simple markup: a few things it makes, and that nothing else comes through."""

from __future__ import annotations

import pytest

from claims.presentation.readers.markup import simple_markup


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("One\n\nTwo", "<p>One</p>\n<p>Two</p>\n"),
        ("## Money", "<h2>Money</h2>\n"),
        ("# Money", "<h2>Money</h2>\n"),
        ("###### Money", "<h4>Money</h4>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("1. a", "<ol>\n<li>a</li>\n</ol>\n"),
        ("**a** *b*", "<p><strong>a</strong> <em>b</em></p>\n"),
        ("[a](/funding/)", '<p><a href="/funding/">a</a></p>\n'),
        (
            "[a](https://example.org/)",
            '<p><a href="https://example.org/" rel="nofollow noopener">a</a></p>\n',
        ),
        ("", ""),
    ],
)
def test_it_makes(typed: str, html: str) -> None:
    assert simple_markup(typed) == html


@pytest.mark.parametrize(
    "typed",
    [
        "<b onclick=alert(1)>x</b>",
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,x)",
        "[x](//evil.example/)",
        "[x](/\\evil.example/)",
        "[x](vbscript:x)",
        "![x](https://example.org/x.png)",
        "<https://example.org/>",
        "    <script>",
        "```\n<script>\n```",
        '[x](https://example.org/"onmouseover="alert(1))',
        "[x][1]\n\n[1]: javascript:alert(1)",
        "&lt;script&gt;",
    ],
)
def test_nothing_else_comes_through(typed: str) -> None:
    html = simple_markup(typed)

    assert "<script" not in html
    assert "<img" not in html
    assert "<b " not in html
    for part in html.split("<a ")[1:]:
        tag = part.partition(">")[0]
        address = tag.partition('href="')[2].partition('"')[0]
        assert address.startswith(("https://example.org/", "/%5C")), html
        assert "onmouseover=" not in tag.replace(address, "")
