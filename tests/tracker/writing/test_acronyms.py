"""Acronyms with a hyphen are marked, so that no line breaks within them."""

from __future__ import annotations

import pytest
from django.template import Context, Template

from tracker.base.writing.acronyms import LONGEST, unbroken


@pytest.mark.parametrize("word", ["CSP-DPA", "G5-SAHEL", "ONU-Femmes", "CMA-HCUA-MAA", "МИД-РФ"])
def test_an_acronym_is_marked_and_nothing_of_it_changed(word: str) -> None:
    assert unbroken(f"<p>by {word}, then</p>") == (
        f'<p>by <span class="unbroken">{word}</span>, then</p>'
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<p>anti-terrorist, Jean-Pierre, 2024-07-28, 3-A</p>",
        '<a title="CSP-DPA > x" href="/CSP-DPA/">x</a>',
        "<script>CSP-DPA</script><textarea>CSP-DPA</textarea><option>x</option>",
        "<svg><title>CSP-DPA</title></svg><!-- CSP-DPA -->",
        f"<p>{'A' * LONGEST}-B</p>",
    ],
)
def test_other_words_and_what_is_no_text_of_the_page_stay(markup: str) -> None:
    assert unbroken(markup) == markup


def test_what_is_escaped_stays_escaped() -> None:
    page = Template("{% filter unbroken %}{{ name }}{% endfilter %}")

    assert page.render(Context({"name": "<b>CSP-DPA"})) == (
        '&lt;b&gt;<span class="unbroken">CSP-DPA</span>'
    )
