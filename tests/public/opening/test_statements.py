"""A dispute without figures is told by what each side says, in short."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.models import Claim, Incident, Party, Wording
from claims.presentation.dossiers.opening.statements import LONGEST_STATEMENT, said_in_pair
from claims.rules.grounds import Ground
from tests.factories import a_claim, a_pair, a_party, an_incident
from tests.public.conftest import Read
from tests.public.opening.scenes import parties, sentence

LONG = "The column was attacked at the ford by men on motorcycles and in vehicles, " * 4


def dispute(incident: Incident, *said: tuple[Party, str, str]) -> tuple[Claim, ...]:
    """A claim by each, with its wording; each answers the one before it."""
    claims = tuple(
        a_claim(incident=incident, claimant=who, figures=[], statement=words, wording=wording)
        for who, words, wording in said
    )
    for answered, claim in pairwise(claims):
        a_pair(claim=claim, answers=answered, ground=Ground.DIFFERENT_OUTCOME.value)
    return claims


def test_quotation_marks_stand_only_around_recorded_words(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    dispute(
        incident,
        (army, "We hold the ford.", Wording.VERBATIM.value),
        (league, "The ford was taken.", Wording.PARAPHRASE.value),
    )

    assert sentence(read, incident).startswith(
        "Army and League contradicted each other on how it went. "
        "Army: “We hold the ford”; League: The ford was taken. Reviewers"
    )


@pytest.mark.parametrize("said", ["Army said it won", "The Army said it won", "ARMY: we won"])
def test_who_is_named_in_a_paraphrase_is_not_named_twice(read: Read, said: str) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    dispute(incident, (army, said, "paraphrase"), (league, "Armyworms ate it", "paraphrase"))

    assert f"how it went. {said}; League: Armyworms ate it. " in sentence(read, incident)


def test_who_is_named_in_words_of_its_own_is_named_before_them(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    dispute(incident, (army, "Army men won.", "verbatim"), (league, "No.", "paraphrase"))

    assert "Army: “Army men won”; League: No. " in sentence(read, incident)


def test_what_is_long_is_cut_at_a_word_and_says_so(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    dispute(incident, (army, LONG, "verbatim"), (league, LONG, "paraphrase"))

    told = sentence(read, incident)

    cut = LONG[: LONG.rindex(" ", 0, LONGEST_STATEMENT + 1)].rstrip(" ,")
    assert f"Army: “{cut}…”; League: {cut}… Reviewers" in told


def test_one_dispute_is_told_and_further_ones_are_counted(read: Read) -> None:
    incident = an_incident()
    voices = parties(*(f"Movement of Ford {n}" for n in range(6)))
    dispute(incident, *((who, LONG, "paraphrase") for who in voices))

    told = sentence(read, incident)

    assert told.count("contradicted each other") == 1
    assert "; 4 more disputes like it are set out below. " in told


def test_who_has_a_name_is_told_first(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    nobody = a_party("Unnamed officials", kind="anonymous_source")
    dispute(
        incident,
        (nobody, "It is so.", "paraphrase"),
        (army, "We won.", "paraphrase"),
        (league, "They lost.", "paraphrase"),
    )

    assert "Army: We won; League: They lost. " in sentence(read, incident)


def test_two_statements_of_one_claimant_are_told_apart(read: Read) -> None:
    incident, army = an_incident(), a_party("Army")
    one, other = dispute(incident, (army, "It fell.", "paraphrase"), (army, "No.", "paraphrase"))

    assert f"Army (claim {one.pk}): It fell; Army (claim {other.pk}): No. " in (
        sentence(read, incident)
    )


def test_words_that_run_the_other_way_turn_nothing_around_them(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    one, _other = dispute(incident, (army, "نحن هنا.", "paraphrase"), (league, "No.", "paraphrase"))
    Claim.objects.filter(pk=one.pk).update(language="ar")

    marked = '<bdi lang="ar" dir="rtl">نحن هنا</bdi>'
    assert f"Army: \u2068{marked}\u2069; League: No. " in sentence(read, incident)


@given(st.text(min_size=1), st.text(min_size=1))
def test_whatever_was_written_stays_in_its_bounds(first: str, second: str) -> None:
    assert "\n" not in _told(first, second)
    assert len(_told(first, second)) <= 2 * (LONGEST_STATEMENT + 12)


def _told(*statements: str) -> str:
    claims = [
        Claim(
            statement=words,
            wording=wording,
            language="en",
            claimant=Party(name="Army" * (number + 1)),
        )
        for number, (words, wording) in enumerate(zip(statements, Wording.values, strict=True))
    ]
    pair = type("Pair", (), {"answers": claims[0], "claim": claims[1]})
    return said_in_pair(pair, {})  # type: ignore[arg-type]
