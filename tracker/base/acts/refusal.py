"""What an operation raises when it refuses an act; wrong values are refused by the same name."""

from tracker.base.values.refusal import Refusal

__all__ = ["Refusal"]
