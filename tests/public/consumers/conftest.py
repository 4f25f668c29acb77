"""The site of the scene, walked once for the run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from tests.made_once import made_once
from tests.public.consumers import scene
from tests.public.consumers.site import Site, walked


@pytest.fixture(scope="session")
def site(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Site:
    """What the site of the scene answers; its rows are rolled back, its answers stay."""

    def make() -> Site:
        files = tmp_path_factory.mktemp("sealed")
        with override_settings(STORAGES=_in(files)), transaction.atomic():
            scene.make()
            found = walked()
            transaction.set_rollback(True)
        return found

    with django_db_blocker.unblock():
        return made_once("site", make, folder=tmp_path_factory.getbasetemp())


def _in(files: Path) -> dict[str, Any]:
    kept = "django.core.files.storage.FileSystemStorage"
    return settings.STORAGES | {"default": {"BACKEND": kept, "OPTIONS": {"location": str(files)}}}
