"""Claims that say the same are found by rare words, in any spelling and script."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.matching.claims import MatchGround, likely_same
from claims.matching.near_duplicates import near_duplicates
from claims.models import Claim, Indexed, Posting
from claims.models.matching.index import IndexedKind
from claims.operations.matching.index import index_everything, scratch_index
from claims.operations.record import retract_translation, revise_claim, translate
from claims.operations.scene import record_party, record_place
from tests.factories import a_claim, an_editor

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
COMMON = [f"The army said soldiers were killed near village {n}" for n in range(8)]


@pytest.fixture
def wanted() -> Claim:
    for statement in COMMON:
        a_claim(statement=statement)
    return a_claim(statement="84 Wagner fighters were killed at Tinzaouaten, rebels said")


def found(text: str) -> list[Claim]:
    return [each.claim for each in likely_same(text, Claim.objects.all())]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels say that Wagner lost 84 fighters near Tin Zaouatine",
        "Les rebelles ont tué 84 hommes à Tinzawatène",
        "مقتل 84 من فاغنر في تينزاواتين",
        "Под Тинзауатеном убиты бойцы Вагнера",
        "84 wagner",
    ],
)
def test_it_is_found_in_any_spelling_and_script(wanted: Claim, text: str) -> None:
    assert found(text)[0] == wanted


def test_what_found_it_is_told(wanted: Claim) -> None:
    first, *_rest = likely_same("84 Wagner fighters at Tin Zaouatine", Claim.objects.all())

    assert {MatchGround.WORDS, MatchGround.NAMES, MatchGround.FIGURES} <= first.grounds.keys()
    assert first.grounds[MatchGround.FIGURES] == ["84"]
    assert 0 < first.score < 1


def test_one_that_may_not_be_seen_is_not_told(wanted: Claim) -> None:
    others = Claim.objects.exclude(pk=wanted.pk)

    told = [each.claim for each in likely_same("Wagner soldiers killed at Tinzaouaten", others)]

    assert told
    assert wanted not in told


@pytest.mark.parametrize("text", ["", "  ", "of the", "?!", "\x00", "zzzzqqqq", "🙂" * 9_000])
def test_what_says_nothing_finds_nothing(wanted: Claim, text: str) -> None:
    assert found(text) == []


def test_what_is_revised_is_found_by_what_it_says_now(wanted: Claim) -> None:
    editor = an_editor()
    revise_claim(claim=wanted, by=editor, at=AT, reason="typing", statement="A dam burst in Derna")

    assert found("dam burst at Derna")[0] == wanted
    assert wanted not in found("Wagner Tinzaouaten")


def test_a_translation_is_found_until_it_is_taken_back(wanted: Claim) -> None:
    editor = an_editor()
    translation = translate(
        claim=wanted, language="fr", text_="Une embuscade meurtrière", by=editor, at=AT
    )
    assert found("embuscade meurtrière")[0] == wanted

    retract_translation(translation=translation, reason="wrong, as was said.", by=editor, at=AT)
    assert wanted not in found("embuscade meurtrière")


def test_all_indexed_anew_find_the_same(wanted: Claim) -> None:
    before = found("84 Wagner Tinzaouaten")

    assert index_everything() >= Claim.objects.count()
    assert found("84 Wagner Tinzaouaten") == before


def test_a_scratch_index_begins_empty_and_leaves_nothing(wanted: Claim) -> None:
    before = (Indexed.objects.count(), Posting.objects.count())
    for _again in range(2):
        with scratch_index():
            assert Indexed.objects.count() == 0
            index_everything()

    assert (Indexed.objects.count(), Posting.objects.count()) == before


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (IndexedKind.PARTY, "Армия Азавада"),
        (IndexedKind.PARTY, "Azawad Armée"),
        (IndexedKind.PLACE, "تينزاواتين"),
        (IndexedKind.PLACE, "Tin Zaouatine"),
    ],
)
def test_what_is_recorded_already_is_named(kind: IndexedKind, name: str) -> None:
    editor = an_editor()
    party = record_party(
        name="Army of Azawad",
        kind="armed_group",
        aliases=[("fr", "Armée de l'Azawad"), ("ru", "Армия Азавада")],
        by=editor,
        at=AT,
    )
    place = record_place(name="Tinzaouaten", by=editor, at=AT)
    wanted = {IndexedKind.PARTY: party.pk, IndexedKind.PLACE: place.pk}[kind]

    assert [each.subject for each in near_duplicates(name, kind)] == [wanted]
    assert near_duplicates("Kherson", kind) == []
