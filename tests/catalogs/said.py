"""Every sentence that is said in a reader's language, as code and templates name it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import engines
from django.template.base import Variable
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

ROOMS = ("tracker", "claims", "sources")
_INLINE = re.compile(r"\b_\(\"([^\"]+)\"\)")
"""In what a tag of a template is given: ``empty=_("Nothing here.")``."""
_PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
_COUNTED = {"ngettext", "ngettext_lazy"}
_IN_CONTEXT = {"pgettext", "pgettext_lazy"}


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """A sentence.

    Args:
        words: in English.
        plural: the same of several; empty if it counts nothing.
        context: which of several meanings; empty if there is one.
    """

    words: str
    plural: str = ""
    context: str = ""


def all_said() -> set[Said]:
    """What stands in the templates and in the code of the three rooms."""
    return {*_in_templates(), *_in_code()}


def _in_code() -> Iterator[Said]:
    for room in ROOMS:
        for path in sorted((settings.BASE_DIR / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from _called(ast.parse(path.read_text()))


def _called(tree: ast.AST) -> Iterator[Said]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            given = [a.value if isinstance(a, ast.Constant) else None for a in node.args]
            match given:
                case [str(words), *_] if name in _PLAIN:
                    yield Said(words)
                case [str(words), str(plural), *_] if name in _COUNTED:
                    yield Said(words, plural)
                case [str(context), str(words), *_] if name in _IN_CONTEXT:
                    yield Said(words, context=context)


def _in_templates() -> Iterator[Said]:
    folder = settings.BASE_DIR / "templates"
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".html", ".txt"}:
            yield from _of_template(path.relative_to(folder))


def _of_template(name: Path) -> Iterator[Said]:
    template = engines["django"].get_template(str(name)).template  # type: ignore[attr-defined]
    yield from map(Said, _INLINE.findall(template.source))
    nodes = template.nodelist
    for node in nodes.get_nodes_by_type(TranslateNode):
        yield from _translated(node)
    for node in nodes.get_nodes_by_type(BlockTranslateNode):
        context = _literal(node.message_context)
        words, _names = node.render_token_list(node.singular)
        plural = node.render_token_list(node.plural)[0] if node.plural else ""
        yield Said(words, plural, context)


def _translated(node: TranslateNode) -> Iterator[Said]:
    words = _literal(node.filter_expression)
    if words:
        # As Django does: a sign of percent stands for itself in what is translated.
        yield Said(words.replace("%", "%%"), context=_literal(node.message_context))


def _literal(expression: Any) -> str:
    """What a tag is given in quotation marks; empty for what is only known when it is shown."""
    variable = getattr(expression, "var", expression)
    if isinstance(variable, str):
        return str(variable)
    literal = variable.literal if isinstance(variable, Variable) else None
    return str(literal) if isinstance(literal, str) else ""
