"""A page within a page is not shown: what stands in an attribute is not seen by our renaming."""

from __future__ import annotations

import pytest

from sources.replay.neutral import neutral

WITHIN = "&lt;link rel=preconnect href=//example.org&gt;"


@pytest.mark.parametrize(
    "frame",
    [
        f"<iframe srcdoc='{WITHIN}'>",
        f"<IFRAME\nSRCDOC={WITHIN}>",
        f"<iframe/srcdoc='{WITHIN}'>",
        f"<iframe name=a srcdoc='{WITHIN}'/>",
    ],
)
def test_every_frame_is_given_an_empty_page_first(frame):
    shown = neutral(f"<p>{frame}<p>")

    assert shown.startswith("<p><iframe srcdoc ")  # of two attributes of a name the first counts


def test_other_elements_with_such_a_name_stay():
    assert neutral("<iframes srcdoc=a>") == "<iframes srcdoc=a>"


def test_a_viewport_with_quotes_that_do_not_fit_is_no_plain_one():
    """Its name would go on to the next quote, and what follows would be attributes."""
    markup = '<meta name="viewport\' content="http-equiv=refresh content=0 ">'

    assert neutral(markup).startswith("<meta name http-equiv content ")
