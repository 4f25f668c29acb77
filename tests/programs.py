"""What tests need of the machine beyond Python, and what becomes of them where it is missing.

A test finds a program by `need("wget")` and in no other way. Where it is missing, the run names it
before the first test with the line that installs it, the tests that need it are skipped, and the
end names and counts them; in continuous integration (`CI` is set) they fail. This module is a
plugin of pytest, and `python -m tests.programs` prints the packages that are missing.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import defaultdict
from dataclasses import dataclass
from typing import NoReturn

import pytest


@dataclass(frozen=True)
class Program:
    """A program: the names it goes by, Debian's packages for it, and what for."""

    names: tuple[str, ...]
    packages: tuple[str, ...]
    why: str

    @property
    def path(self) -> str | None:
        """Where it is, if it is there."""
        return next((path for name in self.names if (path := shutil.which(name))), None)

    @property
    def missing(self) -> str:
        """The sentence for whoever misses it."""
        return f"{self.names[0]} is not installed (apt-get install {' '.join(self.packages)})"


PROGRAMS = {
    each.names[0]: each
    for each in (
        Program(
            ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
            ("chromium", "fonts-dejavu-core"),
            "pages in a real browser",
        ),
        Program(("openssl",), ("openssl",), "timestamps of a real authority"),
        Program(("wget",), ("wget",), "WARC files of another program"),
        Program(("gzip",), ("gzip",), "our packed files, read by another program"),
        Program(("java",), ("default-jre-headless",), "the Nu HTML checker"),
    )
}


def need(name: str) -> str:
    """The path of a program; the test that asks is skipped where it is missing, and fails in CI."""
    needed = PROGRAMS[name]
    return needed.path or _without(needed)


def _without(needed: Program) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(needed.missing, pytrace=False)
    pytest.skip(needed.missing)


def absent() -> list[Program]:
    """The programs that this machine does not have."""
    return [each for each in PROGRAMS.values() if each.path is None]


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Name what is missing before the first test."""
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if terminal is None or hasattr(session.config, "workerinput"):
        return
    becomes = "fail" if os.environ.get("CI") else "are skipped"
    for each in absent():
        terminal.write_line(f"{each.missing}: tests that need it {becomes} ({each.why}).")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name and count what was skipped for want of a program."""
    without = defaultdict(list)
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        without[reason.removeprefix("Skipped: ")].append(report.nodeid)
    for each in PROGRAMS.values():
        if names := without.get(each.missing):
            terminalreporter.section(f"{len(names)} skipped: {each.missing}", sep="-")
            terminalreporter.write_line("\n".join(sorted(names)))


if __name__ == "__main__":
    sys.stdout.writelines(f"{package}\n" for each in absent() for package in each.packages)
