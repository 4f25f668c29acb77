"""A YAML file as a tree that remembers its lines.

Files are composed, never constructed: every value stays the text that was written, and the
reader of a field decides what it means. So no value changes its type on the way (a country
``NO``, a month ``2025-09``), and no tag can make an object.
"""

from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from claims.exchange.dossier_files.problems import Problems, Where

# A dossier file is written by hand; ten times the largest one there is would still fit.
MAX_BYTES = 2_000_000
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge", "value")
)

__all__ = ["MappingNode", "Node", "ScalarNode", "SequenceNode", "is_null", "read_tree"]


def read_tree(
    folder: Path, file: str, *, problems: Problems, incident: str = ""
) -> MappingNode | None:
    """Read one file of a dossier.

    Args:
        folder: the dossier's folder.
        file: the file's path in it.
        problems: what is wrong is added here.
        incident: the incident that is kept out if the file is wrong; "" for a shared file.

    Returns:
        The file's mapping, or None if it could not be read as one.
    """
    text = _read_text(folder / file, file, problems=problems, incident=incident)
    if text is None:
        return None
    try:
        tree = YAML(typ="safe", pure=True).compose(text)
    except Exception as error:  # noqa: BLE001  the parser is not ours; bad input breaks it in many ways
        line, what = _explain(error)
        problems.add(Where(file, line), what, incident=incident)
        return None
    fault = _fault(tree)
    if fault is not None:
        problems.add(Where(file, fault[0]), fault[1], incident=incident)
        return None
    if not isinstance(tree, MappingNode):
        what = "is empty" if tree is None else "must hold named entries (name: value)"
        problems.add(Where(file), what, incident=incident)
        return None
    return tree


def _explain(error: Exception) -> tuple[int, str]:
    """The line (0 if unknown) and the sentence for what the parser could not read."""
    if isinstance(error, RecursionError):
        return 0, "is nested too deeply to be a dossier"
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        what = error.problem or error.context or "cannot be read"
        return (mark.line + 1 if mark else 0), f"is not valid YAML: {what}"
    # Such as an OverflowError for an escape that stands for no character.
    return 0, f"is not valid YAML: {(str(error).splitlines() or ['cannot be read'])[0]}"


def is_null(node: Node) -> bool:
    """Whether nothing was written: an empty value, ``~`` or ``null``."""
    return (
        isinstance(node, ScalarNode)
        and node.style is None
        and node.value in {"", "~", "null", "Null", "NULL"}
    )


def _read_text(path: Path, file: str, *, problems: Problems, incident: str) -> str | None:
    try:
        with path.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except FileNotFoundError:
        problems.add(Where(file), "is missing", incident=incident)
        return None
    except OSError as error:
        problems.add(Where(file), f"cannot be read: {error.strerror}", incident=incident)
        return None
    if len(data) > MAX_BYTES:
        problems.add(Where(file), f"is larger than {MAX_BYTES} bytes", incident=incident)
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.add(Where(file, line), "is not UTF-8; save it as UTF-8", incident=incident)
        return None


def _fault(tree: Node | None) -> tuple[int, str] | None:
    """Anchors and foreign tags are refused: a shared node could be followed without end."""
    seen: set[int] = set()
    waiting = [tree] if tree is not None else []
    while waiting:
        node = waiting.pop()
        line = node.start_mark.line + 1
        if id(node) in seen or node.anchor:
            return line, "uses a YAML anchor or alias; write the value out"
        if str(node.tag) not in _PLAIN_TAGS:
            return line, f"uses the YAML tag {node.tag}; leave the tag away"
        seen.add(id(node))
        if isinstance(node, MappingNode):
            waiting += [part for pair in node.value for part in pair]
        elif isinstance(node, SequenceNode):
            waiting += node.value
    return None
