"""Benchmarks: `python -m tests.bench NAME` prints ratios; no part of the timed test run."""
