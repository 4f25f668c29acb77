"""Words that only a browser showed take part in drift, and what was sent raises no false alarm."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sources.archiver.drift.looks import Drift, DriftKind, Look, drifted
from sources.archiver.drift.quotations import QuotationChange, SeenQuotation, WatchedQuotation
from sources.archiver.quoting.verify import verify
from sources.archiver.values import Extraction, ExtractionState, Quote

URL = "https://example.org/a"
SENT = "The paper of the town. Home, politics, sport. All rights reserved by the publisher."
SAID = "Nine guards were killed by a drone near the bridge"
SHOWN = f"The paper of the town.\nOn Friday the mayor spoke.\n{SAID}, the mayor said.\nImprint."


def look(shown: str | None, sent: str = SENT, outcome: str = "captured") -> Look:
    return Look(outcome, 200, URL, sent, is_read=outcome == "captured", shown=shown)


def seen(text: str, *, is_shown: bool) -> SeenQuotation:
    check = verify(Quote(SAID), Extraction(ExtractionState.DONE, text=text))
    found = [one.as_json() for one in check.differences]
    return SeenQuotation(
        check.kind.value, check.start, check.end, check.matched, found, is_shown=is_shown
    )


def in_shown(before: str, now: str) -> Drift:
    watched = WatchedQuotation(1, SAID, seen(before, is_shown=True), seen(now, is_shown=True))
    return drifted(URL, look(before), look(now), [watched])


@pytest.mark.parametrize(
    ("now", "kind", "change", "number"),
    [
        (SHOWN, "unchanged", "same", False),
        (SHOWN.replace("Friday", "Sunday"), "unchanged", "same", False),
        (SHOWN.replace("Nine", "Eight"), "quotation_altered", "altered", True),
        (SHOWN.replace(SAID, "Nobody was hurt"), "quotation_gone", "gone", False),
    ],
    ids=["the same", "elsewhere", "another number", "gone"],
)
def test_what_a_browser_shows_later_is_held_against_what_it_showed(
    now: str, kind: str, change: str, number: bool
) -> None:
    found = in_shown(SHOWN, now)

    (one,) = found.quotations
    assert (found.kind, one.change, found.number_altered) == (kind, change, number)
    assert one.as_json()["read_in"] == "shown"


@pytest.mark.parametrize("now", ["", "Loading"])
def test_a_browser_that_showed_hardly_anything_says_nothing(now: str) -> None:
    found = in_shown(SHOWN, now)

    assert found.kind is DriftKind.UNCHANGED
    assert [one.change for one in found.quotations] == [QuotationChange.UNREAD]


def test_without_a_browser_nothing_is_said_of_words_that_it_showed() -> None:
    watched = WatchedQuotation(1, SAID, seen(SHOWN, is_shown=True), seen(SENT, is_shown=False))

    found = drifted(URL, look(SHOWN), look(None, SENT + " More."), [watched])

    assert found.kind is DriftKind.CHANGED_ELSEWHERE
    assert [one.change for one in found.quotations] == [QuotationChange.UNREAD]


@pytest.mark.parametrize(
    ("now", "change"), [(SHOWN, "same"), (SHOWN.replace("Nine", "Eight"), "altered")]
)
@pytest.mark.parametrize("was_shown", [True, False])
def test_words_that_went_from_one_text_to_the_other_are_not_gone(
    now: str, change: str, was_shown: bool
) -> None:
    before = seen(SHOWN, is_shown=was_shown)
    watched = WatchedQuotation(1, SAID, before, seen(now, is_shown=not was_shown))
    earlier, later = look(SHOWN), look(now)
    earlier, later = (
        (earlier, replace(later, text=now)) if was_shown else (replace(earlier, text=SHOWN), later)
    )

    found = drifted(URL, earlier, later, [watched])

    assert [one.change for one in found.quotations] == [change]
    assert found.number_altered is (change == "altered")


def test_a_page_that_its_scripts_make_is_no_broken_look_once_a_browser_showed_it() -> None:
    watched = WatchedQuotation(1, SAID, seen(SHOWN, is_shown=True), seen(SHOWN, is_shown=True))
    earlier, later = (look(words, "", "needs_scripts") for words in (SHOWN, SHOWN))

    assert drifted(URL, earlier, later, [watched]).kind is DriftKind.UNCHANGED
    assert drifted(URL, earlier, replace(later, shown=None), []).kind is DriftKind.PAGE_FAILED


def test_another_language_on_the_screen_is_named() -> None:
    german = (
        "Die Zeitung der Stadt. Am Freitag sprach der Sprecher und sagte, dass niemand in der "
        "Nacht bei der alten Kirche zu Schaden kam, und dass die Arbeit nun weiter gehen wird."
    )
    english = f"{SHOWN} He also said that the work would go on, and that there was nothing to add."

    found = in_shown(english, german)

    assert [one.change for one in found.quotations] == [QuotationChange.OTHER_LANGUAGE]
