"""Capture pages from the shell."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sources import configuration
from sources.archiver.network.resolve import system_resolver
from sources.archiver.pipeline import seal
from sources.archiver.sealing.store import StoreError
from sources.archiver.sentences import english
from sources.archiver.values import Allowance, Sealed
from sources.management.commands.check_address import read_allowance
from sources.operations.captures.politeness import HostTurns


class Command(BaseCommand):
    """Seal a copy of each page in the configured storage; no database is needed.

    Ends with status 1 if any page was not captured whole.
    """

    help = (
        "Captures pages into the configured storage and prints outcome and provenance. "
        "Ends with status 1 unless every page was captured whole."
    )
    requires_system_checks: Sequence[str] = []  # type: ignore[assignment]

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare addresses, `--json` and `--allow`."""
        parser.add_argument("addresses", nargs="+", metavar="URL")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
        parser.add_argument(
            "--allow",
            action="append",
            default=[],
            metavar="HOST:PORT",
            help="admit this server or network, for this call; may be repeated",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Capture one page after the other."""
        admitted = read_allowance(options["allow"])
        whole = True
        for url in options["addresses"]:
            sealed = self._capture(url, admitted)
            whole = whole and sealed.outcome.is_success
            self.stdout.write(as_json(sealed) if options["json"] else as_lines(sealed))
        if not whole:
            sys.exit(1)

    def _capture(self, url: str, admitted: Allowance) -> Sealed:
        try:
            return seal(
                url,
                (),
                storage=configuration.storage(),
                limits=configuration.limits(),
                allowance=admitted,
                resolver=system_resolver,
                agent=configuration.agent(),
                at=timezone.now(),
                turns=HostTurns(),
            )
        except (OSError, StoreError) as error:
            raise CommandError(f"The sealed file could not be kept: {error}") from error


def as_json(sealed: Sealed) -> str:
    """One JSON object on one line."""
    return json.dumps(
        {
            "url": sealed.requested_url,
            "outcome": sealed.outcome.value,
            "success": sealed.outcome.is_success,
            "reason": english(sealed.reason),
            "rule": sealed.rule or None,
            "at": sealed.at.isoformat(),
            "final_url": sealed.final_url or None,
            "http_status": sealed.http_status,
            "content_type": sealed.content_type or None,
            "file_name": sealed.file_name or None,
            "file_sha256": sealed.file_sha256 or None,
            "file_size": sealed.file_size,
            "payload_sha256": sealed.payload_sha256 or None,
            "payload_size": sealed.payload_size,
            "extraction": sealed.extraction.value,
            "extraction_reason": english(sealed.extraction_reason) or None,
            "text_sha256": sealed.text_sha256 or None,
            "text_length": len(sealed.text),
            "unread": english(sealed.unread) or None,
            "struck": list(sealed.struck),
            "metadata": sealed.metadata,
            "provenance": sealed.provenance,
        }
    )


def as_lines(sealed: Sealed) -> str:
    """A few lines for people."""
    lines = [
        f"{ascii(sealed.requested_url)[1:-1]}: {sealed.outcome.value}. {english(sealed.reason)}"
    ]
    lines += [
        f"  {hop['status']} {hop['url']} (from {hop['connected_to']})"
        for hop in sealed.provenance["hops"]
    ]
    if sealed.file_name:
        lines.append(f"  sealed as {sealed.file_name} ({sealed.file_size} bytes)")
        lines.append(f"  payload sha256 {sealed.payload_sha256} ({sealed.payload_size} bytes)")
        why = english(sealed.extraction_reason)
        lines.append(f"  text: {sealed.extraction.value} {why} {english(sealed.unread)}".rstrip())
    return "\n".join(lines)
