"""Another archive's reader of Memento, pywb's, reads what we say of copies."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from django.test import Client

from sources.models import Capture
from tests.outside import tool
from tests.public.memento.conftest import GATE, MAP, STORY, memento_of

READ = """
import json, sys
from pywb.utils.memento import MementoUtils
print(json.dumps(MementoUtils.parse_links(sys.stdin.read())))
"""


def read_by_pywb(text: str) -> dict[str, Any]:
    done = subprocess.run(
        [tool("python"), "-W", "ignore", "-c", READ],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_it_reads_the_list_and_the_header(client: Client, copies: list[Capture]) -> None:
    for text in (
        client.get(f"{MAP}{STORY}").content.decode(),
        client.get(f"{GATE}{STORY}", headers={"accept-datetime": "Wed, 11 Mar 2026 12:00:00 GMT"})[
            "Link"
        ],
    ):
        told = read_by_pywb(text)

        assert told["original"]["url"] == STORY
        assert told["timemap"]["url"].endswith(f"{MAP}{STORY}")
        assert told["timemap"]["from"] == "Sun, 01 Mar 2026 12:00:00 GMT"
        assert [each["url"] for each in told["mementos"]] == [memento_of(each) for each in copies]
        assert told["mementos"][1]["datetime"] == "Wed, 11 Mar 2026 12:00:00 GMT"
