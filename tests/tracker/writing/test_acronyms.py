"""Acronyms with a hyphen are marked where names are printed, and nothing else is touched."""

from __future__ import annotations

import pytest
from django.utils.safestring import mark_safe

from tracker.base.writing.acronyms import unbreakable, unbroken


@pytest.mark.parametrize("name", ["CSP-DPA", "CSP-PSD-DPA", "SU-24"])
def test_an_acronym_is_kept_together_within_a_sentence(name: str) -> None:
    marked = f'<span class="unbroken">{name}</span>'

    assert unbroken(f"{name} said 84; FAMa (\u2068{name}\u2069) 2.") == (
        f"{marked} said 84; FAMa (\u2068{marked}\u2069) 2."
    )
    assert unbreakable(name) == name.replace("-", "\u2011")


@pytest.mark.parametrize(
    "words", ["FAMa", "well-known", "Abdoul-Karim", "A-B", "UN-HABITATSOMETHING", "2024-07-26"]
)
def test_other_words_may_be_broken(words: str) -> None:
    assert unbroken(words) == unbreakable(words) == words


def test_what_people_wrote_is_escaped_and_what_is_safe_left(db: None) -> None:
    assert unbroken("<b>CSP-DPA</b>") == (
        '&lt;b&gt;<span class="unbroken">CSP-DPA</span>&lt;/b&gt;'
    )
    assert unbroken(mark_safe("<b>CSP-DPA</b>")) == "<b>CSP-DPA</b>"
