"""Addresses that were shared, shortened or cached are recognised as most likely one page."""

import pytest

from tracker.base.values.twins import likeness, telling_part

STORY = "https://www.example.org/news/story-1?id=7"


@pytest.mark.parametrize(
    "twin",
    [
        "https://example.org/news/story-1?id=7",
        "http://www.example.org/news/story-1/?id=7",
        "https://m.example.org/news/story-1?id=7",
        "https://www.example.org/news/story-1?utm_source=x&id=7&utm_medium=y",
        "https://www.example.org/news/story-1?id=7&fbclid=abc#top",
        "https://www.example.org/news/story-1/amp?id=7",
        "https://www.example.org/news/story-1/amp/?id=7",
        "https://www.example.org/amp/news/story-1?id=7",
        "https://amp.example.org/news/story-1?id=7&amp=1",
        "https://www.example.org/news/story-1?outputType=amp&id=7",
        "https://cdn.ampproject.org/c/s/www.example.org/news/story-1?id=7",
        "https://www-example-org.cdn.ampproject.org/v/s/www.example.org/news/story-1?id=7",
        "https://www.google.com/amp/s/www.example.org/news/story-1?id=7",
    ],
)
def test_a_twin_has_the_likeness_of_the_page(twin: str) -> None:
    assert likeness(twin) == likeness(STORY)
    assert telling_part(twin) == telling_part(STORY) == "story-1"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://twitter.com/a/status/123", "https://x.com/a/status/123?ref_src=y"),
        ("https://t.me/s/channel/123", "https://t.me/channel/123"),
        ("https://youtu.be/abcdef", "https://www.youtube.com/watch?v=abcdef&feature=share"),
        ("https://en.m.wikipedia.org/wiki/Kidal", "https://en.wikipedia.org/wiki/Kidal"),
        ("https://example.org/story.amp.html", "https://example.org/story.html"),
    ],
)
def test_known_sites_have_twins_of_their_own(one: str, other: str) -> None:
    assert likeness(one) == likeness(other)
    assert telling_part(one) == telling_part(other)
    assert telling_part(one) in one
    assert telling_part(one) in other


@pytest.mark.parametrize(
    ("url", "part"),
    [
        ("https://youtu.be/dQw4", "dQw4"),
        ("https://www.youtube.com/watch?v=dQw4", "dQw4"),
        ("https://www.youtube.com/@a-channel", "@a-channel"),
        ("https://example.org/item?id=1234567", "1234567"),
        ("https://example.org/item?q=a%20long%20question", "item"),
        ("https://example.org/", ""),
    ],
)
def test_the_part_that_tells_a_page_is_the_longest_that_all_its_twins_hold(
    url: str, part: str
) -> None:
    assert telling_part(url) == part


@pytest.mark.parametrize(
    "other",
    [
        "https://www.example.org/news/story-2?id=7",
        "https://www.example.org/news/story-1?id=8",
        "https://fr.example.org/news/story-1?id=7",
        "https://www.example.com/news/story-1?id=7",
        "https://www.example.org/news/champ?id=7",
        "https://www.example.org:8443/news/story-1?id=7",
    ],
)
def test_another_page_has_another_likeness(other: str) -> None:
    assert likeness(other) != likeness(STORY)
