"""A dossier of one incident and two claims, written to a folder and then spoilt by a test."""

from __future__ import annotations

from pathlib import Path

from claims.exchange.dossier_files import Codes, Problem, Vocabulary, brought_terms, read_dossier
from claims.operations.imports import vocabulary

FILES = {
    "dossier.yaml": "id: small\ntitle: A small dossier\n",
    "parties.yaml": """\
army:
  name: The army
  kind: state_armed_forces
  aliases:
    fr: [L'armée]
rebels:
  name: The rebels
  kind: armed_group
""",
    "publishers.yaml": """\
daily:
  name: The Daily
  kind: newspaper
  country: ML
wire:
  name: The Wire
  kind: news_agency
""",
    "places.yaml": """\
town:
  name: The town
  latitude: 12.5
  longitude: -4
  precision: town
""",
    "pages.yaml": """\
story:
  address: https://daily.example/story
  publisher: daily
  language: fr
  published: 2024-07
  credited: The Wire
  credits:
    - {publisher: wire, kind: wire_copy}
other:
  address: https://daily.example/other
  publisher: daily
""",
    "incidents/clash.yaml": """\
incident:
  title: A clash
  start: 2024-07-25
  end: 2024-07-27
  place: town
claims:
  C1:
    by: army
    made: 2024-07-26
    paraphrase: The army says that about twenty rebels died.
    figures:
      - measure: killed
        of: rebels
        about: 20
    cites:
      - page: story
        quote: une vingtaine
  C2:
    by: rebels
    verbatim: Seven of us died.
    figures:
      - measure: killed
        of: rebels
        exactly: 7
    cites:
      - page: other
    answers:
      - {claim: C1, ground: different_figure}
""",
    "incidents/quiet.yaml": """\
incident:
  title: Another incident
claims:
  C3:
    by: army
    paraphrase: The army says nothing happened here.
    cites:
      - page: other
""",
}


def write(folder: Path) -> Path:
    """Write the dossier and give back its folder."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def spoil(folder: Path, name: str, old: str, new: str) -> Path:
    """Replace something in one file; the test is wrong if it is not there."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def words() -> Vocabulary:
    """The vocabulary of an installation that has only what the software brings."""
    return vocabulary(Codes().and_those_of(brought_terms()))


def problems_of(folder: Path) -> tuple[Problem, ...]:
    """Every problem of a dossier."""
    return read_dossier(folder, words=words()).problems
