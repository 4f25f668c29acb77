"""What a sealed version says, read as if it named the rows into which others were merged since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from claims.models import Incident, Party, Place
from sources.models import Publisher
from tracker.base.ledger.chain import canonical

_OF_CLAIM: dict[str, Any] = {
    "incident_id": Incident,
    "claimant_id": Party,
    "outlet_id": Publisher,
    "place_id": Place,
}


def is_said(content: str, version: str) -> bool:
    """Whether a sealed version says this; that two of what it names were merged is no change.

    Args:
        content: what a claim says, as `claims.reads.journal.contents.content_of` writes it.
        version: the content of the version.
    """
    return content == version or content == as_merged(version)


def as_merged(content: str) -> str:
    """The content of a version with the keys of kept rows in place of those merged into them.

    Args:
        content: canonical JSON, as `claims.reads.journal.contents.content_of` writes it.
    """
    return canonical(all_as_merged([content])[0])


def all_as_merged(contents: Iterable[str]) -> list[dict[str, Any]]:
    """What several versions hold, read so, in a fixed number of queries.

    Args:
        contents: canonical JSON of each.
    """
    read = [json.loads(content) for content in contents]
    named = [each for said in read for each in _named(said)]
    kept: dict[Any, dict[int, int]] = {
        model: _kept(model, named) for model in (Incident, Party, Place, Publisher)
    }
    for said in read:
        _put_kept(said, kept)
    return read


def _put_kept(said: dict[str, Any], kept: dict[Any, dict[int, int]]) -> None:
    claim = said["claim"]
    for column, model in _OF_CLAIM.items():
        claim[column] = kept[model].get(claim[column], claim[column])
    for figure in said["figures"]:
        subjects = (kept[Party].get(key, key) for key in figure["subjects"])
        figure["subjects"] = list(dict.fromkeys(subjects))
        scope = figure.get("scope", {})
        if "place_id" in scope:
            scope["place_id"] = kept[Place].get(scope["place_id"], scope["place_id"])


def _named(said: dict[str, Any]) -> Iterator[tuple[type, int | None]]:
    for column, model in _OF_CLAIM.items():
        yield model, said["claim"][column]
    for figure in said["figures"]:
        yield Place, figure.get("scope", {}).get("place_id")
        for party in figure["subjects"]:
            yield Party, party


def _kept(model: Any, named: list[tuple[type, int | None]]) -> dict[int, int]:
    keys = {key for of, key in named if of is model and key is not None}
    rows = model.everything.filter(pk__in=keys, merged_into__isnull=False)
    return dict(rows.values_list("pk", "merged_into"))
