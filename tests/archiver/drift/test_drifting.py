"""Each kind of drift, told from two looks at a page and the checks of its quotations."""

from __future__ import annotations

import pytest

from sources.archiver.drift.looks import Drift, Look, drifted, is_elsewhere
from sources.archiver.drift.quotations import SeenQuotation, WatchedQuotation
from sources.archiver.quoting.verify import verify
from sources.archiver.values import Extraction, ExtractionState, Quote

URL = "https://example.org/a"
QUOTED = "Twelve soldiers were killed near the border"
TEXT = f"News of the day.\n\n{QUOTED}, the ministry said.\n\nThe road is closed to lorries."


def a_look(text: str = TEXT, **fields: object) -> Look:
    facts = {"outcome": "captured", "http_status": 200, "final_url": URL, "is_read": True} | fields
    return Look(text=text, **facts)  # type: ignore[arg-type]


def seen(exact: str, look: Look) -> SeenQuotation:
    state = ExtractionState.DONE if look.is_read else ExtractionState.FAILED
    check = verify(Quote(exact), Extraction(state, text=look.text))
    differences = [each.as_json() for each in check.differences]
    return SeenQuotation(check.kind.value, check.start, check.end, check.matched, differences)


def drift(now: str | Look, *exact: str, before: str | Look = TEXT, url: str = URL) -> Drift:
    earlier = before if isinstance(before, Look) else a_look(before)
    later = now if isinstance(now, Look) else a_look(now)
    watched = [
        WatchedQuotation(number, words, seen(words, earlier), seen(words, later))
        for number, words in enumerate(exact or (QUOTED,))
    ]
    return drifted(url, earlier, later, watched)


def test_a_changed_number_in_a_quotation_is_an_alteration_in_a_number() -> None:
    found = drift(TEXT.replace("Twelve", "Seven"))
    one = found.quotations[0]

    assert (found.kind, found.number_altered) == ("quotation_altered", True)
    assert (one.before, one.now) == (QUOTED, QUOTED.replace("Twelve", "Seven"))
    assert [(each.kind, each.quoted, each.found) for each in one.differences] == [
        ("number", "Twelve", "Seven")
    ]


def test_the_same_text_is_unchanged() -> None:
    found = drift(TEXT.replace(" ", "\u00a0"))

    assert (found.kind, found.quotations[0].change) == ("unchanged", "same")


def test_another_paragraph_is_a_change_elsewhere() -> None:
    found = drift(TEXT.replace("closed to lorries", "open"))

    assert (found.kind, found.quotations[0].change) == ("changed_elsewhere", "same")


def test_the_same_words_further_down_have_moved() -> None:
    long = "The governor spoke for an hour about roads and schools, and left before noon."
    before = f"{TEXT}\n\n{long}"
    _first, quoted, _last = TEXT.split("\n\n")

    found = drift(before.replace(quoted, "") + f"\n\n{quoted}", before=before)

    assert found.kind == "quotation_moved"


def test_the_same_words_in_other_surroundings_have_moved() -> None:
    now = TEXT.replace(QUOTED, f"On the same day {QUOTED}")

    assert drift(now).kind == "quotation_moved"


@pytest.mark.parametrize(
    ("old", "new"), [("killed", "wounded"), ("were killed", "were not killed")]
)
def test_changed_words_are_an_alteration_but_not_in_a_number(old: str, new: str) -> None:
    found = drift(TEXT.replace(old, new))

    assert (found.kind, found.number_altered) == ("quotation_altered", False)


def test_marks_and_quotes_alone_alter_nothing() -> None:
    found = drift(TEXT.replace("Twelve soldiers were", "Twelve soldiers, were"))

    assert (found.kind, found.quotations[0].change) == ("changed_elsewhere", "same")


def test_words_that_are_no_longer_there_are_gone() -> None:
    found = drift(TEXT.replace(f"{QUOTED}, the ministry said.", "Nothing is known."))

    assert (found.kind, found.quotations[0].now) == ("quotation_gone", "")


def test_a_like_sentence_that_always_stood_there_does_not_take_its_place() -> None:
    other = "Three soldiers were killed near the border, the governor said."
    before = f"{TEXT}\n\n{other}"
    found = drift(before.replace(f"{QUOTED}, the ministry said.", ""), before=before)

    assert (found.kind, found.number_altered) == ("quotation_gone", False)


