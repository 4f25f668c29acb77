"""What programs of other people make of what we give them."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from tests.outside import tool


def told_by(script: str, given: dict[str, str]) -> dict[str, Any]:
    """What a script of the other environment says of texts.

    Args:
        script: reads the texts as JSON from its input and writes JSON.
        given: texts by the addresses they were found at.

    Returns:
        What it wrote: something for each address.
    """
    done = subprocess.run(
        [tool("python"), "-c", script],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    assert told.keys() == given.keys()
    return told
