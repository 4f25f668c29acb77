"""Pictures are drawn, with the words of the cards, and differ when what they say does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from claims.models import Claim
from claims.operations.record import translate, withdraw
from claims.operations.release import withdraw_dossier
from claims.presentation.link_pictures import paper
from tests.factories import (
    AT,
    a_claim,
    a_correction,
    a_figure,
    a_pair,
    a_party,
    a_verdict,
    an_editor,
    an_incident,
    later,
)
from tests.public.link_pictures.looking import inked, is_paper, seen, stays_within, words_in
from tracker.base.values.partial_date import PartialDate

FOUND = (0, 442, 1200, 584)
"""Where what was found stands."""
HEAD_LEFT, HEAD_RIGHT = (44, 30, 500, 88), (700, 30, 1156, 88)


@pytest.fixture
def claim(db: None) -> Claim:
    army = a_party("Army of Northland")
    figures = [a_figure(best=n, low=n, high=n, subjects=[army]) for n in (84,)]
    incident = an_incident("Raid at the ford")
    return a_claim(statement="Eighty-four were killed.", incident=incident, figures=figures)


def drawn(client: Client, path: str) -> bytes:
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png"), path
    return answer.content


def picture_of(client: Client, claim: Claim, language: str = "") -> bytes:
    return drawn(client, f"{language}/claims/{claim.pk}/picture.png")


def test_a_claim_is_drawn_with_who_says_what_of_whom(client: Client, claim: Claim) -> None:
    content = picture_of(client, claim)
    image, words = seen(content), words_in(content)

    assert is_paper(image)
    assert stays_within(image)
    assert inked(image, (44, 130, 1156, 430)) > 5_000
    assert inked(image, FOUND) > 500
    assert words.startswith("Raid at the ford · ")
    assert claim.claimant.short_name in words
    assert "Killed, Army of Northland: 84" in words
    assert claim.statement in words
    assert "Not reviewed yet" in words


def test_another_verdict_is_another_picture(client: Client, claim: Claim) -> None:
    pictures = [picture_of(client, claim)]
    verdict = a_verdict(claim)
    pictures.append(picture_of(client, claim))
    a_correction(verdict, rating="refuted")
    pictures.append(picture_of(client, claim))

    found = [seen(content).crop(FOUND).tobytes() for content in pictures]
    assert len(set(found)) == 3
    assert "Verdict: Supported" in words_in(pictures[1])
    assert "Verdict: Refuted" in words_in(pictures[2])
    assert "Corrected on 2 March 2026" in words_in(pictures[2])


def test_the_three_languages_are_three_pictures(client: Client, claim: Claim) -> None:
    english, french, arabic = (seen(picture_of(client, claim, to)) for to in ("", "/fr", "/ar"))

    assert len({image.tobytes() for image in (english, french, arabic)}) == 3
    assert inked(english, HEAD_LEFT) > inked(english, HEAD_RIGHT) == 0
    assert inked(arabic, HEAD_RIGHT) > inked(arabic, HEAD_LEFT) == 0
    assert stays_within(arabic)


def test_a_translation_stands_beside_the_original(client: Client, db: None) -> None:
    claim = a_claim(statement="Ninety were killed.", language="en")
    before = picture_of(client, claim, "/fr")
    translate(
        claim=claim,
        language="fr",
        text_="Quatre-vingt-dix morts.",
        translator="Awa Diallo",
        by=claim.created_by,
        at=AT,
    )
    now = picture_of(client, claim, "/fr")

    assert "Ninety were killed." in words_in(now)
    assert "Quatre-vingt-dix morts." in words_in(now)
    assert seen(before).tobytes() != seen(now).tobytes()
    assert "Quatre" not in words_in(picture_of(client, claim))


def test_both_sides_of_a_pair_have_the_same_weight(client: Client, claim: Claim) -> None:
    army = claim.figures.get().figure_subjects.get().party
    other = a_claim(
        incident=claim.incident,
        statement=claim.statement,
        figures=[a_figure(best=84, low=84, high=84, subjects=[army])],
        claimant=claim.claimant,
    )
    pair = a_pair(claim=other, answers=claim, ground="repetition")

    content = drawn(client, f"/pairs/{pair.pk}/picture.png")
    image = seen(content)

    left, right = (image.crop((56 + x, 240, 570 + x, 580)) for x in (0, 568))
    weights = [inked(side, (0, 0, 514, 196)) for side in (left, right)]
    assert stays_within(image)
    assert min(weights) > 2_000
    assert 0.95 < weights[0] / weights[1] < 1.05
    assert words_in(content).count("Killed, Army of Northland: 84") == 2


def test_a_dossier_is_drawn_with_its_widest_contradiction(client: Client, claim: Claim) -> None:
    army = claim.figures.get().figure_subjects.get().party
    figures = [a_figure(best=12, low=12, high=12, subjects=[army])]
    other = a_claim(incident=claim.incident, figures=figures, made_on=PartialDate.parse("2026-02"))
    a_pair(answers=claim, claim=other)
    a_claim(
        incident=claim.incident,
        claimant=other.claimant,
        figures=[a_figure(best=9, low=9, high=9, subjects=[army])],
        made_on=PartialDate.parse("2026-03"),
    )
    a_verdict(claim)

    content = drawn(client, f"/incidents/{claim.incident.slug}/picture.png")
    words = words_in(content)

    assert stays_within(seen(content))
    assert "They contradict: they differ by 72 (killed), 7 times as many." in words
    assert "Killed, Army of Northland: 12 according to" in words
    assert f"{other.claimant.short_name}: later 9, March 2026" in words
    assert "3 claims · 1 with a verdict" in words


def test_what_is_an_exercise_or_a_demonstration_is_marked(client: Client, db: None) -> None:
    plain = a_claim()
    exercise = a_claim(incident=an_incident("Raid", is_exercise=True))
    shown = a_verdict(by=an_editor(is_demonstration=True)).claim
    paths = [f"/claims/{one.pk}/picture.png" for one in (plain, exercise, shown)]
    paths.append(f"/incidents/{exercise.incident.slug}/picture.png")

    contents = [drawn(client, path) for path in paths]

    marked = [inked(seen(content), HEAD_RIGHT) > 1_000 for content in contents]
    assert marked == [False, True, True, True]
    assert words_in(contents[1]).startswith("Exercise · ")
    assert "Demonstration verdict: " in words_in(contents[2])


def test_what_readers_do_not_see_has_no_picture(client: Client, claim: Claim) -> None:
    hidden = a_claim(released=False)
    draft = a_claim(draft=True)
    gone = a_claim(incident=claim.incident)
    half = a_pair(claim=gone, answers=claim)
    withdraw(claim=gone, reason="Twice, as was said.", by=an_editor(), at=later(days=1))
    closed = a_claim()
    withdraw_dossier(incident=closed.incident, reason="Danger.", by=an_editor(), at=AT, notice="")

    claims = [f"/claims/{one.pk}/picture.png" for one in (hidden, draft, gone, closed)]
    dossiers = [f"/incidents/{one.incident.slug}/picture.png" for one in (hidden, closed)]
    for path in [*claims, *dossiers, f"/pairs/{half.pk}/picture.png", "/claims/0/picture.png"]:
        assert client.get(path).status_code == 404, path


def test_the_colours_are_those_of_the_site() -> None:
    css = Path(settings.BASE_DIR, "tracker/static/counterclaim/tokens.css").read_text("utf-8")
    light = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", css.partition("@media")[0]))

    for name in ("PAPER", "WASH", "INK", "INK_2", "RULE", "RULE_STRONG", "ACCENT"):
        assert getattr(paper, name) == light[name.lower().replace("_", "-")]
    assert (light["accent-strong"], light["on-accent"]) == (paper.ACCENT_STRONG, paper.ON_ACCENT)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("INK", "PAPER"),
        ("INK", "WASH"),
        ("INK_2", "PAPER"),
        ("INK_2", "WASH"),
        ("ACCENT_STRONG", "PAPER"),
        ("ON_ACCENT", "ACCENT"),
    ],
)
def test_every_text_can_be_told_from_its_ground(text: str, ground: str) -> None:
    lighter, darker = sorted(
        (_light(getattr(paper, name)) for name in (text, ground)), reverse=True
    )

    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def _light(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
