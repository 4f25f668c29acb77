from __future__ import annotations

from tests.sources.ledger_fits import after_each as pytest_runtest_call
from tests.working import acts_as_the_working_role

__all__ = ["acts_as_the_working_role", "pytest_runtest_call"]
