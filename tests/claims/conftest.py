from __future__ import annotations

from tests.sources.ledger_fits import after_each as pytest_runtest_call

__all__ = ["pytest_runtest_call"]
