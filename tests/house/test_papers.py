"""What the papers say is what there is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

HOUSE = Path(__file__).resolve().parent.parent.parent
OPERATIONS = (HOUSE / "docs" / "operations.md").read_text()
COMPOSE = (HOUSE / "docker-compose.yml").read_text()
SETTINGS = set(
    re.findall(r'env\.\w+\(\s*"([A-Z0-9_]+)"', (HOUSE / "tracker" / "settings.py").read_text())
)


def test_every_setting_is_in_the_table_and_nothing_else() -> None:
    table = OPERATIONS.split("## Every setting")[1].split("\n## ")[0]
    listed = re.findall(r"^\| `([A-Z0-9_]+)` \|", table, re.MULTILINE)

    assert SETTINGS
    assert sorted(listed) == sorted(SETTINGS)


def test_the_production_shape_runs_the_servers_that_are_documented() -> None:
    images = dict(re.findall(r"image: (postgres|redis):(\d+)\b", COMPOSE))

    assert images.keys() == {"postgres", "redis"}
    stated = f"PostgreSQL {images['postgres']} and Redis {images['redis']}."
    assert stated in OPERATIONS


def test_the_image_can_back_up_the_server_beside_it() -> None:
    image = (HOUSE / "Dockerfile").read_text()

    assert re.findall(r"postgresql-client-(\d+)", image) == re.findall(
        r"image: postgres:(\d+)", COMPOSE
    )


def test_the_image_holds_what_production_needs_and_no_more() -> None:
    groups = tomllib.loads((HOUSE / "pyproject.toml").read_text())["dependency-groups"]

    assert set(groups) == {"dev", "embedded", "train"}
    for paper in ((HOUSE / "Dockerfile").read_text(), OPERATIONS):
        assert set(re.findall(r"uv sync [-a-z ]+", paper)) == {
            "uv sync --locked --no-default-groups"
        }


def test_the_production_shape_sets_only_what_is_a_setting() -> None:
    example = (HOUSE / ".env.example").read_text()
    named = set(re.findall(r"\b(COUNTERCLAIM_[A-Z0-9_]+)", COMPOSE + example))

    assert named
    assert named <= SETTINGS


def test_every_queue_has_a_worker() -> None:
    settings = (HOUSE / "tracker" / "settings.py").read_text()
    queues = set(re.findall(r'"queue": "(\w+)"|TASK_DEFAULT_QUEUE = "(\w+)"', settings))

    assert len(queues) > 1
    for queue in {name for pair in queues for name in pair if name}:
        assert f'"-Q", "{queue}"' in COMPOSE


def dependencies() -> list[str]:
    lines = (HOUSE / "pyproject.toml").read_text().splitlines()
    project: dict[str, Any] = tomllib.loads("\n".join(lines))
    groups = project["dependency-groups"].values()
    wanted = [*project["project"]["dependencies"], *(each for group in groups for each in group)]
    return [line.strip() for line in lines if any(f'"{each}"' in line for each in wanted)]


@pytest.mark.parametrize("line", dependencies())
def test_every_dependency_has_its_reason(line: str) -> None:
    package = line.split('"')[1]

    # Types of another package are their own reason.
    assert re.search(r'",\s+# \S', line) or re.search(r"types|stubs", package)


@pytest.mark.parametrize(
    "paper",
    [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        *sorted(str(path.relative_to(HOUSE)) for path in (HOUSE / "docs").rglob("*.md")),
    ],
)
def test_links_between_papers_lead_somewhere(paper: str) -> None:
    text = (HOUSE / paper).read_text()
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text)

    missing = [link for link in links if not (HOUSE / paper).parent.joinpath(link).exists()]

    assert missing == []


ROOMS = "claims|sources|tracker|tests"
# A dotted name of the house in backticks, a file of one's own folder, and a path below the root.
DOTTED = re.compile(rf"`((?:{ROOMS})(?:\.[A-Za-z_]\w*)+)(?:\(\))?`")
BESIDE = re.compile(r"`(\w+\.py)`")
PATH = re.compile(rf"`((?:{ROOMS}|templates|docs|seeds)/[\w./-]+)`")
EXAMPLES = {"claims.EX01.figures.0.low"}


def _stands(name: str) -> bool:
    """Whether a dotted name is a module or a folder, or stands in one."""
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        place = HOUSE.joinpath(*parts[:end])
        file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
        if file.exists():
            return end == len(parts) or bool(re.search(rf"\b{parts[end]}\b", file.read_text()))
    return False


def _gone(paper: Path) -> set[str]:
    """What a paper or a docstring names and is not there."""
    text = paper.read_text()
    beside = set(BESIDE.findall(text)) - {"manage.py"} if paper.suffix == ".py" else set()
    return {
        *(name for name in DOTTED.findall(text) if name not in EXAMPLES and not _stands(name)),
        *(name for name in beside if not any(HOUSE.glob(f"{_room(paper)}/**/{name}"))),
        *(name for name in PATH.findall(text) if not (HOUSE / name).exists()),
    }


def _ours(path: Path) -> bool:
    """Whether a file is none of an environment of its own, such as that of `tests/outside`."""
    return not any(part.startswith(".") for part in path.relative_to(HOUSE).parts)


def _room(paper: Path) -> str:
    return paper.relative_to(HOUSE).parts[0]


def test_what_docstrings_and_papers_name_is_there() -> None:
    papers = [
        *(
            path
            for room in ROOMS.split("|")
            for path in (HOUSE / room).rglob("*.py")
            if _ours(path)
        ),
        *(HOUSE / "templates").rglob("*.html"),
        *(HOUSE / "docs").rglob("*.md"),
        *(HOUSE / name for name in ("README.md", "CONTRIBUTING.md", "pyproject.toml")),
    ]

    assert {str(path): gone for path in papers if (gone := _gone(path))} == {}


def test_a_name_that_is_gone_is_noticed(tmp_path: Path) -> None:
    paper = HOUSE / "docs" / "architecture.md"
    old = tmp_path / "old.md"
    gone = {"claims.permissions", "sources/archive/store.py"}
    old.write_text(paper.read_text() + " and ".join(f"`{name}`" for name in gone))

    assert _gone(old) == gone
