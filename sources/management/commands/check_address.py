"""Say of each address whether the archiver would fetch it."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sources.archiver.network.guard import RefusedAddressError, check
from sources.archiver.network.resolve import TableResolver, system_resolver
from sources.archiver.values import Allowance, Resolver
from sources.configuration import allowance


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the guard says of one address."""

    address: str
    fetch: bool
    rule: str = ""
    reason: str = ""
    url: str = ""
    connect_to: tuple[str, ...] = ()
    allowed_by: str = ""

    def as_json(self) -> str:
        """One JSON object on one line."""
        return json.dumps(
            {
                "address": self.address,
                "fetch": self.fetch,
                "rule": self.rule or None,
                "reason": self.reason,
                "url": self.url or None,
                "connect_to": list(self.connect_to),
                "allowed_by": self.allowed_by or None,
            }
        )

    def as_line(self) -> str:
        """One line for people."""
        address = ascii(self.address)[1:-1]
        if self.fetch:
            return f"fetch   {address}  ({', '.join(self.connect_to)})"
        return f"refuse  {address}  [{self.rule}] {self.reason}"


class Command(BaseCommand):
    """Read addresses from the arguments or standard input, one a line, and judge each.

    Nothing is fetched. Names are looked up, unless `--answers` stands in for name resolution.
    """

    help = (
        "Says for each address whether it would be fetched, and by which rule not. "
        "Addresses come from the arguments or, one a line, from standard input."
    )
    requires_system_checks: Sequence[str] = []  # type: ignore[assignment]

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare addresses, `--json`, `--answers` and `--allow`."""
        parser.add_argument("addresses", nargs="*", metavar="ADDRESS")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
        parser.add_argument(
            "--answers",
            metavar="FILE",
            help="JSON object: a name -> the answers of successive look-ups, each one address or "
            "a list; stands in for name resolution",
        )
        parser.add_argument(
            "--allow",
            action="append",
            default=[],
            metavar="HOST:PORT",
            help="admit this server or network, for this call; may be repeated",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Judge every address; what is refused is an answer, not an error.

        Raises:
            CommandError: no address was given (exit status 2), or an option makes no sense.
        """
        resolver = read_answers(options["answers"]) if options["answers"] else system_resolver
        admitted = read_allowance(options["allow"])
        given = False
        for address in options["addresses"] or _lines():
            given = True
            verdict = judge(address, resolver=resolver, admitted=admitted)
            self.stdout.write(verdict.as_json() if options["json"] else verdict.as_line())
        if not given:
            raise CommandError(
                "No address was given; name some as arguments or, one a line, on standard input.",
                returncode=2,
            )


def judge(address: str, *, resolver: Resolver, admitted: Allowance) -> Verdict:
    """Ask the guard about one address."""
    try:
        target = check(address, resolver=resolver, allowance=admitted)
    except RefusedAddressError as error:
        return Verdict(address, fetch=False, rule=error.rule, reason=str(error))
    except OSError as error:
        reason = f"The name could not be looked up: {error.strerror or 'no answer in time'}"
        return Verdict(address, fetch=False, rule="look_up_failed", reason=reason)
    return Verdict(
        address,
        fetch=True,
        url=target.url,
        connect_to=target.addresses,
        allowed_by=target.allowed_by,
    )


def read_allowance(entries: Sequence[str]) -> Allowance:
    """Read `--allow`.

    Raises:
        CommandError: an entry makes no sense.
    """
    try:
        return allowance(entries)
    except ValueError as error:
        raise CommandError(f"--allow: {error}") from error


def read_answers(name: str) -> TableResolver:
    """Read the file of `--answers`.

    Raises:
        CommandError: it cannot be read or is not of that shape.
    """
    try:
        table = json.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CommandError(f"--answers {name}: {error}") from error
    if not isinstance(table, dict):
        raise CommandError(f"--answers {name}: this must be a JSON object, name to answers.")
    # One answer alone is the answer of every look-up.
    table = {host: [one] if isinstance(one, str) else one for host, one in table.items()}
    for host, answers in table.items():
        _check_answers(f"--answers {name}: {host!r}", answers)
    return TableResolver(table)


def _check_answers(where: str, answers: object) -> None:
    if not isinstance(answers, list):
        raise CommandError(f"{where}: give a list, one answer for each look-up.")
    for answer in answers:
        parts = answer if isinstance(answer, list) else [answer]
        if not all(isinstance(part, str) for part in parts):
            raise CommandError(f"{where}: an answer is an address or a list of addresses.")


def _lines() -> Iterator[str]:
    """Addresses of standard input; only a line's end ends an address."""
    sys.stdin.reconfigure(errors="replace", newline="\n")  # type: ignore[union-attr]
    for line in sys.stdin:
        address = line.removesuffix("\n").removesuffix("\r")
        if address:
            yield address
