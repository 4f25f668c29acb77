"""Sentences that report what somebody said are found, with who said it and what."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.matching.reported.quoting import quoted_sentences
from claims.matching.reported.reading import (
    LIKELY,
    LONGEST_READ,
    MOST_READ,
    ReportedClaim,
    speech_among,
    speech_in,
)
from tracker.base.values.refusal import InvalidValueError

TEXTS = {
    "en": """The valley army said on Monday that it had killed 20 rebels near the bridge. The bridge
    crosses a river. "We lost no men," said Colonel Idris Vale, the head of the guard. According to
    the Northern League, 84 mercenaries were killed. The market opens on Fridays. Sara Hill, a
    spokeswoman for the League, said that its fighters had taken three helicopters. It rained.""",
    "fr": """L'armée de la vallée a déclaré lundi que vingt rebelles avaient été tués. Le pont
    traverse une rivière. « Nous n'avons perdu aucun homme », a affirmé le colonel Idris Val. Selon
    la Ligue du Nord, 84 mercenaires ont été tués. Le marché ouvre le vendredi. Sara Colline,
    porte-parole de la Ligue, a indiqué que trois hélicoptères avaient été pris. Il a plu.""",
    "ar": """قال جيش الوادي إنه قتل عشرين متمردا قرب الجسر. يعبر الجسر النهر. وأكد العقيد إدريس
    فال: «لم نخسر أي رجل». وبحسب رابطة الشمال، قتل 84 من المرتزقة. يفتح السوق يوم الجمعة. وأضافت
    المتحدثة سارة التل أن المقاتلين استولوا على ثلاث مروحيات. كان الطقس ماطرا.""",
    "ru": """Армия долины заявила, что уничтожила двадцать повстанцев у моста. Мост стоит на реке.
    «Мы не потеряли ни одного человека», — сообщил полковник Идрис Вейл. По словам представителя
    Северной лиги, погибли 84 наёмника. Рынок открыт по пятницам. Сара Хилл заявила, что бойцы
    захватили три вертолёта. Шёл дождь.""",
}
REPORTS = [0, 2, 3, 5]
SPEAKERS = {
    "en": ["valley army", "Colonel Idris Vale", "Northern League", "Sara Hill"],
    "fr": ["armée de la vallée", "colonel Idris Val", "Ligue du Nord", "Sara Colline"],
    "ar": ["جيش الوادي", "العقيد إدريس", "رابطة الشمال", "المتحدثة سارة التل"],
    "ru": ["Армия долины", "полковник Идрис Вейл", "представителя", "Сара Хилл"],
}
SAID = {
    "en": ["it had killed", "We lost no men", "84 mercenaries were", "its fighters had taken"],
    "fr": ["vingt rebelles", "Nous n'avons perdu", "84 mercenaires", "trois hélicoptères"],
    "ar": ["قتل عشرين", "لم نخسر", "قتل 84", "المقاتلين استولوا"],
    "ru": ["уничтожила двадцать", "Мы не потеряли", "погибли 84", "бойцы"],
}


def read(tag: str) -> tuple[str, list[ReportedClaim]]:
    text = " ".join(TEXTS[tag].split())
    return text, speech_in(text, tag).claims


@pytest.mark.parametrize("tag", TEXTS)
def test_what_reports_is_found_with_who_said_it_and_what(tag: str) -> None:
    text, found = read(tag)

    assert [one.number for one in found] == REPORTS
    for one, speaker, said in zip(found, SPEAKERS[tag], SAID[tag], strict=True):
        assert speaker in text[slice(*one.speaker)]
        assert text[slice(*one.said)].startswith(said)
        assert one.start <= one.said[0] < one.said[1] <= one.end


@pytest.mark.parametrize("tag", TEXTS)
def test_only_words_within_marks_are_said_to_be_quoted(tag: str) -> None:
    _text, found = read(tag)

    assert [one.is_quoted for one in found] == [False, True, False, False]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("He said that the road was open.", "He"),
        ("The road was open, according to two officials.", "two officials"),
        ("The minister told reporters that the road was open.", "minister"),
        ("“The road is open,” Ms. Vale said.", "Vale"),
        ("The army has said that the road is open.", "army"),
    ],
)
def test_the_speaker_is_named_by_the_words_beside_the_verb(sentence: str, speaker: str) -> None:
    (one,) = speech_among(["The town is small.", sentence, "It rained."], "en").claims

    assert speaker in sentence[slice(*one.speaker)]


def test_a_pronoun_is_known_as_one() -> None:
    (one,) = speech_among(["He said that the road was open."], "en").claims

    assert one.is_pronoun


def test_who_goes_on_with_a_quotation_is_quoted() -> None:
    said = ["“It was a long night,” the mayor said.", "“The bridge fell.", "We ran.”", "It rained."]

    read = speech_among(said, "en")

    assert [score >= LIKELY for score in read.scores] == [True, True, True, False]


@pytest.mark.parametrize(
    ("texts", "inside"),
    [
        (["She said “go.", "Now.”", "So."], [False, True, False]),
        (["Она сказала: „иди“.", "Так."], [False, False]),
        (["''Go.", "Now,'' he said."], [False, True]),
        (['"Go.', *["So."] * 20], [False, *[True] * 8, *[False] * 12]),
    ],
)
def test_marks_are_followed_from_one_sentence_to_the_next(
    texts: list[str], inside: list[bool]
) -> None:
    assert [one.begins_inside for one in quoted_sentences(texts)] == inside


def test_a_language_without_a_table_is_read_for_its_marks() -> None:
    scores = speech_among(
        ["„Wir haben niemanden verloren“, so der Oberst.", "Es regnete."], "de"
    ).scores

    assert scores[0] > scores[1]


@pytest.mark.parametrize(
    ("text", "code"),
    [("a" * (LONGEST_READ + 1), "too_long"), ("Yes. " * (MOST_READ + 1), "too_many")],
)
def test_more_than_can_be_read_is_refused(text: str, code: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        speech_in(text)

    assert refused.value.code == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "\0",
        "\ud800",
        '"' * 9_999,
        "“" * 9_999,
        ". " * 1_000,
        "said " * 9_000,
        "\u0301" * 9_999,
    ],
)
def test_hostile_text_has_scores_within_bounds(text: str) -> None:
    assert all(0 <= score <= 1 for score in speech_in(text, "en").scores)


def answers(monkeypatch: pytest.MonkeyPatch, *rows: object) -> list[dict[str, Any]]:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(map(json.dumps, rows)) + "\n"))
    out = io.StringIO()
    call_command("suggest_claims", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_the_command_reads_a_text_or_its_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = ["The army said that 20 men died.", "It rained."]

    whole, parts = answers(
        monkeypatch,
        {"id": 1, "text": " ".join(sentences), "lang": "en"},
        {"id": "b", "sentences": sentences},
    )

    assert (whole["id"], parts["id"]) == (1, "b")
    assert whole["scores"] == parts["scores"]
    assert [one["speaker"] for one in parts["claims"]] == ["army"]
    assert parts["claims"][0]["said"] == "20 men died."


@pytest.mark.parametrize(
    "row",
    [
        {"id": "x7"},
        {"id": "x7", "sentences": ["a", 1]},
        {"id": "x7", "text": "a", "sentences": ["a"]},
        {"id": "x7", "text": "a" * (LONGEST_READ + 1)},
    ],
)
def test_the_command_names_the_row_that_it_cannot_read(
    monkeypatch: pytest.MonkeyPatch, row: dict[str, Any]
) -> None:
    with pytest.raises(CommandError, match="x7"):
        answers(monkeypatch, row)
