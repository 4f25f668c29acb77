"""What a later look says is neither more nor less than what changed."""

from __future__ import annotations

import pytest

from sources.archiver.drift.looks import Drift, DriftKind
from sources.archiver.drift.pairs import compare_answers

QUOTED = "The army said that 1,200 soldiers left Kidal on Friday."
REST = (
    "The road to the north was closed to lorries for the whole week, residents told our reporter.",
    "Neither side has published a list, and nobody has been able to reach the area since then.",
    "Analysts said that the battle was the heaviest in the region and would change the balance.",
)
ARTICLE = "".join(f"<p>{each}</p>" for each in (QUOTED, *REST)) * 1


def compared(before: str, after: str, *quotes: str, url: str = "https://news.example/a") -> Drift:
    return compare_answers(
        f"<!doctype html><html lang=en><title>Kidal</title><body><h1>Kidal</h1>{before}",
        f"<!doctype html><html lang=en><title>Kidal</title><body><h1>Kidal</h1>{after}",
        status=200,
        final_url=url,
        quotes=quotes or (QUOTED,),
    )


def changes(found: Drift) -> list[str]:
    return [each.change.value for each in found.quotations]


def test_another_number_in_a_passage_is_said() -> None:
    found = compared(ARTICLE, ARTICLE.replace("1,200", "1,300"))

    assert (found.kind, found.number_altered) == (DriftKind.QUOTATION_ALTERED, True)


@pytest.mark.parametrize("number", ["1&nbsp;200", "1200", "1&#8239;200", "1,200<sup>3</sup>"])
def test_a_number_that_is_only_written_otherwise_is_the_same(number: str) -> None:
    found = compared(ARTICLE, ARTICLE.replace("1,200", number))

    assert not found.number_altered
    assert changes(found) == ["same"]


def test_a_line_put_between_two_sentences_interrupts_and_alters_nothing() -> None:
    both = f"{QUOTED} {REST[0]}"
    between = ARTICLE.replace(
        f"<p>{REST[0]}", f"<p>Advertisement: 20% off all lamps</p><p>{REST[0]}"
    )
    found = compared(ARTICLE, between, both)

    assert (found.kind, found.number_altered) == (DriftKind.QUOTATION_MOVED, False)
    assert changes(found) == ["interrupted"]


def test_of_two_places_the_one_that_changed_is_said() -> None:
    twice = f"<p>{QUOTED}</p>{''.join(f'<p>{each}</p>' for each in REST)}<p>{QUOTED}</p><p>End.</p>"
    now = "1,300".join(twice.rsplit("1,200", 1))
    found = compared(twice, now)

    assert (found.kind, found.number_altered) == (DriftKind.QUOTATION_ALTERED, True)


@pytest.mark.parametrize(
    "note",
    [
        "Correction, 29 July: an earlier version gave the number as 1,200; it is 900.",
        "Correction: the army says that 900 soldiers left.",
        "Rectificatif : le nombre était de 900 et non de 1 200.",
        "Уточнение: речь идет о 900, а не о 1200 военных.",
        "تصحيح: العدد هو 900 وليس 1200",
    ],
)
def test_a_correction_elsewhere_raises_an_item_and_leaves_the_passage(note: str) -> None:
    found = compared(ARTICLE, f"{ARTICLE}<p>{note}</p>")

    assert (found.kind, found.number_altered) == (DriftKind.CHANGED_ELSEWHERE, True)
    assert changes(found) == ["corrected"]


@pytest.mark.parametrize(
    "note",
    [
        "Correction, 29 July: the town was called by another name in an earlier version.",
        "Correction: the road was closed for 3 days, not a week.",
        "Correction: the number of 1,200 is the ministry’s.",
        "On Sunday 900 soldiers left Gao, the army said.",
    ],
)
def test_a_note_that_gives_no_other_number_for_it_raises_none(note: str) -> None:
    assert not compared(ARTICLE, f"{ARTICLE}<p>{note}</p>").number_altered


def test_a_correction_that_stood_there_before_is_no_news() -> None:
    noted = f"{ARTICLE}<p>Correction: the army says that 900 soldiers left.</p>"

    assert changes(compared(noted, noted + "<p>Read more.</p>")) == ["same"]


@pytest.mark.parametrize(
    "now",
    [
        "<p>L’armée a déclaré que 1 200 soldats avaient quitté la ville de Kidal vendredi.</p>",
        "<p>Die Armee sagte, dass am Freitag zwölfhundert von ihnen die Stadt verlassen haben.</p>",
        "<p>وقال الجيش إن ألفا ومئتي جندي غادروا مدينة كيدال يوم الجمعة الماضي بعد الظهر</p>",
    ],
)
def test_another_language_is_named_and_no_quotation_is_gone(now: str) -> None:
    found = compared(ARTICLE, now)

    assert found.kind == DriftKind.PAGE_FAILED
    assert changes(found) == ["other_language"]


def test_the_same_language_with_other_words_is_a_quotation_gone() -> None:
    found = compared(ARTICLE, "".join(f"<p>{each}</p>" for each in REST))

    assert (found.kind, changes(found)) == (DriftKind.QUOTATION_GONE, ["gone"])


def test_a_sentence_that_is_struck_out_is_drift() -> None:
    found = compared(ARTICLE, ARTICLE.replace(QUOTED, f"<del>{QUOTED}</del>"))

    assert found.kind == DriftKind.QUOTATION_GONE


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("The army denied that 40 soldiers fled.", DriftKind.QUOTATION_ALTERED),
        ("No fewer than 40 soldiers fled.", DriftKind.QUOTATION_ALTERED),
        ("On Sunday 40 soldiers fled.", DriftKind.QUOTATION_MOVED),
    ],
)
def test_words_that_turn_a_short_passage_are_drift(said: str, kind: DriftKind) -> None:
    before = f"<p>The army said that 40 soldiers fled.</p>{ARTICLE}"

    assert compared(before, f"<p>{said}</p>{ARTICLE}", "40 soldiers fled").kind == kind


def test_what_turned_it_and_is_taken_out_is_drift_too() -> None:
    before = f"<p>The army denied that 40 soldiers fled.</p>{ARTICLE}"
    now = f"<p>The army said that 40 soldiers fled.</p>{ARTICLE}"

    assert compared(before, now, "40 soldiers fled").kind == DriftKind.QUOTATION_ALTERED


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://news.example/", DriftKind.PAGE_MOVED),
        ("https://news.example/login?next=/a", DriftKind.PAGE_WALLED),
    ],
)
def test_an_answer_from_elsewhere_is_named(url: str, kind: DriftKind) -> None:
    found = compared(ARTICLE, "<p>Rain in the north, onions, a football cup.</p>", url=url)

    assert found.kind == kind
