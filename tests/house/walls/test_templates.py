"""Templates are read by people too: narrow lines, and components that are told all they show."""

from __future__ import annotations

import re
from collections import Counter
from importlib import import_module
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[3]
FOLDER = HOUSE / "templates"
TEMPLATES = {str(path.relative_to(FOLDER)): path.read_text() for path in FOLDER.rglob("*.html")}
WIDEST = 160
INCLUDE = re.compile(r"{%\s*include\s+(.*?)\s*%}")
# A list of tasks is told the kind of its rows, and finds the row's component by it.
KIND = re.compile(r'components/tasks/list\.html" with [^%]*kind="(\w+)"')


# What somebody wrote for readers in whatever language, and the tag around it.
WRITTEN = re.compile(
    r"<(\w+)([^<>]*)>(?:{%[^%]*%}|[^<>{}])*{{ [\w.]*(?:public_note|incident\.summary)(?:\|\w+)* }}"
)


def wide_lines(text: str) -> list[int]:
    return [at for at, line in enumerate(text.splitlines(), 1) if len(line) > WIDEST]


def open_includes(text: str) -> list[str]:
    return [given for given in INCLUDE.findall(text) if given.split()[-1] != "only"]


def named(text: str) -> set[str]:
    rows = {f"components/tasks/{kind}.html" for kind in KIND.findall(text)}
    return set(re.findall(r'"([\w/]+\.html)"', text)) | rows


def test_no_template_has_a_line_over_160_characters() -> None:
    assert TEMPLATES
    assert {name: wide for name, text in TEMPLATES.items() if (wide := wide_lines(text))} == {}


def test_what_is_included_sees_only_what_it_is_given() -> None:
    includes = [given for text in TEMPLATES.values() for given in INCLUDE.findall(text)]

    assert len(includes) > len(TEMPLATES)
    assert {name: bad for name, text in TEMPLATES.items() if (bad := open_includes(text))} == {}


def test_every_component_is_shown_somewhere() -> None:
    python = [
        path.read_text() for app in ("claims", "sources") for path in (HOUSE / app).rglob("*.py")
    ]
    shown = set().union(*(named(text) for text in [*TEMPLATES.values(), *python]))
    components = {name for name in TEMPLATES if name.startswith("components/")}

    assert components
    assert components - shown == set()


def test_no_folder_of_templates_holds_more_than_twelve() -> None:
    sizes = Counter(Path(name).parent for name in TEMPLATES)

    assert [str(folder) for folder, size in sizes.items() if size > 12] == []


def test_a_planted_wide_line_is_found() -> None:
    assert wide_lines("<p>\n" + "x" * WIDEST + "\n" + "x" * (WIDEST + 1)) == [3]


def test_a_planted_include_that_sees_everything_is_found() -> None:
    planted = '{% include "a.html" with b=c only %}{% include "d.html" with only=b %}'

    assert open_includes(planted) == ['"d.html" with only=b']


def test_the_classes_that_comments_name_are_there() -> None:
    named = {
        name
        for text in TEMPLATES.values()
        for name in re.findall(r"\b(?:claims|sources)\.[a-z_.]+\.[A-Z]\w+", text)
    }
    missing = [
        name
        for name in sorted(named)
        for module, _, kind in [name.rpartition(".")]
        if not hasattr(import_module(module), kind)
    ]

    assert named
    assert missing == []


def test_what_people_wrote_runs_in_its_own_direction() -> None:
    around = [(name, *found) for name, text in TEMPLATES.items() for found in WRITTEN.findall(text)]

    assert len(around) > 8
    assert [one for one in around if one[1] != "bdi" and "dir=" not in one[2]] == []


def test_a_link_is_a_link() -> None:
    """What leads somewhere ignores the Space key: it says of itself that it is a link."""
    links = re.compile(r"<a\b(?:[^<>{]|{{.*?}}|{%.*?%})*>", re.DOTALL)
    found = {
        name: [tag for tag in links.findall(text) if "role=" in tag]
        for name, text in TEMPLATES.items()
    }
    assert any(links.search(text) for text in TEMPLATES.values())
    assert {name: tags for name, tags in found.items() if tags} == {}
