#!/usr/bin/env python3
"""Counterclaim's command line. Sets itself up first where its packages are not there yet."""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one is to be told, not shown a trace
    sys.exit(
        "Counterclaim needs Python 3.11 or newer, and this is Python "
        + sys.version.split()[0]
        + ". If a newer one is installed, use its name (python3.11 manage.py ...); "
        + "uv brings its own (uv run manage.py ...)."
    )

from tracker.site import bootstrap


def main() -> None:
    """Run a command, with the embedded servers beside it where no others are configured."""
    try:
        bootstrap.enter()
    except bootstrap.NotSetUpError as error:
        sys.exit(str(error))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  after setdefault

    from tracker.site import embedded  # noqa: PLC0415  needs the packages

    with embedded.for_command(sys.argv):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
