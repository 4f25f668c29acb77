"""Several people at one moment: each with a thread and a connection, past one barrier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connections

from tracker.base.values.refusal import Refusal

T = TypeVar("T")
PATIENCE = 60
"""Seconds after which people who wait for each other for ever are given up."""


def at_once(acts: Sequence[Callable[[], T]]) -> list[T | Refusal]:
    """Do all acts at one moment; what each came to, or what it was refused with, in order.

    Anything else that is raised is raised: an act is done or refused, and never fails.
    """
    barrier = Barrier(len(acts))

    def one(act: Callable[[], T]) -> T | Refusal:
        try:
            barrier.wait(PATIENCE)
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(PATIENCE) for future in [pool.submit(one, act) for act in acts]]


def refusals(outcomes: Sequence[object]) -> list[str]:
    """The codes of those that were refused, in order of the alphabet."""
    return sorted(one.code for one in outcomes if isinstance(one, Refusal))
