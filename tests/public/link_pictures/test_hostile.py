"""Whatever people wrote is drawn within the picture, in bounded room, or left out."""

from __future__ import annotations

import hashlib
import re
import unicodedata

import pytest
from django.test import Client
from django.utils.translation import override

from claims.presentation.link_pictures import fonts
from claims.presentation.link_pictures.drawing import draw_link_picture
from claims.presentation.link_pictures.fonts import Style, can_be_read
from claims.presentation.link_pictures.lines import broken_into_lines, width_of_line
from claims.presentation.link_pictures.plain_text import LONGEST_LINE, one_plain_line
from claims.presentation.link_pictures.sheet import (
    FoundOfSide,
    LinkPicture,
    ShownSide,
    StatedText,
    ToldFigure,
)
from tests.factories import a_claim, a_pair, a_party, an_incident
from tests.public.link_pictures.looking import seen, stays_within, words_in

HOSTILE = {
    "turned around": "\u202eletters\u2066 that \u2067turn\u061c around\u200f " * 40,
    "one long word": "W" * 100_000,
    "accents on accents": "a" + "\u0301" * 5_000 + " b" + "\u0489" * 5_000,
    "not in the font": "漢字かな" * 500,
    "a wide ligature": "\ufdfd" * 300,
    "control characters": "".join(map(chr, range(1, 32))) * 50 + "words",
    "joined pictures": "👩\u200d👩\u200d👧 " * 300,
    "lines": "line\n\u2028\u2029\r\tline " * 300,
    "Arabic": "قُتِلَ جُنُودٌ كَثِيرُونَ " * 200,
    "halves of pairs": "\ud800\udfff" * 50 + "words",
    "nothing": "",
    "spaces": " \u3000" * 400,
}
STYLE = Style(26, "#000000")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("sides", [0, 1, 2])
def test_it_stays_within_the_picture(text: str, language: str, sides: int) -> None:
    line = one_plain_line(text)
    outcome = FoundOfSide(line, (), is_verdict=True, day=line, notes=(line, line))
    figures = (ToldFigure(line, line, line),) * 2
    passages = tuple(StatedText(line, to) for to in ("ltr", "rtl", "auto"))
    side = ShownSide(line, (line, line), figures, line, passages, outcome)
    picture = LinkPicture(
        page="/",
        path="/",
        kicker=line,
        title=line,
        sides=(side,) * sides,
        lead=line,
        lines=(line,) * 4,
        small=(line, line),
    )

    with override(language):
        content = draw_link_picture(picture)

    assert stays_within(seen(content))
    assert len(content) < 150_000


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_plain_line_is_short_and_turns_nothing_around(text: str) -> None:
    line = one_plain_line(text)

    assert len(line) <= LONGEST_LINE
    assert {unicodedata.category(one)[0] for one in line} - {"L", "M", "N", "P", "S"} <= {"Z", "C"}
    assert not set(line) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def test_what_has_no_room_is_cut_at_a_word() -> None:
    text = "Soldiers of the northern army were seen at the ford by people of the town"

    lines = broken_into_lines(text, STYLE, 300, 3)

    assert len(lines) == 3
    assert max(width_of_line(line, STYLE) for line in lines) <= 300
    assert lines[-1].endswith("…")
    assert set(" ".join(lines)[:-1].split()) < set(text.split())


def test_what_has_room_is_whole() -> None:
    text = "Soldiers of the northern army were seen at the ford"

    assert " ".join(broken_into_lines(text, STYLE, 300, 9)) == text
    assert one_plain_line(text) == text


@pytest.mark.parametrize("width", range(60, 500, 20))
def test_no_number_stands_before_the_ellipsis(width: int) -> None:
    lines = broken_into_lines("The army said 20 to 30 were killed at the ford", STYLE, width, 1)

    assert not lines[0].endswith(("20…", "30…"))


def test_a_number_is_not_broken_at_its_spaces() -> None:
    for space in ("\u00a0", "\u202f"):
        number = f"1{space}200"
        assert number in one_plain_line(f"about {number} men")
        for width in range(40, 300, 10):
            lines = broken_into_lines(f"about {number} men", STYLE, width, 9)
            assert width < 110 or any(number in line for line in lines)


def test_a_row_of_boxes_is_left_out(client: Client, db: None) -> None:
    claim = a_claim(statement="漢字" * 50, claimant=a_party("Army"))

    assert not can_be_read("漢字かな")
    assert can_be_read("تمرين, ⵣ, Ğ, ё")
    content = client.get(f"/claims/{claim.pk}/picture.png").content
    assert stays_within(seen(content))


def test_hostile_words_of_rows_are_drawn(client: Client, db: None) -> None:
    name = "\u202e" + "Very " * 40 + "Long"
    incident = an_incident("<script>alert(1)</script> " + "T" * 150)
    claim = a_claim(statement="W" * 9_000, incident=incident, claimant=a_party(name[:200]))
    pair = a_pair(answers=claim)

    for path in (
        f"/claims/{claim.pk}/picture.png",
        f"/ar/pairs/{pair.pk}/picture.png",
        f"/incidents/{incident.slug}/picture.png",
    ):
        content = client.get(path).content
        assert stays_within(seen(content)), path
        assert "\u202e" not in words_in(content)
        assert len(words_in(content)) < 700


def test_the_font_is_the_one_that_is_named() -> None:
    told = (fonts._FOLDER / "README.md").read_text("utf-8")

    for bold in (False, True):
        digest = hashlib.sha256(fonts._bytes_of(bold=bold)).hexdigest()
        assert re.search(rf"`{digest}` `{fonts._FILES[bold].removesuffix('.gz')}`", told)
