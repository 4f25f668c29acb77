"""Other people's tools, in an environment of their own beside ours.

`tool("wacz")` is the path of a program of that environment, which uv makes at the first call from
its own locked list. Where the list cannot be had, the test fails and says so.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
ENVIRONMENT = HERE / ".venv"


@lru_cache(maxsize=1)
def _make() -> None:
    # Tests run side by side; one of them makes the environment and the others wait.
    with (HERE / "pyproject.toml").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = subprocess.run(
            [sys.executable, "-m", "uv", "sync", "--locked", "--quiet", "--project", str(HERE)],
            capture_output=True,
            text=True,
            check=False,
            env={key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"},
        )
    if done.returncode:
        message = f"The tools of tests/outside could not be installed:\n{done.stderr}"
        raise AssertionError(message)


def tool(name: str) -> str:
    """Give the path of a program of that environment, such as wacz, wayback or python."""
    _make()
    return str(ENVIRONMENT / "bin" / name)
