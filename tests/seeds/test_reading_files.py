"""Files that are no dossier, or hardly files: each is a problem, none a stack trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.seeds import small

CLASH = "incidents/clash.yaml"


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    (problem,) = small.problems_of(tmp_path / "nowhere")

    assert "does not exist" in problem.message


def test_a_file_in_place_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    (problem,) = small.problems_of(tmp_path / "file")

    assert "not a folder" in problem.message


@pytest.mark.parametrize("name", ["dossier.yaml", "parties.yaml", "publishers.yaml", "pages.yaml"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    (small.write(tmp_path) / name).unlink()

    assert any(p.where.file == name and "missing" in p.message for p in small.problems_of(tmp_path))


def test_a_dossier_without_incidents_is_said(tmp_path: Path) -> None:
    for path in (small.write(tmp_path) / "incidents").iterdir():
        path.unlink()

    assert any("holds no incident" in problem.message for problem in small.problems_of(tmp_path))


BAD_BYTES = {
    "not utf-8": ("incident:\n  title: Unité\n".encode("latin-1"), 2, "not UTF-8"),
    "utf-16": ("incident: {}".encode("utf-16"), 1, "not UTF-8"),
    "empty": (b"", 0, "empty"),
    "a comment alone": (b"# nothing\n", 0, "empty"),
    "a list": (b"- a\n- b\n", 0, "named entries"),
    "a word": (b"hello", 0, "named entries"),
    "bad indentation": (b"incident:\n  title: x\n bad: y\n", 3, "not valid YAML"),
    "an open quote": (b'incident:\n  title: "x\n', 3, "not valid YAML"),
    "a tab": (b"incident:\n\ttitle: x\n", 2, "not valid YAML"),
    "two documents": (b"incident: {}\n---\nclaims: {}\n", 2, "not valid YAML"),
    "a NUL": (b"incident:\n  title: a\x00b\n", 0, "not valid YAML"),
    "a bell": (b'incident:\n  title: "a\\x07b"\nclaims: {}\n', 2, "U+0007"),
    "half a character": (b'incident:\n  title: "a\\ud800b"\nclaims: {}\n', 2, "U+D800"),
    "no such character": (b'incident:\n  title: "a\\UFFFFFFFFb"\n', 0, "not valid YAML"),
    "an alias": (b"incident: &a\n  title: x\nclaims: *a\n", 1, "anchor"),
    "a tag": (b"incident: !!python/object:os.system {}\n", 1, "tag"),
    "deep": (b"incident: " + b"[" * 5000, 0, "nested too deeply"),
    "too large": (b"# " + b"x" * 2_100_000, 0, "larger than"),
    "a number as a key": (b"incident:\n  title: x\n  5: y\nclaims: {}\n", 3, "not a field"),
    "a list as a key": (b"incident:\n  title: x\n  ? [a]\n  : y\nclaims: {}\n", 3, "not a field"),
    "a merge": (b"incident:\n  title: x\n  <<: {a: b}\nclaims: {}\n", 3, "not a field"),
}


@pytest.mark.parametrize("case", BAD_BYTES)
def test_a_bad_file_is_a_problem_at_its_line(tmp_path: Path, case: str) -> None:
    data, line, words = BAD_BYTES[case]
    (small.write(tmp_path) / CLASH).write_bytes(data)

    found = small.problems_of(tmp_path)

    assert any(
        (p.where.file, p.where.line) == (CLASH, line) and words in p.message for p in found
    ), "\n".join(map(str, found))
    assert {problem.incident for problem in found} == {"clash"}


def test_many_aliases_do_not_take_long(tmp_path: Path) -> None:
    rows = ["a0: &a0 [x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    (small.write(tmp_path) / CLASH).write_text("\n".join(rows))

    assert any("anchor" in problem.message for problem in small.problems_of(tmp_path))


@pytest.mark.parametrize("name", ["clash.yml", "notes.txt", "Clash 2.yaml"])
def test_a_file_that_would_be_overlooked_is_said(tmp_path: Path, name: str) -> None:
    (small.write(tmp_path) / "incidents" / name).write_text("incident: {}\n")

    assert any(p.where.file == f"incidents/{name}" for p in small.problems_of(tmp_path))


@pytest.mark.parametrize(
    "text",
    [
        "قتلنا سبعة من الحراس",
        "Ёлка \\U0001F600 e\\u0301",
        "'; DROP TABLE claims_claim; --",
        "<script>alert(1)</script>",
        "{{ settings.SECRET_KEY }} %s %(x)s",
        "NO",
        "null and void",
        "2024-07-26",
        "x" * 20_000,
    ],
)
def test_difficult_text_is_only_text(tmp_path: Path, text: str) -> None:
    folder = small.write(tmp_path)
    small.spoil(folder, CLASH, "paraphrase: The army says that", f'paraphrase: "{text}" #')

    assert small.problems_of(folder) == ()


def test_a_text_too_long_for_its_column_is_said(tmp_path: Path) -> None:
    small.spoil(small.write(tmp_path), CLASH, "title: A clash", f"title: {'x' * 301}")

    (problem,) = small.problems_of(tmp_path)

    assert problem.where.name == "incident.title"
    assert "301 characters" in problem.message


def test_a_wrong_value_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    small.spoil(small.write(tmp_path), CLASH, "page: story", 'page: "\\u202Eegap\\u200B"')

    problems = small.problems_of(tmp_path)
    assert problems
    assert all(str(problem).isprintable() for problem in problems)


@pytest.mark.parametrize("name", ["parties.yaml", "publishers.yaml", "places.yaml", "pages.yaml"])
def test_an_unreadable_file_is_one_problem_and_not_one_for_each_use(
    tmp_path: Path, name: str
) -> None:
    (small.write(tmp_path) / name).write_bytes(b"\xff")

    (problem,) = small.problems_of(tmp_path)

    assert problem.where.file == name
