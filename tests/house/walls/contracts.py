"""Walls that imports alone do not show: contract types of our own for import-linter.

`pyproject.toml` names them under ``contract_types``. Both read the source of the modules of the
graph, found below the folder that the linter runs in.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

ADDRESS = re.compile(r"[a-z_]+:[a-z_-]+")
"""How an address is named: namespace and name, as ``reverse`` takes them."""
WRITES = frozenset({"bulk_create", "bulk_update", "get_or_create", "update_or_create"})
WRITES_MANY = frozenset({"insert_rows", "update_rows"})
"""Functions of `tracker.base.many_rows`."""
KEEPS_NO_ROWS = re.compile(r"storage|cache|session", re.IGNORECASE)
"""Receivers whose ``save`` and ``delete`` are no rows: files, cached values."""


class _SourceContract(Contract):
    """A contract over what stands in the source of some modules."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        found = [
            f"{module}:{line}: {what}"
            for module in sorted(self.modules_of(graph))
            for line, what in self.faults(tree_of(module))
        ]
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for line in check.metadata["found"]:
            output.print_error(f"- {line}")

    def modules_of(self, graph: ImportGraph) -> set[str]:
        raise NotImplementedError

    def faults(self, tree: ast.Module) -> Iterator[tuple[int, str]]:
        raise NotImplementedError


class UnawareContract(_SourceContract):
    """Modules name nothing of other rooms: no address, no reverse relation.

    Options: ``source_modules``; ``namespaces`` of addresses that must not be named, save those that
    the source modules' own ``urls`` define; ``names`` of reverse relations and fields.
    """

    type_name = "unaware"
    source_modules = fields.ListField(subfield=fields.StringField())
    namespaces = fields.ListField(subfield=fields.StringField())
    names = fields.ListField(subfield=fields.StringField())

    def modules_of(self, graph: ImportGraph) -> set[str]:
        found = packages(graph, self.source_modules)
        self.own = {name for module in found if module.endswith("urls") for name in named(module)}
        return found

    def faults(self, tree: ast.Module) -> Iterator[tuple[int, str]]:
        namespaces, names = set(as_list(self.namespaces)), set(as_list(self.names))
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in names:
                yield node.lineno, f"reverse relation {node.attr}"
            if isinstance(node, ast.keyword) and node.arg and node.arg.split("__")[0] in names:
                yield node.value.lineno, f"reverse relation {node.arg}"
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said = node.value
                space, _colon, name = said.partition(":")
                if ADDRESS.fullmatch(said) and space in namespaces and name not in self.own:
                    yield node.lineno, f"address {said}"
                if re.fullmatch(r"\w+(__\w+)*", said) and names & set(said.split("__")):
                    yield node.lineno, f"reverse relation {said}"


class OnlyWritersContract(_SourceContract):
    """Nothing but the writers writes rows.

    Options: ``source_modules``, all of which are looked at; ``writers``, which are not.
    """

    type_name = "only_writers"
    source_modules = fields.ListField(subfield=fields.StringField())
    writers = fields.ListField(subfield=fields.StringField())

    def modules_of(self, graph: ImportGraph) -> set[str]:
        return packages(graph, self.source_modules) - packages(graph, self.writers)

    def faults(self, tree: ast.Module) -> Iterator[tuple[int, str]]:
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Attribute(attr=name)) if writes(node):
                    yield node.lineno, f"writes by {name}()"
                case ast.Call(func=ast.Name(id=name)) if name in WRITES_MANY:
                    yield node.lineno, f"writes by {name}()"


def writes(call: ast.Call) -> bool:
    """Whether a call of a method writes rows, as far as its shape tells."""
    assert isinstance(call.func, ast.Attribute)
    receiver = ast.unparse(call.func.value)
    match call.func.attr.removeprefix("a"):
        case name if name in WRITES:
            return True
        case "create":
            return receiver.endswith((".objects", "_set"))
        case "update":
            # A dictionary or a digest is given something; a query set is told by keyword.
            return not call.args and bool(call.keywords) and ".objects" in receiver
        case "save" | "delete":
            return not KEEPS_NO_ROWS.search(receiver) and not call_keeps_a_file(call)
        case _:
            return False


def call_keeps_a_file(call: ast.Call) -> bool:
    """Whether a ``save`` is given a name and a file, as storages are."""
    return len(call.args) > 1


def packages(graph: ImportGraph, given: Any) -> set[str]:
    """The named modules of the graph with all that is below them."""
    return {
        module
        for name in as_list(given)
        for module in ({name} & graph.modules) | graph.find_descendants(name)
        if ".migrations" not in module
    }


def as_list(given: Any) -> list[str]:
    """Options come parsed or not, as import-linter has them."""
    return [str(each) for each in given]


def named(module: str) -> set[str]:
    """Names of addresses that a module of URLs defines."""
    return {
        node.value.value
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.keyword)
        and node.arg == "name"
        and isinstance(node.value, ast.Constant)
    }


def tree_of(module: str) -> ast.Module:
    """Parse the source of a module of the graph."""
    path = Path(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return ast.parse(file.read_text())
