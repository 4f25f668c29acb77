"""Measure the structure of the house: ``python -m tests.house.walls.structure`` prints it.

docs/architecture.md says what each number may be at most; ``test_structure.py`` holds it to that.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import grimp

HOUSE = Path(__file__).resolve().parents[3]
ROOMS = ("tracker", "claims", "sources")
MOST_MODULES = 12
WIDEST = 160
# Django and Celery look for these by name; each app has its own.
FRAMEWORK = re.compile(r"\.(migrations|management)(\.|$)|\.(apps|urls|tasks|checks)$")


@dataclass(frozen=True, slots=True)
class Structure:
    """What was measured; see ``LABELS`` for what each is."""

    in_cycles: list[str]
    full_folders: list[str]
    shared_names: dict[str, list[str]] = field(repr=False)
    wide_lines: list[str] = field(repr=False)
    median_lines: float
    outside: list[str]


def measured() -> Structure:
    """Measure the working tree."""
    files = [path for room in ROOMS for path in sorted((HOUSE / room).rglob("*.py"))]
    files = [path for path in files if "migrations" not in path.parts]
    return Structure(
        in_cycles=sorted(in_cycles()),
        full_folders=full_folders(),
        shared_names=shared_names(files),
        wide_lines=wide_lines(),
        median_lines=median(len(path.read_text().splitlines()) for path in files if text(path)),
        outside=outside_the_floors(),
    )


def text(path: Path) -> str:
    """What stands in a file; most ``__init__.py`` are empty and count as no file."""
    return path.read_text().strip()


def in_cycles() -> set[str]:
    """Modules that import each other in a circle (with those that lie between two circles).

    What imports nothing that is left, or is imported by nothing that is left, is on no circle.
    """
    graph = grimp.build_graph(*ROOMS)
    left = set(graph.modules)
    while True:
        ends = {
            module
            for module in left
            if not graph.find_modules_directly_imported_by(module) & left
            or not graph.find_modules_that_directly_import(module) & left
        }
        if not ends:
            return left
        left -= ends


def full_folders() -> list[str]:
    """Folders with more modules than one can hold in mind, the tests' among them."""
    counted = {
        folder.relative_to(HOUSE).as_posix(): sum(
            path.name != "__init__.py" for path in folder.glob("*.py")
        )
        for room in (*ROOMS, "tests")
        for folder in [HOUSE / room, *(HOUSE / room).rglob("*/")]
        if not {".venv", "migrations"} & set(folder.parts)
    }
    return sorted(f"{name}: {number}" for name, number in counted.items() if number > MOST_MODULES)


def shared_names(files: list[Path]) -> dict[str, list[str]]:
    """Public names that two modules or more define at their top, commands left out."""
    where: dict[str, list[str]] = defaultdict(list)
    for path in files:
        module = ".".join(path.relative_to(HOUSE).with_suffix("").parts)
        if FRAMEWORK.search(module):
            continue
        for name in sorted(defined(ast.parse(path.read_text()))):
            where[name].append(module)
    return {name: modules for name, modules in sorted(where.items()) if len(modules) > 1}


def defined(tree: ast.Module) -> set[str]:
    """Functions and classes that a module defines at its top, without private ones."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return {node.name for node in tree.body if isinstance(node, kinds) and node.name[0] != "_"}


def wide_lines() -> list[str]:
    """Lines of templates that are wider than a screen."""
    return [
        f"{path.relative_to(HOUSE)}:{number}"
        for path in sorted((HOUSE / "templates").rglob("*.html"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > WIDEST
    ]


def outside_the_floors() -> list[str]:
    """Modules that stand on no floor of the contracts; asked of the linter, which knows them."""
    run = linted()
    return sorted(
        set(re.findall(r"^- ([\w.]+)$", run.partition("not listed as layers")[2], re.MULTILINE))
    )


def linted() -> str:
    """What the import contracts say."""
    program = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [program, "--no-cache", "--no-logo"], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    return run.stdout


def contracts() -> tuple[int, int]:
    """How many contracts are kept, and how many there are."""
    kept, broken = map(int, re.findall(r"Contracts: (\d+) kept, (\d+) broken", linted())[0])
    return kept, kept + broken


def main() -> None:
    """Print what was measured."""
    found = measured()
    kept, all_of_them = contracts()
    print(f"modules in cycles: {len(found.in_cycles)}", *found.in_cycles)
    print(f"contract clauses kept: {kept} of {all_of_them}")
    print(f"folders over {MOST_MODULES} modules: {len(found.full_folders)}", *found.full_folders)
    print(f"public top-level names in two modules: {len(found.shared_names)}")
    for name, modules in found.shared_names.items():
        print(f"    {name}: {' '.join(modules)}")
    print(f"template lines over {WIDEST} characters: {len(found.wide_lines)}")
    print(f"median file: {found.median_lines:.0f} lines")
    print(f"modules outside all floors: {len(found.outside)}", *found.outside)


if __name__ == "__main__":
    main()
