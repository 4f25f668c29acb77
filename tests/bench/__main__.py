"""`python -m tests.bench [NAME ...]`: a module of this folder or of `reading` each, or all."""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable

READING = ("quotations", "findings", "figures", "comparing", "reported", "matching", "search")
"""Those in the folder `reading`."""
NAMES = ("sealing", "job", "growth", "faults", "hostile_clients", "desk", "public", *READING)


def benchmark(name: str) -> Callable[..., bool]:
    """Find what measures by this name; it takes `pages` and says whether its floors hold."""
    folder = "tests.bench.reading" if name in READING else "tests.bench"
    run: Callable[..., bool] = importlib.import_module(f"{folder}.{name}").run
    return run


def main() -> int:
    """Run the chosen benchmarks; 1 if one is below its floor."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", default=NAMES, metavar="|".join(NAMES))
    parser.add_argument("--pages", type=int, default=500, help="pages of the corpus")
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in NAMES]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}")
    # A benchmark that is stopped still stops what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    if len(options.names) == 1:
        (name,) = options.names
        print(f"\n== {name}", flush=True)
        return 0 if benchmark(name)(pages=options.pages) else 1
    # Each sets a house of its own up, which a process can do once.
    again = [sys.executable, "-m", "tests.bench", "--pages", str(options.pages)]
    codes = [subprocess.run([*again, name], check=False).returncode for name in options.names]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
