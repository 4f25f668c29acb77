"""The Mali dossier, loaded once for a run, which takes long: as read, as listed, as shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.test import Client

from claims.exchange.dossier_files import Dossier, read_dossier
from claims.models import Party, Place
from claims.operations.imports import demonstration_person, load_dossier, vocabulary
from claims.reads.parties import places_shown
from claims.reads.visible import dossiers_shown, pairs_public, parties_shown
from tests.factories import AT, later
from tests.made_once import made_once

ROOT = Path(__file__).resolve().parents[1]
LARGEST = "/incidents/tinzaouaten-2024/"
OTHER_LANGUAGES = ("fr", "ar")
LISTS = ("parties", "publishers", "places", "incidents", "claims", "pages", "counterclaims")
_SOME = 6
"""One pair of so many is looked at."""
_KEYS = {"claims": "reference", "incidents": "reference", "pages": "url", "counterclaims": "id"}

Rows = dict[str, dict[Any, Any]]


@dataclass(frozen=True, slots=True)
class Mali:
    """What came of loading it.

    Args:
        dossier: as it was read.
        rows: everything the API lists after loading, and some tables, by its natural key.
        pages: of every dossier, the largest in each language, and some pairs by their paths: as it
            is now, and as of the day after it was loaded.
    """

    dossier: Dossier
    rows: Rows
    pages: dict[str, tuple[str, str]]


def mali_loaded(folder: Path) -> Mali:
    """Load it, or read what another process of the run has come to.

    Args:
        folder: of this process, in the folder of the run.
    """
    return made_once("mali", _load, folder=folder)


def _load() -> Mali:
    """The rows are rolled back."""
    dossier = read_dossier(ROOT / "seeds" / "mali", words=vocabulary()).dossier
    assert dossier is not None
    with transaction.atomic():
        load_dossier(
            dossier,
            by=demonstration_person("recorder"),
            at=AT,
            exercise_address="",
            release=True,
            demonstration=True,
        )
        _count_what_was_loaded()
        lists = {name: list(_fetch(name)) for name in LISTS}
        recorded = {
            "recorded parties": {row.slug: row for row in Party.objects.all()},
            "recorded places": {row.slug: row for row in Place.objects.all()},
            "shown parties": {row.slug: row for row in parties_shown()},
            "shown places": {row.slug: row for row in places_shown()},
        }
        paths = [f"/incidents/{row.slug}/" for row in dossiers_shown()]
        paths += [f"/pairs/{row.pk}/" for row in pairs_public()[::_SOME]]
        paths += [f"/{code}{LARGEST}" for code in OTHER_LANGUAGES]
        pages = {path: _shown(path) for path in paths}
        transaction.set_rollback(True)
    named = {
        name: {row[_KEYS.get(name, "slug")]: row for row in rows} for name, rows in lists.items()
    }
    return Mali(dossier, recorded | named, pages)


def _count_what_was_loaded() -> None:
    """Give the planner the rows of this transaction, and keep them until it ends.

    PostgreSQL's own daemon counts rows that are not committed as none. Where it came by before the
    pages were read, questions were planned for empty tables and took twenty minutes, not one. What
    is counted here is locked against it.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _fetch(name: str) -> Iterator[dict[str, Any]]:
    address: str | None = f"/api/v1/{name}/?page_size=100"
    while address:
        answer = Client().get(address)
        assert answer.status_code == 200, answer.content
        page = answer.json()
        yield from page["results"]
        address = page["next"]


def _shown(path: str) -> tuple[str, str]:
    reader, then = Client(), {"as_of": later(days=1).isoformat()}
    return reader.get(path).content.decode(), reader.get(path, then).content.decode()
