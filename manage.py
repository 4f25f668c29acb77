#!/usr/bin/env python
"""Counterclaim's command line."""

import os
import sys

from tracker.site import embedded


def main() -> None:
    """Run a command, with the embedded servers beside it where no others are configured."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  after setdefault

    with embedded.for_command(sys.argv):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