def test_a_number_changed_in_the_text_but_not_in_the_headline_is_altered() -> None:
    before = TEXT.replace("News of the day.", QUOTED)
    later = "Seven".join(before.rsplit("Twelve", 1))
    first = before.index(QUOTED)
    second = before.index(QUOTED, first + 1)
    size = len(QUOTED)
    watched = WatchedQuotation(
        1,
        QUOTED,
        SeenQuotation("verbatim", second, second + size, QUOTED),
        SeenQuotation("verbatim", first, first + size, QUOTED),
    )

    found = drifted(URL, a_look(before), a_look(later), [watched])

    assert (found.kind, found.number_altered) == ("quotation_altered", True)
    assert found.quotations[0].now == QUOTED.replace("Twelve", "Seven")


def test_a_number_that_is_put_back_is_altered_again() -> None:
    altered = TEXT.replace("Twelve", "Seven")

    assert drift(altered, before=altered).kind == "unchanged"
    assert drift(TEXT, before=altered).number_altered


def test_what_an_elision_leaves_out_may_change() -> None:
    exact = "Twelve soldiers … the ministry said"

    assert drift(TEXT.replace("the border", "the lake"), exact).quotations[0].change == "same"
    assert drift(TEXT.replace("Twelve", "Seven"), exact).number_altered


def test_the_weightiest_of_several_quotations_names_the_drift() -> None:
    lorries = "The road is closed to lorries"
    gone = TEXT.replace(lorries, "")

    assert drift(gone, QUOTED, lorries).kind == "quotation_gone"
    assert drift(gone.replace("Twelve", "Seven"), QUOTED, lorries).kind == "quotation_altered"


def test_words_that_came_later_are_no_alteration() -> None:
    found = drift(TEXT, before="News of the day.")

    assert (found.kind, found.quotations[0].change) == ("changed_elsewhere", "appeared")


@pytest.mark.parametrize(
    ("outcome", "status", "kind"),
    [
        ("error_page", 404, "page_gone"),
        ("error_page", 410, "page_gone"),
        ("error_page", 500, "page_failed"),
        ("blocked", 403, "page_blocked"),
        ("blocked", 451, "page_blocked"),
        ("blocked", 402, "page_walled"),
        ("blocked", 401, "page_walled"),
        ("challenge_suspected", 200, "page_walled"),
        ("timeout", None, "page_failed"),
        ("name_not_found", None, "page_failed"),
        ("truncated", 200, "page_failed"),
        ("empty", 200, "page_failed"),
    ],
)
def test_a_look_without_a_whole_copy_is_named_by_its_end(
    outcome: str, status: int | None, kind: str
) -> None:
    found = drift(a_look("", outcome=outcome, http_status=status, is_read=False))

    assert (found.kind, found.quotations) == (kind, ())


def test_most_of_the_text_behind_a_request_to_subscribe_is_a_wall() -> None:
    before = f"{TEXT}\n\n{'More of the article. ' * 20}"

    assert drift("News of the day. Subscribe to continue.", before=before).kind == "page_walled"


def test_another_address_that_answers_is_a_moved_page() -> None:
    front = a_look("Welcome.", final_url="https://example.org/")

    assert drift(front).kind == "page_moved"
    assert drift(a_look(final_url="https://other.example/a")).kind == "page_moved"


def test_an_alteration_weighs_more_than_a_move() -> None:
    found = drift(a_look(TEXT.replace("Twelve", "Seven"), final_url="https://example.org/b"))

    assert found.kind == "quotation_altered"


@pytest.mark.parametrize(
    ("url", "then", "now", "moved"),
    [
        ("http://a.example/x", "http://a.example/x", "https://www.a.example/x/", False),
        ("http://a.example/x", "http://a.example/x", "http://a.example/x?session=7", False),
        ("http://a.example/x?id=1", "http://a.example/x?id=1", "http://a.example/x?id=2", True),
        ("http://a.example/x", "http://a.example/x", "http://a.example/", True),
        ("http://a.example/x", "http://b.example/x", "http://b.example/x", False),
        ("http://a.example/x", "", "", False),
        ("http://a.example/x", "http://[::1]/x", "http://[::/x", True),
    ],
)
def test_which_addresses_are_another_place(url: str, then: str, now: str, *, moved: bool) -> None:
    assert is_elsewhere(url, then, now) == moved


def test_a_text_that_could_not_be_read_says_nothing_of_quotations() -> None:
    found = drift(a_look("", is_read=False, payload_sha256="b"))

    assert (found.kind, found.quotations[0].change) == ("changed_elsewhere", "unread")


def test_the_same_bytes_are_unchanged_though_nothing_can_be_read() -> None:
    image = a_look("", is_read=False, payload_sha256="a")

    assert drift(image, before=image).kind == "unchanged"


def test_a_drift_can_be_kept_as_json() -> None:
    told = drift(TEXT.replace("Twelve", "Seven")).quotations[0].as_json()

    assert told["differences"] == [{"kind": "number", "before": "Twelve", "now": "Seven"}]
    assert ["removed", "Twelve", "\n", True] in told["passage"]
