"""Whatever the house says it says in each of its languages."""

from __future__ import annotations

import gettext
import re

import polib
import pytest
from django.conf import settings

from tests.catalogs.said import Said, all_said

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
FOLDER = settings.LOCALE_PATHS[0]
PLACE = re.compile(r"%\((\w+)\)[sd]")
MARKUP = re.compile(r"</?[a-z][^>]*>")


def catalog(code: str) -> dict[object, str]:
    found = gettext.translation("django", str(FOLDER), [code])
    return dict(found._catalog)  # type: ignore[attr-defined]


def key(said: Said) -> str:
    return f"{said.context}\x04{said.words}" if said.context else said.words


def forms(known: dict[object, str], said: Said) -> list[str]:
    """What is said for one, two, many ...; one form where nothing is counted."""
    if not said.plural:
        return [known[key(said)]] if key(said) in known else []
    return [
        words for each, words in known.items() if isinstance(each, tuple) and each[0] == key(said)
    ]


def test_sentences_are_found_in_templates_and_in_code():
    said = all_said()

    assert Said("Skip to the content") in said
    assert Said("date not known") in said
    assert any(one.plural and "%(" in one.plural for one in said)
    assert len(said) > 2_000


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sentence_is_translated(code: str):
    known = catalog(code)

    assert sorted(said.words for said in all_said() if not forms(known, said)) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_place_for_a_name_or_number_is_kept(code: str):
    known = catalog(code)
    wrong = []
    for said in all_said():
        wanted = set(PLACE.findall(said.words)) | set(PLACE.findall(said.plural))
        for words in forms(known, said):
            given = set(PLACE.findall(words))
            # "One page" need not write its number out.
            if given - wanted or (not said.plural and wanted - given):
                wrong.append((said.words, words))

    assert wrong == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_markup_stays_as_it_is(code: str):
    known = catalog(code)

    assert [
        (said.words, words)
        for said in all_said()
        for words in forms(known, said)
        if sorted(MARKUP.findall(words)) != sorted(MARKUP.findall(said.words))
    ] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_compiled_is_what_is_written(code: str):
    folder = FOLDER / code / "LC_MESSAGES"
    written = polib.pofile(str(folder / "django.po"))
    compiled = polib.mofile(str(folder / "django.mo"))

    assert [entry.msgid for entry in written if entry.fuzzy] == []
    assert {(e.msgctxt, e.msgid, e.msgstr, *e.msgstr_plural.values()) for e in compiled} == {
        (e.msgctxt, e.msgid, e.msgstr, *e.msgstr_plural.values())
        for e in written.translated_entries()
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_sentence_is_kept_that_nobody_says(code: str):
    said = {(one.context, one.words) for one in all_said()}
    written = polib.pofile(str(FOLDER / code / "LC_MESSAGES" / "django.po"))

    assert [e.msgid for e in written if (e.msgctxt or "", e.msgid) not in said] == []
