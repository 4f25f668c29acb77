"""Name resolution: the system's resolver with a time limit, and answers from a table."""

import socket
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from sources.archiver.values import NameNotFoundError

ROUTES = Path("/proc/net/route")
NOT_FOUND = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


class LookUpFailedError(OSError):
    """The network is there, but the servers of this name gave no answer."""


def system_resolver(name: str, seconds: float) -> Sequence[str]:
    """Ask the operating system for all addresses of a name.

    Raises:
        NameNotFoundError: the name has no address.
        TimeoutError: no answer in time.
        LookUpFailedError: only this name cannot be looked up, as far as can be told.
        OSError: the resolver cannot be reached.
    """
    outcome: list[Sequence[str] | OSError] = []
    # getaddrinfo takes no time limit, so it runs aside and is abandoned when it is late.
    worker = threading.Thread(target=_ask, args=(name, outcome), daemon=True)
    worker.start()
    worker.join(seconds)
    if not outcome:
        message = f"The look-up of {name} took too long."
        raise TimeoutError(message)
    result = outcome[0]
    if isinstance(result, socket.gaierror) and result.errno in NOT_FOUND:
        raise NameNotFoundError(name) from result
    if isinstance(result, OSError):
        if has_way_out():
            raise LookUpFailedError(result.errno, result.strerror) from result
        raise result
    return result


def has_way_out() -> bool:
    """Whether this machine has a route to the Internet; where that cannot be told, it has none.

    Nothing is sent: the kernel's table of routes is read (proc(5); the default route has the
    destination 0.0.0.0).
    """
    try:
        rows = [row.split() for row in ROUTES.read_text(encoding="ascii").splitlines()[1:]]
    except (OSError, ValueError):
        return False
    return any(len(row) > 1 and row[1] == "00000000" for row in rows)


def _ask(name: str, outcome: list[Sequence[str] | OSError]) -> None:
    try:
        found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except OSError as error:
        outcome.append(error)
    except UnicodeError:
        outcome.append(socket.gaierror(socket.EAI_NONAME, "not a name"))
    else:
        # IPv4 first: the way most archives' networks are known to work.
        addresses = dict.fromkeys(str(row[4][0]) for row in found)
        outcome.append(sorted(addresses, key=lambda address: ":" in address))


class TableResolver:
    """Answers from a table: name -> the answers of successive look-ups, the last one repeated.

    Each answer is one address or a list of addresses. Names are compared without case and final
    dot; a name that is not in the table is not found.
    """

    def __init__(self, table: Mapping[str, Sequence[str | Sequence[str]]]) -> None:
        self._table = {
            name.lower().rstrip("."): [
                [answer] if isinstance(answer, str) else list(answer) for answer in answers
            ]
            for name, answers in table.items()
        }
        self._asked: dict[str, int] = {}

    def __call__(self, name: str, _seconds: float) -> Sequence[str]:
        """Give the next answer of a name."""
        name = name.lower().rstrip(".")
        answers = self._table.get(name)
        if not answers:
            raise NameNotFoundError(name)
        turn = self._asked.get(name, 0)
        self._asked[name] = turn + 1
        return answers[min(turn, len(answers) - 1)]
