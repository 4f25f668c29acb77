from __future__ import annotations

from tests.sources.conftest import capture_of, evidence, page, world

__all__ = ["capture_of", "evidence", "page", "world"]
