"""A further language is one file beside the others."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from tracker.base.language.languages import LANGUAGES, found_in

TABLE = """
from tracker.base.language.table import Language, WordRole, Writing, valued

LANGUAGE = Language(
    roles={WordRole.CARDINAL: valued({1: "eins", 2: "zwei"})},
    writing=Writing(grouping=".", decimal=","),
)
"""


def test_a_file_named_by_its_tag_is_a_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "planted_tables"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "de.py").write_text(TABLE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    planted = ModuleType("planted_tables")
    planted.__path__ = [str(package)]

    assert found_in(planted)["de"].has("zwei", *LANGUAGES["en"].roles)


def test_every_language_of_the_house_is_found() -> None:
    assert sorted(LANGUAGES) == ["ar", "en", "fr", "ru"]
