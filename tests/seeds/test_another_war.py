"""A dossier on another war than the first: what it counts and whom it names is data."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from claims.exchange.dossier_files import read_dossier
from claims.models import Claim, Measure, Party, PartyKind
from sources.models import Publisher
from tests.seeds import small

DECLARED = """\
measures:
  balloons_launched:
    label: {en: Balloons launched, fr: Ballons lancés}
    unit: balloons
    words: {en: [balloons], fr: ballons}
  loitering_munitions_destroyed:
    label: Loitering munitions destroyed
    counts: losses
    compared_with: drones_destroyed
  morale:
    label: Morale
    counts: quantity
    compared: false
party_kinds:
  harbour_guard: {label: Harbour guard}
  chronicler: {label: Chronicler, actor: person}
publisher_kinds:
  bulletin_board: {label: Bulletin board}
"""
HEAD = "id: harbour\ntitle: A war of drones\n"
FILES = {
    "dossier.yaml": HEAD + DECLARED,
    "parties.yaml": """\
harbour-guard: {name: Harbour guard, kind: harbour_guard}
islanders: {name: Island air force, kind: state_armed_forces}
ministry: {name: Ministry of the islands, kind: ministry}
""",
    "publishers.yaml": """\
monthly: {name: The Monthly, kind: magazine}
board: {name: Board of the port, kind: bulletin_board}
""",
    "places.yaml": "port: {name: The port}\n",
    "pages.yaml": """\
night: {address: 'https://monthly.example/night', publisher: monthly}
answer: {address: 'https://board.example/answer', publisher: board}
""",
    "incidents/night.yaml": """\
incident: {title: A night over the port, start: 2031-02-03, place: port}
claims:
  N1:
    by: harbour-guard
    paraphrase: The guard says that it destroyed 31 drones and lost an air-defence system.
    figures:
      - {measure: drones_destroyed, of: islanders, exactly: 31}
      - {measure: air_defence_systems_destroyed, of: harbour-guard, exactly: 1}
      - {measure: balloons_launched, at_least: 3}
    cites: [{page: night}]
  N2:
    by: islanders
    paraphrase: The air force says that it launched 90 drones and lost 12.
    figures:
      - {measure: drones_launched, of: islanders, exactly: 90}
      - {measure: loitering_munitions_destroyed, of: islanders, exactly: 12}
    cites: [{page: answer}]
    answers: [{claim: N1, ground: different_figure}]
""",
}


def write(folder: Path, **files: str) -> Path:
    for name, text in (FILES | files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.django_db
def test_it_loads_with_what_it_declares_and_says_nothing_the_second_time(tmp_path: Path) -> None:
    call_command("load_dossier", str(write(tmp_path)), "--check", "--strict")
    call_command("load_dossier", str(tmp_path), "--strict")
    call_command("load_dossier", str(tmp_path), "--strict")

    figures = Claim.objects.get(reference="harbour/N2").figures.all()
    assert [figure.measure.label for figure in figures] == [
        "Drones launched",
        "Loitering munitions destroyed",
    ]
    declared = Measure.objects.get(pk="loitering_munitions_destroyed")
    assert (declared.compared_as, declared.counts) == ("drones_destroyed", "losses")
    assert Measure.objects.get(pk="balloons_launched").words == {
        "en": ["balloons"],
        "fr": ["ballons"],
    }
    assert Measure.objects.get(pk="morale").compared_as == ""
    assert Party.objects.get(slug="harbour-guard").kind.label == "Harbour guard"
    assert PartyKind.objects.get(pk="chronicler").actor == "person"
    kinds = Publisher.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["magazine", "bulletin_board"]


@pytest.mark.django_db
def test_what_was_changed_since_stays_and_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("load_dossier", str(write(tmp_path)))
    changed = {"compared_as": "loitering_munitions_destroyed"}
    Measure.objects.filter(pk="loitering_munitions_destroyed").update(**changed)
    Measure.objects.filter(pk="balloons_launched").update(words={"en": ["kites"]})
    capsys.readouterr()

    call_command("load_dossier", str(tmp_path))

    said = "".join(capsys.readouterr())
    assert "loitering_munitions_destroyed.compared_with: differs from what is loaded" in said
    assert said.count("balloons_launched.words: differs from what is loaded") == 2


def test_what_the_software_brings_is_enough_to_check_it(tmp_path: Path) -> None:
    assert read_dossier(write(tmp_path), words=small.words()).problems == ()


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("label: Morale", "lable: Morale", (13, "measures.morale.label"), "is missing"),
        ("label: Morale", "label: {xx_: M}", (13, "measures.morale.label.xx_"), "language tag"),
        ("counts: quantity", "counts: weight", (14, "measures.morale.counts"), '"weight"'),
        (
            "compared_with: drones_destroyed",
            "compared_with: morale",
            (11, "measures.loitering_munitions_destroyed.compared_with"),
            '"morale" is not known',
        ),
        ("  morale:", "  Morale!:", (12, "measures.Morale!"), "is not an id"),
        ("actor: person", "actor: ghost", (18, "party_kinds.chronicler.actor"), '"ghost"'),
    ],
)
def test_a_wrong_declaration_is_said_at_its_line(
    tmp_path: Path, old: str, new: str, place: tuple[int, str], said: str
) -> None:
    write(tmp_path, **{"dossier.yaml": HEAD + DECLARED.replace(old, new, 1)})

    found = {(p.where.line, p.where.name): p.message for p in small.problems_of(tmp_path)}
    assert said in found[place], found


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("incidents/night.yaml", "measure: drones_launched", "measure: zzz", "under measures"),
        ("incidents/night.yaml", "drones_destroyed", "drones_destroid", '"drones_destroyed"?'),
        ("parties.yaml", "kind: ministry", "kind: zzz", "under party_kinds"),
        ("publishers.yaml", "kind: magazine", "kind: zzz", "under publisher_kinds"),
    ],
)
def test_a_term_that_nobody_declared_says_where_to(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    write(tmp_path, **{file: FILES[file].replace(old, new, 1)})

    assert [said in problem.message for problem in small.problems_of(tmp_path)] == [True]


@pytest.mark.parametrize(
    ("file", "old", "new", "meant"),
    [
        ("pages.yaml", "address:", "url:", "address"),
        ("pages.yaml", "address:", "Address:", "address"),
        ("places.yaml", "{name", "{lat: 3, name", "latitude"),
        ("places.yaml", "{name", "{lng: 3, name", "longitude"),
        ("publishers.yaml", "kind:", "type:", "kind"),
        ("incidents/night.yaml", "by: harbour-guard", "claimant: harbour-guard", "by"),
        ("incidents/night.yaml", "start:", "date:", "start"),
        ("incidents/night.yaml", "cites:", "sources:", "cites"),
        ("incidents/night.yaml", "paraphrase:", "statement:", "paraphrase"),
        ("incidents/night.yaml", "exactly:", "value:", "exactly"),
    ],
)
def test_a_field_of_another_name_says_what_it_was_meant_to_be(
    tmp_path: Path, file: str, old: str, new: str, meant: str
) -> None:
    assert old in FILES[file]
    write(tmp_path, **{file: FILES[file].replace(old, new, 1)})

    hints = [p for p in small.problems_of(tmp_path) if f'(did you mean "{meant}"?)' in p.message]
    assert [hint.where.line > 0 for hint in hints] == [True]
