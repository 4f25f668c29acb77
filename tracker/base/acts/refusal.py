"""What is raised when somebody may not do what they asked for."""

from __future__ import annotations

from tracker.base.values.refusal import Refusal


class Forbidden(Refusal):
    """Somebody may not do what they asked for."""
