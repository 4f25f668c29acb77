from __future__ import annotations

import time


class Patience:
    """Says when to give up: when nothing has moved for a while, however long the whole takes.

    Args:
        seconds: how long nothing may move; None for ever.
    """

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds
        self._seen: object = None
        self._since = time.monotonic()

    def ended(self, state: object = None) -> bool:
        """Whether to give up.

        Args:
            state: what is seen now; the wait begins anew when it is another than the last time.
        """
        if state != self._seen:
            self._seen, self._since = state, time.monotonic()
        return self._seconds is not None and time.monotonic() - self._since > self._seconds
